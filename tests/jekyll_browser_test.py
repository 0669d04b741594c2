#!/usr/bin/env python3
"""Publishes an archive for Jekyll, builds it with Debian's jekyll and uses it in Chromium (tests/browser/drive_jekyll.cjs).

  jekyll_browser_test.py PROGRAM [SCREENSHOTS_FOLDER]

Skipped (exit 77), saying why, where jekyll, chromium, node or npm's playwright-core is missing.
"""
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import browser_test  # noqa: E402
import site_archive  # noqa: E402


def main():
    jekyll = shutil.which("jekyll") or browser_test.skip("jekyll is not installed: apt-get install jekyll")
    node, chromium = browser_test.find_browser()
    work = tempfile.mkdtemp(prefix="ew-jekyll-browser-")
    try:
        archive = site_archive.build_archive(sys.argv[1], work)
        source = os.path.join(work, "source")
        site_archive.run(sys.argv[1], "publish", "jekyll", source, "--archive", archive, "--title", "Test & <Site>", "--base-url", "https://lamps.example/pod casts")
        built = subprocess.run([jekyll, "build", "--baseurl", "/podcasts"], cwd=source, capture_output=True, text=True, env=dict(os.environ, LANG="C.UTF-8"))
        if built.returncode != 0 or "Warning" in built.stdout + built.stderr or "Error" in built.stderr or "Conflict" in built.stdout + built.stderr:
            sys.exit("FAILED jekyll build: " + built.stdout + built.stderr)
        done = subprocess.run([node, os.path.join(browser_test.FOLDER, "drive_jekyll.cjs"), chromium, os.path.join(source, "_site"), "/podcasts", *sys.argv[2:]], timeout=240)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    sys.exit(done.returncode)


main()
