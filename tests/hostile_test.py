#!/usr/bin/env python3
"""Titles, notes, names and transcripts that want to be code, and requests that want what is not theirs.

  hostile_test.py PROGRAM

An archive is made of one episode for each kind of hostility (KINDS), which has it in its titles, notes, people, links,
speakers and words. Then everything that is published or served is read as a browser, a feed reader, PyYAML or a
spreadsheet would read it. Shares no code with the program.
"""
import csv
import html.parser
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree
from xml.sax.saxutils import escape

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import site_archive  # noqa: E402

PROGRAM = sys.argv[1]
KINDS = {
    "scripts": "<script>alert(1)</script><iframe src=//evil.example></iframe>]]>--><svg/onload=alert(1)>",
    "addresses": "javascript:alert(2) [x](javascript:alert(3)) data:text/html,<b>",
    "handlers": "\" onmouseover=\"alert(4)\" ' onfocus='alert(5)' autofocus x=\"",
    "templates": "{{ site.github }} {% include evil.html %} {% raw %} {%- endraw -%} \\` $(id) ${x}",
    "formulas": "=HYPERLINK(\"http://evil.example\",\"x\") +1 @SUM(1)",
    "yaml": "a: b # c\n---\n- !!python/object/apply:os.system [id]\n'\"",
    "bidi": "\u202egpj.exe\u202c \u2066\u2067left open \u200f\u061c end \u202d",
    "controls": "bell\x07 escape\x1b[31m\x1b]0;owned\x07 back\x08 delete\x7f c1\x9b31m \u2028line \ufffe\uffff",
    "long": "W" * 1_000_000,
}
TAGS = set("a abbr article aside audio b blockquote body br button caption code cite dd details dialog div dl dt em figcaption figure footer "
           "form h1 h2 h3 h4 header head html i img input label li link main mark meta nav ol option p pre q s script search section select "
           "noscript small span strong sub summary sup svg g rect path line circle text title polyline table tbody td tfoot th thead time tr u ul u hr desc".split())
VOID = {"br", "hr", "img", "input", "link", "meta"}
# Characters that turn text round beyond their own; marks (U+200E, U+200F, U+061C) do not.
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# What XML 1.0 cannot have at all is found by its parser.
failures, checked = [], 0


def check(holds, what):
    global checked
    checked += 1
    if not holds and len(failures) < 60:
        failures.append(what[:400])


# ---- the archive

def vtt_escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", " ")


def transcript(hostile):
    voice = vtt_escaped(hostile)
    said = [f"Welcome back. I'm Ada Vale, and our guest today is {voice} of Acme Lighting.",
            f"I think that by 2030 half of all lamps in Zürich will run on {voice}, because prices fell by 40 percent.",
            f"{voice}",
            "The biggest problem with lamps is that nobody at Acme Lighting wants to pay for the first one.",
            f"You should read The Lamp Book. It says {voice} on page one."]
    cues = [f"00:00:{at * 7:02}.000 --> 00:00:{at * 7 + 6:02}.000\n<v {voice if at % 2 else 'Ada Vale'}>{words}\n" for at, words in enumerate(said)]
    return "WEBVTT\n\n" + "\n".join(cues)


