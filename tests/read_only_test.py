#!/usr/bin/env python3
"""An archive that its reader may not write to: another user's, on a read-only file system, on a CD. Commands that read
work there and leave nothing behind; commands that write say what stops them; and what a killed writer left in the -wal
is never passed over in silence. Skipped where this user may write everywhere and cannot become another one.

  read_only_test.py EARWITNESS
"""
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request

PROGRAM = os.path.abspath(sys.argv[1])
TOP = tempfile.mkdtemp(prefix="read_only_")
ARCHIVE = os.path.join(TOP, "archive ?#%41")  # a name that is no URI as it stands
ENVIRONMENT = {**os.environ, "EARWITNESS_ARCHIVE": ARCHIVE}
READER = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []

TALK = """WEBVTT

00:01.000 --> 00:04.000
<v Ada Lovelace>I think the harbour will be full of electric ships by 2035.
"""


def call(*words, expect=0, reader=True):
    done = subprocess.run((READER if reader else []) + [PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT)
    out, err = done.stdout.decode(), done.stderr.decode()
    if done.returncode != expect:
        sys.exit(f"{words}: ended with {done.returncode}, not {expect}\n{out}{err}")
    return out + err


def says(text, *parts):
    for part in parts:
        if part not in text:
            sys.exit(f"{part!r} is not in:\n{text}")


def lock_folder(locked):
    os.chmod(ARCHIVE, 0o555 if locked else 0o755)
    for name in os.listdir(ARCHIVE):
        if os.path.isfile(os.path.join(ARCHIVE, name)):
            os.chmod(os.path.join(ARCHIVE, name), 0o444 if locked else 0o644)


def prepare():
    os.chmod(TOP, 0o755)
    talk = os.path.join(TOP, "ships.vtt")
    with open(talk, "w", encoding="utf-8") as file:
        file.write(TALK)
    for words in (["add", talk], ["run"]):
        call(*words, reader=False)
    lock_folder(True)
    try:
        may_run = subprocess.run(READER + [PROGRAM, "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
        may_write = may_run and subprocess.run(READER + ["touch", os.path.join(ARCHIVE, "x")], stderr=subprocess.DEVNULL).returncode == 0
    except FileNotFoundError:
        may_run = False
    if not may_run or may_write:
        print("skipped: no user is to be had here who may run the program and may not write to its archive")
        shutil.rmtree(TOP)
        sys.exit(77)


def test_what_reads_works():
    before = sorted(os.listdir(ARCHIVE))
    says(call("show"), "1 analysed")
    says(call("show", "local-files/ships"), "electric ships")
    says(call("search", "electric ships"), "Ada Lovelace")
    says(call("insights"), "prediction")
    says(call("archive", "dump"), "local-files/ships")
    says(call("doctor"), "1 episode")
    out = os.path.join(TOP, "out")
    os.mkdir(out)
    os.chmod(out, 0o777)
    for kind in ("site", "markdown", "json"):
        call("publish", kind, os.path.join(out, kind))
        call("verify", os.path.join(out, kind))
    call("archive", "copy", ARCHIVE, os.path.join(out, "copy"))
    if sorted(os.listdir(ARCHIVE)) != before:
        sys.exit(f"a reader left something behind: {os.listdir(ARCHIVE)}")


def test_what_writes_says_why_not():
    for words in (["run"], ["update"], ["add", os.path.join(TOP, "ships.vtt")], ["remove", "local-files"]):
        says(call(*words, expect=1), ARCHIVE + ": this command writes to the archive", "Permission denied", "as a user who may write")


def test_what_a_killed_writer_left():
    lock_folder(False)
    writer = "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(\"UPDATE show SET location = 'elsewhere'\"); c.commit(); os._exit(0)"
    subprocess.run([sys.executable, "-c", writer, os.path.join(ARCHIVE, "archive.db")], check=True)
    lock_folder(True)
    says(call("show", "local-files"), "elsewhere")  # the -shm is there, too: it can be read beside
    os.chmod(ARCHIVE, 0o755)
    os.remove(os.path.join(ARCHIVE, "archive.db-shm"))
    os.chmod(ARCHIVE, 0o555)
    says(call("show", expect=1), "archive.db-wal", "as such a user", "copy archive.db and")
    lock_folder(False)
    call("show", reader=False)  # the remedy
    lock_folder(True)
    says(call("show", "local-files"), "elsewhere")


def test_an_older_archive():
    def schema(number):
        lock_folder(False)
        database = sqlite3.connect(os.path.join(ARCHIVE, "archive.db"))
        former = database.execute("PRAGMA user_version").fetchone()[0]
        database.execute(f"PRAGMA user_version = {number}")
        database.close()
        lock_folder(True)
        return former

    now = schema(1)
    says(call("show", expect=1), "its schema is version 1", "needs leave to write")
    schema(now)


def test_a_folder_that_is_closed():
    os.chmod(ARCHIVE, 0o600)
    if READER:
        says(call("show", expect=1), "cannot be looked into", "Permission denied")
    os.chmod(ARCHIVE, 0o555)


def shows(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/shows", timeout=5) as answer:
        return [show["show"] for show in json.load(answer)["items"]]


def wait_for(wanted, port):
    for _ in range(150):
        try:
            if shows(port) == wanted:
                return
        except OSError:
            pass  # not up yet, or between the writer's end and the next look
        time.sleep(0.1)
    sys.exit(f"serve never said {wanted}")


def test_serve_sees_what_the_owner_writes():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    server = subprocess.Popen(READER + [PROGRAM, "serve", "--port", str(port)], env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    try:
        wait_for(["local-files"], port)
        lock_folder(False)
        os.mkdir(os.path.join(TOP, "talks"))
        shutil.copy(os.path.join(TOP, "ships.vtt"), os.path.join(TOP, "talks", "more.vtt"))
        call("add", os.path.join(TOP, "talks"), reader=False)
        lock_folder(True)
        wait_for(["local-files", "talks"], port)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def main():
    prepare()
    for test in (test_what_reads_works, test_what_writes_says_why_not, test_what_a_killed_writer_left, test_an_older_archive,
                 test_a_folder_that_is_closed, test_serve_sees_what_the_owner_writes):
        test()
        print(test.__name__, "holds", flush=True)
    lock_folder(False)
    shutil.rmtree(TOP)


if __name__ == "__main__":
    main()
