"""`llm read` against a server that answers as it is told: well, late, cut off, malformed, against the schema, with injected instructions
and markup; stopped by its budget and by SIGKILL. A real server may be driven, too.

  llm_test.py EARWITNESS      EARWITNESS_TEST_LLM_URL=http://.../v1/chat/completions drives that server (a llama.cpp with random
                              weights will do: what it says is rubbish that obeys the schema, and none of it may get through)
"""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

import kill_loop
from llm_server import Server, good, prompt_of, transcript

PROGRAM = os.path.abspath(sys.argv[1])
WORK = tempfile.mkdtemp(prefix="ew_llm_")
failures = []


def check(good, what):
    if not good:
        failures.append(what)
        print("FAILED:", what)


def run(*arguments, config="", expect=0, **more):
    archive = os.path.join(WORK, "archive")
    os.makedirs(archive, exist_ok=True)
    with open(os.path.join(archive, "earwitness.toml"), "w") as out:
        out.write("[fetch]\nmin_interval_ms = 0\n" + config)
    done = subprocess.run([PROGRAM, "llm", *arguments, "--archive", archive], capture_output=True, text=True, timeout=180, **more)
    if expect is not None:
        check(done.returncode == expect, f"{arguments}: exit {done.returncode}, not {expect}\n{done.stdout[-600:]}{done.stderr}")
    return done


CONFIG = "[llm]\ncontext_tokens = 2048\nanswer_tokens = 400\ntimeout_seconds = 3\n"


def read(server, talk, *more, config=CONFIG, expect=0, path="/v1/chat/completions", provider="openai", **rest):
    done = run("read", talk, "--provider", provider, "--url", server.url(path), "--model", "scripted", "--json", *more, config=config, expect=expect, **rest)
    return done, json.loads(done.stdout) if done.stdout else None


def answers_are_held(server, talk):
    text = open(talk).read().encode()
    done, got = read(server, talk)
    check(got["pieces"] >= 4 and got["read"] == got["pieces"], f"several requests: {got['pieces']}")
    check("at most" in done.stderr and "tokens in" in done.stderr, f"what it will come to is said before: {done.stderr}")
    n = got["pieces"] - 1  # the last question is about the whole
    check(len(got["quotes"]) == n, f"one place a piece, the misheard one lies on the true one: {len(got['quotes'])}")
    for quote in got["quotes"]:
        check(text[quote["begin"]:quote["end"]].decode() == quote["words"], "a quotation is the transcript's bytes")
    check(all(s["cites"] and all(text[c["begin"]:c["end"]].decode() == c["words"] for c in s["cites"]) for s in got["summary"]), "sentences cite what was said")
    check(got["summary"] and all(s["text"].startswith("They talk about ") and s["text"][16:-1] in s["cites"][0]["words"] for s in got["summary"]), f"other sentences are refused: {got['summary']}")
    reasons = collections.Counter((r["kind"], r["reason"]) for r in got["refused"])
    check(got["title"]["text"].startswith("The keepers on ") and len(got["title"]["cites"]) == 1, f"a title that cites: {got['title']}")
    check(len(got["chapters"]) == 2 and all(c["text"].startswith("What they know about ") for c in got["chapters"]), f"chapters' titles: {got['chapters']}")
    check(len(got["categories"]) == 1, f"a category of the list: {got['categories']}")
    for what in (("chapter", "unknown_chapter"), ("chapter", "unknown_citation"), ("chapter", "unrelated"), ("category", "unknown_name"), ("category", "unknown_category")):
        check(reasons[what] == 1, f"{what} is refused: {reasons}")
    for kind, reason in (("quote", "number_changed"), ("why", "unsupported"), ("sentence", "no_citation"), ("sentence", "unknown_citation"), ("sentence", "unrelated"), ("sentence", "unsupported")):
        check(reasons[(kind, reason)] == n, f"{kind} refused for {reason} in each piece: {reasons}")
    check("telephone" not in json.dumps(got["quotes"]) + json.dumps(got["summary"]), "an invention is nowhere")
    for _, request in server.headers:
        prompt = prompt_of(request)
        check(len(prompt) / 4 + 400 < 2048, "a request fits the context")
        if "The transcript begins.\n" not in prompt:
            continue
        first = prompt.split("The transcript begins.\n")[1]
        check(re.match(r"(Ada|Bob): \S", first), f"a piece begins with its speaker and a sentence: {first[:60]}")
    # The same by the other protocol, and with any number of requests at once.
    server.headers.clear()
    _, other = read(server, talk, "--key-env", "EW_KEY", path="/v1/messages", provider="anthropic", env={**os.environ, "EW_KEY": "secret-key"})
    check(other["quotes"] == got["quotes"] and other["summary"] == got["summary"], "Anthropic's protocol gives the same")
    headers, request = server.headers[0]
    check(headers.get("x-api-key") == "secret-key" and "tool_choice" in request, "with its key and tool")
    _, other = read(server, talk, "--jobs", "8")
    check(other == got, "eight at once give the same")
    done, _ = read(server, talk, "--key-env", "EW_KEY", expect=None, env={**os.environ, "EW_KEY": "secret-key"})
    check("secret-key" not in done.stdout + done.stderr, "the key is not printed")
    return got


