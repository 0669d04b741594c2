"""A language model as a stage of the archive, against a server that answers as it is told: what it adds is kept, shown, published under
its name, proved, and removed again; what goes wrong with it, a budget that ends, and SIGKILL leave everything else as it is.

  llm_archive_test.py EARWITNESS      EARWITNESS_TEST_LLM_URL=http://.../v1/chat/completions drives that server, too (a llama.cpp
                                      with random weights)
"""
import filecmp
import glob
import hashlib
import html
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request

import kill_loop
from llm_server import SAID, Server, good, overview, part, prompt_of, transcript

PROGRAM = os.path.abspath(sys.argv[1])
WORK = tempfile.mkdtemp(prefix="ew_llm_archive_")
MODEL = 'scripted <b>"7B"</b>'
KINDS = ("site", "jekyll", "markdown", "json")
failures = []


def check(good_, what):
    if not good_:
        failures.append(what)
        print("FAILED:", what)


def run(*arguments, expect=0):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=300)
    if expect is not None:
        check(done.returncode == expect, f"{arguments}: exit {done.returncode}, not {expect}\n{done.stdout[-800:]}{done.stderr[-800:]}")
    return done


class Case:
    """An archive of two talks, one with times, that were analysed; and its settings."""

    def __init__(self, name, server, **llm):
        self.folder = os.path.join(WORK, name)
        self.archive, self.server = os.path.join(self.folder, "archive"), server
        talks = os.path.join(self.folder, "talks")
        os.makedirs(talks), os.makedirs(self.archive)
        transcript(os.path.join(talks, "plain.md"), 40, first=2000)
        with open(os.path.join(talks, "timed.vtt"), "w") as out:
            out.write("WEBVTT\n\n")
            for i in range(60):
                at = [f"00:{second // 60:02}:{second % 60:02}.000" for second in (i * 15, i * 15 + 14)]
                out.write(f"{at[0]} --> {at[1]}\n<v {'Ada' if i % 2 else 'Bob'}>{SAID[i % 6]} That was night {i + 100} of our watch, and the ship number {i + 500} went by.\n\n")
        self.settings(**llm)
        self("add", talks)
        self("run")

    def settings(self, **llm):
        values = {"provider": "openai", "url": self.server.url(), "model": MODEL, "context_tokens": 2048, "answer_tokens": 400, "timeout_seconds": 3, **llm}
        with open(os.path.join(self.archive, "earwitness.toml"), "w") as out:
            out.write("[fetch]\nmin_interval_ms = 0\n[llm]\n")
            for key, value in values.items():
                if value is not None:
                    out.write(f"{key} = {json.dumps(value)}\n")

    def __call__(self, *arguments, expect=0):
        words = 2 if arguments[0] in ("publish", "archive", "llm") else 1
        return run(*arguments[:words], "--archive", self.archive, *arguments[words:], expect=expect)

    def json(self, *arguments):
        return json.loads(self(*arguments, "--json").stdout)

    def publish(self, name):
        """Everything published, by kind; and proved."""
        top = os.path.join(self.folder, name)
        for kind in KINDS:
            self("publish", kind, os.path.join(top, kind))
            run("verify", os.path.join(top, kind))
        return top

    def added(self):
        """What the archive says of additions, and nothing else of it."""
        return [line for line in self("archive", "dump").stdout.split("\n") if line.startswith("addition\t") or "\tllm" in line]


def differing(one, other):
    """Paths whose bytes differ, or that only one of two folders has."""
    files = [sorted(os.path.relpath(f, top) for f in glob.glob(os.path.join(top, "**"), recursive=True, include_hidden=True) if os.path.isfile(f)) for top in (one, other)]
    odd = sorted(set(files[0]) ^ set(files[1]))
    return odd + [f for f in files[0] if f in files[1] and not filecmp.cmp(os.path.join(one, f), os.path.join(other, f), shallow=False)]


