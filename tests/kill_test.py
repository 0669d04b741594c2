#!/usr/bin/env python3
"""Proves that a crash loses nothing and repeats nothing: the work on a folder of transcripts and on the example show is
killed (SIGKILL) at random instants and done again; the archive's content and the published site must be those of a
run that was never killed.

  kill_test.py EARWITNESS [--instants N] [--seed S]      8 instants unless said otherwise
"""
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLE = os.path.join(HERE, "..", "examples", "show")
EXAMPLE_ADDRESS = "https://workingparts.example/"  # what its feed points to; here its files lie beside it

SUBJECTS = ["the harbour", "solar panels", "the archive", "a vaccine", "the orchestra", "our compiler", "the glacier", "this market", "the railway", "a battery"]
VERBS = ["will change", "has doubled", "depends on", "is older than", "was built for", "may replace", "costs less than", "grew out of", "stands behind", "needs"]
NAMES = ["Ada Lovelace", "Grace Hopper", "Alan Turing", "Barbara Liskov", "Edsger Dijkstra", "Radia Perlman"]


def transcript(number):
    """A WebVTT file of two voices, the same for the same number."""
    dice = random.Random(number)
    hosts = dice.sample(NAMES, 2)
    lines, second = ["WEBVTT", ""], 0
    for turn in range(120):
        speaker = hosts[turn % 2]
        sentence = " ".join(f"I think {dice.choice(SUBJECTS)} {dice.choice(VERBS)} {dice.choice(SUBJECTS)}, and {dice.choice(NAMES)} said so in {dice.randint(1950, 2024)}."
                            for _ in range(dice.randint(1, 3)))
        length = 3 + dice.randint(0, 6)
        clock = lambda s: f"{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}.000"
        lines += [f"{clock(second)} --> {clock(second + length)}", f"<v {speaker}>{sentence}", ""]
        second += length
    return "\n".join(lines)


class Work:
    """The commands of one archive, in order, until one is killed."""

    def __init__(self, program, folder, talks, feed):
        self.program, self.archive, self.site = program, os.path.join(folder, "archive"), os.path.join(folder, "site")
        self.steps = [["add", talks], ["add", feed], ["update"], ["run", "--jobs", "2"], ["publish", "site", self.site]]

    def command(self, step):
        # --archive stands behind the innermost subcommand.
        words = 2 if step[0] in ("publish", "archive") else 1
        return [self.program] + step[:words] + ["--archive", self.archive] + step[words:]

    def go(self, kill_after=None):
        """Seconds it took, or None where it was killed."""
        begin = time.monotonic()
        for step in self.steps:
            process = subprocess.Popen(self.command(step), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            try:
                left = None if kill_after is None else max(0.0, begin + kill_after - time.monotonic())
                output = process.communicate(timeout=left)[0].decode()
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.communicate()
                return None
            # `run` ends with 1 where an episode failed: the example show's do not.
            if process.returncode != 0:
                sys.exit(f"{' '.join(self.command(step))} ended with {process.returncode}:\n{output}")
        return time.monotonic() - begin

    def content(self):
        dump = subprocess.run(self.command(["archive", "dump"]), check=True, stdout=subprocess.PIPE).stdout
        files = {}
        for base, _, names in os.walk(self.site):
            for name in names:
                path = os.path.join(base, name)
                with open(path, "rb") as file:
                    files[os.path.relpath(path, self.site)] = hashlib.sha256(file.read()).hexdigest()
        return dump, files


def difference(wanted, got):
    if wanted[0] != got[0]:
        ours, theirs = set(got[0].splitlines()), set(wanted[0].splitlines())
        lines = [b"- " + l[:300] for l in sorted(theirs - ours)[:5]] + [b"+ " + l[:300] for l in sorted(ours - theirs)[:5]]
        return "the archives differ:\n" + b"\n".join(lines).decode(errors="replace")
    if wanted[1] != got[1]:
        names = sorted(n for n in set(wanted[1]) | set(got[1]) if wanted[1].get(n) != got[1].get(n))
        return f"the sites differ in {len(names)} files: {names[:5]}"
    return None


def option(name, default):
    return int(sys.argv[sys.argv.index(name) + 1]) if name in sys.argv else default


def main():
    program = os.path.abspath(sys.argv[1])
    instants, seed = option("--instants", 8), option("--seed", 20250514)
    dice = random.Random(seed)
    top = tempfile.mkdtemp(prefix="kill_test_")
    talks = os.path.join(top, "talks")
    os.makedirs(talks)
    for number in range(40):
        with open(os.path.join(talks, f"talk-{number:02}.vtt"), "w", encoding="utf-8") as file:
            file.write(transcript(number))
    shutil.copytree(EXAMPLE, os.path.join(top, "show"))
    feed = os.path.join(top, "show", "feed.xml")
    with open(feed, encoding="utf-8") as file:
        text = file.read()
    with open(feed, "w", encoding="utf-8") as file:
        file.write(text.replace(EXAMPLE_ADDRESS, ""))
    whole = Work(program, os.path.join(top, "whole"), talks, feed)
    took = whole.go()
    wanted = whole.content()
    print(f"seed {seed}; never killed: {took:.1f} s, {wanted[0].count(10)} lines of content, {len(wanted[1])} files of site", flush=True)
    killed = 0
    for instant in range(instants):
        at = dice.uniform(0, took)
        folder = os.path.join(top, f"killed{instant}")
        work = Work(program, folder, talks, feed)
        was_killed = work.go(kill_after=at) is None
        killed += was_killed
        work.go()
        wrong = difference(wanted, work.content())
        print(f"instant {instant + 1}: {at:.3f} s, {'killed' if was_killed else 'was done before'}: {'same' if wrong is None else wrong}", flush=True)
        if wrong is not None:
            sys.exit(f"kept for a look: {top}")
        shutil.rmtree(folder)
    shutil.rmtree(top)
    if killed == 0:
        sys.exit("no run was killed: the instants prove nothing")
    print(f"{killed} of {instants} killed and mended")


if __name__ == "__main__":
    main()
