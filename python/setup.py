"""Builds the wheel with the project's CMake: `pip wheel ./python` (docs/python.md). The build folder, build/python, is kept, so that a second
wheel compiles only what changed."""
import os
import re
import subprocess
import sys

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(HERE)


def version():
    with open(os.path.join(TOP, "CMakeLists.txt"), encoding="utf-8") as file:
        return re.search(r"project\(earwitness VERSION ([0-9.]+)", file.read()).group(1)


class CMakeBuild(build_ext):
    def build_extension(self, ext):
        build = os.path.join(TOP, "build", "python")
        target = os.path.dirname(os.path.abspath(self.get_ext_fullpath(ext.name)))
        subprocess.run(["cmake", "--preset", "release", "-B", build, "-Wno-dev", "-DEARWITNESS_PYTHON=ON", "-DEARWITNESS_TESTS=OFF",
                        f"-DPython_EXECUTABLE={sys.executable}", f"-DCMAKE_LIBRARY_OUTPUT_DIRECTORY={target}"],
                       cwd=TOP, check=True, stdout=subprocess.DEVNULL)
        environment = {"CCACHE_BASEDIR": TOP, "CCACHE_NOHASHDIR": "1", **os.environ}
        jobs = ["-j", os.environ["JOBS"]] if "JOBS" in os.environ else []
        subprocess.run(["cmake", "--build", build, "--target", "_native", *jobs], cwd=TOP, env=environment, check=True)


WORK = os.path.join(TOP, "build", "python-wheel")
os.makedirs(WORK, exist_ok=True)
setup(version=version(), ext_modules=[Extension("earwitness._native", [])], cmdclass={"build_ext": CMakeBuild},
      options={"build": {"build_base": WORK}, "egg_info": {"egg_base": WORK}})