def off_unless_asked(server):
    case = Case("off", server, read=None)
    check(not server.asked, "nothing is asked of a model unless somebody wants that")
    done = case("run", "--llm")
    check("about 2 episodes" in done.stderr and "at most" in done.stderr and "2 read by a language model" in done.stdout, f"what it will come to is said: {done.stderr}{done.stdout}")
    check(f"earwitness: asking {MODEL}, 0/2: " in done.stderr and "\r" not in done.stderr, f"a log is told how far it is, in lines: {done.stderr!r}")
    case.settings(provider=None)
    done = case("run", "--llm", expect=1)
    check("[llm]" in done.stderr, f"--llm without a model: {done.stderr}")
    case.settings(provider=None, read=True)
    done = case("run", expect=1)
    check("llm.read" in done.stderr, f"read without a model: {done.stderr}")
    case.settings(key_env="EW_NO_SUCH_KEY", read=True)
    done = case("run", expect=1)
    check("EW_NO_SUCH_KEY" in done.stderr, f"no key: {done.stderr}")
    return case


def read_and_removed(server):
    case = Case("whole", server)
    before = case.publish("before")
    done = case.json("run", "--llm")
    check(done["read_by_model"] == 2 and not done["failures"], f"both are read: {done}")
    asked = sum(server.asked.values())
    done = case("run", "--llm")
    check(sum(server.asked.values()) == asked and "about" not in done.stderr, f"a re-run asks for nothing: {done.stderr}")
    shown(case)
    within = case.publish("with")
    pages(before, within)
    after_removal(case, server, before, asked)
    return case, within


