#!/usr/bin/env python3
"""Quotations as a language model gives them, true, half true and invented, made from real transcripts; and how many of each a grounder
puts at the right bytes or refuses.

  score_grounding.py --talk FOLDER [--episodes 24] [--split even|odd] [--seed 1] --program EARWITNESS
                     [--peer PYTHON]     Python with langextract, whose aligner is asked the same in the same run
                     [--show KIND]       prints the cases of that kind that came out wrong

Transcripts are files with turns "**Name:** words" (Changelog's form). `even` were tuned on, `odd` were not. The bytes of a true
quotation are known since it was cut out there; what a recogniser's changes did to its ends is kept track of."""
import argparse
import collections
import json
import os
import random
import re
import subprocess
import sys

SOUNDS = [("their", "there"), ("to", "too"), ("your", "you're"), ("its", "it's"), ("then", "than"), ("write", "right"), ("by", "buy"), ("hear", "here"),
          ("were", "where"), ("of", "off"), ("weather", "whether"), ("an", "and"), ("is", "as"), ("this", "the"), ("for", "four"), ("our", "are"), ("whole", "hole"),
          ("piece", "peace"), ("through", "threw"), ("way", "weigh"), ("would", "wood"), ("some", "sum"), ("been", "bin"), ("data", "dater"), ("code", "coad")]
SOUND = {}
for a, b in SOUNDS:
    SOUND.setdefault(a, b), SOUND.setdefault(b, a)
FUNCTION = set("a an the of to in on at is was are that and so but it for as be with just really very".split())
NEGATION = {"not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without"}
NUMBERS = dict(zip("two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty".split(), (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 20, 30, 40, 50)))
PRONOUNS = set("i we you he she they it".split())
OPPOSITES = [("always", "never"), ("more", "less"), ("better", "worse"), ("best", "worst"), ("increase", "decrease"), ("easy", "hard"), ("good", "bad"), ("before", "after"),
             ("possible", "impossible"), ("useful", "useless"), ("buy", "sell"), ("love", "hate"), ("agree", "disagree"), ("open", "closed"), ("internal", "external")]
OPPOSITE = {w: o for a, b in OPPOSITES for w, o in ((a, b), (b, a))}
INVENTED = ["I have always said that {0} will change everything about how we build {1} in the next decade.",
            "The biggest mistake that teams make with {0} is to treat it like {1}.",
            "If you only remember one thing from today, remember that {0} beats {1} every single time.",
            "We looked at {0} for a year, and honestly {1} was the one thing nobody wanted to talk about.",
            "Hypothetically, a quote about {0} could say that {1} is the future of our industry."]


def bare(word):
    return re.sub(r"[^\w']", "", word.lower().replace("\u2019", "'"))


class Episode:
    def __init__(self, path):
        self.path = path
        self.text = open(path, encoding="utf-8").read()
        self.words = {bare(w) for w in self.text.split()}
        self.sentences = []  # (begin, end) in characters, inside a turn
        for turn in re.finditer(r"^\*\*[^*\n]+:\*\* ?(.+)$", self.text, re.M):
            for s in re.finditer(r"[A-Z\"].+?[.?!](?=\s|$)", turn.group(1)):
                begin, end = turn.start(1) + s.start(), turn.start(1) + s.end()
                words = self.text[begin:end].split()
                if 8 <= len(words) <= 40 and not re.search(r"[\[\]\\*_`<>(]|\.\.\.|https?:|\u2026| \u2013|--", self.text[begin:end]):
                    self.sentences.append((begin, end))
        found = re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b", self.text)
        self.names = sorted(n for n, c in collections.Counter(found).items() if c >= 2 and n.lower() not in self.words)
        self.names = self.names or sorted(set(found))
        counts = collections.Counter(w for w in re.findall(r"\b[a-z]{5,}\b", self.text))
        self.content = sorted(w for w, c in counts.items() if 2 <= c <= 40)

    def bytes_at(self, character):
        return len(self.text[:character].encode())

    def occurs(self, quotation):
        plain = lambda t: " " + " ".join(w for w in map(bare, t.split()) if w) + " "
        self.plain = getattr(self, "plain", None) or plain(self.text)
        return plain(quotation) in self.plain


