#!/usr/bin/env python3
"""An archive in PostgreSQL that many processes write to, beside one in SQLite that one process wrote: three workers take 500
episodes from a queue on NATS JetStream, one of them is killed again and again, the broker is killed in the middle, the database restarted, and in the
end both archives hold the same, and so do the sites of both. Then three workers fetch from one host, as politely as one would.

  workers_test.py EARWITNESS [--episodes N]

Starts and stops a PostgreSQL and a nats-server of its own; skips (77) where they are not installed.
"""
import hashlib
import http.server
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from email.utils import formatdate

from team_servers import Broker, Postgres, missing

PROGRAM = os.path.abspath(sys.argv[1])
EPISODES = int(sys.argv[sys.argv.index("--episodes") + 1]) if "--episodes" in sys.argv else 500
SHOWS = 5
TOP = tempfile.mkdtemp(prefix="workers_test_")
ENVIRONMENT = {**os.environ, "https_proxy": "", "http_proxy": "", "all_proxy": ""}
SUBJECTS = ["the harbour", "the lamp", "the engine", "PostgreSQL", "the old bridge", "OpenAI", "the observatory", "a heat pump"]
VERBS = ["will replace", "has doubled", "depends on", "is older than", "was built for", "costs less than", "grew out of"]
NAMES = ["Ada Lovelace", "Grace Hopper", "Alan Turing", "Barbara Liskov", "Edsger Dijkstra", "Radia Perlman"]


def call(archive, *words, expect=0):
    # --archive stands behind the innermost subcommand.
    inner = 2 if words[0] in ("publish", "archive") else 1
    line = [PROGRAM, *words[:inner], "--archive", archive, *words[inner:]]
    done = subprocess.run(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT)
    if done.returncode != expect:
        sys.exit(f"{words}: ended with {done.returncode}, not {expect}\n{done.stdout.decode()}{done.stderr.decode()}")
    return done.stdout.decode()


def transcript(number):
    """A WebVTT file of two voices, the same for the same number; every tenth is another's twin."""
    dice = random.Random(number - number % 10 if number % 10 == 9 else number)
    hosts, lines, second = dice.sample(NAMES, 2), ["WEBVTT", ""], 0
    for turn in range(24):
        words = f"I think {dice.choice(SUBJECTS)} {dice.choice(VERBS)} {dice.choice(SUBJECTS)}, and {dice.choice(NAMES)} said so in {dice.randint(1950, 2024)}."
        lines += [f"00:{second // 60:02}:{second % 60:02}.000 --> 00:{second // 60:02}:{second % 60 + 1:02}.000", f"<v {hosts[turn % 2]}>{words}", ""]
        second += 2
    return "\n".join(lines)


def feed(show, numbers, base):
    items = "".join(f"""<item><title>Number {n}: {random.Random(n).choice(SUBJECTS)}</title><guid>g{n}</guid>
<pubDate>{formatdate(1700000000 + 3600 * n)}</pubDate><enclosure url="{base}/{n}.mp3" type="audio/mpeg" length="1"/>
<podcast:transcript url="{base}/{n}.vtt" type="text/vtt"/></item>""" for n in numbers)
    return f"""<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>Show {show}</title>
<link>{base}/</link><description>Made for a test.</description>{items}</channel></rss>"""


class Site:
    """Serves feeds and transcripts on loopback, and remembers when it was asked for what."""

    def __init__(self, delay=0.0):
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                with site.lock:
                    site.asked.append((time.monotonic(), self.path))
                    site.running += 1
                    site.most = max(site.most, site.running)
                time.sleep(delay)
                name, ending = os.path.splitext(os.path.basename(self.path))
                if ending == ".xml":
                    count = EPISODES // SHOWS
                    body = feed(name, range(int(name) * count, (int(name) + 1) * count), site.url)
                else:
                    body = transcript(int(name))
                body = body.encode()
                with site.lock:
                    site.running -= 1
                self.send_response(200)
                self.send_header("Content-Type", "text/xml" if ending == ".xml" else "text/vtt")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                try:
                    self.wfile.write(body)
                except OSError:
                    pass  # who asked was killed

            def log_message(self, *_):
                pass

        self.lock, self.asked, self.running, self.most = threading.Lock(), [], 0, 0
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def transcripts_asked(self):
        with self.lock:
            return [(at, path) for at, path in self.asked if path.endswith(".vtt")]