def shown(case):
    episode = case.json("show", "talks/timed", "--refused")
    text, llm = episode["analysis"]["transcript"]["text"].encode(), episode["analysis"]["llm"]
    findings = {(f["begin"], f["end"]) for f in episode["analysis"]["quotes"] + episode["analysis"]["insights"] + episode["analysis"]["summary"]["sentences"]}
    check(llm["model"] == MODEL and llm["parts"] == llm["parts_read"] and llm["refused"] == len(episode["refused"]) > 0, f"what was read: {llm}")
    check(llm["title"]["text"].startswith("The keepers on ") and llm["chapters"] and llm["categories"], "titles and categories")
    sentences = [s for section in llm["sections"] for s in section["sentences"]] + [llm["title"]] + llm["chapters"]
    check(all(s["cites"] and all((c["begin"], c["end"]) in findings for c in s["cites"]) for s in sentences), "sentences cite findings")
    check(len(llm["quotes"]) > 2 and all(re.fullmatch(rb"That was night \d+ of our watch, and the ship number \d+ went by\.", text[q["begin"]:q["end"]]) for q in llm["quotes"]), "quotations are the transcript's bytes")
    check({s["chapter"] for s in llm["sections"]} <= set(range(len(episode["analysis"]["chapters"]))), "the summary is in sections by chapter")
    check({"number_changed", "no_citation", "unknown_citation", "unsupported", "unknown_chapter", "unknown_category", "unrelated"} <= {r["reason"] for r in episode["refused"]}, f"refused: {[r['reason'] for r in episode['refused']]}")
    told = case("show", "talks/timed").stdout
    check(f"Added by {MODEL}, a language model" in told and "Title: The keepers on " in told and "Napoleon" not in told, "show lists it under the model's name")
    check("sentence: no_citation" in told, "and counts what was refused")
    check("Napoleon said so." in case("show", "talks/timed", "--refused").stdout, "--refused prints it")
    check(len(case.added()) == 2, "the dump has it")
    server = subprocess.Popen([PROGRAM, "serve", "--port", "0", "--archive", case.archive], stdout=subprocess.PIPE, text=True)
    try:
        address = re.search(r"http://\S+", server.stdout.readline()).group(0)
        served = json.load(urllib.request.urlopen(address.rstrip("/") + "/api/v1/episodes/talks/timed"))
        check(served["analysis"]["llm"] == llm, "the API has it")
        page = urllib.request.urlopen(address.rstrip("/") + "/episodes/talks/timed.html").read().decode()
        check(html.escape(MODEL) in page, "and the live page")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def pages(before, within):
    changed = {kind: differing(os.path.join(before, kind), os.path.join(within, kind)) for kind in KINDS}
    site = [f for f in changed["site"] if f != "verify.json"]
    check(sorted(site) == sorted(f"episodes/talks/{e}.{ending}" for e in ("plain", "timed") for ending in ("html", "json")), f"only pages of episodes change: {site}")
    for kind, endings in (("markdown", ("json", "md")), ("json", ("json",))):
        check(changed[kind] == [f"episodes/talks/{e}.{ending}" for e in ("plain", "timed") for ending in endings] + ["verify.json"], f"likewise: {changed}")
    name = html.escape(MODEL)
    page = open(os.path.join(within, "site/episodes/talks/timed.html")).read()
    section = page[page.index('<section id="added"'):]
    section = section[:section.index("</section>")]
    check(f"By <strong>{name.replace('&#x27;', '&#39;')}</strong>, a language model" in section.replace("&#34;", "&quot;"), f"marked: {section[:400]}")
    check("<b>" not in page and "Napoleon" not in page and "telephone in a garage" not in page, "no markup of the model's, nothing that was refused")
    links = re.findall(r'<span class="written" data-ew-cites="([^"]+)">[^<]+</span>((?: <a class="at words" href="#b=[^"]+">[^<]+</a>)*)', section)
    check(len(links) > 5 and all(re.findall(r"#b=([^\"]+)", after) in ([], cites.split(" ")) for cites, after in links), f"sentences link to what they cite: {links[:3]}")
    for target in re.findall(r'href="#(b=[^"]+)"', section):
        check(f'id="{target}"' in page, f"the link to {target} leads somewhere")
    page = open(glob.glob(os.path.join(within, "jekyll/_episodes/*timed*"))[0]).read()
    check("llm_enhanced: true" in page and "llm_summary:" in page and page.count(f"model: {MODEL}") > 8, "Jekyll: each item names the model")
    page = open(os.path.join(within, "markdown/episodes/talks/timed.md")).read()
    check("## By a language model" in page and "<b>" not in page and "[[#^b" in page, "Markdown: marked, escaped, linked")
    for target in re.findall(r"\[\[#\^(b[\d-]+)\|", page):
        check(f"^{target}" in page.replace(f"[[#^{target}", ""), f"Markdown: the link to {target} leads somewhere")


def after_removal(case, server, before, asked):
    first = case.added()
    done = case("llm", "remove", expect=1)
    check("--all" in done.stderr, f"remove what? {done.stderr}")
    done = case("llm", "remove", "talks/plain")
    check("1 episode" in done.stdout and len([l for l in case.added() if l.startswith("addition")]) == 1, f"one of two: {done.stdout}")
    check(case.json("llm", "remove", "--all")["removed"] == 1, "and the other one")
    check(differing(before, case.publish("after")) == [], f"published as without: {differing(before, os.path.join(case.folder, 'after'))[:5]}")
    case.settings(read=True)
    case("run")
    check(sum(server.asked.values()) == asked and not [l for l in case.added() if l.startswith("addition")], "what was removed stays so until somebody asks")
    case("run", "--llm")
    check(sum(server.asked.values()) == asked and case.added() == first, "asked again: the same, and paid for once")
    case("llm", "remove", "--all", "--answers")
    case("run", "--llm")
    check(sum(server.asked.values()) > asked and case.added() == first, "--answers forgets them, too")
    # New words: what was said of the old ones goes at once.
    with open(os.path.join(case.folder, "talks/plain.md"), "a") as out:
        out.write("**Ada:** The lamp went out in March, and I think nobody will light it again.\n\n")
    case.settings(read=None)
    case("run")
    check(len([l for l in case.added() if l.startswith("addition")]) == 1, "additions go with the analysis that they were made for")
    case.settings(read=True)
    check(case.json("run")["read_by_model"] == 1, "and are made anew")


