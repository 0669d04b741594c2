#!/usr/bin/env python3
"""A whole archive from a folder of transcripts to searches over HTTP, with minutes and memory of each step.

  bench/whole_archive.py PROGRAM FOLDER WORK [--rate 200] [--seconds 60] [--only-search]

FOLDER holds a folder a show, each with transcripts (for the archive of Changelog Media: unpacked from
https://github.com/thechangelog/transcripts). WORK must be empty or not there; with --only-search it is what an
earlier run left. Each step is a process of its own: what is reported is its wall clock, user and system time, and the
most memory that it held. Then `earwitness serve` is asked by another process, an open loop: requests start when they
are due, whether or not earlier ones have been answered, each on a connection of its own, and a late start counts as
waiting. No query is asked twice. Exit 1 where a step failed or a request was not answered with 200.
"""
import argparse
import asyncio
import collections
import json
import os
import random
import re
import subprocess
import sys
import time
import urllib.parse
import urllib.request

LATE_S = 30.0


def measured(name, command):
    """Runs a command; returns (name, wall seconds, user, system, peak MB, its last line)."""
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{name}: exit {process.returncode}\n{said}")
    last = said.strip().splitlines()[-1] if said.strip() else ""
    return name, time.monotonic() - started, used.ru_utime, used.ru_stime, used.ru_maxrss / 1024, last


def print_steps(steps):
    print("| step | wall | user | system | peak memory |\n|---|---|---|---|---|")
    for name, wall, user, system, peak, _ in steps:
        print(f"| {name} | {wall / 60:.2f} min | {user:.1f} s | {system:.1f} s | {peak:.0f} MB |")
    for name, *_, last in steps:
        print(f"{name}: {last}")


def transcripts_in(folder):
    for base, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name.endswith((".md", ".txt", ".vtt", ".srt")):
                yield os.path.join(base, name)


def misspelt(word, draw):
    """Two neighbouring letters changed round."""
    at = draw.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2:]


def make_queries(folder, shows, count):
    """`count` different queries of all kinds from the words of the transcripts, the same in each run."""
    draw = random.Random(1)
    files = list(transcripts_in(folder))
    sample = draw.sample(files, min(len(files), 400))
    lines, speakers = [], collections.Counter()
    for path in sample:
        with open(path, encoding="utf-8", errors="replace") as text:
            for line in text.read().splitlines():
                label = re.match(r"\*\*([^*:]+):?\*\*:?", line)
                if label:
                    speakers[label.group(1)] += 1
                words = re.findall(r"[A-Za-z]{2,}", line[label.end():] if label else line)
                if len(words) >= 6:
                    lines.append([word.lower() for word in words])
    names = [name for name, _ in speakers.most_common(200)] or ["nobody"]
    kinds = ["quote", "insight", "prediction", "recommendation", "problem", "statistic", "definition", "chapter"]

    def some(length):
        line = draw.choice(lines)
        at = draw.randrange(0, max(1, len(line) - length))
        return line[at:at + length]

    def long_word(least):
        for _ in range(1000):
            word = draw.choice(draw.choice(lines))
            if len(word) >= least:
                return word
        return "transcripts"

    makers = [
        (20, "a word", lambda: long_word(4)),
        (20, "words", lambda: " ".join(some(draw.randrange(2, 5)))),
        (15, "a phrase", lambda: '"' + " ".join(some(draw.randrange(2, 4))) + '"'),
        (10, "a prefix", lambda: long_word(6)[:draw.randrange(3, 6)] + "*"),
        (8, "with a speaker", lambda: f'{long_word(5)} speaker:"{draw.choice(names)}"'),
        (8, "in a show", lambda: f"{long_word(5)} show:{draw.choice(shows)}"),
        (8, "a kind of finding", lambda: f"{long_word(5)} kind:{draw.choice(kinds)}"),
        (4, "without a word", lambda: f"{long_word(5)} -{long_word(4)}"),
        (4, "misspelt", lambda: misspelt(long_word(7), draw)),
        (3, "found nowhere", lambda: "zq" + "".join(draw.choice("bcdfghjk") for _ in range(9))),
    ]
    weights = [weight for weight, _, _ in makers]
    queries, seen = [], set()
    while len(queries) < count:
        _, kind, make = draw.choices(makers, weights)[0]
        query = make()
        if query not in seen:
            seen.add(query)
            queries.append((kind, query))
    return queries


async def ask(port, query, due, clock, answers, kind):
    try:
        reader, writer = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", port), LATE_S)
        path = "/api/v1/search?q=" + urllib.parse.quote(query)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
        answer = await asyncio.wait_for(reader.read(-1), LATE_S)
        writer.close()
        status = int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0
        whole = answer.rstrip().endswith(b"}")
        error = None if status == 200 and whole else f"{status} {query}"
    except (OSError, asyncio.TimeoutError, ValueError) as problem:
        error = f"{type(problem).__name__} {query}"
    answers.append(((clock() - due) * 1000, kind, error, query))


