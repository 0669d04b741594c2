#!/usr/bin/env python3
"""`import jekyll` and `audit jekyll` as a user meets them, on pages made here and on the seed's where they are there.

  jekyll_pages_test.py EARWITNESS
"""
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
HERE = os.path.dirname(os.path.abspath(__file__))
SEED = os.path.join(HERE, "..", "..", "shared", "seed")
TOP = tempfile.mkdtemp(prefix="jekyll_pages_")

PAGE = """---
companies:
- category: unknown
  confidence: medium
  context: so we went there. But I think that the harbour is full
  name: But I
  position: 7
date: 2025-05-14 12:42:12 +0000
duration: 49
layout: episode
original_url: https://example.com/talk.mp3
quotes:
- length: 59
  relevance_score: 5
  text: I think the harbour will be full of electric ships by 2035
  topics: []
- impact_reason: Why it matters.
  relevance_score: 8
  source: llm_enhanced
  text: Nobody ever said these words
  topic: ships
source: The Harbour Talk
summary: 'All of it.

  And more.'
tags: []
title: "Electric ships"
---

<!-- Episode automatically generated from analysis data -->
"""

FEED = """<?xml version="1.0"?><rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>
<title>Harbour Talk</title><item><guid>1</guid><title>Electric ships!</title>
<enclosure url="https://example.com/talk.mp3?from=feed" type="audio/mpeg" length="1"/>
<podcast:transcript url="talk.vtt" type="text/vtt"/></item></channel></rss>"""

TALK = """WEBVTT

00:01.000 --> 00:04.000
<v Ada Byron>I think the harbour will be full of electric ships by 2035.
"""


