#!/usr/bin/env python3
"""What was said stays as it was said: quotes, insights and summaries of 200 real transcripts.

  findings_test.py PROGRAM

The transcripts are every tenth or so of the archive of podcast transcripts beside the repository; without it the test is skipped (exit 77).
Each goes in as segments that this script cuts itself, so that what comes out can be compared with what went in, byte for byte.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

COUNT = 200
ARCHIVE = os.path.join(os.path.dirname(__file__), "..", "..", "shared", "data", "changelog.tar.zst")
TURN = re.compile(r"^\*\*(.+?):\*\*\s*(.*)$")
WORD = re.compile(rb"[A-Za-z0-9\x80-\xff]+")
failures = []


def expect(truth, name, what, *details):
    if not truth:
        failures.append(": ".join([name, what, *(str(d)[:300] for d in details)]))


def read_turns(path):
    """[{speaker, text}], a paragraph each; one that names no speaker belongs to the one before it."""
    turns, speaker = [], ""
    for line in open(path, encoding="utf-8", errors="replace"):
        match = TURN.match(line.strip())
        speaker, text = match.groups() if match else (speaker, line.strip())
        if text:
            turns.append({"speaker": speaker, "text": text})
    return turns


def words(passage):
    return {word.lower() for word in WORD.findall(passage)}


class Checker:
    """One analysis against the turns that it was made of."""

    def __init__(self, name, turns, analysis):
        self.name, self.analysis = name, analysis
        self.text = analysis["transcript"]["text"].encode()
        self.fed = [turn["text"].encode() for turn in turns]
        self.segments = analysis["transcript"]["segments"]
        self.reads = [(s["begin"], s["end"]) for s in analysis["sponsors"]]

    def check(self):
        expect(len(self.segments) == len(self.fed), self.name, "segments in and out", len(self.fed), len(self.segments))
        for segment, fed in zip(self.segments, self.fed):
            expect(self.text[segment["begin"]:segment["end"]] == fed, self.name, "a segment came out changed", fed)
        quotes, insights = self.analysis["quotes"], self.analysis["insights"]
        sentences = self.analysis["summary"]["sentences"]
        for kind, findings in (("quote", quotes), ("insight", insights), ("summary sentence", sentences)):
            for finding in findings:
                self.check_words(kind, finding)
        for insight in insights:
            for part in [insight["horizon"], insight["hedge"], insight["condition"], *insight["quantities"]]:
                if part is not None:
                    self.check_span("part of an insight", part)
                    expect(insight["begin"] <= part["begin"] and part["end"] <= insight["end"], self.name, "outside its insight", part)
        self.check_repetition(quotes)
        for kind in ("chapters", "sponsors"):
            for finding in self.analysis[kind]:
                self.check_span(kind, finding)
        for finding in self.analysis["topics"] + self.analysis["entities"]:
            for mention in finding["mentions"]:
                self.check_span("mention", mention)

    def check_span(self, kind, span):
        """Within bounds, at the edges of characters, without white space around it; its bytes."""
        begin, end = span["begin"], span["end"]
        passage = self.text[begin:end]
        expect(0 <= begin < end <= len(self.text), self.name, kind + " out of bounds", begin, end)
        try:
            passage.decode()
        except UnicodeDecodeError:
            expect(False, self.name, kind + " cuts a character", passage)
        expect(passage == passage.strip(), self.name, kind + " begins or ends in white space", passage)
        return passage

    def check_words(self, kind, span):
        """The bytes are what was fed for the turns that it lies in, and no sponsor's."""
        passage = self.check_span(kind, span)
        touched = [i for i, s in enumerate(self.segments) if s["begin"] < span["end"] and span["begin"] < s["end"]]
        if not touched:
            return expect(False, self.name, kind + " outside every turn", passage)
        at = span["begin"] - self.segments[touched[0]]["begin"]
        fed = b"\n".join(self.fed[i] for i in touched)[at:at + len(passage)]
        expect(at >= 0 and passage == fed, self.name, kind + " differs from what was said", passage, fed)
        speakers = {self.segments[i]["speaker"] for i in touched}
        expect(len(speakers) == 1, self.name, kind + " of several speakers", passage)
        expect(not any(b < span["end"] and span["begin"] < e for b, e in self.reads), self.name, kind + " in a sponsor read", passage)

    def check_repetition(self, quotes):
        sets = [(words(self.text[q["begin"]:q["end"]]), q) for q in quotes]
        for i, (first, a) in enumerate(sets):
            for second, b in sets[:i]:
                expect(len(first & second) < 0.8 * min(len(first), len(second)), self.name, "two quotes of the same words",
                       self.text[a["begin"]:a["end"]], self.text[b["begin"]:b["end"]])


def main():
    program = os.path.abspath(sys.argv[1])
    if not os.path.exists(ARCHIVE):
        print("skipped: no", ARCHIVE)
        return 77
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["tar", "--zstd", "-xf", os.path.abspath(ARCHIVE), "-C", folder], check=True)
        paths = sorted(os.path.join(place, name) for place, _, names in os.walk(folder) for name in names if name.endswith(".md"))
        episodes = [(os.path.relpath(path, folder), read_turns(path)) for path in paths[::max(1, len(paths) // COUNT)]]
    episodes = [(name, turns) for name, turns in episodes if turns][:COUNT]
    records = "".join(json.dumps({"id": name, "segments": turns}) + "\n" for name, turns in episodes)
    done = subprocess.run([program, "analyze", "--format", "jsonl", "-"], input=records.encode(), stdout=subprocess.PIPE, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    expect(len(answers) == len(episodes), "all", "records in and out", len(episodes), len(answers))
    count = {"quotes": 0, "insights": 0, "horizon": 0, "hedge": 0, "condition": 0}
    for (name, turns), answer in zip(episodes, answers):
        if "error" in answer:
            expect(False, name, answer["error"])
            continue
        Checker(name, turns, answer).check()
        count["quotes"] += len(answer["quotes"])
        count["insights"] += len(answer["insights"])
        for part in ("horizon", "hedge", "condition"):
            count[part] += sum(insight[part] is not None for insight in answer["insights"])
    expect(len(answers) == COUNT, "all", "episodes", len(answers))
    for kind, found in count.items():
        expect(found >= len(answers) // 4, "all", "hardly any " + kind, found)
    for failure in failures[:40]:
        print(failure)
    print(len(answers), "transcripts,", ", ".join("%d %s" % (n, k) for k, n in count.items()) + ",", len(failures), "failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
