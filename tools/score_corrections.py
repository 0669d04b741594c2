#!/usr/bin/env python3
"""Scores how misheard names are spelt right: real recognisers' errors on earnings calls, and the four of a podcast page.

  score_corrections.py [--split dev|train] [--data FOLDER] [--show] [--program build/release/earwitness]

Test set, built anew each time (nothing of it is kept): each call of ../shared/data/ner/earnings21 in the words of five
recognisers, aligned word by word with what was really said. A misspelling is a name (PERSON, ORG, PRODUCT) that was
labelled in the reference and that the recogniser wrote otherwise, where the letters and digits of both, in lower case,
have a Levenshtein ratio of at least 0.7 and less than 1, at least four letters each, and differ by more than a plural or
possessive s, with no sentence mark among the words heard; it is counted once a call and recogniser. No measure of the
program is used to choose them. "Wider" takes all of ratio 0.6 with marks too: nearly all that it adds is lost words
("see logistics" for Sea Logistics, "a cell CIA" for Cellcio).

Each call is analysed twice, given half of its names each time (persons with a first and last name as persons, the rest as
known names; the half is by a hash of the name), so that for each misspelling the right name is once there and once not.
recall      misspellings whose name was given, and whose words bear it as their entity's name
precision   of all mentions that bear a given name which is not what was heard (not its words, a part, its initials, its
            plural or an alias in models/knowledge.txt), those where that name is what was really said, by the alignment:
            its letters are there, or, where one word was heard, one of its words; distinct a call and recogniser.
            Where nothing is aligned with a mention, it is not judged
"""
import argparse, collections, difflib, hashlib, json, os, re, subprocess, sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RECOGNISERS = ["amazon", "google", "microsoft", "rev_kaldi_nlp", "speechmatics"]
AUDIT = [
    ("We are really lucky to be joined by Lenard Heim. He said China is catching up with the US in AI compute.", "Lenard Heim", "Lennart Heim"),
    ("He works at Epop, which is an AI research group. I have followed Epop for a long time.", "Epop", "Epoch"),
    ("He recently wrote an essay on the China Talks substack arguing two things.", "China Talks", "ChinaTalk"),
    ("And Mark Andreessen said that software is eating the world.", "Mark Andreessen", "Marc Andreessen"),
]
AUDIT_META = {"title": "Lennart Heim on the geopolitics of compute", "persons": [{"name": "Lennart Heim", "role": "guest"}],
              "known_names": ["Epoch", "ChinaTalk", "Marc Andreessen"]}


def letters(name):
    return re.sub(r"[^a-z0-9]", "", re.sub(r"['’]s$", "", name.lower().replace("&", "and")))


def ratio(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (x != y))
    return 1 - row[-1] / max(len(a), len(b), 1)


def calls(path):
    out, current = {}, None
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            current = out.setdefault(line.split("=")[1].strip().split("-")[0], [])
        elif line and not line.startswith("#"):
            current.append(line.split("\t")[:2])
    return out


def labelled(tokens):
    i = 0
    while i < len(tokens):
        if not tokens[i][1].startswith("B-"):
            i += 1
            continue
        j = i + 1
        while j < len(tokens) and tokens[j][1].startswith("I-"):
            j += 1
        yield i, j, tokens[i][1][2:].split("|")[0]
        i = j


def running_text(tokens):
    """the text, and each token's place in its bytes."""
    text, places = b"", []
    for token, _ in tokens:
        word = token.encode()
        if text and not re.match(r"[,.?!;:]$|['’]", token):
            text += b" "
        places.append((len(text), len(text) + len(word)))
        text += word
    return text.decode(), places


def other_side(a, b):
    """for each index of a: the range of b that it is aligned with, and the block of a that this holds for."""
    sides = {}
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        for k in range(i1, i2):
            sides[k] = (j1 + k - i1, j1 + k - i1 + 1, k, k + 1) if tag == "equal" else (j1, j2, i1, i2)
    return sides


def half(name):
    return int(hashlib.md5(letters(name).encode()).hexdigest(), 16) % 2


def build(data, split):
    reference = calls(f"{data}/earnings21/{split}.conll")
    records = []
    for recogniser in RECOGNISERS:
        heard = calls(f"{data}/earnings21_asr_{recogniser}/{split}.conll")
        for call, said in sorted(reference.items()):
            if call not in heard:
                continue
            ref, hyp = [t[0].lower() for t in said], [t[0].lower() for t in heard[call]]
            forward, back = other_side(ref, hyp), other_side(hyp, ref)
            text, places = running_text(heard[call])
            names, cases = {}, {}
            for i, j, kind in labelled(said):
                if kind not in ("PERSON", "ORG", "PRODUCT"):
                    continue
                name = " ".join(t[0] for t in said[i:j])
                names.setdefault(letters(name), (name, kind))
                sides = [forward[k] for k in range(i, j)]
                low, high = min(s[0] for s in sides), max(s[1] for s in sides)
                if any(s[2] < i or s[3] > j for s in sides if s[3] - s[2] > 1 or s[1] - s[0] != 1) or low >= high:
                    continue
                words = " ".join(t[0] for t in heard[call][low:high])
                a, b = letters(name), letters(words)
                if min(len(a), len(b)) >= 4 and a != b and a + "s" != b and b + "s" != a and ratio(a, b) >= 0.6:
                    plain = ratio(a, b) >= 0.7 and not re.search(r"(^| )[.,?!]( |$)", words)
                    cases.setdefault((a, b, plain), (name, words, []))[2].append((places[low][0], places[high - 1][1]))
            for which in (0, 1):
                given = [v for k, v in sorted(names.items()) if half(v[0]) == which and len(k) >= 4]
                meta = {"title": "Earnings call", "persons": [{"name": n, "role": ""} for n, t in given if t == "PERSON" and " " in n],
                        "known_names": [n for n, t in given if t != "PERSON"]}
                records.append({"id": f"{call}-{recogniser}-{which}", "text": text, "meta": meta, "which": which, "cases": cases,
                                "places": places, "ref": ref, "back": back, "given": {letters(n): n for n in [p["name"] for p in meta["persons"]] + meta["known_names"]}})
    return records


