"""Asks langextract's own aligner (its WordAligner with its defaults, fuzzy matching included) where quotations stand: JSON lines
{"path", "quotation"} in, a JSON line each out: {"begin", "end", "match"} in bytes, or {"refused"}. tools/score_grounding.py --peer runs it."""
import json
import sys

from langextract import data, resolver

texts = {}
for line in sys.stdin:
    case = json.loads(line)
    if case["path"] not in texts:
        texts[case["path"]] = open(case["path"], encoding="utf-8").read()
    text = texts[case["path"]]
    aligner = resolver.WordAligner()
    extraction = data.Extraction(extraction_class="quote", extraction_text=case["quotation"])
    try:
        groups = aligner.align_extractions([[extraction]], text)
        found = groups[0][0] if groups and groups[0] else extraction
    except Exception as error:  # it raises for some texts; that is a refusal
        found, extraction = extraction, extraction
        print(error, file=sys.stderr)
    where = found.char_interval
    if where is None or where.start_pos is None:
        print(json.dumps({"refused": "not aligned"}))
    else:
        print(json.dumps({"begin": len(text[:where.start_pos].encode()), "end": len(text[:where.end_pos].encode()), "match": found.alignment_status.value if found.alignment_status else ""}))