def feed(base):
    items = []
    for number, (kind, hostile) in enumerate(KINDS.items()):
        text = escape(hostile, {'"': "&quot;"})
        link = escape("javascript:alert(6)//" + hostile[:200], {'"': "&quot;"})
        notes = escape(f'<p onclick="alert(7)" style="position:fixed">Notes {hostile}</p><script>alert(8)</script>'
                       f'<a href="javascript:alert(9)">x</a><a href="https://ok.example/">y</a><img src="x" onerror="alert(10)"><object data=x>')
        items.append(f"""<item><guid>{kind}</guid><title>{kind} {text}</title><link>{link}</link>
<pubDate>Mon, {number + 1:02} Sep 2025 06:00:00 GMT</pubDate>
<description>{text}</description><content:encoded>{notes}</content:encoded>
<itunes:author>{text}</itunes:author><itunes:image href="{link}"/><category>{text}</category>
<podcast:person role="guest" href="{link}" img="{link}">{text}</podcast:person>
<podcast:soundbite startTime="3" duration="9">{text}</podcast:soundbite>
<psc:chapters><psc:chapter start="00:00:00" title="{text}" href="{link}"/></psc:chapters>
<enclosure url="{link if number % 2 else 'https://ok.example/a.mp3'}" type="audio/mpeg" length="1"/>
<podcast:transcript url="{base}{kind}.vtt" type="text/vtt"/></item>""")
    return ('<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
            'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0" '
            'xmlns:psc="http://podlove.org/simple-chapters"><channel><title>' + escape(KINDS["scripts"] + KINDS["bidi"]) + "</title><link>javascript:alert(11)</link>"
            "<description>" + escape(KINDS["scripts"]) + "</description>" + "".join(items) + "</channel></rss>")


def build(work):
    web, archive = os.path.join(work, "web"), os.path.join(work, "archive")
    os.makedirs(web)
    with site_archive.served(web) as base:
        for kind, hostile in KINDS.items():
            with open(os.path.join(web, kind + ".vtt"), "w", encoding="utf-8") as out:
                out.write(transcript(hostile))
        with open(os.path.join(web, "feed.xml"), "w", encoding="utf-8") as out:
            out.write(feed(base))
        on = ("--allow-private", "--archive", archive)
        site_archive.run(PROGRAM, "add", base + "feed.xml", *on)
        site_archive.run(PROGRAM, "run", *on)
    return archive


# ---- pages

class Page(html.parser.HTMLParser):
    def __init__(self, name):
        super().__init__(convert_charrefs=True)
        self.name, self.stack, self.title, self.policy = name, [], "", False

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        check(tag in TAGS, f"{self.name}: <{tag}>")
        check(tag != "script" or ("src" in values and ":" not in values["src"]), f"{self.name}: a script {values}")
        for key, value in values.items():
            # The search page's own field is ready for typing.
            known = key == "autofocus" and tag == "input" and values.get("name") == "q"
            check(known or (not key.startswith("on") and key not in ("style", "srcdoc", "autofocus")), f"{self.name}: <{tag} {key}={value}>")
            if key in ("href", "src", "action", "data", "formaction", "poster") and value is not None:
                scheme = urllib.parse.urlsplit(value).scheme if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", value) else ""
                check(scheme in ("", "http", "https", "mailto"), f"{self.name}: <{tag} {key}={value[:100]}>")
            if not key.startswith("data-ew-"):
                check(not CONTROL.search(value or ""), f"{self.name}: controls in <{tag} {key}>")
                check(not BIDI.search(value or ""), f"{self.name}: bidi controls in <{tag} {key}={(value or '')[:100]!r}>")
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = "default-src 'none'" in values["content"] and "unsafe" not in values["content"]
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.stack.pop()

    def handle_endtag(self, tag):
        check(bool(self.stack) and self.stack[-1] == tag, f"{self.name}: </{tag}> closes {self.stack[-1:]}")
        if self.stack:
            self.stack.pop()

    def handle_data(self, data):
        if self.stack[-1:] == ["title"] and "svg" not in self.stack:
            check(not BIDI.search(data) and not CONTROL.search(data), f"{self.name}: controls in the title")
            check(len(data) < 2000, f"{self.name}: a title of {len(data)} characters")

    def handle_comment(self, data):
        check(False, f"{self.name}: a comment {data[:100]}")


def check_page(name, text):
    page = Page(name)
    page.feed(text)
    page.close()
    check(page.policy, f"{name}: no policy")
    check(page.stack == [], f"{name}: left open {page.stack}")


