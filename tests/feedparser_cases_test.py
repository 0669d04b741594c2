#!/usr/bin/env python3
"""feedparser's own test files, as ../shared/data has them, against our parser.

  feedparser_cases_test.py EARWITNESS [-v]     feedparser_shape stands beside EARWITNESS's build; -v names each failure
"""
import collections
import json
import os
import subprocess
import sys

BARS = {"core": 0.97, "entities": 1.0, "illformed": 17 / 19, "encoding": 78 / 82}
# feedparser's FeedParserDict answers to older names too.
ALIASES = {"guid": ["id"], "description": ["summary", "subtitle"], "tagline": ["subtitle"], "copyright": ["rights"], "url": ["href"],
           "date": ["updated"], "modified": ["updated"], "issued": ["published"]}


def lookup(value, path):
    for step in path:
        if step == "#len":
            value = len(value or [])
        elif isinstance(step, int):
            value = value[step] if isinstance(value, list) and step < len(value) else None
        elif not isinstance(value, dict):
            return None
        elif step == "category" and step not in value:
            value = (value.get("tags") or [{}])[0].get("term")
        else:
            names = [step] + ALIASES.get(step, [])
            value = next((value[name] for name in names if name in value), None)
    return value


def same(path, have, want):
    last = str(path[-1])
    if last == "encoding":
        return str(have).lower() == str(want).lower()
    if last.endswith("_parsed") and isinstance(have, list) and isinstance(want, list):
        return have[:6] == want[:6]
    if have is None and want in ("", {}):
        return True  # an empty element and none are one to us
    return have == want


def holds(shape, check):
    have, want = lookup(shape, check["path"]), check.get("value")
    empty = have in (None, False, 0, "", [], {})
    return {"eq": lambda: same(check["path"], have, want), "ne": lambda: not same(check["path"], have, want),
            "falsy": lambda: empty, "truthy": lambda: not empty, "not_in": lambda: want not in (have or {})}[check["op"]]()


def main():
    program, verbose = os.path.abspath(sys.argv[1]), "-v" in sys.argv
    suites = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "shared", "data", "feeds", "suites")
    table = os.path.join(suites, "feedparser_cases.jsonl")
    shape_tool = os.path.join(os.path.dirname(program), "tests", "feedparser_shape")
    if not os.path.exists(table):
        print(f"skipped: {table} is not there")
        sys.exit(77)
    cases = [json.loads(line) for line in open(table, encoding="utf-8")]
    cases = [c for c in cases if c["asserts"] is not None and os.path.exists(os.path.join(suites, c["file"]))]
    lines = [os.path.join(suites, c["file"]) + "\t" + ((c["http_headers"] or {}).get("content-type") or "") for c in cases]
    done = subprocess.run([shape_tool], input="\n".join(lines) + "\n", stdout=subprocess.PIPE, encoding="utf-8", check=True)
    shapes = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(shapes) == len(cases), (len(shapes), len(cases))
    right, total = collections.Counter(), collections.Counter()
    for case, shape in zip(cases, shapes):
        groups = [case["group"].split("/")[0]]
        if case["group"] != "entities":
            groups.append("core" if case["tier"] == "scalar" else "html")
        failed = [c for c in case["asserts"] if not holds(shape, c)]
        for group in groups:
            total[group] += 1
            right[group] += not failed
        if failed and verbose:
            print(f"{'/'.join(groups)} {case['file']}: " + "; ".join(f"{c['path']} {c['op']} {c.get('value')!r}, have {lookup(shape, c['path'])!r}" for c in failed)[:300])
    below = []
    for group in sorted(total):
        bar = BARS.get(group)
        print(f"{group}: {right[group]} of {total[group]}" + (f" (bar {100 * bar:.1f} %)" if bar else ""))
        if bar and right[group] < bar * total[group] - 0.5 * (group == "illformed"):
            below.append(group)
    if below:
        print("below the bar: " + ", ".join(below))
    sys.exit(1 if below else 0)


if __name__ == "__main__":
    main()
