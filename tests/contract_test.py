#!/usr/bin/env python3
"""Every analysis keeps the contract (docs/analysis-json.md): spans inside the text, on characters, without white space
at their ends; ids that exist; mentions and chapters that do not overlap; findings inside what was said.
contract_test.py EARWITNESS      reads ../shared/data where it is there, examples/ always
"""
import glob
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "..", "shared", "data")
TYPES = {"PERSON", "ORG", "PRODUCT", "PLACE", "GROUP", "EVENT", "WORK"}
INSIGHTS = {"prediction", "recommendation", "problem", "trend", "opportunity", "statistic", "definition"}
KEYS = ["schema", "producer", "episode", "transcript", "namings", "entities", "quotes", "insights", "topics", "chapters", "sponsors", "summary", "tags", "coverage"]
breaches = []


class Checker:
    def __init__(self, analysis, where):
        self.a, self.where = analysis, where
        self.text = analysis["transcript"]["text"].encode()

    def say(self, message):
        breaches.append(f"{self.where}: {message}")

    def span(self, item, what):
        begin, end = item["begin"], item["end"]
        if not 0 <= begin < end <= len(self.text):
            return self.say(f"{what}: span {begin}..{end} is not inside 0..{len(self.text)}")
        for at in (begin, end):
            if at < len(self.text) and self.text[at] & 0xC0 == 0x80:
                self.say(f"{what}: {begin}..{end} cuts a character")
        words = self.text[begin:end].decode(errors="replace")
        if words.strip() != words:
            self.say(f"{what}: {begin}..{end} begins or ends in white space")
        for key in ("start_ms", "end_ms"):
            if item.get(key) is not None and (not isinstance(item[key], int) or item[key] < 0):
                self.say(f"{what}: {key} is {item[key]!r}")

    def rising(self, items, what):
        end = 0
        for item in items:
            if item["begin"] < end:
                self.say(f"{what} overlap at {item['begin']}")
            end = item["end"]

    def check(self):
        a = self.a
        if [k for k in a if k != "id"] != KEYS:
            self.say(f"keys are {list(a)}")
        speakers = {s["id"] for s in a["transcript"]["speakers"]}
        for segment in a["transcript"]["segments"]:
            self.span(segment, "segment")
        self.rising(a["transcript"]["segments"], "segments")
        self.entities()
        topics = {t["id"] for t in a["topics"]}
        if len(topics) != len(a["topics"]):
            self.say("a topic id twice")
        for topic in a["topics"]:
            for mention in topic["mentions"]:
                self.span(mention, f"topic {topic['label']!r}")
            self.rising(topic["mentions"], f"mentions of topic {topic['label']!r}")
            if not topic["mentions"]:
                self.say(f"topic {topic['label']!r} without a mention")
        for kind in ("quotes", "insights", "chapters", "sponsors"):
            for item in a[kind]:
                self.span(item, kind)
                for key, known in (("entities", self.ids), ("topics", topics)):
                    for ref in item.get(key, []):
                        if ref not in known:
                            self.say(f"{kind}: {key} {ref!r} does not exist")
                if item.get("speaker") is not None and item["speaker"] not in speakers:
                    self.say(f"{kind}: speaker {item['speaker']!r} does not exist")
        self.rising(a["chapters"], "chapters")
        self.rising(a["sponsors"], "sponsors")
        for chapter in a["chapters"]:
            if not chapter["title"].strip():
                self.say("a chapter without a title")
        for insight in a["insights"]:
            if insight["type"] not in INSIGHTS:
                self.say(f"insight type {insight['type']}")
        self.inside_chapters()
        for item in a["summary"]["sentences"]:
            self.span(item, "summary")
        for heading, items in a["summary"]["sections"].items():
            for item in items:
                self.span(item, f"summary {heading!r}")
        if len(a["tags"]) > 8 or any(t != t.lower() or " " in t for t in a["tags"]):
            self.say(f"tags {a['tags']}")

    def entities(self):
        self.ids = set()
        mentions = []
        for entity in self.a["entities"]:
            if entity["id"] in self.ids:
                self.say(f"entity id {entity['id']} twice")
            self.ids.add(entity["id"])
            if entity["type"] not in TYPES or not entity["mentions"]:
                self.say(f"entity {entity['name']!r}: type {entity['type']}, {len(entity['mentions'])} mentions")
            for mention in entity["mentions"]:
                self.span(mention, f"mention of {entity['name']!r}")
                mentions.append(mention)
        self.rising(sorted(mentions, key=lambda m: m["begin"]), "mentions")

    def inside_chapters(self):
        """Chapters hold the whole talk: every word of a segment is in one."""
        covered = [(c["begin"], c["end"]) for c in self.a["chapters"]]
        if not covered:
            return
        first, last = covered[0][0], covered[-1][1]
        said = [s for s in self.a["transcript"]["segments"]]
        if said and (said[0]["begin"] != first or said[-1]["end"] != last):
            self.say(f"chapters hold {first}..{last} of {said[0]['begin']}..{said[-1]['end']}")


def run_file(program, path):
    done = subprocess.run([program, "analyze", "--quiet", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode == 0:
        return json.loads(done.stdout)
    if done.returncode != 1 or not done.stderr.strip():
        breaches.append(f"{path}: exit {done.returncode}, said {done.stderr[:100]!r}")
    return None  # nothing that the reader knows (RTTM, audio): it said so


def changelog_paths(folder):
    """200 of the archive, evenly over it."""
    with tarfile.open(fileobj=subprocess.Popen(["zstd", "-dcq", os.path.join(DATA, "changelog.tar.zst")], stdout=subprocess.PIPE).stdout, mode="r|") as tar:
        for number, member in enumerate(tar):
            if number % 10 == 3 and member.name.endswith(".md"):
                path = os.path.join(folder, os.path.basename(member.name))
                with open(path, "wb") as out:
                    out.write(tar.extractfile(member).read())
                yield path


def main():
    program = sys.argv[1]
    files = sorted(glob.glob(os.path.join(HERE, "..", "examples", "show", "ep*")))
    files = [f for f in files if not f.endswith("chapters.json")]
    real = sorted(glob.glob(os.path.join(DATA, "transcripts", "real", "*")))
    if not real:
        print("skipped: real transcripts, for there is no ../shared/data; examples only")
    count = 0
    for path in files + real:
        analysis = run_file(program, path)
        if analysis:
            Checker(analysis, os.path.basename(path)).check()
            count += 1
    archive = real and shutil.which("zstd")
    if real and not archive:
        print("skipped: the Changelog archive, for there is no zstd")
    if archive:
        with tempfile.TemporaryDirectory() as folder:
            records = "".join(json.dumps({"id": os.path.basename(p), "path": p}) + "\n" for p in changelog_paths(folder))
            done = subprocess.run([program, "analyze", "--format", "jsonl"], input=records.encode(), stdout=subprocess.PIPE, check=True)
        answers = done.stdout.decode().splitlines()
        if len(answers) != records.count("\n"):
            breaches.append(f"{records.count(chr(10))} records in, {len(answers)} out")
        for line in answers:
            analysis = json.loads(line)
            if "error" in analysis:
                breaches.append(f"{analysis['id']}: {analysis['error']}")
                continue
            Checker(analysis, analysis["id"]).check()
            count += 1
    for breach in breaches[:30]:
        print(breach)
    print(f"{count} analyses, {len(breaches)} breaches")
    sys.exit(1 if breaches or count < 2 else 0)


if __name__ == "__main__":
    main()