def files_of(folder):
    for base, _, names in os.walk(folder):
        for name in names:
            yield os.path.relpath(os.path.join(base, name), folder)


def read(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as text:
        return text.read()


def check_names_of_files(folder):
    for name in files_of(folder):
        check(name.isascii() and ".." not in name and re.fullmatch(r"[A-Za-z0-9_./-]+", name) is not None, f"file name {name!r}")
        check(max(map(len, name.split("/"))) <= 120, f"long file name {name!r}")


def site_is_harmless(archive, work):
    site = os.path.join(work, "site")
    site_archive.run(PROGRAM, "publish", "site", site, "--archive", archive, "--base-url", "https://ok.example/s", "--title", KINDS["scripts"] + KINDS["bidi"])
    check_names_of_files(site)
    pages = [name for name in files_of(site) if name.endswith(".html")]
    for name in pages:
        check_page(name, read(site, name))
    check(sum(name.startswith("episodes/") for name in pages) == len(KINDS), f"episodes: {pages}")
    # A word of a megabyte stands where it was said, and not on every page beside.
    whole = sum(os.path.getsize(os.path.join(site, name)) for name in pages)
    check(whole < 60e6, f"all pages together have {whole / 1e6:.0f} MB")
    for name in pages:
        if not name.startswith("episodes/") and not name.startswith("names/"):
            check(os.path.getsize(os.path.join(site, name)) < 8e6, f"{name}: {os.path.getsize(os.path.join(site, name))} bytes")
    for name in files_of(site):
        if name.startswith("search/"):
            check("<" not in read(site, name), f"{name}: a script in a script")
    xml.etree.ElementTree.parse(os.path.join(site, "sitemap.xml"))
    verified = site_archive.run(PROGRAM, "verify", site, check=False)
    check(verified.returncode == 0, "verify: " + (verified.stdout + verified.stderr)[:300])


# ---- exports

def json_and_markdown_are_harmless(archive, work):
    for kind in ("json", "markdown"):
        folder = os.path.join(work, kind)
        site_archive.run(PROGRAM, "publish", kind, folder, "--archive", archive)
        check_names_of_files(folder)
        check(site_archive.run(PROGRAM, "verify", folder, check=False).returncode == 0, f"verify {kind}")
    for name in files_of(os.path.join(work, "json")):
        if name.endswith(".json"):
            json.loads(read(os.path.join(work, "json"), name))
    for name in files_of(os.path.join(work, "markdown")):
        if not name.endswith(".md"):
            continue
        text = read(os.path.join(work, "markdown"), name)
        body = text.split("\n---\n", 1)[-1] if text.startswith("---\n") else text
        check(re.search(r"<[A-Za-z/!]", body) is None, f"{name}: markup {re.findall(r'<[A-Za-z/!].{0,40}', body)[:2]}")
        # Outside of front matter a link leads to the web or to a file beside it.
        for target in re.findall(r"(?<!\\)\]\(([^)]*)\)", body):
            check(re.match(r"https?://|[A-Za-z0-9_./#-]*$", target) is not None, f"{name}: a link to {target[:80]}")
        check(not CONTROL.search(body), f"{name}: controls {CONTROL.findall(body)[:5]}")
        if text.startswith("---\n"):
            front_matter(name, text)


def front_matter(name, text):
    try:
        import yaml
    except ImportError:
        return None
    head = text[4:text.index("\n---\n", 3)]
    try:
        data = yaml.safe_load(head)
    except yaml.YAMLError as problem:
        check(False, f"{name}: front matter: {str(problem)[:200]}")
        return None
    check(isinstance(data, dict) and all(isinstance(key, str) for key in data), f"{name}: front matter is {type(data)}")
    return data


def jekyll_is_harmless(archive, work):
    folder = os.path.join(work, "jekyll")
    site_archive.run(PROGRAM, "publish", "jekyll", folder, "--archive", archive)
    pages = [name for name in files_of(folder) if name.endswith(".md") and not name.startswith(".")]
    kinds = set()
    for name in pages:
        text = read(folder, name)
        data = front_matter(name, text) if text.startswith("---\n") else None
        if data:
            kinds.update(kind for kind in KINDS if str(data.get("title", "")).startswith(kind))
        body = text.split("\n---\n", 1)[-1]
        check(re.search(r"<(script|iframe|svg|object|embed|style)", body, re.I) is None, f"{name}: markup")
        check(re.search(r"<[a-z][^>]*\son\w+\s*=", body) is None, f"{name}: a handler")
        check("{{" not in re.sub(r"{% raw %}.*?{% endraw %}", "", body, flags=re.S), f"{name}: a template")
        check(re.search(r"\]\(\s*(javascript|data):", re.sub(r"\\.", "", body), re.I) is None, f"{name}: an address")
        check(not CONTROL.search(body), f"{name}: controls {CONTROL.findall(body)[:5]}")
    check(len(pages) >= len(KINDS), f"jekyll: {len(pages)} pages")


def podcast_is_harmless(archive, work):
    folder = os.path.join(work, "podcast")
    site_archive.run(PROGRAM, "publish", "podcast", folder, "--archive", archive, "--base-url", "https://ok.example/p")
    check_names_of_files(folder)
    check(site_archive.run(PROGRAM, "verify", folder, check=False).returncode == 0, "verify podcast")
    for name in files_of(folder):
        text = read(folder, name)
        if name.endswith((".xml", ".opml")):
            for element in xml.etree.ElementTree.fromstring(text).iter():
                for value in [element.text or "", *element.attrib.values()]:
                    check(not CONTROL.search(value), f"{name}: controls in {element.tag}")
                    check(len(value) < 5000, f"{name}: {len(value)} characters in {element.tag}")
                for value in element.attrib.values():
                    check(not re.match(r"\s*(javascript|data):", value, re.I), f"{name}: {element.tag} {value[:80]}")
        elif name.endswith(".json"):
            json.loads(text)
        elif name.endswith(".vtt"):
            check(re.search(r"<(?!v[ >]|/v>)", text) is None, f"{name}: markup {re.findall(r'<.{0,30}', text)[:3]}")


# ---- served

def get(port, path, headers=None):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers or {})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.headers, answer.read().decode("utf-8")
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers, answer.read().decode("utf-8")


