#!/usr/bin/env python3
"""Builds the wheel with Debian's Python and pip, without a network, and runs the package's tests over what is inside it.

  python_package_test.py EARWITNESS
"""
import glob
import os
import subprocess
import sys
import tempfile

TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
PYTHON = "/usr/bin/python3"  # the one that Debian's pybind11 and headers are for

with tempfile.TemporaryDirectory(prefix="python_package_") as folder:
    pip = [PYTHON, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
    environment = {**os.environ, "PIP_NO_INDEX": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    subprocess.run([*pip, "wheel", "--no-build-isolation", "--no-deps", "-w", folder, os.path.join(TOP, "python")], check=True, env=environment)
    wheels = glob.glob(os.path.join(folder, "earwitness-*.whl"))
    if len(wheels) != 1:
        sys.exit(f"{len(wheels)} wheels, not one")
    site = os.path.join(folder, "site")
    subprocess.run([*pip, "install", "--no-deps", "--target", site, wheels[0]], check=True, env=environment)
    environment.update(PYTHONPATH=site, EARWITNESS=os.path.abspath(sys.argv[1]))
    sys.exit(subprocess.run([PYTHON, "-m", "unittest", "discover", "-s", os.path.join(TOP, "python", "tests")], env=environment, cwd=folder).returncode)
