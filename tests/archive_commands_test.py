#!/usr/bin/env python3
"""The commands on an archive as a user meets them: what they print, how they end, and what they say when something is
wrong (no archive, a second writer, a damaged file, a disk that takes no more, a dead network).

  archive_commands_test.py EARWITNESS
"""
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
TOP = tempfile.mkdtemp(prefix="archive_commands_")
ARCHIVE = os.path.join(TOP, "archive")
ENVIRONMENT = {**os.environ, "EARWITNESS_ARCHIVE": ARCHIVE, "https_proxy": "", "http_proxy": "", "all_proxy": ""}

TALK = """WEBVTT

00:01.000 --> 00:04.000
<v Ada Lovelace>I think the harbour will be full of electric ships by 2035.

00:05.000 --> 00:09.000
<v Bob>OpenAI and the Port of Rotterdam say that it costs 40 million dollars.
"""


def call(*words, expect=0, **options):
    done = subprocess.run([PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT, **options)
    out, err = done.stdout.decode(), done.stderr.decode()
    if done.returncode != expect:
        sys.exit(f"{words}: ended with {done.returncode}, not {expect}\n{out}{err}")
    return out, err


def says(text, *parts):
    for part in parts:
        if part not in text:
            sys.exit(f"{part!r} is not in:\n{text}")


def write(name, text):
    path = os.path.join(TOP, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def test_before_there_is_one():
    for words in (["search", "x"], ["show"], ["quotes"], ["archive", "dump"], ["run"], ["update"], ["watch", "--once"]):
        says(call(*words, expect=1)[1], "no archive there", "earwitness add")
    if os.path.exists(ARCHIVE):
        sys.exit("a command that only reads or works made an archive")
    says(call("doctor")[0], "none at")


def test_the_way_through():
    write("talks/2024-05-14-ships.vtt", TALK)
    write("talks/silent.mp3", "no transcript")
    says(call("add", os.path.join(TOP, "talks"))[0], "2 episodes")
    out, err = call("run")
    says(out, "talks/silent", "waits for transcription", "1 analysed")
    if err:
        sys.exit(f"run wrote to standard error without a terminal: {err!r}")
    summary = json.loads(call("run", "--json")[0])
    if summary["up_to_date"] != 1 or summary["analysed"] != 0 or summary["waiting"][0]["episode"] != "talks/silent":
        sys.exit(f"second run: {summary}")
    hit = json.loads(call("search", "--json", "electric ships")[0])["hits"][0]
    wanted = {"episode": "talks/ships", "speaker": "Ada Lovelace", "start_ms": 1000, "words": "I think the harbour will be full of electric ships by 2035."}
    if any(hit[key] != value for key, value in wanted.items()):
        sys.exit(f"search: {hit}")
    text = json.loads(call("show", "--json", "talks/ships")[0])["analysis"]["transcript"]["text"].encode()
    if text[hit["begin"]:hit["end"]].decode() != hit["words"]:
        sys.exit("search: the span is not the words")
    says(call("show")[0], "talks", "2 episodes, 1 analysed")
    says(call("show", "talks")[0], "2024-05-14", "waits for")
    for command in ("quotes", "insights", "entities", "topics"):
        json.loads(call(command, "--json")[0])
    kind = json.loads(call("entities", "--json")[0])[0]["type"]
    if call("entities", "--type", kind.lower(), "--json")[0] != call("entities", "--type", kind, "--json")[0]:
        sys.exit("entities --type: small letters give another list")
        call(command, "--since", "2024-05", "--until", "2024")
    says(call("doctor")[0], "good     archive", "sqlite")
    says(call("watch", "--once", "--json")[0], '"update"')


def test_wrong_usage():
    says(call("search", "kind:wish", expect=2)[1], "prediction")
    for command in ("quotes", "insights", "entities", "topics"):
        says(call(command, "--show", "Talk", expect=1)[1], "show Talk: no show has this id; did you mean talks?", "earwitness show")
        says(call(command, "--episode", "nope", "--json", expect=1)[1], "episode nope: no episode has this id")
    for command in (["quotes"], ["insights"], ["search", "ships"]):
        says(call(*command, "--speaker", "Ada Lovelase", expect=1)[1], "speaker Ada Lovelase: nobody of this name speaks in the archive; did you mean Ada Lovelace?")
        says(call(*command, "--entity", "Open AI", expect=1)[1], "entity Open AI: ", "`earwitness entities` lists them")
        says(call(*command, "--entity", "opneai", expect=1)[1], "did you mean openai?")
    says(call("search", "ships", "--show", "talk", expect=1)[1], "did you mean talks?")
    says(call("search", "ships", "--episode", "ships", expect=1)[1], "did you mean talks/ships?")
    says(call("quotes", "--speaker", "lace", "--since", "2031")[0], "none;")  # a part of a name that is there
    says(call("quotes", "--since", "soon", expect=2)[1], "write 2025-05-14")
    call("insights", "--type", "wish", expect=2)
    says(call("run", "no-such", expect=1)[1], "no such show or episode")
    says(call("update", "no-such", expect=1)[1], "no such show")
    says(call("show", "no-such", expect=1)[1], "no show, episode or entity")
    write("archive/earwitness.toml", "keep_audoi = true\n")
    says(call("run", expect=1)[1], "earwitness.toml, line 1", "keep_audoi")
    # Who only reads is told, once, and gets what was asked for.
    for words in (["show"], ["search", "ships"], ["quotes"], ["insights"], ["entities"], ["topics"], ["archive", "dump"],
                  ["publish", "markdown", os.path.join(TOP, "pages-of-it")], ["archive", "copy", ARCHIVE, os.path.join(TOP, "copy-of-it")]):
        out, err = call(*words)
        if not out or err.count("\n") != 1:
            sys.exit(f"{words} with settings that are wrong: printed {out!r} and said {err!r}")
        says(err, os.path.join(ARCHIVE, "earwitness.toml") + ", line 1: ", "keep_audoi", "run and watch")
    if call("show", "--quiet")[1]:
        sys.exit("show --quiet speaks of settings")
    says(call("doctor", expect=1)[0], "broken   settings", "earwitness.toml, line 1")
    os.remove(os.path.join(ARCHIVE, "earwitness.toml"))


def test_files_are_one_show():
    there = ["--archive", os.path.join(TOP, "of-files")]
    paths = [write(f"loose/{name}.vtt", TALK) for name in ("one", "two", "three")]
    if call("add", *there, *paths[:2])[0] != "local-files: Local files, 2 episodes\n":
        sys.exit("two files are not told of as one show")
    if call("add", *there, *paths[:2])[0] != "local-files: Local files, in the archive already\n":
        sys.exit("files that are there already are not told of as one show")
    added = json.loads(call("add", *there, "--json", *paths)[0])
    if [(one["show"], one["episodes"], one["new"], one["already"]) for one in added] != [("local-files", 3, 1, False)]:
        sys.exit(f"added {added}")


def test_a_dead_network():
    opml = write("list.opml", '<opml version="2.0"><body><outline text="Dead" xmlUrl="http://127.0.0.1:9/feed"/></body></opml>')
    says(call("add", opml)[0], "will fetch it")
    out = call("update", "--allow-private", expect=1)[0]
    says(out, "dead: failed", "127.0.0.1", "1 failed")
    says(call("show")[0], "failing")
    write("talks/more.txt", "More words about ships.")
    says(call("update", "talks")[0], "1 new")


def test_a_second_writer():
    import fcntl
    with open(os.path.join(ARCHIVE, "archive.lock"), "r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        says(call("run", expect=1)[1], "another earwitness", "pid", "try again")
        call("search", "ships")


def test_a_disk_that_takes_no_more():
    for number in range(30):
        write(f"many/talk{number}.txt", f"Talk number {number} about ships. " + " ".join(f"word{number}x{i}" for i in range(3000)))
    call("add", os.path.join(TOP, "many"))

    def little_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        size = os.path.getsize(os.path.join(ARCHIVE, "archive.db"))
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 200_000, resource.RLIM_INFINITY))

    says(call("run", expect=1, preexec_fn=little_room)[1], "archive.db", "disk")
    summary = json.loads(call("run", "--json")[0])
    if summary["failures"] or summary["indexed"] == 0 or summary["analysed"] > 32:
        sys.exit(f"after a full disk: {summary}")
    if "broken   archive" in subprocess.run([PROGRAM, "doctor"], stdout=subprocess.PIPE, env=ENVIRONMENT).stdout.decode():
        sys.exit("the archive is damaged after a full disk")


def test_what_is_removed():
    talks = os.path.join(TOP, "leaving")
    write("leaving/one.vtt", TALK)
    write("leaving/two.vtt", TALK)
    before = call("archive", "dump")[0]
    call("add", talks)
    call("run")
    says(call("remove", "leaving/one", expect=1)[1], "its source still has it", "remove its show, leaving")
    says(call("remove", "nowhere", expect=1)[1], "nowhere: no show and no episode", "earwitness show")
    os.remove(os.path.join(talks, "one.vtt"))
    call("update", "leaving")
    says(call("run")[0] + call("show", "leaving")[0], "leaving/one")
    says(call("remove", "leaving/one")[0], "leaving/one: removed, 1 episode\n")
    gone = json.loads(call("remove", "leaving", "--json")[0])
    if gone != [{"removed": "leaving", "episodes": 1, "pages": 0, "media": 0, "media_bytes": 0}]:
        sys.exit(f"removed {gone}")
    if call("archive", "dump")[0] != before:
        sys.exit("what was removed left something behind")
    page = write("pages/2025-01-01-lamps.md", "---\nlayout: episode\ntitle: Lamps and harbours of old\ndate: 2025-01-01\n---\n\nA page.\n")
    call("import", "jekyll", os.path.dirname(page))
    made = [s["show"] for s in json.loads(call("show", "--json")[0]) if s["source"] == "pages"]
    says(call("remove", made[0], expect=1)[1], "1 imported page tells of it", "--pages")
    says(call("remove", made[0], "--pages")[0], "1 imported page")


def test_a_copy():
    there = os.path.join(TOP, "copy")
    size = os.path.getsize(os.path.join(ARCHIVE, "archive.db"))

    def little_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2, resource.RLIM_INFINITY))

    says(call("archive", "copy", ARCHIVE, there, expect=1, preexec_fn=little_room)[1], "nothing was copied", "disk")
    if os.path.exists(os.path.join(there, "archive.db")):
        sys.exit("half a copy was left behind")
    says(call("archive", "copy", ARCHIVE, there)[0], "rows")
    dumps = [call("archive", "dump", "--archive", folder)[0] for folder in (ARCHIVE, there)]
    if dumps[0] != dumps[1] or len(dumps[0]) < 1000:
        sys.exit("the copy differs")
    says(call("archive", "copy", ARCHIVE, there, expect=1)[1], "holds an archive already")
    says(call("archive", "copy", os.path.join(TOP, "nowhere"), os.path.join(TOP, "x"), expect=1)[1], "no archive there")
    with open(write("unreachable/database.url", "host=/nowhere dbname=x\n")):
        says(call("archive", "copy", ARCHIVE, os.path.join(TOP, "unreachable"), expect=1)[1], "postgresql:///nowhere/x", "database.url")


def test_a_damaged_archive():
    path = os.path.join(ARCHIVE, "archive.db")
    with open(path, "r+b") as file:
        file.seek(0)
        file.write(b"\0" * 8192)
    for name in ("archive.db-wal", "archive.db-shm"):
        if os.path.exists(os.path.join(ARCHIVE, name)):
            os.remove(os.path.join(ARCHIVE, name))
    for words in (["run"], ["search", "ships"]):
        says(call(*words, expect=1)[1], "archive.db", "damaged", "put back a copy")
    says(call("doctor", expect=1)[0], "broken   archive")


def main():
    for test in (test_before_there_is_one, test_the_way_through, test_wrong_usage, test_files_are_one_show, test_a_dead_network, test_a_second_writer,
                 test_a_disk_that_takes_no_more, test_what_is_removed, test_a_copy, test_a_damaged_archive):
        test()
        print(test.__name__, "holds", flush=True)
    shutil.rmtree(TOP)


if __name__ == "__main__":
    main()