def served_pages_are_harmless(port, work):
    site = os.path.join(work, "site")
    names = sorted(name for name in files_of(site) if name.endswith(".html") and (name.count("/") != 1 or not name.startswith("names/")))
    for name in names:
        status, headers, text = get(port, "/" + name)
        check(status == 200, f"served {name}: {status}")
        check("default-src 'none'" in headers["Content-Security-Policy"] and headers["X-Content-Type-Options"] == "nosniff", f"served {name}: headers")
        check_page("served " + name, text)


def feeds_and_tables_are_harmless(port):
    for query in ["kind:insight", "lamps", "kind:quote", KINDS["scripts"], KINDS["bidi"], KINDS["controls"]]:
        status, _, text = get(port, "/api/v1/feed?limit=200&q=" + urllib.parse.quote(query))
        check(status in (200, 400), f"feed {query[:40]}: {status} {text[:100]}")
        if status != 200:
            continue
        try:
            tree = xml.etree.ElementTree.fromstring(text)
        except xml.etree.ElementTree.ParseError as problem:
            check(False, f"feed {query[:40]}: {problem}")
            continue
        check({element.tag.split("}")[1] for element in tree.iter()} <= {"feed", "title", "id", "updated", "link", "generator", "entry", "author", "name", "summary", "content"}, f"feed {query[:40]}: elements")
        check(all(len(element.text or "") < 3000 for element in tree.iter("{http://www.w3.org/2005/Atom}title")), "feed: long titles")
        check(not any(CONTROL.search(element.text or "") for element in tree.iter()), f"feed {query[:40]}: controls")
    for path in ("quotes", "insights", "entities", "episodes", "shows", "topics"):
        status, headers, text = get(port, f"/api/v1/{path}?limit=1000&format=csv")
        check(status == 200 and headers["Content-Type"].startswith("text/csv"), f"{path} csv: {status}")
        csv.field_size_limit(1 << 30)
        rows = list(csv.reader(io.StringIO(text)))
        check(len({len(row) for row in rows}) == 1, f"{path} csv: rows of {({len(row) for row in rows})}")
        for row in rows:
            check(not any(re.match(r"[=+@\t\r]", cell) for cell in row), f"{path} csv: a formula {[cell[:30] for cell in row if cell[:1] in '=+@']}")
        status, _, text = get(port, f"/api/v1/{path}?limit=1000&format=jsonl")
        check(status == 200 and all(isinstance(json.loads(line), dict) for line in text.split("\n") if line), f"{path} jsonl")


