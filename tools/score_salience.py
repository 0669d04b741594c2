#!/usr/bin/env python3
"""Scores the order of entities against human summaries: mean average precision of the named entities that a person's
one-sentence summary mentions (GUM, spoken documents).

  score_salience.py GOLD.jsonl [--parts] [--names GUM.conll] [--ranker salience_rank] -- COMMAND...

COMMAND reads JSON Lines records and writes an analysis a line.

An entity of ours is the named cluster of the gold that has one of its forms as a proper-name mention. Two figures: `found` is
the whole of recognition, merging and ranking (what is not found scores nothing, what is no named cluster takes a rank); `order`
ranks the gold's named clusters alone, those that were not found last, and so is closer to figures on gold mentions. --parts takes the
gap apart: `perfect` is our names in the best order, those that were not found last; `gold` is how far the gold's own mentions come by a
plain formula (log mentions + .5 log spread - 1.2 root of the first position): all mentions, proper names, and all with what we miss last.
--names scores a second time, with those clusters alone that GUM's own named entities (token and BIO label a line) call names, under these names
too: the salience file calls a cluster named where one of its mentions has a proper noun somewhere ("Debbie's death", "these Coke cans"). --ranker has training/salience_rank.cc (`cmake --build --preset release --target salience_rank`)
order the gold's own proper names by the program's features and weights: what ranking is worth apart from recognition.
"""
import argparse
import json
import math
import re
import subprocess
import sys


TITLES = {"mr", "mrs", "ms", "miss", "dr", "doctor", "prof", "professor", "president", "vice", "senator", "secretary", "general", "judge", "justice", "sir", "king"}


def plain(text):
    """lower case, without a leading article, possessives and marks; without titles before a name: "Secretary Cardona" is Cardona."""
    words = re.sub(r"[^\w]+", " ", re.sub(r"\s?['\u2019]s\b", "", text).lower()).removeprefix("the ").split()
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    return " ".join(words)


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


def read_names(path):
    """document -> [(first token, end token, text)]"""
    documents = {}
    for line in open(path, encoding="utf-8"):
        word, _, label = line.rstrip("\n").partition("\t")
        if line.startswith("# newdoc id = "):
            names = documents.setdefault(line.split("=")[1].strip(), [])
            token = 0
        elif label:
            if label.startswith("B"):
                names.append((token, token + 1, word))
            elif label.startswith("I"):
                names[-1] = (names[-1][0], token + 1, names[-1][2] + " " + word)
            token += 1
    return documents


def only_names(record, names):
    """The record with those clusters as named ones that have a name: a name belongs to the shortest mention around it."""
    mentions = [(m["tok"][1] - m["tok"][0], e["id"], m["tok"]) for e in record["entities"] for m in e["mentions"]]
    said = {}
    for begin, end, text in names:
        around = [(length, cluster) for length, cluster, (first, last) in mentions if first <= begin and end <= last]
        if around:
            said.setdefault(min(around)[1], []).append({"text": text, "tok": [begin, end], "kind": "proper"})
    entities = [{**e, "named": e["id"] in said, "names": said.get(e["id"], [])} for e in record["entities"]]
    return {**record, "entities": entities}


def by_formula(record, last=(), proper=False):
    """The gold's named clusters by what their own mentions say of them."""
    def value(entity):
        places = [m["tok"][0] / record["n_tokens"] for m in entity["mentions"] if not proper or m["kind"] == "proper"] or [1.0]
        spread = len({int(place * 10) for place in places})
        return math.log(len(places)) + 0.5 * math.log(spread) - 1.2 * math.sqrt(min(places))
    named = [entity for entity in record["entities"] if entity["named"]]
    return [e["id"] for e in sorted(named, key=lambda e: (e["id"] in last, -value(e)))]


def score(record, analysis):
    """found, order, then the parts; None where the summary mentions no named entity."""
    named = {e["id"]: {plain(m["text"]) for m in e["mentions"] + e.get("names", []) if m["kind"] == "proper"}
             for e in record["entities"] if e["named"]}
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
    perfect = sorted(placed, key=lambda name: name not in wanted) + unplaced
    rankings = [ranking, placed + unplaced, perfect, by_formula(record), by_formula(record, proper=True), by_formula(record, last=unplaced)]
    return [average_precision(r, wanted) for r in rankings] + [len(wanted), len(wanted.intersection(placed))]


def report(gold, analyses, parts):
    scores = [s for s in map(score, gold, analyses) if s]
    mean = [sum(column) / len(scores) for column in zip(*scores)]
    print("MAP found %.3f  order %.3f  (%d documents)" % (*mean[:2], len(scores)))
    if parts:
        print("perfect %.3f  gold: all mentions %.3f, proper names %.3f, what is missed last %.3f" % tuple(mean[2:6]))
        print("wanted %d, of these found %d" % tuple(sum(s[i] for s in scores) for i in (6, 7)))


def report_ranker(program, path, gold):
    done = subprocess.run([program, path], stdout=subprocess.PIPE, check=True)
    orders = {record["id"]: record["order"] for record in map(json.loads, done.stdout.decode().splitlines())}
    wanted = {r["id"]: {e["id"] for e in r["entities"] if e["named"] and e["human"]} for r in gold}
    scores = [average_precision(orders[name], ids) for name, ids in wanted.items() if ids]
    print("the gold's proper names, ranked by the program: MAP %.3f  (%d documents)" % (sum(scores) / len(scores), len(scores)))


def main():
    parser = argparse.ArgumentParser(description="see the head of the file")
    parser.add_argument("gold")
    parser.add_argument("--parts", action="store_true")
    parser.add_argument("--names", metavar="GUM.conll")
    parser.add_argument("--ranker", metavar="PROGRAM")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    gold = [record for record in map(json.loads, open(options.gold, encoding="utf-8")) if record["spoken"]]
    records = [{"id": r["id"], "segments": [{"speaker": s["speaker"], "text": s["text"]} for s in r["sentences"]]} for r in gold]
    feed = "".join(json.dumps(record) + "\n" for record in records)
    done = subprocess.run(options.command, input=feed.encode(), stdout=subprocess.PIPE, check=True)
    analyses = [json.loads(line) for line in done.stdout.decode().splitlines()]
    if len(analyses) != len(gold):
        sys.exit(f"score_salience.py: {len(gold)} records in, {len(analyses)} out")
    report(gold, analyses, options.parts)
    if options.ranker:
        report_ranker(options.ranker, options.gold, gold)
    if options.names:
        names = read_names(options.names)
        both = [(only_names(r, names[r["id"]]), a) for r, a in zip(gold, analyses) if r["id"] in names]
        print("of what GUM's named entities call names:")
        report(*zip(*both), options.parts)


if __name__ == "__main__":
    main()