def misbehaving(server, talk, expected):
    for script in (["429"], ["500", "good", "500"], ["cut"], ["stall"], ["rubbish"], ["words"], ["schema"], ["more"], ["length"], ["400"]):
        server.script = list(script)
        _, got = read(server, talk, "--jobs", "1")
        check(got["quotes"] == expected["quotes"], f"{script}: the same in the end")
    for script, word in ((["length"] * 2, "did not finish"), (["schema"] * 2, "schema"), (["words"] * 2, "not the JSON"), (["rubbish"] * 2, "JSON")):
        server.script = list(script)
        done, got = read(server, talk, "--jobs", "1", expect=1)
        check(word in done.stderr and "127.0.0.1" in done.stderr, f"{script}: the message says why: {done.stderr}")
        check(got["read"] == got["pieces"] - 1, f"{script}: the other pieces are had")
    server.script = ["401"]
    before = sum(server.asked.values())
    done, got = read(server, talk, "--jobs", "1", expect=1)
    check("401" in done.stderr and got["read"] == 0 and sum(server.asked.values()) == before + 1, f"a refusal ends the asking: {done.stderr}")
    server.script = ["500"] * 50
    done, got = read(server, talk, "--jobs", "1", expect=1)
    check("500" in done.stderr and "tried" in done.stderr, f"a dead server is given up: {done.stderr}")
    server.script = []
    done = run("read", talk, expect=1)
    check("[llm]" in done.stderr, f"no model is chosen silently: {done.stderr}")
    for key, word in (("provider = \"magic\"", "magic"), ("max_cost = 5", "price_in"), ("context_tokens = 5", "context_tokens")):
        done = run("read", talk, config="[llm]\n" + key + "\n", expect=1)
        check(word in done.stderr, f"{key}: {done.stderr}")


def budget_and_cache(server, talk, expected):
    work = os.path.join(WORK, "answers")
    server.asked.clear()
    config = CONFIG + "max_tokens = 4500\n"
    had = []
    for _ in range(40):
        done, got = read(server, talk, "--work", work, "--jobs", "1", config=config, expect=None)
        had.append(got["read"])
        if done.returncode == 0:
            break
        check("max_tokens" in done.stderr, f"the budget says that it ended: {done.stderr}")
        check(got["read"] < got["pieces"] and got["quotes"] == [q for q in expected["quotes"] if q in got["quotes"]], "what was had is whole")
    check(len(had) > 1 and had == sorted(had) and had[-1] == expected["pieces"], f"run by run it goes on: {had}")
    check(got["quotes"] == expected["quotes"], "and ends like one without a budget")
    check(max(server.asked.values()) == 1, "nothing was asked for twice")
    server.asked.clear()
    _, got = read(server, talk, "--work", work)
    check(not server.asked and got["from_cache"] == got["pieces"], "a re-run asks for nothing")
    config = CONFIG + "price_in = 10\nprice_out = 20\nmax_cost = 0.0001\n"
    done, got = read(server, talk, config=config, expect=1)
    check("max_cost" in done.stderr and got["read"] == 0 and not server.asked, f"money, too: {done.stderr}")


