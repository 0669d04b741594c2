#!/usr/bin/env python3
"""Scores who is named behind anonymous labels: talk whose speakers are known, with their names replaced by SPEAKER_00 ...

  score_speakers.py [--talk changelog.tar.zst] [--split all|odd|even] [--limit N] [--persons] [--show] [--program P]

Each transcript of the archive with two or more speakers of a first and last name, at least two turns each. A label is named
right where the given name is the speaker's (its words are among the speaker's words or begin them, "Matt" for Matthew, or the reverse); else wrong.
Of the wrong ones are told apart those that call the same person otherwise: without accents, by a nickname that is in the program's list, by an
initial and the last name ("Kball" for Kevin Ball), or by a first or last name that is the speaker's with the other one changed. Labels that are no
person ("Break", "Music") or have a single name count only where they are named: wrong, unless the name is theirs.
--persons gives the true speakers as the feed's people, as podcast:person does; without it nothing but the talk is known.
Each half of the archive (odd and even episodes in their order) can be scored alone: the odd one was looked at while the cues were chosen.
"""
import argparse, collections, json, os, re, subprocess, sys, tarfile, tempfile, unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def words(name):
    return re.findall(r"\w+", name.lower())


def is_same(given, real):
    a, b = words(given), words(real)
    has = lambda word, words: any(word == w or (len(word) > 2 and w.startswith(word)) for w in words)
    return all(has(w, b) for w in a) or all(has(w, a) for w in b)


NICKNAMES = dict(re.findall(r'\{"(\w+)", "(\w+)"\}', open(os.path.join(ROOT, "src/analysis/entities/nicknames.cc"), encoding="utf-8").read()))


def is_called(given, real):
    """the same person by another name."""
    bare = lambda name: [w for w in words("".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)))]
    a, b = bare(given), bare(real)
    if is_same(" ".join(a), " ".join(b)) or (len(b) > 1 and "".join(a) == b[0][0] + b[-1]):
        return True
    formal = lambda names: [NICKNAMES.get(w, w) for w in names]
    if is_same(" ".join(formal(a)), " ".join(formal(b))):
        return True
    return len(a) > 1 and len(b) > 1 and (formal(a)[0] == formal(b)[0] or a[-1] == b[-1])


def transcripts(path, split, limit):
    with tempfile.TemporaryDirectory() as work:
        subprocess.run(["tar", "--zstd", "-xf", path, "-C", work], check=True)
        files = sorted(os.path.join(d, f) for d, _, names in os.walk(work) for f in names if f.endswith(".md"))
        if split != "all":
            files = files[0 if split == "odd" else 1::2]
        step = max(1, len(files) // limit) if limit else 1
        for file in files[::step]:
            with open(file, encoding="utf-8") as text:
                yield os.path.relpath(file, work), text.read()


def record(name, text, persons):
    turns = re.findall(r"^\*\*([^*\n]{2,40}?):\*\*[ \t]*(.*(?:\n(?!\*\*).*)*)", text, re.M)
    counts = collections.Counter(who for who, _ in turns)
    real = [who for who, n in counts.items() if n >= 2 and len(words(who)) >= 2]
    if len(real) < 2:
        return None
    labels = {who: f"SPEAKER_{i:02}" for i, who in enumerate(counts)}
    segments = [{"speaker": labels[who], "text": said.strip()} for who, said in turns if said.strip()]
    meta = {"title": "", "persons": [{"name": who, "role": ""} for who in real]} if persons else {"title": ""}
    return {"id": name, "segments": segments, "meta": meta, "labels": {v: k for k, v in labels.items()}, "real": real}


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--talk", default=os.path.join(ROOT, "../shared/data/changelog.tar.zst"))
    options.add_argument("--split", default="all", choices=["all", "odd", "even"])
    options.add_argument("--limit", type=int, default=0)
    options.add_argument("--persons", action="store_true")
    options.add_argument("--show", action="store_true")
    options.add_argument("--program", default=os.path.join(ROOT, "build/release/earwitness"))
    options = options.parse_args()
    if not os.path.exists(options.talk):
        print(f"skipped: no {options.talk}")
        return 77
    records = [r for r in (record(n, t, options.persons) for n, t in transcripts(options.talk, options.split, options.limit)) if r]
    feed = "".join(json.dumps({k: r[k] for k in ("id", "segments", "meta")}) + "\n" for r in records)
    done = subprocess.run([options.program, "analyze", "--format", "jsonl", "-"], input=feed.encode(), stdout=subprocess.PIPE, check=True)
    right, wrong, none, called, how = 0, 0, 0, 0, collections.Counter()
    for r, line in zip(records, done.stdout.splitlines()):
        answer = json.loads(line)
        label_of = {s["id"]: s["name"] for s in answer["transcript"]["speakers"]}
        text, named = answer["transcript"]["text"].encode(), set()
        for naming in answer["namings"]:
            who = r["labels"][label_of[naming["speaker"]]]
            named.add(who)
            good = is_same(naming["name"], who)
            right, wrong = right + (good and who in r["real"]), wrong + (not good)
            how[naming["how"], good] += 1
            same = not good and is_called(naming["name"], who)
            called += same
            if options.show and not good:
                print("called" if same else "wrong", r["id"], who, "->", naming["name"], naming["how"], repr(text[naming["begin"]:naming["end"]].decode()), sep=" | ")
        for who in r["real"]:
            none += who not in named
            if options.show and who not in named:
                print("none ", r["id"], who, sep=" | ")
    total = right + none + wrong
    print(f"{len(records)} transcripts, {'the feed names the people' if options.persons else 'nothing but the talk'}: of {total} labels "
          f"{right} named right ({right / max(1, total):.3f}), {wrong} wrong ({wrong / max(1, total):.4f}), {none} left unknown; "
          f"of the wrong ones {called} the same person called otherwise, {wrong - called} not ({(wrong - called) / max(1, total):.4f})")
    print("  " + ", ".join(f"{kind}: {how[kind, True]} right, {how[kind, False]} wrong" for kind in sorted({k for k, _ in how})))
    return 0


if __name__ == "__main__":
    sys.exit(main())
