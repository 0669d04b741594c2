#!/usr/bin/env python3
"""Opens a published site from the disk in Chromium and uses it (tests/browser/drive.cjs).

  browser_test.py PROGRAM

Skipped (exit 77), saying why, where chromium, node or npm's playwright-core is missing.
"""
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import site_archive  # noqa: E402

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "browser")


def skip(why):
    print("SKIPPED:", why)
    sys.exit(77)


def install_driver():
    if all(os.path.isdir(os.path.join(FOLDER, "node_modules", name)) for name in ("playwright-core", "axe-core")):
        return
    npm = shutil.which("npm") or skip("npm is not installed: apt-get install npm")
    try:
        done = subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=FOLDER, capture_output=True, text=True, timeout=90)
    except subprocess.TimeoutExpired:
        skip("npm could not fetch playwright-core and axe-core within 90 seconds")
    if done.returncode != 0:
        skip("npm could not fetch playwright-core and axe-core: " + done.stderr.strip()[-300:])


def find_browser():
    """Paths of node and chromium, with the driver installed; or the test is skipped."""
    node = shutil.which("node") or skip("node is not installed: apt-get install nodejs")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or skip("chromium is not installed: apt-get install chromium")
    install_driver()
    return node, chromium


def main():
    node, chromium = find_browser()
    work = tempfile.mkdtemp(prefix="ew-browser-")
    try:
        archive = site_archive.build_archive(sys.argv[1], work)
        site = os.path.join(work, "site")
        site_archive.run(sys.argv[1], "publish", "site", site, "--archive", archive)
        done = subprocess.run([node, os.path.join(FOLDER, "drive.cjs"), chromium, site], timeout=600)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
