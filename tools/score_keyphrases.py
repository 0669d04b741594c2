#!/usr/bin/env python3
"""Scores topics against the texts of show-note links that are said in the transcript: F1 of the first 10 labels, recall
of the first 20. The gold is incomplete (editors link what they like), so it ranks methods and catches regressions.

  score_keyphrases.py GOLD.jsonl -- COMMAND...      COMMAND reads JSON Lines records and writes an analysis a line
"""
import json
import re
import subprocess
import sys


def plain(text):
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def main():
    gold = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
    command = sys.argv[sys.argv.index("--") + 1:]
    feed = "".join(json.dumps({"id": d["id"], "segments": [{"speaker": t.get("speaker"), "text": t["text"]} for t in d["turns"]]}) + "\n" for d in gold)
    done = subprocess.run(command, input=feed.encode(), stdout=subprocess.PIPE, check=True)
    f1 = recall = count = 0
    for record, line in zip(gold, done.stdout.decode().splitlines()):
        wanted = {plain(k["text"]) for k in record["keyphrases"] if k["count_in_transcript"] > 0}
        labels = list(dict.fromkeys(plain(t["label"]) for t in json.loads(line)["topics"]))
        if not wanted:
            continue
        hits = len(set(labels[:10]) & wanted)
        precision, share = hits / 10, hits / len(wanted)
        f1 += 2 * precision * share / (precision + share) if hits else 0
        recall += len(set(labels[:20]) & wanted) / len(wanted)
        count += 1
    print("F1@10 %.3f  R@20 %.3f  (%d episodes)" % (f1 / count, recall / count, count))


if __name__ == "__main__":
    main()