def misspelt(word, rng):
    at = rng.randrange(1, len(word) - 1)
    how = rng.randrange(3)
    if how == 0:
        return word[:at] + word[at] + word[at:]
    vowel = [i for i in range(1, len(word)) if word[i] in "aeiou"]
    if how == 1 and vowel:
        at = rng.choice(vowel)
        return word[:at] + rng.choice("aeiou") + word[at + 1:]
    swap = {"c": "k", "k": "c", "s": "z", "z": "s", "f": "ph", "t": "d", "d": "t", "b": "p", "m": "n", "y": "ie"}
    can = [i for i in range(1, len(word)) if word[i] in swap]
    at = rng.choice(can) if can else at
    return word[:at] + swap.get(word[at], word[at] * 2) + word[at + 1:]


def heard(words, rng):
    """What a recogniser makes of it: pairs (written, number of the word that it comes from or None)."""
    out = []
    lower = rng.random() < 0.5
    plain = rng.random() < 0.5
    rate = rng.uniform(0.05, 0.15)
    for i, word in enumerate(words):
        w, key = word, bare(word)
        if plain:
            w = re.sub(r"^[\"(]+|[,.?!;:\")]+$", "", w)
        figure = NUMBERS.get(key)
        if figure and rng.random() < 0.5 and i + 1 < len(words) and bare(words[i + 1]) not in NUMBERS:
            w = w.lower().replace(key, str(figure))
        elif rng.random() < rate and key not in NEGATION and not re.search(r"\d|n't", key) and not figure:
            how = rng.random()
            if key in SOUND and how < 0.6:
                w = SOUND[key]
            elif key in FUNCTION and key not in OPPOSITE and 0 < i:
                continue
            elif len(key) >= 6 and key.isalpha():
                w = misspelt(key, rng)
            elif how < 0.5:
                out.append((rng.choice(["um", "uh"]), None))
        if lower:
            w = w.lower()
        if w:
            out.append((w, i))
    while out and out[0][1] is None:
        out.pop(0)
    return out