def misbehaving(server):
    """What goes wrong with the model leaves findings and pages as they were; the next run goes on."""
    case = Case("faults", server, read=None)
    before = case.publish("before")
    expected = None
    many = 60
    for script, word in ((["500"] * many, "500"), (["401"], "401"), (["429"] * many, "429"), (["stall"] * many, "too slow"), (["cut"] * many, ""),
                         (["rubbish"] * many, "JSON"), (["words"] * many, "JSON"), (["schema"] * many, "schema"), (["length"] * many, "did not finish")):
        server.script = list(script)
        done = case("run", "--llm", expect=1)
        server.script = []
        check("failed: talks/plain (llm)" in done.stdout and word in done.stdout, f"{script[0]}: said: {done.stdout}")
        check(differing(before, case.publish("during")) == [], f"{script[0]}: pages stay as they were")
        state = case.json("show", "talks/plain")["state"]
        check(state.startswith("analysed; llm failed"), f"{script[0]}: the state: {state}")
        done = case("run")
        check("failed" not in done.stdout, f"{script[0]}: nothing else is the worse for it: {done.stdout}")
        case("run", "--llm")
        expected = expected or case.added()
        check(case.added() == expected and len(expected) == 2, f"{script[0]}: the next run goes on to the same end")
        case("llm", "remove", "--all", "--answers")
    # A server that is not there is not asked for every episode.
    case.settings(url="http://127.0.0.1:9/v1/chat/completions")
    done = case("run", "--llm", expect=1)
    check("failed: talks/plain" in done.stdout and "waits for the language model" in done.stdout, f"no server: {done.stdout}")
    case.settings()
    # One answer that never is good leaves its part out, and is asked for again.
    server.answer = lambda request: {"quotes": 5} if "night 100 " in prompt_of(request) else good(request)
    done = case("run", "--llm", expect=1)
    llm = case.json("show", "talks/timed")["analysis"]["llm"]
    check(llm["parts_read"] < llm["parts"] and llm["quotes"], f"the others stand: {llm['parts_read']} of {llm['parts']}")
    case.publish("part")
    check("answers were no good" in done.stdout, f"and that is said: {done.stdout}")
    server.answer = good
    case("run", "--llm")
    check(case.added() == expected, "asked again: whole")


def budget(server):
    case = Case("budget", server, max_tokens=4500, read=True)
    before = case.publish("before")
    case("llm", "remove", "--all", "--answers")
    server.asked.clear()
    runs = 0
    for runs in range(1, 40):
        done = case("run", "--llm", expect=None)
        if "waits for the language model" not in done.stdout:
            break
        check("max_tokens" in done.stdout and done.returncode == 0, f"the budget says that it ended: {done.stdout}")
        if runs == 1:
            check(differing(before, case.publish("during")) == [], "half an episode is not published")
    check(runs > 2 and max(server.asked.values()) == 1, f"run by run it goes on, nothing is asked for twice: {runs} runs")
    whole = Case("unlimited", server, read=True)
    whole("run")
    check(case.added() == whole.added(), "and ends like one without a budget")


def killed(server):
    whole = Case("never_killed", server)
    whole("run", "--llm")
    case = Case("killed", server)
    server.asked.clear()
    server.delay = 0.3
    kills = kill_loop.until_it_ends([PROGRAM, "run", "--llm", "--archive", case.archive], first=0.35)
    server.delay = 0
    case("run", "--llm")
    again = sum(count - 1 for count in server.asked.values())
    check(kills >= 2, f"it was killed {kills} times")
    check(case.added() == whole.added(), "killed and run again: the same")
    check(again <= 2 * kills, f"{again} requests were made again after {kills} kills of two at once")
    print(f"killed {kills} times, {again} requests made twice")


