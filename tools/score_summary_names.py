#!/usr/bin/env python3
"""Scores the order of entities against summaries that name names: mean average precision, over our own entities, of those of which a
form (three letters or more, as written) stands in a summary that people wrote. What is not found is not counted: this measures order alone.

  score_summary_names.py SUMMARIES.jsonl [--turns SEGMENTATION.jsonl] -- COMMAND...
      COMMAND reads JSON Lines records and writes an analysis a line. Without --turns the summaries' own file has them.
"""
import argparse
import json
import re
import subprocess
import sys


def words(text):
    return " " + re.sub(r"[^\w]+", " ", text).strip() + " "


def average_precision(hits):
    found = [place for place, hit in enumerate(hits, 1) if hit]
    return sum(number / place for number, place in enumerate(found, 1)) / len(found)


def main():
    parser = argparse.ArgumentParser(description="see the head of the file")
    parser.add_argument("summaries")
    parser.add_argument("--turns", metavar="SEGMENTATION.jsonl")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    gold = [json.loads(line) for line in open(options.summaries, encoding="utf-8")]
    turns = {r["id"]: r["turns"] for r in map(json.loads, open(options.turns, encoding="utf-8"))} if options.turns else {}
    said = [turns.get(r["doc"]) or r["turns"] for r in gold]
    feed = "".join(json.dumps({"id": r["doc"], "segments": [{"speaker": t["speaker"], "text": t["text"]} for t in spoken]}) + "\n"
                   for r, spoken in zip(gold, said))
    done = subprocess.run(options.command, input=feed.encode(), stdout=subprocess.PIPE, check=True)
    lines = done.stdout.decode().splitlines()
    if len(lines) != len(gold):
        sys.exit(f"score_summary_names.py: {len(gold)} records in, {len(lines)} out")
    scores = []
    for record, line in zip(gold, lines):
        summary = words(" ".join(record["references"]))
        names = [{entity["name"], *entity["aliases"]} for entity in json.loads(line)["entities"]]
        hits = [any(len(form) > 2 and words(form) in summary for form in forms) for forms in names]
        if any(hits):
            scores.append(average_precision(hits))
    print("MAP %.3f  (%d documents)" % (sum(scores) / len(scores), len(scores)))


if __name__ == "__main__":
    main()