def cases_of(episode, others, rng, each):
    out = []

    def pick():
        begin, end = rng.choice(episode.sentences)
        return begin, end, episode.text[begin:end]

    def unique(begin, end):
        return not any(episode.text.count(episode.text[begin:end]) > 1 for _ in (0,))

    def add(kind, quotation, begin=None, end=None):
        out.append({"kind": kind, "path": episode.path, "quotation": quotation,
                    "begin": None if begin is None else episode.bytes_at(begin), "end": None if end is None else episode.bytes_at(end)})

    def spans(begin, end):
        return [(begin + m.start(), begin + m.end()) for m in re.finditer(r"\S+", episode.text[begin:end])]

    def true():
        begin, end, text = pick()
        if unique(begin, end):
            add("true", text, begin, end)

    def rewritten():
        begin, end, text = pick()
        if not unique(begin, end):
            return
        text = text.replace("'", "\u2019") if rng.random() < 0.5 else text.replace("\u2019", "'")
        how = rng.randrange(4)
        if how == 0:
            text = text.upper()
        elif how == 1:
            text = re.sub(r"[,.?!;:]", "", text).lower()
        elif how == 2:
            text = "\u201c" + text.rstrip(".") + "\u2026\u201d"
        else:
            text = text.replace("do not", "don't").replace("n't", " not").replace("n\u2019t", " not").replace(" not", "n't", 1) if "n't" in text else text.replace(" percent", "%").replace(" and ", " & ")
            text = text.replace("can't", "cannot").replace("cann't", "can't")
        add("true, rewritten", text, begin, end)

    def recognised():
        begin, end, text = pick()
        places = spans(begin, end)
        result = heard(text.split(), rng)
        kept = [i for _, i in result if i is not None]
        if unique(begin, end) and kept:
            add("true, as a recogniser", " ".join(w for w, _ in result), places[kept[0]][0], places[kept[-1]][1])

    def halves():
        _, _, a = pick()
        _, _, b = pick()
        a, b = a.split(), b.split()
        made = " ".join(a[:max(4, len(a) // 2)] + b[len(b) // 2:])
        if not episode.occurs(made):
            add("half true: two sentences", made)

    def tail():
        _, _, a = pick()
        other = rng.choice(others)
        begin, end = rng.choice(other.sentences)
        made = " ".join(a.split()[:max(4, len(a.split()) // 2)] + other.text[begin:end].split()[-max(4, len(a.split()) // 2):])
        if not episode.occurs(made):
            add("half true: invented end", made)

    def number():
        for _ in range(200):
            _, _, text = pick()
            found = [(i, w) for i, w in enumerate(text.split()) if bare(w) in NUMBERS or re.fullmatch(r"\d+%?", bare(w))]
            if found:
                words = text.split()
                i, w = rng.choice(found)
                old = NUMBERS.get(bare(w)) or int(re.sub(r"\D", "", bare(w)))
                words[i] = str(old + rng.choice([1, 3, 10, 25]))
                return add("half true: number", " ".join(words))

    def negation():
        for _ in range(200):
            _, _, text = pick()
            if re.search(r"\bnot\b|n't\b|\bnever\b", text) and rng.random() < 0.9:
                made = re.sub(r"\bcan't\b", "can", text, count=1)
                made = made if made != text else re.sub(r"\bwon't\b", "will", text, count=1)
                made = made if made != text else re.sub(r"n't\b| not\b| never\b", "", text, count=1)
            elif re.search(r"\b(is|was|are|can|will|would|should)\b", text):
                made = re.sub(r"\b(is|was|are|can|will|would|should)\b", r"\1 not", text, count=1)
            else:
                continue
            if made != text and not episode.occurs(made):
                return add("half true: negation", made)

    def name():
        for _ in range(200):
            _, _, text = pick()
            found = [n for n in re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b", text) if n in episode.names]
            if found and len(episode.names) > 1:
                old = rng.choice(found)
                new = rng.choice([n for n in episode.names if n != old] + [n for n in others[0].names if n != old])
                made = re.sub(rf"\b{old}\b", new, text, count=1)
                return add("half true: name", made) if not episode.occurs(made) else None

    def opposite():
        for _ in range(400):
            _, _, text = pick()
            found = [w for w in text.split() if w in OPPOSITE]
            if found:
                old = rng.choice(found)
                made = re.sub(rf"(?<!\S){old}(?!\S)", OPPOSITE[old], text, count=1)
                return add("half true: opposite", made) if not episode.occurs(made) else None

    def word():
        for _ in range(200):
            _, _, text = pick()
            found = [w for w in text.split() if re.fullmatch(r"[a-z]{5,}", w) and w in episode.content]
            if found:
                made = re.sub(rf"(?<!\S){rng.choice(found)}(?!\S)", rng.choice(episode.content), text, count=1)
                return add("half true: word", made) if made != text and not episode.occurs(made) else None

    def foreign():
        other = rng.choice(others)
        begin, end = rng.choice(other.sentences)
        if not episode.occurs(other.text[begin:end]):
            add("invented: of another talk", other.text[begin:end])

    def model():
        made = rng.choice(INVENTED).format(rng.choice(episode.names or ["this"]), rng.choice(episode.content))
        add("invented: as models do", made)

    def chain():
        words = episode.text.split()
        index = collections.defaultdict(list)
        if not hasattr(episode, "index"):
            for a, b in zip(words, words[1:]):
                index[a].append(b)
            episode.index = index
        made = [rng.choice(words)]
        while len(made) < 16 and episode.index[made[-1]]:
            made.append(rng.choice(episode.index[made[-1]]))
        made = re.sub(r"\*\*\S*", "", " ".join(made))
        if len(made.split()) > 8 and not episode.occurs(made):
            add("invented: the talk's own word pairs", made)

    def shuffled():
        _, _, text = pick()
        words = text.split()
        rng.shuffle(words)
        if len(words) > 9 and not episode.occurs(" ".join(words)):
            add("invented: words shuffled", " ".join(words))

    for make, times in ((true, 3), (rewritten, 4), (recognised, 8), (halves, 2), (tail, 2), (number, 2), (negation, 2), (name, 2), (opposite, 2), (word, 2), (foreign, 2), (model, 2), (chain, 2), (shuffled, 1)):
        for _ in range(times * each):
            make()
    return out


def ours(program, cases):
    answers = [None] * len(cases)
    by_path = collections.defaultdict(list)
    for i, case in enumerate(cases):
        by_path[case["path"]].append(i)
    for path, numbers in by_path.items():
        lines = "".join(json.dumps(cases[i]["quotation"]) + "\n" for i in numbers)
        done = subprocess.run([program, "llm", "ground", path], input=lines, capture_output=True, text=True, check=True)
        for i, line in zip(numbers, done.stdout.splitlines()):
            a = json.loads(line)
            answers[i] = {"refused": a["refused"], "detail": a.get("detail", "")} if "refused" in a else a
    return answers


def peer(python, cases):
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "bench", "peers", "langextract_align.py")
    done = subprocess.run([python, script], input="".join(json.dumps({"path": c["path"], "quotation": c["quotation"]}) + "\n" for c in cases), capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]


def same_place(case, answer, texts):
    """The same words: marks and white space at the ends are nobody's."""
    text = texts[case["path"]]
    strip = lambda b, e: (b + len(text[b:e]) - len(text[b:e].lstrip(MARKS)), e - (len(text[b:e]) - len(text[b:e].rstrip(MARKS))))
    return strip(case["begin"], case["end"]) == strip(answer["begin"], answer["end"])


MARKS = " \t\n.,;:!?\"'-".encode() + "\u2026\u201c\u201d\u2019\u2013\u2014".encode()


def report(name, cases, answers, texts, show):
    counts = collections.defaultdict(collections.Counter)
    for case, answer in zip(cases, answers):
        kind = case["kind"]
        counts[kind]["cases"] += 1
        if case["begin"] is None:
            outcome = "refused" if "refused" in answer else "accepted"
            wrong = outcome == "accepted"
        else:
            outcome = "refused" if "refused" in answer else "right" if same_place(case, answer, texts) else "elsewhere"
            wrong = outcome != "right"
        counts[kind][outcome] += 1
        if wrong and show and kind.startswith(show):
            print(f"  {name}: {outcome}: {case['quotation']}\n     {answer}")
            if case["begin"] is not None:
                print("     in truth:", texts[case["path"]][case["begin"]:case["end"]].decode())
    print(f"{name}")
    for kind in sorted(counts):
        c = counts[kind]
        said = ("right bytes", "elsewhere", "refused") if kind.startswith("true") else ("refused", "accepted")
        keys = ("right", "elsewhere", "refused") if kind.startswith("true") else ("refused", "accepted")
        print(f"  {kind:38s} {c['cases']:5d} cases: " + ", ".join(f"{c[k]} {s}" for k, s in zip(keys, said)))
    for group in ("true", "half true", "invented"):
        total = sum((c for k, c in counts.items() if k.startswith(group)), collections.Counter())
        print(f"  = {group:36s} {total['cases']:5d} cases: " + ", ".join(f"{total[k]} {k}" for k in ("right", "elsewhere", "refused", "accepted") if total[k]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--talk", required=True)
    parser.add_argument("--episodes", type=int, default=24)
    parser.add_argument("--split", choices=["even", "odd"], default="odd")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=1, help="times the usual number of cases an episode")
    parser.add_argument("--program", required=True)
    parser.add_argument("--peer", default="")
    parser.add_argument("--show", default="")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    files = sorted(os.path.join(d, f) for d, _, names in os.walk(options.talk) for f in names if f.endswith((".md", ".txt")))
    files = files[0 if options.split == "even" else 1::2]
    rng.shuffle(files)
    episodes = []
    for path in files:
        if len(episodes) == options.episodes:
            break
        episode = Episode(path)
        if len(episode.sentences) >= 60:
            episodes.append(episode)
    cases = []
    for episode in episodes:
        cases += cases_of(episode, [e for e in episodes if e is not episode], rng, options.each)
    texts = {e.path: e.text.encode() for e in episodes}
    print(f"{len(cases)} cases over {len(episodes)} transcripts ({options.split}, seed {options.seed})")
    report("earwitness", cases, ours(options.program, cases), texts, options.show)
    if options.peer:
        answers = peer(options.peer, cases)
        for strict, name in ((True, "langextract, exact matches only"), (False, "langextract, fuzzy matches too (its default)")):
            report(name, cases, [{"refused": a["match"]} if strict and a.get("match") != "match_exact" and "refused" not in a else a for a in answers], texts, "")


main()
