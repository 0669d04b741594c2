#!/usr/bin/env python3
"""Publishes an archive as a site and reads the site as a stranger would: every link, every anchor, every word.

  site_test.py PROGRAM

Shares no code with the renderer or with `earwitness verify`.
"""
import collections
import hashlib
import html.parser
import json
import os
import shutil
import sys
import tempfile
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import site_archive  # noqa: E402

PROGRAM = sys.argv[1]
VOID = {"br", "hr", "img", "input", "link", "meta"}
failures = []
checks = collections.Counter()


def check(kind, holds, what):
    checks[kind] += 1
    if not holds and len(failures) < 40:
        failures.append(f"{kind}: {what}")


class Reader(html.parser.HTMLParser):
    """Collects ids, links, scripts and the evidence elements with their text."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.ids, self.links, self.handlers, self.evidence, self.open = [], [], [], [], []
        self.inline_scripts, self.policy = 0, False

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if "id" in values:
            self.ids.append(values["id"])
        for name in ("href", "src", "action"):
            if values.get(name) is not None and values.get("rel") != "canonical":
                self.links.append((tag, name, values[name]))
        self.handlers += [name for name in values if name.startswith("on") or name == "style"]
        if tag == "script" and "src" not in values:
            self.inline_scripts += 1
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = "default-src 'none'" in values["content"]
        if tag in VOID:
            return
        self.open.append((tag, len(self.evidence) if "data-ew-episode" in values else None))
        if "data-ew-episode" in values:
            self.evidence.append([values, ""])

    def handle_endtag(self, tag):
        assert self.open and self.open[-1][0] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()

    def handle_data(self, data):
        for _, number in self.open:
            if number is not None:
                self.evidence[number][1] += data


def squeezed(text):
    return " ".join(text.split())


def hashes_of(folder):
    found = {}
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(base, name)
            with open(path, "rb") as data:
                found[os.path.relpath(path, folder)] = hashlib.sha256(data.read()).hexdigest()
    return found


def read_pages(folder):
    pages = {}
    for path in sorted(hashes_of(folder)):
        if path.endswith(".html"):
            reader = Reader()
            with open(os.path.join(folder, path), encoding="utf-8", newline="") as page:
                reader.feed(page.read())
            reader.close()
            pages[path] = reader
    return pages


def check_links(folder, pages):
    for path, page in pages.items():
        check("ids are unique", len(page.ids) == len(set(page.ids)), path)
        check("policy", page.policy, path)
        check("no inline code", page.inline_scripts == 0 and not page.handlers, f"{path} {page.handlers}")
        for tag, name, link in page.links:
            parts = urllib.parse.urlsplit(link)
            if parts.scheme:
                check("only web links", parts.scheme in ("http", "https", "mailto"), f"{path}: {link}")
                check("nothing is loaded from elsewhere", tag in ("a", "audio"), f"{path}: <{tag} {name}={link}>")
                continue
            target = path if not parts.path else os.path.normpath(os.path.join(os.path.dirname(path), urllib.parse.unquote(parts.path)))
            check("links stay inside", not target.startswith(".."), f"{path}: {link}")
            check("links resolve", os.path.isfile(os.path.join(folder, target)), f"{path}: {link}")
            if parts.fragment and target in pages:
                check("anchors resolve", urllib.parse.unquote(parts.fragment) in pages[target].ids, f"{path}: {link}")


def check_words(folder, pages):
    with open(os.path.join(folder, "verify.json"), encoding="utf-8") as data:
        proof = json.load(data)
    texts = {}
    for episode in proof["episodes"]:
        with open(os.path.join(folder, episode["transcript"]), "rb") as data:
            texts[episode["id"]] = data.read()
        check("transcript hash", hashlib.sha256(texts[episode["id"]]).hexdigest() == episode["sha256"], episode["id"])
    for path, page in pages.items():
        for values, text in page.evidence:
            begin, end = int(values["data-ew-begin"]), int(values["data-ew-end"])
            said = texts[values["data-ew-episode"]][begin:end].decode("utf-8")
            check("published words are the transcript's", squeezed(said) == squeezed(text) != "", f"{path} {begin}-{end}: {text!r} is {said!r}")


def check_site(folder):
    pages = read_pages(folder)
    check_links(folder, pages)
    check_words(folder, pages)
    for path in hashes_of(folder):
        check("file names are safe", all(c.isascii() and (c.isalnum() or c in "-_./") for c in path) and ".." not in path, path)
        check("file names are bounded", max(map(len, path.split("/"))) <= 100, path)
    for needed in ("index.html", "shows.html", "names.html", "quotes.html", "insights.html", "topics.html", "search.html", "search/index.js"):
        check("there is", needed in hashes_of(folder), needed)
    def text_of(path):
        with open(os.path.join(folder, path), encoding="utf-8") as page:
            return page.read()
    home = text_of("index.html")
    check("episodes on the home page", "Bread Is a Slow Machine" in home, "index.html")
    check("hostile titles are shown as text", "&lt;script&gt;" in home, "index.html")
    check("what waits is listed", "Waits for" in home or "Waiting:" in home, "index.html")
    check("nothing is called unknown", not any("Unknown" in text_of(path) for path in pages if path.count("/") == 0), "top pages")


def main():
    work = tempfile.mkdtemp(prefix="ew-site-")
    try:
        archive = site_archive.build_archive(PROGRAM, work)
        one, two = os.path.join(work, "one"), os.path.join(work, "two")
        arguments = ("--archive", archive, "--title", "Test & <Site>", "--base-url", "https://lamps.example/site")
        site_archive.run(PROGRAM, "publish", "site", one, *arguments, "--jobs", "1")
        site_archive.run(PROGRAM, "publish", "site", two, *arguments, "--jobs", "2")
        check("the same bytes again", hashes_of(one) == hashes_of(two), "two publishes differ")
        again = site_archive.run(PROGRAM, "publish", "site", one, *arguments, "--json")
        check("nothing is written twice", json.loads(again.stdout)["written"] == 0, again.stdout)
        verified = site_archive.run(PROGRAM, "verify", one, check=False)
        check("earwitness verify proves it", verified.returncode == 0, verified.stdout + verified.stderr)
        check_site(one)
        for kind in ("json", "markdown"):
            site_archive.run(PROGRAM, "publish", kind, os.path.join(work, kind), "--archive", archive)
            verified = site_archive.run(PROGRAM, "verify", os.path.join(work, kind), check=False)
            check("exports are proved", verified.returncode == 0, kind + verified.stdout + verified.stderr)
        refused = site_archive.run(PROGRAM, "publish", "site", os.path.join(work, "show"), *arguments, check=False)
        check("foreign folders are refused", refused.returncode == 1 and "did not publish" in refused.stderr, refused.stderr)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(", ".join(f"{count} {kind}" for kind, count in sorted(checks.items())))
    for failure in failures:
        print("FAILED", failure)
    sys.exit(1 if failures or checks["published words are the transcript's"] < 100 else 0)


main()
