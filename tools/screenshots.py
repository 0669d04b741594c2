#!/usr/bin/env python3
"""Makes docs/screenshots: each kind of page of the example show's site, light, dark and as wide as a phone.

  tools/screenshots.py PROGRAM [FOLDER]

Needs chromium, node, ffmpeg (all in packages.txt) and tests/browser's npm packages, as tests/browser_test.py does.
"""
import os
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(TOP, "tests"))
import browser_test  # noqa: E402
import site_archive  # noqa: E402

# 48 colours are enough for text and bars, and a fifth of the bytes.
PALETTE = "split[a][b];[a]palettegen=max_colors=48:reserve_transparent=0[p];[b][p]paletteuse=dither=none"


def main():
    program, folder = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else os.path.join(TOP, "docs", "screenshots")
    node, chromium = browser_test.find_browser()
    os.makedirs(folder, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ew-screenshots-") as work:
        archive, site, raw = (os.path.join(work, name) for name in ("archive", "site", "raw"))
        site_archive.add_example_show(program, work, archive)
        site_archive.run(program, "publish", "site", site, "--archive", archive)
        os.makedirs(raw)
        subprocess.run([node, os.path.join(TOP, "tests", "browser", "screenshots.cjs"), chromium, site, raw], check=True, timeout=900)
        for name in sorted(os.listdir(raw)):
            subprocess.run(["ffmpeg", "-loglevel", "error", "-y", "-i", os.path.join(raw, name), "-vf", PALETTE,
                            "-compression_level", "100", "-pred", "none", os.path.join(folder, name)], check=True)
    sizes = [os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder)]
    print(f"{folder}: {len(sizes)} pictures, {sum(sizes) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
