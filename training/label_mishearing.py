#!/usr/bin/env python3
"""The examples for training/mishearing.sh, from recognisers' errors on the train calls (tools/score_corrections.py has the rule).

  label_mishearing.py records NER_FOLDER                     JSON Lines for `mishearing_train evidence`: text and what is told beforehand
  label_mishearing.py labels NER_FOLDER < evidence > rows    each line of it with its label and its call in front; what cannot be told is left out

A window of words is a name that was misheard where the alignment with the reference has the name there and little else.
"""
import json, os, sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../tools"))
from score_corrections import build, is_heard_right, letters, listed_aliases, was_said


def label(record, begin, end, said, name):
    """1 or 0; None where it cannot be told."""
    tokens = [i for i, p in enumerate(record["places"]) if p[0] < end and begin < p[1]]
    sides = [record["back"][i] for i in tokens]
    really = record["ref"][min(s[0] for s in sides):max(s[1] for s in sides)]
    if not any(w[0].isalnum() for w in really):
        return None
    if not was_said(name, said, really):
        return 0
    more = len("".join(letters(w) for w in really)) - len(letters(name))
    return 1 if more <= 3 else None


def main():
    records = build(sys.argv[2], "train")
    if sys.argv[1] == "records":
        for record in records:
            print(json.dumps({k: record[k] for k in ("id", "text", "meta")}))
        return
    by_id, aliases, seen = {r["id"]: r for r in records}, listed_aliases(), set()
    texts = {r["id"]: r["text"].encode() for r in records}
    for line in sys.stdin:
        record_id, begin, end, name, rest = line.rstrip("\n").split("\t", 4)
        record, begin, end = by_id[record_id], int(begin), int(end)
        said = texts[record_id][begin:end].decode()
        key = (record_id, letters(said), name)
        if key in seen or is_heard_right(said, name) or (letters(said), letters(name)) in aliases:
            continue
        target = label(record, begin, end, said, name)
        if target is None:
            continue
        seen.add(key)
        print(target, record_id.split("-")[0], said.replace("\n", " ") + " = " + name, rest, sep="\t")


if __name__ == "__main__":
    main()
