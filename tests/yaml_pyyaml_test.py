#!/usr/bin/env python3
"""What PyYAML dumps must come out of src/jekyll byte for byte: nasty strings, random values, the seed's pages.

  yaml_pyyaml_test.py EARWITNESS      (runs tests/yaml_again beside it; exit 77 = skipped: no python3-yaml)
"""
import glob
import os
import random
import subprocess
import sys
import datetime

try:
    import yaml
except ImportError:
    print("skipped: python3-yaml is not installed")
    sys.exit(77)

HERE = os.path.dirname(os.path.abspath(__file__))
SEED = os.path.join(HERE, "..", "..", "shared", "seed")

# Pieces that a scalar's style turns on: indicators, blanks, breaks, what looks like another type, what cannot be printed.
PIECES = [
    " ", "  ", "\n", "\n\n", "\t", "\r", "\0", "\x07", "\x1b", "\x7f", "\x85", "\xa0", "\u2028", "\u2029", "\ufeff", "\ufffd",
    "\u200d", "\U0001f680", "\U0010ffff", "é", "中文", "'", '"', "\\", ":", ": ", " #", "#", "- ", "-", "?", "? ", ",", "[", "]",
    "{", "}", "&a", "*a", "!", "|", ">", "%", "@", "`", "---", "...", "=", "<<", "~", "yes", "No", "null", "true", "12", "0x1F",
    "017", "1:30", "1.5", "1e5", ".5", ".inf", "2025-10-05", "2025-10-05 17:47:56", "+0000", "word", "a", "longer words here",
    "https://example.com/" + "path/" * 20, "don't", "x" * 79, "x" * 90,
]


def random_string(rng):
    kind = rng.random()
    if kind < 0.15:
        return rng.choice(PIECES)
    if kind < 0.6:
        return "".join(rng.choice(PIECES) for _ in range(rng.randint(0, 6)))
    if kind < 0.75:
        return "".join(rng.choice(" '\"\\\n:#ab-é\U0001f525\t") for _ in range(rng.randint(0, 200)))
    words = [rng.choice(PIECES[40:]) if rng.random() < 0.1 else "w" * rng.randint(1, 12) for _ in range(rng.randint(1, 60))]
    return (" " if rng.random() < 0.9 else "\n").join(words)


def random_scalar(rng):
    kind = rng.random()
    if kind < 0.7:
        return random_string(rng)
    if kind < 0.78:
        return rng.randint(-10**rng.randint(0, 20), 10**rng.randint(0, 20))
    if kind < 0.86:
        return rng.choice([rng.random(), rng.uniform(-1, 1) * 10.0**rng.randint(-20, 20), float("inf"), float("nan"), 0.0, -0.0])
    if kind < 0.9:
        return rng.choice([True, False, None])
    if kind < 0.95:
        return datetime.date(rng.randint(1000, 9999), rng.randint(1, 12), rng.randint(1, 28))
    return datetime.datetime(2025, rng.randint(1, 12), rng.randint(1, 28), rng.randint(0, 23), 5, 6, rng.choice([0, 120, 873019]))


def random_value(rng, depth=0):
    kind = rng.random()
    if depth > 4 or kind < 0.5:
        return random_scalar(rng)
    if kind < 0.75:
        return [random_value(rng, depth + 1) for _ in range(rng.randint(0, 4))]
    return {random_string(rng): random_value(rng, depth + 1) for _ in range(rng.randint(0, 4))}


def dumped(value):
    # Python gives an anchor to what it meets twice; a page's writer never shared anything.
    class Dumper(yaml.Dumper):
        def ignore_aliases(self, data):
            return True
    return yaml.dump(value, Dumper=Dumper, default_flow_style=False, allow_unicode=True)


def front_matter(path):
    text = open(path, encoding="utf-8", newline="").read()
    return text[4:text.index("\n---\n", 3) + 1]


def main():
    again = os.path.join(os.path.dirname(sys.argv[1]), "tests", "yaml_again")
    rng = random.Random(20250514)
    documents = [dumped({"k": piece}) for piece in PIECES]
    documents += [dumped({piece: [piece]}) for piece in PIECES]
    documents += [dumped({"k": a + b}) for a in PIECES for b in PIECES]
    documents += [dumped({"k": random_value(rng), random_string(rng): random_value(rng)}) for _ in range(6000)]
    # U+FEFF at the very start of a stream is an encoding's mark to both; a document of ours never begins so.
    pages = sorted(glob.glob(os.path.join(SEED, "pages", "*.md")))
    skipped = 0
    for page in pages:
        text = front_matter(page)
        try:
            documents.append(dumped(yaml.safe_load(text)))
            if documents[-1] != text:
                sys.exit(f"{page}: not what PyYAML dumps")
        except yaml.YAMLError:
            skipped += 1
    if not pages:
        print("skipped: the seed's pages are not at", SEED)
    answer = subprocess.run([again], input="\0".join(documents).encode(), stdout=subprocess.PIPE, check=True).stdout
    answers = answer.decode().split("\0")[:-1]
    assert len(answers) == len(documents), (len(answers), len(documents))
    # PyYAML does not read every string back that it writes (U+0085 comes back as a line break): what it reads is what counts.
    wanted = [dumped(yaml.load(document, Loader=yaml.SafeLoader)) for document in documents]
    wrong = [(want, got) for want, got in zip(wanted, answers) if want != got]
    for want, got in wrong[:10]:
        print("PyYAML:", repr(want[:400]))
        print("ours:  ", repr(got[:400]))
    print(f"{len(documents)} documents ({len(pages) - skipped} pages of the seed), {len(wrong)} written otherwise than PyYAML does")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