def injected(server):
    def obeys(request):
        if "The transcript begins.\n" not in prompt_of(request):
            return {**overview(request), "title": {"text": "Ada invented the <telephone>", "cites": [1]}}
        return {"quotes": [{"text": "We never sold a single lamp in Boston, whatever people say.", "why": "<script>alert(1)</script>", "topic": "{% include x %}"}],
                "summary": [{"text": "Ada invented the telephone.", "cites": [1]}, {"text": "See [this](http://evil.example).", "cites": [1]}, {"text": "---\nlayout: evil", "cites": [1]}, *part(request)["summary"][:1]]}
    server.answer = obeys
    case = Case("injected", server)
    case("run", "--llm")
    top = case.publish("with")
    for path in glob.glob(os.path.join(top, "**/*timed*"), recursive=True):
        if os.path.isfile(path) and "transcripts" not in path:
            bytes_ = open(path, errors="replace").read()
            check("evil" not in bytes_ and "alert(1)" not in bytes_ and "{% include x" not in bytes_, f"{path}: markup of the model's")
            check("<telephone>" not in bytes_, f"{path}: a title that a speaker ordered")
    server.answer = good


def tampered(within):
    """A page or an analysis that lies about the model, with its hash made to fit, is refused."""
    page, findings = "episodes/talks/timed.html", "episodes/talks/timed.json"

    def lie(what, edits, word):
        folder = os.path.join(WORK, "lie")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(os.path.join(within, "site"), folder)
        proof = open(os.path.join(folder, "verify.json")).read()
        for path, edit in edits.items():
            full = os.path.join(folder, path)
            text = open(full).read()
            changed = edit(text)
            check(changed != text, f"{what}: the lie changes something")
            with open(full, "w") as out:
                out.write(changed)
            proof = proof.replace(hashlib.sha256(text.encode()).hexdigest(), hashlib.sha256(changed.encode()).hexdigest())
        with open(os.path.join(folder, "verify.json"), "w") as out:
            out.write(proof)
        done = run("verify", folder, expect=1)
        check(word in done.stderr, f"{what}: said: {done.stderr[:600]}")

    sub = lambda pattern, with_, count=1: lambda text: re.sub(pattern, lambda _: with_, text, count=count)
    lie("the mark is taken off", {page: sub(r' data-ew-model="[^"]*" data-ew-of="[^"]*"', "")}, "data-ew-model")
    lie("all marks are taken off", {page: lambda t: re.sub(r' data-ew-(?:model|of|cites|category)="[^"]*"', "", t)}, "under the model's name")
    lie("another model", {page: sub(r'data-ew-model="[^"]*"', 'data-ew-model="human"')}, "the model")
    lie("no name for readers", {page: sub(r'<p class="by-model">By <strong>[^<]*</strong>', '<p class="by-model">By <strong>us</strong>')}, "by-model")
    lie("other words", {page: sub(r"They talk about \w+", "They talk about bosses")}, "as the findings have them")
    lie("other evidence", {page: lambda t: re.sub(r'data-ew-cites="(\d+)-(\d+)">They', lambda m: f'data-ew-cites="{m[1]}-{int(m[2]) - 1}">They', t, count=1)}, "as the findings have them")
    lie("a sentence outside", {page: sub("</main>", '<p><span class="written" data-ew-cites="0-71">They talk about lamps.</span></p></main>')}, "inside an element")
    lie("another category", {page: sub(r'(data-ew-category="[^"]*">)[^<]*', 'data-ew-category="ada">wizard')}, "category")
    both = lambda new: {path: lambda t: re.sub(r"They talk about \w+", "They talk about " + new, t) for path in (page, findings)}
    lie("a name that nobody said, in both", both("Napoleon"), "napoleon")
    lie("a number that nobody said, in both", both("77 watches"), "77")
    lie("markup, in both", both("*this* watch"), "plain words")

    def json_lie(edit):
        def change(text):
            analysis = json.loads(text)
            edit(analysis["llm"])
            return json.dumps(analysis, separators=(",", ":"), ensure_ascii=False) + "\n"
        return {findings: change}
    lie("evidence that is no finding", json_lie(lambda llm: llm["title"]["cites"][0].update(end=llm["title"]["cites"][0]["end"] - 5)), "a finding of this analysis")
    lie("no evidence", json_lie(lambda llm: llm["title"].update(cites=[])), "cite nothing")
    lie("no model", json_lie(lambda llm: llm.update(model="")), "the name of the model")
    lie("a quotation beside its place", json_lie(lambda llm: llm["quotes"][0].update(begin=llm["quotes"][0]["begin"] - 1)), "white space")
    lie("a category of another type", json_lie(lambda llm: llm["categories"][0].update(category="wizard")), "closed list")
    lie("evidence of another chapter", json_lie(lambda llm: llm["chapters"][0].update(cites=llm["sections"][-1]["sentences"][-1]["cites"])), "of its chapter")

    def jekyll_lie(what, edit, word):
        folder = os.path.join(WORK, "lie")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(os.path.join(within, "jekyll"), folder)
        path = glob.glob(os.path.join(folder, "_episodes/*timed*"))[0]
        text = open(path).read()
        changed = edit(text)
        check(changed != text, f"Jekyll, {what}: the lie changes something")
        with open(path, "w") as out:
            out.write(changed)
        done = run("verify", folder, expect=1)
        check(word in done.stderr, f"Jekyll, {what}: said: {done.stderr[:600]}")
    jekyll_lie("another name", sub(r"text: They talk about \w+", "text: They talk about Napoleon"), "napoleon")
    jekyll_lie("no evidence", sub(r"- (chapter: .*\n  )?cites: [\d -]+\n", "- x: 1\n"), "cite nothing")
    jekyll_lie("evidence that is none", sub(r"cites: [\d -]+\n", "cites: 0-999999\n"), "cites")
    jekyll_lie("no model", sub(r"llm_model: .*\n", ""), "llm_model")
    jekyll_lie("other words quoted", sub(r"text: That was night 100 of our watch, and the ship number 500 went by\.\n(?=  topic)", "text: That was night 101.\n"), "llm_quotes")