# ---- requests

def raw(port, data):
    """Sends bytes as they are; returns (status, headers, body)."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as wire:
        try:
            wire.sendall(data)
        except OSError:
            pass
        got = b""
        try:
            while piece := wire.recv(65536):
                got += piece
                head, _, body = got.partition(b"\r\n\r\n")
                length = re.search(rb"(?i)content-length: (\d+)", head)
                if length and len(body) >= int(length.group(1)):
                    break
        except OSError:
            pass
    head, _, body = got.partition(b"\r\n\r\n")
    status = re.match(rb"HTTP/1\.\d (\d+)", head)
    return int(status.group(1)) if status else 0, head.decode("latin-1"), body.decode("utf-8", "replace")


def requests_get_clear_errors(port):
    host = f"Host: 127.0.0.1:{port}\r\nConnection: close\r\n"
    long = "x" * 9000
    cases = [
        ("traversal", f"GET /../../etc/passwd HTTP/1.1\r\n{host}\r\n", 404),
        ("traversal, escaped", f"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n{host}\r\n", 404),
        ("traversal, twice escaped", f"GET /%252e%252e/archive.db HTTP/1.1\r\n{host}\r\n", 404),
        ("traversal, backslashes", f"GET /..\\..\\archive.db HTTP/1.1\r\n{host}\r\n", 404),
        ("traversal in media", f"GET /media/../archive.db HTTP/1.1\r\n{host}\r\n", 404),
        ("traversal in the API", f"GET /api/v1/episodes/../../archive.db HTTP/1.1\r\n{host}\r\n", 404),
        ("a nul", f"GET /index.html%00.png HTTP/1.1\r\n{host}\r\n", 404),
        ("a whole address", f"GET http://evil.example/ HTTP/1.1\r\n{host}\r\n", 404),
        ("an episode of a nul", f"GET /api/v1/episodes/%00 HTTP/1.1\r\n{host}\r\n", 404),
        ("bytes that are no UTF-8", f"GET /api/v1/episodes/%ff%fe HTTP/1.1\r\n{host}\r\n", 404),
        ("a query of bytes that are no UTF-8", f"GET /api/v1/search?q=%ff%fe HTTP/1.1\r\n{host}\r\n", None),
        ("a long address", f"GET /{long} HTTP/1.1\r\n{host}\r\n", 414),
        ("a long query", f"GET /api/v1/search?q={'y' * 1500} HTTP/1.1\r\n{host}\r\n", 400),
        ("a long parameter", f"GET /api/v1/quotes?show={'y' * 1500} HTTP/1.1\r\n{host}\r\n", 400),
        ("an unknown parameter", f"GET /api/v1/quotes?colour=red HTTP/1.1\r\n{host}\r\n", 400),
        ("a limit that is no number", f"GET /api/v1/quotes?limit=-1 HTTP/1.1\r\n{host}\r\n", 400),
        ("a limit that is too large", f"GET /api/v1/quotes?limit=18446744073709551617 HTTP/1.1\r\n{host}\r\n", 400),
        ("a date that is none", f"GET /api/v1/quotes?since=2025-13-99 HTTP/1.1\r\n{host}\r\n", 400),
        ("no such path", f"GET /api/v1/nothing HTTP/1.1\r\n{host}\r\n", 404),
        ("a method that writes", f"DELETE /api/v1/quotes HTTP/1.1\r\n{host}\r\n", 405),
        ("a method on a page", f"PUT /index.html HTTP/1.1\r\n{host}Content-Length: 0\r\n\r\n", 405),
        ("an unknown method", f"BREW /api/v1/quotes HTTP/1.1\r\n{host}\r\n", 400),
        ("no method at all", "\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", 400),
        ("a line that is none", "hello\r\n\r\n", 400),
        ("no version", f"GET /\r\n{host}\r\n", 400),
        ("a strange version", f"GET / HTTP/9.9\r\n{host}\r\n", None),
        ("another host", "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 421),
        ("two hosts", f"GET / HTTP/1.1\r\nHost: localhost\r\n{host}\r\n", 400),
        ("no host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 421),
        ("a long header", f"GET / HTTP/1.1\r\nX-Long: {long}\r\n{host}\r\n", 400),
        ("MCP that is no JSON", f"POST /mcp HTTP/1.1\r\n{host}Content-Type: application/json\r\nContent-Length: 4\r\n\r\n{{[}}x", 200),
        ("MCP that is deep", f"POST /mcp HTTP/1.1\r\n{host}Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n" + "[" * 60000, 200),
        ("MCP that is large", f"POST /mcp HTTP/1.1\r\n{host}Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n" + "x" * 100000, 413),
        ("MCP as a form", f"POST /mcp HTTP/1.1\r\n{host}Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{{}}", 415),
        ("a length that lies", f"POST /mcp HTTP/1.1\r\n{host}Content-Type: application/json\r\nContent-Length: 99999999999999999999\r\n\r\n{{}}", None),
    ]
    for name, request, wanted in cases:
        status, head, body = raw(port, request.encode("utf-8"))
        check(wanted is None or status == wanted, f"{name}: {status}, not {wanted}: {body[:100]}")
        check(status < 500, f"{name}: {status}")
        if status >= 400:
            try:
                error = json.loads(body)["error"]
                check(bool(error["code"]) and len(error["message"]) > 10, f"{name}: {error}")
                check("passwd" not in body or "root:" not in body, f"{name}: {body[:100]}")
            except (ValueError, KeyError, TypeError):
                check(False, f"{name}: {status} without an error in JSON: {body[:100]!r}")
            check("nosniff" in head, f"{name}: headers of the error")
    check(get(port, "/api/v1/quotes?limit=1")[0] == 200, "the server still answers")


def main():
    work = tempfile.mkdtemp(prefix="ew-hostile-")
    try:
        archive = build(work)
        for step in (site_is_harmless, json_and_markdown_are_harmless, jekyll_is_harmless, podcast_is_harmless):
            step(archive, work)
        server = subprocess.Popen([PROGRAM, "serve", "--port", "0", "--archive", archive], stdout=subprocess.PIPE, text=True)
        try:
            port = int(re.search(r":(\d+)/", server.stdout.readline()).group(1))
            served_pages_are_harmless(port, work)
            feeds_and_tables_are_harmless(port)
            requests_get_clear_errors(port)
        finally:
            server.terminate()
            server.wait()
    finally:
        if not os.environ.get("EARWITNESS_KEEP"):
            shutil.rmtree(work, ignore_errors=True)
        else:
            print(work)
    print(f"{checked} checks")
    for failure in failures:
        print("FAILED", failure)
    sys.exit(1 if failures or checked < 1000 else 0)


main()
