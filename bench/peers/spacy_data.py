#!/usr/bin/env python3
"""JSON Lines of conll_to_jsonl.py to spaCy's binary format, for bench/peers/spacy_ner.sh.

  spacy_data.py OUT.spacy FILE.jsonl...

What its format holds: spans of one type, and tokens whose label is missing (the ? tokens). What it does not: a set that
labels three types of seven says nothing of the other four, but here an unlabelled token of it becomes "outside"; a span
that may be of two types becomes missing.
"""
import json
import sys

import spacy
from spacy.tokens import DocBin
from spacy.util import filter_spans


def add(nlp, record, docs):
    """Appends the record; the names kept, and those that spaCy's tokenizer cuts elsewhere (they become missing)."""
    raw = record["text"].encode()
    doc = nlp.make_doc(record["text"])

    def span(begin, end, label=""):
        begin, end = len(raw[:begin].decode()), len(raw[:end].decode())
        return doc.char_span(begin, end, label=label, alignment_mode="strict" if label else "expand")

    spans, lost, unsure = [], 0, list(record.get("ignore", []))
    for entity in record["entities"]:
        found = None if "|" in entity["type"] else span(entity["begin"], entity["end"], entity["type"])
        if found is None:
            lost += 1
            unsure.append([entity["begin"], entity["end"]])
        else:
            spans.append(found)
    spans = filter_spans(spans)
    taken = {token.i for kept in spans for token in kept}
    missing = {token.i for place in unsure for token in (span(*place) or []) if token.i not in taken}
    doc.set_ents(spans, missing=[doc[i:i + 1] for i in sorted(missing)], default="outside")
    for piece in pieces(doc):
        docs.add(piece)
    return len(spans), lost


def pieces(doc, size=150):
    """Documents of about `size` tokens, cut behind a full stop outside names: an hour's call in one batch trains poorly."""
    begin = 0
    for i, token in enumerate(doc):
        if i + 1 - begin >= size and token.text in {".", "?", "!"} and not token.ent_type_:
            yield doc[begin:i + 1].as_doc()
            begin = i + 1
    if begin < len(doc):
        yield doc[begin:].as_doc()


def main():
    nlp = spacy.blank("en")
    nlp.max_length = 10**8
    docs, kept, lost = DocBin(attrs=["ENT_IOB", "ENT_TYPE"]), 0, 0
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                more, fewer = add(nlp, json.loads(line), docs)
                kept, lost = kept + more, lost + fewer
    docs.to_disk(sys.argv[1])
    print(f"{sys.argv[1]}: {len(docs)} documents, {kept} names, {lost} that the format cannot hold", file=sys.stderr)


if __name__ == "__main__":
    main()
