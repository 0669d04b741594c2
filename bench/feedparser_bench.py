#!/usr/bin/env python3
"""Python's feedparser over the files that feed_bench reads, in memory, best of the rounds (default 1: it takes its time).

  feedparser_bench.py FOLDER [rounds]      needs python3-feedparser
"""
import os
import sys
import time

try:
    import feedparser
except ImportError:
    print("skipped: python3-feedparser is not installed")
    sys.exit(77)


def main():
    folder, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1
    files = []
    for base, _, names in os.walk(folder):
        files += [open(os.path.join(base, name), "rb").read() for name in sorted(names)]
    size = sum(map(len, files)) / 1e6
    best = None
    for _ in range(rounds):
        start, episodes = time.perf_counter(), 0
        for data in files:
            episodes += len(feedparser.parse(data).entries)
        taken = time.perf_counter() - start
        best = taken if best is None else min(best, taken)
    print(f"feedparser {feedparser.__version__}: {len(files)} files, {size:.1f} MB, {size / best:.2f} MB/s, {episodes} episodes")


if __name__ == "__main__":
    main()