async def drive(port, queries, rate):
    clock, answers, tasks = time.monotonic, [], []
    start = clock() + 0.2
    for number, (kind, query) in enumerate(queries):
        due = start + number / rate
        await asyncio.sleep(max(0, due - clock()))
        tasks.append(asyncio.create_task(ask(port, query, due, clock, answers, kind)))
    await asyncio.gather(*tasks)
    return answers


def report_latency(answers, rate):
    errors = [error for _, _, error, _ in answers if error]
    times = sorted(ms for ms, *_ in answers)
    at = lambda share: times[min(len(times) - 1, int(share * len(times)))]
    print(f"{len(answers)} searches at {rate} a second: {len(errors)} errors, p50 {at(.5):.1f} ms, p90 {at(.9):.1f} ms, "
          f"p99 {at(.99):.1f} ms, p99.9 {at(.999):.1f} ms, most {times[-1]:.1f} ms")
    by_kind = collections.defaultdict(list)
    for ms, kind, _, _ in answers:
        by_kind[kind].append(ms)
    for kind, list_of in sorted(by_kind.items()):
        list_of.sort()
        print(f"  {kind}: {len(list_of)}, p50 {list_of[len(list_of) // 2]:.1f} ms, p99 {list_of[int(.99 * len(list_of))]:.1f} ms")
    for ms, kind, _, query in sorted(answers, reverse=True)[:5]:
        print(f"  slow: {ms:.1f} ms {query}")
    for error in errors[:10]:
        print("  error:", error)
    return not errors


def print_page_sizes(site):
    """What an episode's page weighs beside its transcript; the bar is 150 KB."""
    sizes = []
    for base, _, names in os.walk(os.path.join(site, "episodes")):
        for name in names:
            if not name.endswith(".html"):
                continue
            with open(os.path.join(base, name), "rb") as page:
                html = page.read()
            begin = html.find(b'<section id="transcript"')
            end = html.find(b"</section>", begin) if begin >= 0 else -1
            sizes.append((len(html) - max(0, end - begin), name))
    sizes.sort()
    print(f"episode pages without their transcripts: median {sizes[len(sizes) // 2][0] / 1000:.0f} KB, largest {sizes[-1][0] / 1000:.0f} KB ({sizes[-1][1]})")


def search_over_http(program, folder, archive, rate, seconds):
    started = time.monotonic()
    server = subprocess.Popen([program, "serve", "--port", "0", "--archive", archive], stdout=subprocess.PIPE, text=True)
    try:
        port = int(re.search(r":(\d+)/", server.stdout.readline()).group(1))
        print(f"serve: ready after {time.monotonic() - started:.1f} s")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/shows?limit=1000") as answer:
            shows = [show["show"] for show in json.load(answer)["items"]]
        queries = make_queries(folder, shows, int(rate * seconds))
        # The client is a process of its own, so that its work is not counted as the server's.
        client = subprocess.run([sys.executable, os.path.abspath(__file__), "--drive", str(port), str(rate)],
                                input=json.dumps(queries), text=True)
        with open(f"/proc/{server.pid}/status", encoding="ascii") as status:
            print("serve:", *(line.strip() for line in status if line.startswith("VmHWM")))
        with open(f"/proc/{server.pid}/stat", encoding="ascii") as stat:
            used = stat.read().rsplit(")", 1)[1].split()
            print(f"serve: {int(used[11]) / os.sysconf('SC_CLK_TCK'):.1f} s of user, {int(used[12]) / os.sysconf('SC_CLK_TCK'):.1f} s of system time")
        return client.returncode == 0
    finally:
        server.terminate()
        server.wait()


def main():
    if sys.argv[1:2] == ["--drive"]:
        rate = float(sys.argv[3])
        answers = asyncio.run(drive(int(sys.argv[2]), json.load(sys.stdin), rate))
        sys.exit(0 if report_latency(answers, rate) else 1)
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("folder")
    parser.add_argument("work")
    parser.add_argument("--rate", type=float, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--only-search", action="store_true")
    options = parser.parse_args()
    archive = os.path.join(options.work, "archive")
    if not options.only_search:
        if os.path.exists(options.work) and os.listdir(options.work):
            sys.exit(f"{options.work} is not empty: give another folder")
        os.makedirs(options.work, exist_ok=True)
        shows = [entry.path for entry in sorted(os.scandir(options.folder), key=lambda e: e.name) if entry.is_dir()]
        on = ["--archive", archive]
        steps = [measured("add", [options.program, "add", *shows, *on]),
                 measured("run", [options.program, "run", *on]),
                 measured("publish site", [options.program, "publish", "site", os.path.join(options.work, "site"), *on]),
                 measured("publish site again", [options.program, "publish", "site", os.path.join(options.work, "site"), *on])]
        print_steps(steps)
        print_page_sizes(os.path.join(options.work, "site"))
        print(f"archive.db: {os.path.getsize(os.path.join(archive, 'archive.db')) / 1e6:.0f} MB")
    sys.exit(0 if search_over_http(options.program, options.folder, archive, options.rate, options.seconds) else 1)


if __name__ == "__main__":
    main()