def killed(server, talk, expected):
    work = os.path.join(WORK, "killed")
    archive = os.path.join(WORK, "archive")
    with open(os.path.join(archive, "earwitness.toml"), "w") as out:
        out.write("[fetch]\nmin_interval_ms = 0\n" + CONFIG)
    server.asked.clear(), server.finished.clear()
    server.delay = 0.4
    kills = kill_loop.until_it_ends([PROGRAM, "llm", "read", talk, "--provider", "openai", "--url", server.url(), "--model", "scripted", "--jobs", "1", "--work", work, "--archive", archive], first=0.5)
    server.delay = 0
    _, got = read(server, talk, "--work", work)
    again = sum(count - 1 for count in server.asked.values())
    check(kills >= 2, f"it was killed {kills} times")
    check(got["quotes"] == expected["quotes"] and got["summary"] == expected["summary"], "killed and run again: the same")
    check(again <= kills, f"{again} requests were made again after {kills} kills")
    print(f"killed {kills} times, {again} requests made twice")


def injected(server, talk):
    """A model that obeys the speaker, and one that answers with markup."""
    def obeys(request):
        if "The transcript begins.\n" not in prompt_of(request):
            return {"title": {"text": "Ada invented the telephone <b>", "cites": [1]}, "chapters": [{"chapter": 1, "text": "Ada Lovelace confirms it", "cites": [1]}], "categories": []}
        return {"quotes": [{"text": "Ada invented the telephone, and the keepers confirm it.", "why": "<script>alert(1)</script>", "topic": ""},
                           {"text": "We never sold a single lamp in Boston, whatever people say.", "why": "<img src=x onerror=alert(1)>", "topic": "[x](http://evil.example)"}],
                "summary": [{"text": "Ada invented the telephone.", "cites": [1]}, {"text": "See http://evil.example for more.", "cites": [1]}, {"text": "`rm -rf /`", "cites": [1]}]}
    server.answer = obeys
    _, got = read(server, talk)
    shown = json.dumps([got["quotes"], got["summary"], got["title"], got["chapters"]])
    check("evil" not in shown and "<" not in shown and "rm -rf" not in shown, f"markup does not get through: {shown[:400]}")
    check("telephone" not in shown, "nor does what a speaker ordered")
    check({r["reason"] for r in got["refused"] if r["kind"] in ("why", "topic")} == {"markup"}, "refused as markup")
    done = run("read", talk, "--provider", "openai", "--url", server.url(), "--model", "scripted", "--refused", config=CONFIG)
    check("Added by scripted, a language model" in done.stdout and "refused" in done.stdout, "the model is named, the refused are counted")
    server.answer = good


def real(talk):
    url = os.environ.get("EARWITNESS_TEST_LLM_URL", "")
    if not url:
        return print("skipped: no real server (EARWITNESS_TEST_LLM_URL is not set)")
    done = run("read", talk, "--provider", "openai", "--url", url, "--model", "random", "--json", "--jobs", "1", config="[llm]\ncontext_tokens = 4096\nanswer_tokens = 1500\n", expect=None)
    got = json.loads(done.stdout)
    check(all(got[what] in ([], None) for what in ("quotes", "summary", "title", "chapters", "categories")), f"not one line of random weights gets through: {got}")
    check(got["pieces"] > 0, "it was asked")
    print(f"a real server: {got['read']} of {got['pieces']} answers obeyed the schema, {len(got['refused'])} lines refused")


def main():
    talk = os.path.join(WORK, "talk.md")
    transcript(talk)
    server = Server()
    expected = answers_are_held(server, talk)
    misbehaving(server, talk, expected)
    budget_and_cache(server, talk, expected)
    killed(server, talk, expected)
    injected(server, talk)
    real(talk)
    if failures:
        sys.exit(f"{len(failures)} failed")
    print("llm: good")


main()
