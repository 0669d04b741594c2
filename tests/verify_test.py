#!/usr/bin/env python3
"""Builds a small published folder out of an analysis, has it proved, and then damages it: any byte of any file, and
every kind of lie that hashes alone would not show.

  verify_test.py PROGRAM
"""
import copy
import hashlib
import html
import json
import os
import shutil
import subprocess
import sys
import tempfile

PROGRAM = sys.argv[1]
VTT = """WEBVTT

00:00:00.000 --> 00:00:06.000
<v Ada Brandt>Welcome to Slow Signals. I'm Ada Brandt, and my guest today is Tomas Keller of Northwind Labs.

00:00:06.000 --> 00:00:14.000
<v Tomas Keller>Thanks. I think that by 2030 half of all small harbours will run on batteries, because Müller & Söhne cut the price by 40 percent.

00:00:14.000 --> 00:00:20.000
<v Ada Brandt>That is a bold claim, Tomas. The biggest problem with batteries is that nobody wants to pay for the first one.

00:00:20.000 --> 00:00:29.000
<v Tomas Keller>You should visit Northwind Labs in Hamburg. A ferry is a bus that floats, and nobody ever asked a bus to pay for itself.
"""
failures = []
checks = 0


def run(*arguments, data=None):
    return subprocess.run([PROGRAM, *arguments], input=data, capture_output=True)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as out:
        out.write(data)


def element(tag, transcript, span, attributes=""):
    text = transcript["text"].encode()[span["begin"]:span["end"]].decode()
    words = html.escape(text, quote=False).replace("Tomas", "<mark>Tomas</mark>")
    return f'<{tag} data-ew-episode="e1" data-ew-begin="{span["begin"]}" data-ew-end="{span["end"]}"{attributes}>{words}</{tag}>\n'


def page_of(analysis):
    transcript = analysis["transcript"]
    names = {s["id"]: s["name"] for s in transcript["speakers"]}
    out = '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Slow &amp; Signals</title></head>\n<body><h1>Harbours</h1>\n'
    for segment in transcript["segments"]:
        out += element("p", transcript, segment, f' class="said" data-ew-start-ms="{segment["start_ms"]}" data-ew-speaker="{names[segment["speaker"]]}"')
    for kind in ("quotes", "insights"):
        for item in analysis[kind]:
            out += element("blockquote", transcript, item, f' data-ew-finding="{kind}" data-ew-start-ms="{item["start_ms"]}"')
    return out + "<script>var x = '</b>';</script><br></body></html>\n"


def proof_of(folder, analysis):
    files = []
    for base, _, names in os.walk(folder):
        files += [os.path.relpath(os.path.join(base, n), folder) for n in names if n != "verify.json"]
    listed = [{"path": f, "sha256": sha256(open(os.path.join(folder, f), "rb").read())} for f in sorted(files)]
    episode = {"id": "e1", "transcript": "e/1.txt", "sha256": sha256(open(os.path.join(folder, "e/1.txt"), "rb").read()), "findings": "e/1.json"}
    proof = {"schema": "earwitness/proof/1", "producer": analysis["producer"], "episodes": [episode], "files": listed}
    return (json.dumps(proof, indent=1, ensure_ascii=False) + "\n").encode()


def publish(folder, analysis, page=None):
    shutil.rmtree(folder, ignore_errors=True)
    write(os.path.join(folder, "e/1.txt"), analysis["transcript"]["text"].encode())
    write(os.path.join(folder, "e/1.json"), json.dumps(analysis, ensure_ascii=False).encode())
    write(os.path.join(folder, "index.html"), (page if page is not None else page_of(analysis)).encode())
    write(os.path.join(folder, "style.css"), b"p { color: #222 }\n")
    write(os.path.join(folder, "verify.json"), proof_of(folder, analysis))


