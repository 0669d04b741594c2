#!/usr/bin/env python3
"""Scores the order of entities against human summaries: mean average precision of the named entities that a person's
one-sentence summary mentions (GUM, spoken documents).

  score_salience.py GOLD.jsonl -- COMMAND...      COMMAND reads JSON Lines records and writes an analysis a line

An entity of ours is the named cluster of the gold that has one of its forms as a proper-name mention. Two figures: `found` is
the whole of recognition, merging and ranking (what is not found scores nothing, what is no named cluster takes a rank); `order`
ranks the gold's named clusters alone, those that were not found last, and so is closer to figures on gold mentions.
"""
import json
import re
import subprocess
import sys


def plain(text):
    return re.sub(r"[^\w]+", " ", re.sub(r"['\u2019]s\b", "", text).lower()).removeprefix("the ").strip()


def average_precision(ranking, wanted):
    hits = total = 0
    for place, item in enumerate(ranking, 1):
        if item in wanted:
            hits += 1
            total += hits / place
    return total / len(wanted)


def forms(entity, text):
    said = {text[m["begin"]:m["end"]].decode("utf-8", "replace") for m in entity["mentions"]}
    return {plain(name) for name in said | {entity["name"], *entity["aliases"]}}


def score(record, analysis):
    """(found, order), or None where the summary mentions no named entity."""
    named = {e["id"]: {plain(m["text"]) for m in e["mentions"] if m["kind"] == "proper"} for e in record["entities"] if e["named"]}
    wanted = {e["id"] for e in record["entities"] if e["named"] and e["human"]}
    if not wanted:
        return None
    text = analysis["transcript"]["text"].encode()
    ranking = []
    for number, entity in enumerate(analysis["entities"]):
        ours = forms(entity, text)
        same = [name for name, theirs in named.items() if theirs & ours and name not in ranking]
        ranking.append(same[0] if same else "none %d" % number)
    placed = [item for item in ranking if item in named]
    unplaced = [name for name in named if name not in placed]
    return average_precision(ranking, wanted), average_precision(placed + unplaced, wanted)


def main():
    gold = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
    gold = [record for record in gold if record["spoken"]]
    command = sys.argv[sys.argv.index("--") + 1:]
    records = [{"id": r["id"], "segments": [{"speaker": s["speaker"], "text": s["text"]} for s in r["sentences"]]} for r in gold]
    feed = "".join(json.dumps(record) + "\n" for record in records)
    done = subprocess.run(command, input=feed.encode(), stdout=subprocess.PIPE, check=True)
    lines = done.stdout.decode().splitlines()
    if len(lines) != len(gold):
        sys.exit(f"score_salience.py: {len(gold)} records in, {len(lines)} out")
    scores = [s for s in (score(r, json.loads(line)) for r, line in zip(gold, lines)) if s]
    print("MAP found %.3f  order %.3f  (%d documents)" % (*(sum(s[i] for s in scores) / len(scores) for i in (0, 1)), len(scores)))


if __name__ == "__main__":
    main()
