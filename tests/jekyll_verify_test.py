#!/usr/bin/env python3
"""Publishes an archive as a Jekyll folder, has it proved by its text alone, and tells every kind of lie in it.

  jekyll_verify_test.py PROGRAM
"""
import hashlib
import json
import os
import re
import shutil
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import site_archive  # noqa: E402

PROGRAM = sys.argv[1]
LIST = ".earwitness-jekyll.json"
FENCED = "---\n: not {{ front }} matter\n---\nWelcome back. I think that by 2030 half of all lamps will run on borrowed light, because prices fell by 40 percent. " \
         "The biggest problem with lamps is that nobody at Acme Lighting wants to pay for the first one.\n"
failures, checks = [], 0


def check(what, holds, why=""):
    global checks
    checks += 1
    if not holds:
        failures.append(f"{what}: {why}")


def read(path):
    with open(path, encoding="utf-8", newline="") as data:
        return data.read()


def write(path, text):
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write(text)


def verify(folder):
    done = site_archive.run(PROGRAM, "verify", "--json", folder, check=False)
    return done.returncode, json.loads(done.stdout)


def hashed_again(folder):
    """The list with the hashes that the files have now: what somebody does who hides a change."""
    known = read(os.path.join(folder, LIST))

    def line(match):
        with open(os.path.join(folder, match[1]), "rb") as data:
            return f'"path":"{match[1]}","sha256":"{hashlib.sha256(data.read()).hexdigest()}"'

    write(os.path.join(folder, LIST), re.sub(r'"path":"(transcripts/[^"]+)","sha256":"[^"]+"', line, known))


def lie(name, path, change, expected, hide=False):
    """Changes one file of a copy of the folder; the proof must fail and name `expected`."""
    copy = os.path.join(work, "lie")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(site, copy)
    before = read(os.path.join(copy, path))
    after = change(before)
    check(f"{name}: the test changes something", before != after)
    write(os.path.join(copy, path), after)
    if hide:
        hashed_again(copy)
    code, report = verify(copy)
    where = " | ".join(f"{b['file']}: {b['where']}: {b['expected']}: {b['found']}" for b in report["breaches"])
    check(name, code == 1 and not report["proved"] and expected in where, f"exit {code}, {where[:400]}")


def replaced(pattern, by, flags=re.S):
    return lambda text: re.sub(pattern, by, text, count=1, flags=flags)