def is_heard_right(said, name):
    """what was heard is the name itself, its plural, a part of it, or its initials."""
    a, b = letters(said), letters(name)
    if a == b or a + "s" == b or b + "s" == a:
        return True
    words = [letters(w) for w in said.split()]
    parts = [letters(w) for w in name.split()]
    initials = {"".join(p[0] for p in parts if p), "".join(p[0] for p in parts if p and p not in ("of", "and", "the", "for"))}
    return all(w in parts for w in words) or a in initials


def listed_aliases():
    pairs = set()
    for line in open(os.path.join(ROOT, "models/knowledge.txt"), encoding="utf-8"):
        fields = [f.strip() for f in line.split("|")]
        for alias in fields[3].split(";") if len(fields) == 4 else []:
            pairs.add((letters(alias), letters(fields[0])))
    return pairs


def was_said(name, said, really):
    """really: the reference's words at the place."""
    joined = "".join(letters(w) for w in really)
    if letters(name).rstrip("s") in joined:
        return True
    parts = [letters(w) for w in name.split()]
    return len(said.split()) == 1 and any(len(letters(w)) >= 3 and letters(w) in parts for w in really)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--split", default="dev")
    options.add_argument("--data", default=os.path.join(ROOT, "../shared/data/ner"))
    options.add_argument("--program", default=os.path.join(ROOT, "build/release/earwitness"))
    options.add_argument("--show", action="store_true")
    options = options.parse_args()
    if not os.path.isdir(options.data):
        print(f"skipped: no {options.data}")
        return 77
    records = build(options.data, options.split)
    feed = [{k: r[k] for k in ("id", "text", "meta")} for r in records]
    feed += [{"id": said, "text": text, "meta": AUDIT_META} for text, said, _ in AUDIT]
    done = subprocess.run([options.program, "analyze", "--format", "jsonl", "-"], input="".join(json.dumps(r) + "\n" for r in feed).encode(),
                          stdout=subprocess.PIPE, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    aliases, unjudged = listed_aliases(), set()
    right, wrong, found, missed = set(), {}, collections.Counter(), []
    for record, answer in zip(records, answers):
        text, named = record["text"].encode(), {}
        for entity in answer["entities"]:
            if letters(entity["name"]) not in record["given"]:
                continue
            for m in entity["mentions"]:
                said = text[m["begin"]:m["end"]].decode()
                named.setdefault(letters(entity["name"]), []).append((m["begin"], m["end"]))
                if is_heard_right(said, entity["name"]) or (letters(said), letters(entity["name"])) in aliases:
                    continue
                tokens = [i for i, p in enumerate(record["places"]) if p[0] < m["end"] and m["begin"] < p[1]]
                sides = [record["back"][i] for i in tokens]
                really = record["ref"][min(s[0] for s in sides):max(s[1] for s in sides)]
                key = (record["id"][:-2], letters(entity["name"]), letters(said))
                if not any(re.search(r"[a-z0-9]", w) and not w.startswith("<") for w in really):
                    unjudged.add((record["id"][:-2], letters(entity["name"]), letters(said)))
                    continue
                if was_said(entity["name"], said, really):
                    right.add(key)
                elif key not in right:
                    wrong[key] = (said, entity["name"], " ".join(really))
        for (name, _, plain), (spelt, words, places) in record["cases"].items():
            if name not in record["given"]:
                continue
            hit = any(b < e2 and b2 < e for b, e in named.get(name, []) for b2, e2 in places)
            found[plain, hit] += 1
            if plain and not hit:
                missed.append((record["id"], spelt, words))
    wrong = {k: v for k, v in wrong.items() if k not in right}
    total, everything = found[True, True] + found[True, False], sum(found.values())
    print(f"earnings21 {options.split}, five recognisers: {total} misspellings, precision {len(right) / max(1, len(right) + len(wrong)):.3f} "
          f"({len(right)} right, {len(wrong)} wrong, {len(unjudged)} not judged), recall {found[True, True] / max(1, total):.3f} ({found[True, True]})")
    print(f"wider: {everything} misspellings, recall {(found[True, True] + found[False, True]) / max(1, everything):.3f}")
    for (_, said, spelt), answer in zip(AUDIT, answers[len(records):]):
        names = [e["name"] for e in answer["entities"] if said in e["aliases"]]
        print(f"page: {said} -> {', '.join(names) or '-'}{'' if names == [spelt] else '   WRONG, is ' + spelt}")
    if options.show:
        for key, value in sorted(wrong.items()):
            print("wrong  ", key[0], *value, sep=" | ")
        for value in missed:
            print("missed ", *value, sep=" | ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
