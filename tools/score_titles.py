#!/usr/bin/env python3
"""Scores chapter titles against an editor's: word overlap.

  score_titles.py SEGMENTATION.jsonl -- COMMAND...

COMMAND reads JSON Lines {"id", "segments": [{"speaker", "text"}]} and writes an analysis a line, in order, whose
transcript.segments are those of the input. Each of the editor's chapters is set beside the found one that holds most of its words;
words of titles are compared without case, plural and function words. Titles that name no subject (Introduction, Outro) are left out.
Prints the mean word F1, the share of titles that share a word, and the mean length of found titles in words.
"""
import json, re, subprocess, sys

GENERIC = set("intro intros introduction introductions outro conclusion conclusions summary wrap closing welcome goodbye thoughts final "
              "sponsor sponsors background overview q part".split())
EMPTY = set("a an and are as at by can do does did for from how if in into is it its of on or s t that the their there these this to up "
            "was were we what when where which who why will with you your about vs be not more other".split())


def words(title):
    found = set()
    for word in re.findall(r"[a-z0-9]+(?:[.\-][a-z0-9]+)*", title.lower()):
        if word not in EMPTY:
            found.add(word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word)
    return found


def main():
    path, command = sys.argv[1], sys.argv[sys.argv.index("--") + 1:]
    with open(path, encoding="utf-8") as lines:
        docs = [json.loads(line) for line in lines if line.strip()]
    feed = "".join(json.dumps({"id": d["id"], "segments": [{"speaker": t.get("speaker"), "text": t["text"]} for t in d["turns"]]}) + "\n"
                   for d in docs)
    done = subprocess.run(command, input=feed.encode(), stdout=subprocess.PIPE, check=True)
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    total = shared = count = length = titles = 0
    for doc, answer in zip(docs, answers):
        segments, chapters = answer["transcript"]["segments"], answer["chapters"]
        titles += len(chapters)
        length += sum(len(c["title"].split()) for c in chapters)
        for first, last, title in doc["segments"]:
            wanted = words(title or "")
            if not wanted - GENERIC or last >= len(segments) or not chapters:
                continue
            begin, end = segments[first]["begin"], segments[last]["end"]
            best = max(chapters, key=lambda c: min(c["end"], end) - max(c["begin"], begin))
            said = words(best["title"])
            hits = len(wanted & said)
            total += 2 * hits / max(1, len(wanted) + len(said))
            shared += hits > 0
            count += 1
    print("word F1 %.3f  share a word %.3f  (%d titles, found ones have %.1f words)" % (total / max(1, count), shared / max(1, count), count, length / max(1, titles)))


if __name__ == "__main__":
    main()