work = tempfile.mkdtemp(prefix="ew-jekyll-verify-")
try:
    archive = site_archive.build_archive(PROGRAM, work)
    fenced = os.path.join(work, "fenced")
    os.makedirs(fenced)
    write(os.path.join(fenced, "Fenced.txt"), FENCED)
    site_archive.run(PROGRAM, "add", fenced, "--archive", archive)
    site_archive.run(PROGRAM, "run", "--archive", archive, check=False)
    site = os.path.join(work, "site")
    site_archive.run(PROGRAM, "publish", "jekyll", site, "--archive", archive)

    code, report = verify(site)
    check("a published folder is proved", code == 0 and report["proved"], json.dumps(report)[:600])
    check("its findings are counted", report["findings"] > 50 and report["lines"] > 20 and report["by_hand"] == 0, json.dumps(report)[:300])
    compat = os.path.join(work, "compat")
    site_archive.run(PROGRAM, "publish", "jekyll", compat, "--archive", archive, "--compat")
    code, report = verify(compat)
    check("the old heuristics' quotes are proved", code == 0 and report["findings"] > 20, json.dumps(report)[:600])

    text = next(os.path.join(base, name) for base, _, names in os.walk(site) for name in names if name == "fenced.txt")
    raw = read(text)
    check("a transcript that begins like front matter is there, behind some of its own", raw.startswith("---\nlayout: null\n") and raw.endswith(FENCED.rstrip()) or
          raw.endswith(FENCED), raw[:200])

    page = next(name for name in sorted(os.listdir(os.path.join(site, "_episodes"))) if "speaker:" in read(os.path.join(site, "_episodes", name)) and
                re.search(r"\nquotes:\n", read(os.path.join(site, "_episodes", name))) and re.search(r"\ninsights:\n", read(os.path.join(site, "_episodes", name))))
    path = os.path.join("_episodes", page)
    front = read(os.path.join(site, path))
    transcript = re.search(r"^transcript_text: /(.*)$", front, re.M)[1]
    shown = re.search(r"^transcript_url: /(.*)$", front, re.M)[1]
    quotes, insights = r"(\nquotes:\n.*?", r"(\ninsights:\n.*?"
    lie("words of a quote", path, replaced(quotes + r"  text: ['\"]?)(\w+)", r"\1Never"), "quotes[0].text")
    lie("words of an insight", path, replaced(insights + r"  text: ['\"]?)(\w+)", r"\1Never"), "insights[0].text")
    lie("what an insight repeats", path, replaced(insights + r"  extracted: ['\"]?)(\w+)", r"\1Never"), "insights[0].extracted")
    lie("the begin of a quote", path, replaced(quotes + r"begin: )(\d+)", lambda m: m[1] + str(int(m[2]) + 1)), "quotes[0]")
    lie("the end of a quote", path, replaced(quotes + r"end: )(\d+)", lambda m: m[1] + str(int(m[2]) - 1)), "quotes[0].text")
    lie("a span beyond the text", path, replaced(quotes + r"end: )(\d+)", r"\g<1>99999999"), "not inside")
    lie("a quote without its end", path, replaced(quotes + r"\n)  end: \d+\n", r"\1"), "no whole numbers")
    lie("a quote without its words", path, replaced(quotes + r"\n)  text: .*?\n(?=  \w+: |- |\w)", r"\1"), "quotes[0].text")
    lie("the speaker of a quote", path, replaced(quotes + r"speaker: )([^\n]+)", r"\1Somebody Else"), "quotes[0].speaker")
    lie("the second of a quote", path, replaced(quotes + r"start_ms: )(\d+)", r"\g<1>3599000"), "quotes[0].start_ms")
    lie("the second of an insight", path, replaced(insights + r"start_ms: )(\d+)", r"\g<1>-5"), "insights[0].start_ms")
    lie("the place of a name", path, replaced(r"(\nnames:\n- begin: )(\d+)", r"\g<1>99999999"), "names[0].begin")
    lie("a quote of its own beside ours", path, lambda t: t.replace("\nquotes:\n", "\nquotes:\n- begin: 0\n  end: 5\n  text: It is all over.\n", 1), "quotes[0].text")
    lie("an alias", path, lambda t: t.replace("---\n", "---\na: &x 1\nb: *x\n", 1), "alias")
    lie("no front matter", path, lambda t: t[4:], "front matter")
    lie("a transcript elsewhere", path, replaced(r"transcript_text: /", "transcript_text: /../"), "inside the folder")
    lie("the hash of a transcript", path, replaced(r"(transcript_sha256: )\w{4}", r"\g<1>0000"), "SHA-256")
    lie("a byte of a transcript", transcript, lambda t: t.replace("e", "a", 1), "SHA-256")
    lie("a byte of a transcript, hashed again", transcript, lambda t: t.replace("e", "a", 1), "SHA-256", hide=True)
    lie("a word of a transcript page", shown, replaced(r'(<span class="s[^>]*>)(\w+)', r"\1Never"), "SHA-256")
    lie("a word of a transcript page, hashed again", shown, replaced(r'(<span class="s[^>]*>)(\w+)', r"\1Never"), "line ", hide=True)
    lie("a speaker of a transcript page, hashed again", shown, lambda t: re.sub(r'(<h4 class="speaker">)[^<]+', r"\1Somebody Else", t), ".speaker", hide=True)
    lie("times of a transcript page, hashed again", shown, lambda t: re.sub(r'data-t="[^"]+"', 'data-t="9999"', t), "start_ms", hide=True)
    lie("a paragraph less, hashed again", shown, replaced(r'<div class="para">.*?</div>\n', ""), "a place that the transcript page shows", hide=True)
    lie("a paragraph twice, hashed again", shown, replaced(r'(<div class="para">.*?</div>\n)', r"\1\1"), "or behind it", hide=True)
    lie("another episode's words, hashed again", shown, replaced(r'data-ew-episode="[^"]+"', 'data-ew-episode="other/one"'), "an episode of", hide=True)
    lie("a list that is none", LIST, lambda t: "{}", "a list of files")

    # What a user may do: a quote and a note by hand, another layout.
    copy = os.path.join(work, "edited")
    shutil.copytree(site, copy)
    write(os.path.join(copy, path), front.replace("\nquotes:\n", "\nquotes:\n- text: I said this myself.\n", 1) + "\nMy notes.\n")
    write(os.path.join(copy, "index.html"), "---\nlayout: default\n---\nMine.\n")
    code, report = verify(copy)
    check("what somebody wrote by hand is no breach, and is counted", code == 0 and report["by_hand"] == 1, json.dumps(report)[:400])
    os.remove(os.path.join(copy, transcript))
    os.symlink("/etc/hostname", os.path.join(copy, transcript))
    check("a link is refused", verify(copy)[0] == 1)
finally:
    shutil.rmtree(work, ignore_errors=True)

for failure in failures:
    print("FAILED", failure)
print(f"{checks - len(failures)} of {checks} hold")
sys.exit(1 if failures or checks < 30 else 0)
