#!/usr/bin/env python3
"""The same records give the same bytes with one thread and with several, in one run and in the next.
determinism_test.py EARWITNESS      tools/compare_programs.sh compares two compilers' programs
"""
import glob
import hashlib
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def records():
    files = sorted(glob.glob(os.path.join(HERE, "..", "examples", "show", "ep?.*")) + glob.glob(os.path.join(HERE, "..", "..", "shared", "data", "transcripts", "real", "*")))
    files = [f for f in files if not f.endswith("chapters.json") and os.path.getsize(f) < 400_000]
    lines = [json.dumps({"id": n, "path": f}) for n, f in enumerate(files)]
    lines += ["not json", '{"id": "x"}', '{"id": [1, 2], "text": "One. Two. Three."}']
    return len(files), ("\n".join(lines) + "\n").encode()


def main():
    files, feed = records()
    seen = {}
    for run, jobs in enumerate((1, 2, 2, 7)):
        done = subprocess.run([sys.argv[1], "analyze", "--format", "jsonl", "--jobs", str(jobs)], input=feed, stdout=subprocess.PIPE, check=True)
        seen[f"run {run}, {jobs} jobs"] = (hashlib.sha256(done.stdout).hexdigest(), done.stdout.count(b"\n"))
    for name, value in seen.items():
        print(name, *value)
    same = len(set(seen.values())) == 1 and files >= 3
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