def call(archive, *words, expect=0):
    environment = {**os.environ, "EARWITNESS_ARCHIVE": os.path.join(TOP, archive)}
    done = subprocess.run([PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    out, err = done.stdout.decode(), done.stderr.decode()
    if done.returncode != expect:
        sys.exit(f"{words}: ended with {done.returncode}, not {expect}\n{out}{err}")
    return out, err


def same(what, have, want):
    if have != want:
        sys.exit(f"{what}: {have!r}, not {want!r}")


def says(text, *parts):
    for part in parts:
        if part not in text:
            sys.exit(f"{part!r} is not in:\n{text}")


def write(name, text):
    path = os.path.join(TOP, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(text if isinstance(text, bytes) else text.encode())
    return path


def kept(archive):
    with sqlite3.connect(os.path.join(TOP, archive, "archive.db")) as database:
        return dict(database.execute("SELECT file, text FROM page"))


def test_import():
    folder = os.path.dirname(write("site/_episodes/2025-05-14-electric-🚢-ships.md", PAGE))
    write("site/_episodes/about.md", "---\nlayout: page\ntitle: About\n---\n")
    write("site/_episodes/.hidden/x.md", PAGE)
    write("site/_episodes/more/twice.md", PAGE.replace("Electric ships", "Itâ€™s ships").replace("talk.mp3", "other.mp3"))
    write("site/_episodes/broken.md", PAGE.replace("- impact_reason", "- lost: a: b\n- impact_reason").replace("talk.mp3", "third.mp3"))
    write("site/_episodes/nothing.md", b"\xff\xfe no page")
    out, err = call("one", "import", "jekyll", folder, expect=1)
    says(out, "3 pages: 3 new, 0 changed, 0 already there", "2 mended", "1 other file left alone",
         "more/twice.md:27: 1 place that was encoded twice, mended", "broken.md:17: 1 line of \"quotes\" left out")
    says(err, "nothing.md: line 1: no front matter", "the page is left out")
    pages = kept("one")
    same("pages", sorted(pages), ["2025-05-14-electric-🚢-ships.md", "broken.md", "more/twice.md"])
    same("a sound page", pages["2025-05-14-electric-🚢-ships.md"], PAGE)
    says(pages["more/twice.md"], 'title: "It’s ships"')
    same("twice imported", json.loads(call("one", "import", "jekyll", folder, "--json", expect=1)[0])["already_there"], 3)
    same("pages still", len(kept("one")), 3)
    says(call("one", "show")[0], "The Harbour Talk  2 episodes")
    says(call("one", "show", "the-harbour-talk/electric-ships")[0], "Electric ships")
    call("one", "run")
    says(call("one", "show", "the-harbour-talk")[0], "waits for a transcript: only an imported page tells of it")
    dump = call("one", "archive", "dump")[0]
    says(dump, "page\tbroken.md\tthe-harbour-talk/electric-ships")


def test_join():
    write("feed/talk.vtt", TALK)
    call("two", "add", write("feed/feed.xml", FEED))
    call("two", "run")
    page = write("page/2025-05-14-electric.md", PAGE)
    out, _ = call("two", "import", "jekyll", page)
    says(out, "1 joined to an episode that was there", "1 page has a transcript in the archive: the words of 1 of 3 claims stand in it")
    report = json.loads(call("two", "import", "jekyll", page, "--json")[0])["pages"][0]
    same("joined", (report["episode"], report["joined_by"]), ("harbour-talk/electric-ships", "enclosure"))
    same("found", (report["quotes"], report["companies"]), ({"made": 2, "found": 1}, {"made": 1, "found": 0}))
    # What a page claims is never among the findings.
    findings = [line for line in call("two", "archive", "dump")[0].split("\n") if not line.startswith("page\t")]
    if "Nobody ever said" in call("two", "quotes", "--json")[0] + "\n".join(findings):
        sys.exit("an imported quote is listed as a finding")
    out, _ = call("two", "show", "harbour-talk/electric-ships")
    says(out, "imported page 2025-05-14-electric.md", "1 of 2 quotes", "not proved")


def test_failures():
    says(call("three", "import", "jekyll", os.path.join(TOP, "gone"), expect=1)[1], "gone: cannot be read")
    os.makedirs(os.path.join(TOP, "empty"))
    says(call("three", "import", "jekyll", os.path.join(TOP, "empty"), expect=1)[1], "no episode's page in it")
    says(call("three", "audit", "jekyll", os.path.join(TOP, "empty"), expect=1)[1], "no episode's page in it")
    call("three", "import", expect=2)
    says(call("three", "audit", "jekyll", TOP, "--allow", "nonsense", expect=2)[1], "no such defect", "junk_name")


def defects(report):
    return {one["code"]: one for one in report["defects"]}


def test_audit():
    folder = os.path.join(TOP, "site", "_episodes")
    out, _ = call("none", "audit", "jekyll", folder, expect=1)
    says(out, "4 pages", "But I: has the pronoun I", "1 places that were encoded twice", "1 pages that cannot be read", "looked for and not found: ")
    report = json.loads(call("none", "audit", "jekyll", folder, "--json", expect=1)[0])
    same("failed", report["failed"], True)
    same("junk", defects(report)["junk_name"]["count"], 3)
    clean = write("clean/2025-a.md", PAGE[:PAGE.index("companies")] + PAGE[PAGE.index("date:"):])
    codes = defects(json.loads(call("none", "audit", "jekyll", clean, "--json", expect=1)[0]))
    same("a page without companies", [code for code, one in codes.items() if one["fails"]], ["empty_page"])
    call("none", "audit", "jekyll", clean, "--allow", "empty_page")
    if os.path.exists(os.path.join(TOP, "none")):
        sys.exit("an audit made an archive")


def test_seed():
    if not os.path.exists(SEED):
        print("skipped: the seed's pages are not at", SEED)
        return
    folder = os.path.join(TOP, "seed")
    shutil.copytree(os.path.join(SEED, "pages"), folder)
    shutil.copy(os.path.join(SEED, "episode.md"), folder)
    report = json.loads(call("seed", "import", "jekyll", folder, "--json")[0])
    same("new", report["new"], 17)
    pages = kept("seed")
    mended = [page["file"] for page in report["pages"] if page["mended"]]
    for file, text in pages.items():
        if file not in mended:
            same(file, text.encode(), open(os.path.join(folder, file), "rb").read())
    same("mended", [file[:10] for file in mended], ["2025-05-20", "2025-05-22", "episode.md"])
    damaged = open(os.path.join(folder, "episode.md"), encoding="utf-8", newline="").read()
    same("the seed page", pages["episode.md"], damaged.replace("â€™", "’").replace("â€”", "—").replace("â€¦", "…"))
    same("again", json.loads(call("seed", "import", "jekyll", folder, "--json")[0])["already_there"], 17)

    seed = defects(json.loads(call("seed", "audit", "jekyll", os.path.join(SEED, "episode.md"), "--json", expect=1)[0]))
    junk = {item["what"].split(":")[0] for item in seed["junk_name"]["items"]}
    by_hand = {"But I", "What I", "And I", "Although I", "So I", "All I", "Because I", "AI US", "If I", "Or I", "LLM APIs", "While I", "There I",
               "Like I", "Ant Financial IPO", "If GPT", "When DeepSeek", "And Mark Andreessen", "When Snowden"}
    same("junk that is missed", by_hand - junk, set())
    if len(junk - by_hand) > 1:
        sys.exit(f"false alarms: {junk - by_hand}")
    for code, count in (("near_duplicate_quote", 7), ("double_encoding", 15), ("unknown_source", 1)):
        same(code, seed[code]["count"], count)
    same("inventions", [item["line"] > 0 for item in seed["invented_quote"]["items"]], [True])


def main():
    try:
        test_import()
        test_join()
        test_failures()
        test_audit()
        test_seed()
    finally:
        shutil.rmtree(TOP)
    print("imports and audits as it should")


if __name__ == "__main__":
    main()
