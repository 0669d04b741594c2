#!/usr/bin/env python3
"""Holds examples/show together: the committed transcripts say what the scripts say, in order and in time; feed, chapters
and soundbites agree with them; the program reads all of it. examples_test.py EARWITNESS
"""
import html
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
SHOW = os.path.join(HERE, "..", "examples", "show")
sys.path.insert(0, os.path.join(HERE, "..", "tools"))
import example_show  # noqa: E402

PODCAST = "{https://podcastindex.org/namespace/1.0}"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
failures = []


def check(condition, message):
    if not condition:
        failures.append(message)
        print("FAILED:", message)


def read(name):
    with open(os.path.join(SHOW, name), encoding="utf-8") as file:
        return file.read()


def to_ms(text):
    hours, minutes, seconds, part = map(int, re.fullmatch(r"(\d+):(\d+):(\d+)[.,](\d+)", text).groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + part


def cues_of(name):
    """(start_ms, end_ms, speaker or None, words) of a committed transcript, read with code of its own."""
    text = read(name)
    if name.endswith(".json"):
        return [(round(x["startTime"] * 1000), round(x["endTime"] * 1000), x["speaker"], x["body"]) for x in json.loads(text)["segments"]]
    found = re.findall(r"(\d+:\d+:\d+[.,]\d+) --> (\d+:\d+:\d+[.,]\d+)\n(.*?)\n(?:\n|$)", text, re.S)
    out = []
    for start, end, words in found:
        voice = re.fullmatch(r"<v ([^>]+)>(.*)</v>", words)
        if voice:
            out.append((to_ms(start), to_ms(end), voice.group(1), html.unescape(voice.group(2))))
        else:
            out.append((to_ms(start), to_ms(end), None, words))
    return out


def check_transcript(episode, duration_s):
    name = example_show.transcript_name(episode)
    cues = cues_of(name)
    check(len(cues) == len(episode["lines"]), f"{name}: {len(cues)} cues, the script has {len(episode['lines'])} sentences")
    before = 0
    for number, (line, cue) in enumerate(zip(episode["lines"], cues), 1):
        start, end, speaker, words = cue
        if speaker is None and line["turn"]:
            speaker, _, words = words.partition(": ")
        check(words == line["text"], f"{name}: cue {number} says {words!r}, the script {line['text']!r}")
        check(speaker in (None, line["speaker"]), f"{name}: cue {number} is {speaker}'s, in the script {line['speaker']}'s")
        check(before < start < end, f"{name}: cue {number} stands at {start} to {end} ms, after {before}")
        before = end
    check(0 <= duration_s * 1000 - before < 2000, f"{name}: ends at {before} ms, the audio at {duration_s} s")
    return cues


def check_item(item, episode):
    name = episode["id"]
    duration = int(item.findtext(ITUNES + "duration"))
    check(300 <= duration <= 600, f"{name}: lasts {duration} s, not 5 to 10 minutes")
    check(int(item.find("enclosure").get("length")) > 1000000, f"{name}: its enclosure has no true length")
    people = [(x.text, x.get("role")) for x in item.findall(PODCAST + "person")]
    check(people == [tuple(x) for x in episode["people"]], f"{name}: the feed's people are {people}")
    check({x[0] for x in people} == {x["speaker"] for x in episode["lines"]}, f"{name}: the speakers are not the feed's people")
    link = item.find(PODCAST + "transcript")
    check((link is None) == (episode["transcript"] is None), f"{name}: the feed's transcript link is {link}")
    if link is None:
        return
    cues = check_transcript(episode, duration)
    bite = item.find(PODCAST + "soundbite")
    starts = {start: words for start, _, _, words in cues}
    said = starts.get(round(float(bite.get("startTime")) * 1000), "nothing")
    check(said.endswith(bite.text), f"{name}: at the soundbite's start is said {said!r}")
    for chapter in json.loads(read(name + ".chapters.json"))["chapters"][1:]:
        check(round(chapter["startTime"] * 1000) in starts, f"{name}: chapter {chapter['title']!r} begins where no line does")


def check_program(program, show):
    """The program must understand what the show says."""
    for episode in show["episodes"]:
        if not episode["transcript"]:
            continue
        path = os.path.join(SHOW, example_show.transcript_name(episode))
        done = subprocess.run([program, "analyze", path, "--format", "json"], capture_output=True, text=True)
        check(done.returncode == 0, f"analyze {path}: {done.stderr.strip()}")
        if done.returncode != 0:
            continue
        transcript = json.loads(done.stdout)["transcript"]
        speakers = {x["name"] for x in transcript["speakers"]}
        check(speakers == {x[0] for x in episode["people"]}, f"{path}: understood the speakers {sorted(speakers)}")
        text = " ".join(transcript["text"].split())
        for line in episode["lines"]:
            check(line["text"] in text, f"{path}: the transcript lost {line['text']!r}")


def main():
    show = example_show.read_show(SHOW)
    items = ElementTree.fromstring(read("feed.xml")).findall("channel/item")
    check(len(items) == len(show["episodes"]) == 4, f"the feed has {len(items)} items")
    for episode, item in zip(show["episodes"], reversed(items)):
        check(item.findtext("title") == episode["title"], f"{episode['id']}: the feed calls it {item.findtext('title')!r}")
        check_item(item, episode)
        words = sum(len(x["text"].split()) for x in episode["lines"])
        check(800 <= words <= 1400, f"{episode['id']}: {words} words, not 800 to 1,400")
    check_program(sys.argv[1], show)
    print(f"{len(failures)} failures")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
