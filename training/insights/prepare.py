#!/usr/bin/env python3
"""Lays labelled episodes out for insights_train.

  prepare.py GOLD_DIR TRANSCRIPT_DIR > episodes.jsonl

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


def main():
    gold_dir, text_dir = sys.argv[1:3]
    doubts = json.load(open(os.path.join(gold_dir, "borderline.json"), encoding="utf-8"))["episodes"]
    for path in sorted(glob.glob(os.path.join(gold_dir, "*.json"))):
        gold = json.load(open(path, encoding="utf-8"))
        if "sentences" in gold:
            name = os.path.basename(path)[:-5]
            print(json.dumps(episode(name, gold, doubts.get(name, {}), text_dir), ensure_ascii=False))


if __name__ == "__main__":
    main()
