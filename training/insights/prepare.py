#!/usr/bin/env python3
"""Lays labelled episodes out for insights_train.

  prepare.py GOLD_DIR TRANSCRIPT_DIR [LABELS QUOTE_LABELS ARCHIVE_DIR] > episodes.jsonl

GOLD_DIR has episodes labelled whole, TRANSCRIPT_DIR their Markdown; LABELS (labels.tsv, beside this) has single sentences of
other episodes, QUOTE_LABELS (quote_labels.tsv) passages of others again, ARCHIVE_DIR the unpacked archive that they are in.
Those come out with "judged", the offsets of the sentences that somebody looked at, or "graded", the passages and how
quotable they are (0, 0.5 or 1): nothing is known of the rest.

A line an episode: {"id", "segments": [{"speaker", "text"}], "labels": [{"begin", "end", "type", "weight"}],
"ignore": [{"begin", "end"}], "quotes": [{"begin", "end"}]}. Offsets are bytes into the segments' texts joined by line breaks, which is how the
trainer lays them. Weight 0 marks a label that the annotator doubted: it counts neither way. `ignore` are sponsor reads.
"""
import glob
import json
import os
import re
import sys


def episode(name, gold, doubts, text_dir):
    source = open(os.path.join(text_dir, gold["path"]), "rb").read()
    segments, spans, at = [], [], 0
    for sentence in gold["sentences"]:
        raw = source[sentence["begin"]:sentence["end"]].decode("utf-8", "replace")
        text = " ".join(re.sub(r"\\\[\d+:\d\d[^\]]*\\\]", " ", raw).replace("\\[", "[").replace("\\]", "]").split()) or "-"
        size = len(text.encode())
        if segments and segments[-1]["speaker"] == (sentence["speaker"] or ""):
            segments[-1]["text"] += " " + text
        else:
            segments.append({"speaker": sentence["speaker"] or "", "text": text})
        at += 1 if spans else 0
        spans.append((at, at + size))
        at += size
    doubted = {(d["sentence"], d["type"]) for kind in ("doubtful_in_gold", "considered_and_rejected") for d in doubts.get(kind, [])}
    labels = [{"begin": spans[i][0], "end": spans[i][1], "type": t, "weight": 0} for i, t in sorted(doubted)]
    for item in gold["insights"]:
        if (item["sentence"], item["type"]) not in doubted:
            begin, end = spans[item["sentence"]]
            labels.append({"begin": begin, "end": end, "type": item["type"], "weight": 1})
    gold_doubted = {(d["sentence"], d["type"]) for d in doubts.get("doubtful_in_gold", [])}
    for label, (i, t) in zip(labels, sorted(doubted)):
        label["in_gold"] = (i, t) in gold_doubted
    ranges = [{"begin": spans[a][0], "end": spans[b][1]} for a, b in gold.get("sponsor", [])]
    quotes = [{"begin": spans[a][0], "end": spans[b][1]} for a, b in gold["quotable"]]
    return {"id": name, "segments": segments, "labels": labels, "ignore": ranges, "quotes": quotes}


def archived(path):
    """The segments of an episode of the archive: a line "**Speaker:** words" begins one."""
    segments = []
    for line in open(path, encoding="utf-8", errors="replace"):
        text, speaker = line.strip(), None
        if not text or text.startswith("#"):
            continue
        match = re.match(r"\*\*([^*]{1,60}?):?\*\*:?\s*(.*)", text)
        if match and match.group(1).strip().lower().startswith("break"):
            continue
        if match:
            speaker, text = match.group(1).strip(" :"), match.group(2)
        text = re.sub(r"\\\[\d+:\d\d[^\]]*\\\]", " ", text).replace("\\[", "[").replace("\\]", "]")
        text = " ".join(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).split())
        if text and speaker is None and segments:
            segments[-1]["text"] += " " + text
        elif text:
            segments.append({"speaker": speaker or "", "text": text})
    return segments


def sparse_episodes(labels, archive):
    found = {}
    for line in open(labels, encoding="utf-8"):
        if not line.startswith("#"):
            name, begin, types = line.rstrip("\n").split("\t")
            found.setdefault(name, []).append((int(begin), types))
    for name, rows in sorted(found.items()):
        segments = archived(os.path.join(archive, name + ".md"))
        items = []
        for begin, types in rows:
            for kind in types.replace("-", "").split():
                items.append({"begin": begin, "end": begin + 1, "type": kind.rstrip("?"), "weight": 0 if kind.endswith("?") else 1, "in_gold": True})
        yield {"id": name, "segments": segments, "labels": items, "judged": [begin for begin, _ in rows], "ignore": [], "quotes": []}


def graded_episodes(labels, archive):
    found = {}
    for line in open(labels, encoding="utf-8"):
        if not line.startswith("#"):
            name, begin, end, grade = line.rstrip("\n").split("\t")
            found.setdefault(name, []).append({"begin": int(begin), "end": int(end), "grade": {"good": 1, "fair": 0.5, "poor": 0}[grade]})
    for name, runs in sorted(found.items()):
        segments = archived(os.path.join(archive, name + ".md"))
        yield {"id": name, "segments": segments, "labels": [], "graded": runs, "ignore": [], "quotes": []}


def main():
    gold_dir, text_dir = sys.argv[1:3]
    doubts = json.load(open(os.path.join(gold_dir, "borderline.json"), encoding="utf-8"))["episodes"]
    for path in sorted(glob.glob(os.path.join(gold_dir, "*.json"))):
        gold = json.load(open(path, encoding="utf-8"))
        if "sentences" in gold:
            name = os.path.basename(path)[:-5]
            print(json.dumps(episode(name, gold, doubts.get(name, {}), text_dir), ensure_ascii=False))
    if len(sys.argv) > 5:
        labels, quote_labels, archive = sys.argv[3:6]
        for record in sparse_episodes(labels, archive):
            print(json.dumps(record, ensure_ascii=False))
        for record in graded_episodes(quote_labels, archive):
            print(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    main()
