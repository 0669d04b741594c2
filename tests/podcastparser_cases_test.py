#!/usr/bin/env python3
"""gPodder's podcastparser: its feeds and what it reads from them (../shared/data), against `earwitness feed --json`.

  podcastparser_cases_test.py EARWITNESS [-v]     compares the main fields of show and episodes; -v names each difference
"""
import calendar
import collections
import glob
import json
import os
import re
import subprocess
import sys
import time

BAR = 0.95
SHOW = {"title": "title", "link": "link", "language": "language", "cover_url": "image", "new_location": "new_feed_url", "generator": "generator",
        "funding_url": "funding_url", "itunes_author": "author", "paged_feed_next": "next_page_url"}


def squeeze(text):
    return re.sub(r"\s+", " ", text or "").strip()


def utc(text):
    return calendar.timegm(time.strptime(text, "%Y-%m-%dT%H:%M:%SZ")) if text else 0


def pairs_of(want, have):
    """(field, expected, ours) of one feed."""
    for theirs, ours in SHOW.items():
        if theirs in want:
            yield theirs, squeeze(want[theirs]), squeeze(have["show"][ours])
    if "explicit" in want:
        yield "explicit", want["explicit"], have["show"]["explicit"]
    for expected in want["episodes"]:
        def is_it(e):
            urls = [e["guid"], e["enclosure_url"], e["link"]]
            return expected["guid"] in urls or (expected["title"] and squeeze(e["title"]) == squeeze(expected["title"]))
        ours = next((e for e in have["episodes"] if is_it(e)), None)
        yield "episode", expected["guid"], expected["guid"] if ours else None
        if ours is None:
            continue
        if ours["title"]:
            yield "title", squeeze(expected["title"]), squeeze(ours["title"])
        yield "published", expected["published"], utc(ours["published_at"])
        yield "total_time", expected["total_time"], (ours["duration_ms"] or 0) // 1000
        urls = [e["url"] for e in expected["enclosures"]]
        mine = [u for u in [ours["enclosure_url"]] + [a["url"] for a in ours["alternatives"]] if u]
        yield "enclosures", urls, mine
        if "chapters" in expected:
            yield "chapters", [(c["start"], c["title"]) for c in expected["chapters"]], [(c["start_ms"] // 1000, c["title"]) for c in ours["chapters"]]
        if "number" in expected:
            yield "number", expected["number"], ours["number"]
        if "type" in expected:
            yield "type", expected["type"], ours["episode_type"]
        if "chapters_json_url" in expected:
            yield "chapters_json_url", expected["chapters_json_url"], ours["chapters_url"]
        if "transcript_url" in expected:
            yield "transcript_url", expected["transcript_url"], (ours["transcripts"] or [{"url": None}])[0]["url"]
        if "persons" in expected:
            yield "persons", [p["name"] for p in expected["persons"]], [p["name"] for p in ours["persons"]]


def main():
    program, verbose = os.path.abspath(sys.argv[1]), "-v" in sys.argv
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "shared", "data", "feeds", "suites", "podcastparser")
    sources = sorted(glob.glob(os.path.join(folder, "*.rss")))
    if not sources:
        print(f"skipped: {folder} is not there")
        sys.exit(77)
    right, total = collections.Counter(), collections.Counter()
    for source in sources:
        expected = source[:-4] + ".json"
        if not os.path.exists(expected) or os.path.exists(source[:-4] + ".param.json"):
            continue
        want = json.load(open(expected, encoding="utf-8"))
        # podcastparser is told that each feed lies at file://tests/data/...
        place = "file://tests/data/" + os.path.basename(source)
        done = subprocess.run([program, "feed", source, "--json", "--url", place], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        total["feeds"] += 1
        if done.returncode != 0:
            print(f"{os.path.basename(source)}: {done.stderr.strip()}")
            continue
        right["feeds"] += 1
        stem = os.path.basename(source)[:-4]
        for field, theirs, ours in pairs_of(want, json.loads(done.stdout)):
            if field == "title" and theirs == stem and not ours:
                continue  # podcastparser names a show without a title by its file
            total[field] += 1
            right[field] += theirs == ours
            if theirs != ours and verbose:
                print(f"{os.path.basename(source)}: {field} {theirs!r}, ours {ours!r}")
    print("  ".join(f"{field} {right[field]}/{total[field]}" for field in sorted(total)))
    share = sum(right.values()) / sum(total.values())
    print(f"{total['feeds']} feeds, {100 * share:.1f} % of {sum(total.values())} values (bar {100 * BAR:.0f} %)")
    sys.exit(0 if share >= BAR else 1)


if __name__ == "__main__":
    main()