class Worker:
    def __init__(self, archive, name, *options):
        self.archive, self.options = archive, options
        self.log = open(os.path.join(TOP, f"worker-{name}.log"), "ab")
        self.start()

    def start(self):
        self.process = subprocess.Popen([PROGRAM, "worker", "--archive", self.archive, *self.options], stdout=self.log, stderr=self.log, env=ENVIRONMENT)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait(timeout=60) != 0:
            sys.exit(f"a worker that was asked to end ended with {self.process.returncode}; {self.log.name}:\n{open(self.log.name).read()[-2000:]}")


def files_of(folder):
    found = {}
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(base, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = hashlib.sha256(file.read()).hexdigest()
    return found


def expect_equal(wanted, got, what):
    if wanted == got:
        return
    if isinstance(wanted, dict):
        sys.exit(f"{what}: differ in {sorted(n for n in set(wanted) | set(got) if wanted.get(n) != got.get(n))[:5]}; kept: {TOP}")
    ours, theirs = set(got.splitlines()), set(wanted.splitlines())
    sys.exit(f"{what} differ:\n" + "\n".join(["- " + l[:300] for l in sorted(theirs - ours)[:5]] + ["+ " + l[:300] for l in sorted(ours - theirs)[:5]]) + f"\nkept: {TOP}")


def test_killed_workers_and_a_restarted_broker(postgres, broker):
    site = Site()
    feeds = [f"{site.url}/{show}.xml" for show in range(SHOWS)]
    alone = os.path.join(TOP, "alone")
    began = time.monotonic()
    call(alone, "add", *feeds)
    call(alone, "run", "--jobs", "2")
    print(f"  one process, SQLite: {EPISODES} episodes in {time.monotonic() - began:.1f} s", flush=True)

    team = postgres.archive("team", f'[queue]\nurl = "{broker.url}"\nack_wait_seconds = 2\nmax_tries = 20\n')
    before = len(site.transcripts_asked())
    call(team, "add", *feeds)
    queued = json.loads(call(team, "watch", "--once", "--json"))["queue"]
    if queued["queued"] != EPISODES:
        sys.exit(f"not all were queued: {queued}")
    again = json.loads(call(team, "run", "--queue", "--json"))
    if again["queued"] != 0 or again["there"] != EPISODES:
        sys.exit(f"queued twice: {again}")

    began = time.monotonic()
    workers = [Worker(team, name, "--jobs", "1") for name in "abc"]
    done, kills, restarted, database_restarted = 0, 0, False, False
    while done < EPISODES:
        if time.monotonic() - began > 600:
            sys.exit(f"only {done} of {EPISODES} done after 600 s; kept: {TOP}")
        time.sleep(0.7 + 0.6 * random.random())
        workers[2].kill()
        workers[2].start()
        kills += 1
        if done > EPISODES // 3 and not restarted:
            broker.kill()
            time.sleep(1.5)
            broker.start()
            restarted = True
        elif restarted and not database_restarted:
            postgres.restart()
            database_restarted = True
        elif restarted:
            # As `watch` does in each of its rounds: what a killed broker forgot is still due.
            call(team, "run", "--queue")
        done = int(postgres.ask("team", "SELECT count(*) FROM stage WHERE stage=4 AND state=0"))
    for worker in workers:
        worker.end()
    for worker in workers:
        log = open(worker.log.name, "rb").read()
        if b"\nearwitness: working, " not in b"\n" + log or b"\r" in log:
            sys.exit(f"a log is not told how far its worker is, in lines: {log[:500]}")
    left = json.loads(call(team, "worker", "--once", "--json"))
    print(f"  three workers, PostgreSQL: {time.monotonic() - began:.1f} s, one killed {kills} times, the broker once, the database restarted once; left in the queue: {left}", flush=True)
    if not database_restarted or kills < 3:
        sys.exit("it was over too soon to prove anything: give it more --episodes")
    if left["done"] + left["failed"] > 0:
        sys.exit("the queue asked for something that was not done")
    asked = len(site.transcripts_asked()) - before
    if asked > EPISODES + kills:
        sys.exit(f"{asked} transcripts fetched for {EPISODES} episodes and {kills} kills")
    expect_equal(call(alone, "archive", "dump"), call(team, "archive", "dump"), "the archives")
    if json.loads(call(team, "watch", "--once", "--json"))["queue"]["queued"] != 0:
        sys.exit("something is due though all is done")
    return alone, team


def test_the_whole_way(alone, team):
    """What is read of the two archives is the same; and what PostgreSQL's publishes is proved."""
    sites = []
    for archive in (alone, team):
        call(archive, "update")
        summary = json.loads(call(archive, "run", "--json"))
        if summary["up_to_date"] != EPISODES:
            sys.exit(f"after all: {summary}")
        sites.append(os.path.join(TOP, "site-" + os.path.basename(archive)))
        call(archive, "publish", "site", sites[-1])
    expect_equal(files_of(sites[0]), files_of(sites[1]), "the sites")
    subprocess.run([PROGRAM, "verify", "--quiet", sites[1]], check=True, stdout=subprocess.DEVNULL)
    for words in (["search", "lamp harbour", "--json"], ["quotes", "--json"], ["entities", "--json"], ["show", "show-1"]):
        expect_equal(call(alone, *words), call(team, *words), " ".join(words))
    copy = os.path.join(TOP, "copy")
    subprocess.run([PROGRAM, "archive", "copy", "--quiet", team, copy], check=True)
    expect_equal(call(team, "archive", "dump"), call(copy, "archive", "dump"), "archive and copy")


def test_politeness_over_all_workers(postgres, broker):
    requests, interval, places = 24, 0.2, 2
    site = Site(delay=0.3)
    settings = f'[queue]\nurl = "{broker.url}"\nstream = "polite"\n[fetch]\nmin_interval_ms = {int(interval * 1000)}\nmax_parallel_per_host = {places}\n'
    archive = postgres.archive("polite", settings)
    path = os.path.join(TOP, "feed.xml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(feed("P", range(requests), site.url))
    call(archive, "add", path)
    call(archive, "run", "--queue")
    workers = [Worker(archive, f"polite-{n}", "--jobs", "3", "--once", "--allow-private") for n in range(3)]
    for worker in workers:
        if worker.process.wait(timeout=120) != 0:
            sys.exit(f"a worker failed:\n{open(worker.log.name).read()}")
    asked = [at for at, _ in site.transcripts_asked()]
    took = asked[-1] - asked[0]
    least = (requests - 1) * interval
    print(f"  {len(asked)} requests of three workers to one host in {took:.2f} s, at most {site.most} at once", flush=True)
    if len(asked) != requests or site.most > places or took < 0.97 * least:
        sys.exit(f"not polite: {requests} wanted in no less than {least:.2f} s, at most {places} at once")


def test_errors(postgres):
    nowhere = postgres.archive("nowhere", '[queue]\nurl = "nats://127.0.0.1:1"\n')
    call(nowhere, "add", os.path.join(TOP, "feed.xml"))
    for archive, words, wanted in ((nowhere, ["worker"], "nats-server"), (nowhere, ["run", "--queue"], "nats://127.0.0.1:1"),
                                   (os.path.join(TOP, "alone"), ["worker"], "archive copy"), (os.path.join(TOP, "alone"), ["run", "--queue"], "[queue]")):
        done = subprocess.run([PROGRAM, words[0], "--archive", archive, *words[1:]], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, timeout=60, env=ENVIRONMENT)
        if done.returncode != 1 or wanted not in done.stderr.decode():
            sys.exit(f"{words}: {wanted!r} is not in: {done.stderr.decode()}")


def main():
    if missing():
        print(f"skipped: {missing()} is installed (tools/install.sh test)")
        sys.exit(77)
    os.chmod(TOP, 0o755)
    postgres, broker = Postgres(TOP), Broker(TOP)
    try:
        archives = test_killed_workers_and_a_restarted_broker(postgres, broker)
        print("test_killed_workers_and_a_restarted_broker holds", flush=True)
        test_the_whole_way(*archives)
        print("test_the_whole_way holds", flush=True)
        test_politeness_over_all_workers(postgres, broker)
        print("test_politeness_over_all_workers holds", flush=True)
        test_errors(postgres)
        print("test_errors holds", flush=True)
    finally:
        broker.kill()
        postgres.stop()
    shutil.rmtree(TOP)


if __name__ == "__main__":
    main()