def real(server):
    """A real server with random weights: its rubbish obeys the schema, and not one byte of it is published."""
    url = os.environ.get("EARWITNESS_TEST_LLM_URL", "")
    if not url:
        return print("skipped: no real server (EARWITNESS_TEST_LLM_URL is not set)")
    case = Case("real", server, url=url, model="random", context_tokens=4096, answer_tokens=1500, timeout_seconds=300)
    before = case.publish("before")
    done = case("run", "--llm", expect=None)
    check(done.returncode in (0, 1) and "Traceback" not in done.stderr, f"the run ends well: {done.returncode} {done.stderr[-400:]}")
    after = case.publish("after")
    for kind in KINDS:
        check(differing(os.path.join(before, kind), os.path.join(after, kind)) == [], f"{kind}: not one line of random weights is published")
    refused = sum(len(case.json("show", one, "--refused").get("refused", [])) for one in ("talks/plain", "talks/timed"))
    print(f"a real server: the run ended with {done.returncode}, {refused} lines refused, none published")


def main():
    server = Server()
    off_unless_asked(server)
    _, within = read_and_removed(server)
    tampered(within)
    misbehaving(server)
    budget(server)
    killed(server)
    injected(server)
    real(server)
    if failures:
        sys.exit(f"{len(failures)} failed; kept: {WORK}")
    shutil.rmtree(WORK)
    print("llm in the archive: good")


main()