def expect(proved, what, folder, needle=""):
    global checks
    checks += 1
    done = run("verify", folder)
    said = done.stderr.decode() + done.stdout.decode()
    if (done.returncode == 0) != proved or done.returncode not in (0, 1) or needle not in said:
        failures.append(f"{what}: exit {done.returncode}, expected {'proof' if proved else 'a breach'} naming {needle!r}; said: {said[:400]}")


def damage_bytes(folder):
    for base, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            path = os.path.join(base, name)
            whole = open(path, "rb").read()
            for at in range(0, len(whole), max(1, len(whole) // 60)):
                for changed in (whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:], whole[:at] + whole[at + 1:]):
                    write(path, changed)
                    expect(False, f"{name}, byte {at} of {len(whole)}", folder, name if name != "verify.json" else "")
            write(path, whole + b"\n")
            expect(False, f"{name}, a line feed at the end", folder)
            write(path, whole)
    expect(True, "everything put back", folder)


def lie(folder, analysis):
    """What hashes do not show: the files were wrong before they were hashed."""
    page = page_of(analysis)
    begin = analysis["transcript"]["segments"][1]["begin"]
    pages = [
        ("a word changed", page.replace("half of all", "all of all", 1), "half"),
        ("a word added", page.replace("bold claim", "very bold claim", 1), "bold"),
        ("a word left out", page.replace("bold claim", "claim", 1), "bold"),
        ("a word in a mark changed", page.replace("<mark>Tomas</mark>", "<mark>Thomas</mark>", 1), "Tomas"),
        ("an entity changed", page.replace("Müller &amp; Söhne", "Müller &lt; Söhne", 1), "Söhne"),
        ("another second", page.replace('data-ew-start-ms="6000"', 'data-ew-start-ms="5999"', 1), "6000..14000"),
        ("another speaker", page.replace('data-ew-speaker="Tomas Keller"', 'data-ew-speaker="Ada Brandt"', 1), "Tomas Keller"),
        ("another span", page.replace(f'data-ew-begin="{begin}"', f'data-ew-begin="{begin + 1}"', 1), ""),
        ("a span past the end", page.replace(f'data-ew-begin="{begin}"', 'data-ew-begin="99999"', 1), "99999"),
        ("an unknown episode", page.replace('data-ew-episode="e1"', 'data-ew-episode="e2"', 1), "e2"),
        ("a line without evidence", page.replace("<h1>", '<p class="said">We are the best.</p><h1>', 1), "data-ew-episode"),
        ("a finding without evidence", page.replace("<h1>", '<p data-ew-finding="quote">We are the best.</p><h1>', 1), "data-ew-episode"),
        ("tags that do not nest", page.replace("</p>", "</div>", 1), "</p>"),
        ("a page that ends early", page.replace("</body></html>", ""), "end of"),
        ("a page that shows nothing", "<!DOCTYPE html><html><body></body></html>", "shows words"),
    ]
    for what, changed, needle in pages:
        if changed == page:
            failures.append(f"{what}: the test did not change the page")
        publish(folder, analysis, changed)
        expect(False, "page: " + what, folder, needle)

    def change(what, needle, edit):
        other = copy.deepcopy(analysis)
        edit(other)
        publish(folder, other, page)
        expect(False, "analysis: " + what, folder, needle)

    def first(a):
        return a["entities"][0]["mentions"][0]

    change("text changed", "sha256", lambda a: a["transcript"].update(text=a["transcript"]["text"].replace("half", "some")))
    change("hash changed", "sha256", lambda a: a["transcript"].update(sha256="0" * 64))
    change("segment moved back", "in order", lambda a: a["transcript"]["segments"][1].update(begin=a["transcript"]["segments"][0]["begin"]))
    change("segment's speaker unknown", "speaker", lambda a: a["transcript"]["segments"][0].update(speaker="s9"))
    change("mention past the end", "not inside", lambda a: first(a).update(end=99999))
    change("mention in white space", "white space", lambda a: first(a).update(begin=first(a)["end"], end=first(a)["end"] + 1) if a["transcript"]["text"].encode()[first(a)["end"]:first(a)["end"] + 1].isspace() else first(a).update(begin=first(a)["begin"] - 1))
    change("mention's second wrong", "inside its segment", lambda a: first(a).update(start_ms=29001))
    change("mention's speaker wrong", "speaker", lambda a: first(a).update(speaker="s1" if first(a)["speaker"] == "s0" else "s0"))
    change("mentions overlap", "overlap", lambda a: a["entities"][0]["mentions"].append(dict(first(a))))
    change("words given and wrong", "text", lambda a: first(a).update(text="Somebody"))
    change("entity type", "type", lambda a: a["entities"][0].update(type="ROBOT"))
    change("entity without mentions", "mentions", lambda a: a["entities"][0].update(mentions=[]))
    change("entity id twice", "id of its own", lambda a: a["entities"].append(dict(copy.deepcopy(a["entities"][0]), mentions=[])))
    change("reference to nobody", "an id of this analysis", lambda a: a["quotes"].append({"begin": 0, "end": 7, "start_ms": 0, "end_ms": 0, "speaker": "s0", "score": 0.5, "why": [], "entities": ["nobody"], "topics": []}))
    change("a horizon outside its insight", "inside the finding's", lambda a: a["insights"].append({"type": "prediction", "begin": 0, "end": 7, "start_ms": None, "speaker": "s0", "confidence": 0.5, "entities": [], "quantities": [], "horizon": {"begin": 8, "end": 11}}))
    change("score above one", "between 0 and 1", lambda a: a["entities"][0].update(salience=1.5))
    change("a list missing", "quotes", lambda a: a.pop("quotes"))
    publish(folder, analysis)
    write(os.path.join(folder, "extra.txt"), b"x")
    expect(False, "a file too many", folder, "extra.txt")
    os.remove(os.path.join(folder, "extra.txt"))
    os.remove(os.path.join(folder, "style.css"))
    expect(False, "a file missing", folder, "style.css")
    os.symlink("/etc/hostname", os.path.join(folder, "style.css"))
    expect(False, "a link", folder, "a link")
    publish(folder, analysis)
    expect(True, "the folder itself", folder, "Proved: ")


def published_by_the_program(top):
    """The site that `publish` really makes: proved as it is, not proved with one byte of any kind of file changed."""
    transcript, archive, site = (os.path.join(top, n) for n in ("harbours.vtt", "archive", "real"))
    write(transcript, VTT.encode())
    for command in (["add", transcript], ["run"], ["publish", "site", site]):
        done = run(*command, "--archive", archive)
        if done.returncode != 0:
            failures.append(f"{' '.join(command)}: {done.stderr.decode()}")
            return
    expect(True, "the program's own site", site, "Proved: ")
    kinds = set()
    for base, _, names in sorted(os.walk(site)):
        for name in sorted(names):
            path, kind = os.path.join(base, name), os.path.splitext(name)[1]
            if kind in kinds and name != "index.html":
                continue
            kinds.add(kind)
            whole = open(path, "rb").read()
            for at in (0, len(whole) // 3, len(whole) - 1):
                write(path, whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:])
                expect(False, f"the program's own site, {name}, byte {at}", site)
            write(path, whole)


def hashed_again(folder):
    """verify.json with the hashes that the files have now: nothing but the evidence is left to say that one lies."""
    path = os.path.join(folder, "verify.json")
    proof = json.load(open(path))
    for file in proof["files"]:
        file["sha256"] = sha256(open(os.path.join(folder, file["path"]), "rb").read())
    write(path, (json.dumps(proof, indent=1, ensure_ascii=False) + "\n").encode())


def notes(top):
    """What `publish markdown` makes is proved line by line, and lies that were hashed again are found."""
    folder, archive = os.path.join(top, "notes"), os.path.join(top, "archive")
    run("publish", "markdown", folder, "--archive", archive)
    expect(True, "the program's own Markdown", folder, "Proved: ")
    note = os.path.join(folder, "episodes/local-files/harbours.md")
    whole = open(note).read()
    said = "A ferry is a bus that floats"
    quote = next(line for line in whole.split("\n") if line.startswith(("> ", "- ")) and said in line)
    for what, lie, needle in (
            ("other words", whole.replace(said, "A ferry is a bus that sinks", 1), "bus that"),
            ("other words in the transcript", said.join(whole.rsplit(said, 1)[:1]) + "A ferry is a bus that sinks" + whole.rsplit(said, 1)[1], "the transcript's words, in their order"),
            ("another speaker", whole.replace("\u2014 Tomas Keller", "\u2014 Ada Brandt", 1), "speaker Tomas Keller"),
            ("another time", whole.replace(", 0:20", ", 9:20"), "9:20"),
            ("a quotation that nobody said", whole.replace("\n## Transcript", "\n> Batteries are free.\n\n## Transcript"), "block id"),
            ("an item that nobody said", whole.replace("\n## Transcript", "\n## Trends\n\n- Batteries are free.\n\n## Transcript"), "block id"),
            ("another span", whole.replace("^b", "^b1", 1), "line "),
            ("another transcript", whole.replace("transcript_sha256: ", "transcript_sha256: 0"), "transcript_sha256"),
            ("another episode", whole.replace('episode: "', 'episode: "x'), "one that verify.json lists"),
            ("no line of the talk", "no front matter\n", "a page that shows words of it")):
        if lie == whole:
            failures.append(f"{what}: the note has nothing to lie about: {quote}")
        write(note, lie.encode())
        hashed_again(folder)
        expect(False, f"Markdown, {what}", folder, needle)
    write(note, whole.encode())
    hashed_again(folder)
    expect(True, "Markdown, put back", folder, "Proved: ")
    podcast = os.path.join(top, "podcast")
    run("publish", "podcast", podcast, "--base-url", "http://127.0.0.1/", "--archive", archive)
    expect(True, "hashes alone", podcast, "Unaltered, not proved from transcripts: ")


def main():
    done = run("analyze", "-", "--format", "json", data=VTT.encode())
    if done.returncode != 0:
        print("FAILED analyze:", done.stderr.decode())
        sys.exit(1)
    analysis = json.loads(done.stdout)
    if not analysis["entities"]:
        # The checks below need something to lie about.
        analysis["entities"] = [{"id": "ada", "name": "Ada Brandt", "type": "PERSON", "category": "", "aliases": [], "salience": 1.0, "in_sponsor_only": False,
                                 "mentions": [{"begin": 28, "end": 38, "start_ms": 2000, "speaker": "s0", "confidence": 0.9}]}]
    with tempfile.TemporaryDirectory() as top:
        folder = os.path.join(top, "site")
        publish(folder, analysis)
        expect(True, "as published", folder, "Proved: ")
        damage_bytes(folder)
        lie(folder, analysis)
        lone = os.path.join(top, "analysis.json")
        write(lone, done.stdout)
        expect(True, "a lone analysis", lone, "Proved: ")
        lines = os.path.join(top, "batch.jsonl")
        compact = json.dumps(analysis, ensure_ascii=False).encode()
        write(lines, compact + b"\n" + b'{"id":2,"error":"no words"}\n' + compact + b"\n")
        expect(True, "a batch", lines, "2 analyses")
        write(lines, compact + b"\n" + compact.replace(b"bold claim", b"cold claim") + b"\n")
        expect(False, "a batch with a lie", lines, "line 2")
        write(lines, compact + b"\n" + compact + b"\n\xf0")
        expect(False, "a batch with a broken character at its end", lines, "UTF-8")
        expect(False, "a file that is not there", os.path.join(top, "nothing.json"), "nothing.json")
        published_by_the_program(top)
        notes(top)
    print(f"{checks} checks, {len(failures)} failures")
    for failure in failures[:20]:
        print("FAILED", failure)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
