#!/usr/bin/env python3
"""What one process and several workers do with the same folder of transcripts, in one run: SQLite alone, then N workers on a PostgreSQL
that syncs its log, over NATS JetStream; episodes a second, and the processor time of workers, database and broker.

  bench/scale/workers.py EARWITNESS TRANSCRIPTS [--workers 1 2 3] [--episodes 189]

Starts and stops both servers by itself; all share this machine's cores.
"""
import argparse
import glob
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tests"))
from team_servers import Broker, Postgres, missing  # noqa: E402


def processor_seconds(name):
    """Of all processes with that name that run now, and of their ended children."""
    ticks = 0
    for stat in glob.glob("/proc/[0-9]*/stat"):
        try:
            text = open(stat).read()
        except OSError:
            continue
        if f"({name})" in text:
            ticks += sum(int(n) for n in text.rsplit(")", 1)[1].split()[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program"), parser.add_argument("transcripts")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--episodes", type=int, default=189)
    options = parser.parse_args()
    if missing():
        sys.exit(f"{missing()} is installed (tools/install.sh test)")
    program, top = os.path.abspath(options.program), tempfile.mkdtemp(prefix="scale_workers_")
    os.chmod(top, 0o755)
    talks = os.path.join(top, "talks")
    os.makedirs(talks)
    for path in sorted(glob.glob(os.path.join(options.transcripts, "*")))[:options.episodes]:
        shutil.copy(path, talks)

    def call(*words):
        subprocess.run([program, *words], check=True, stdout=subprocess.DEVNULL)

    def measure(name, work):
        before, servers = resource.getrusage(resource.RUSAGE_CHILDREN), processor_seconds("postgres") + processor_seconds("nats-server")
        began = time.monotonic()
        work()
        wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        own = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        servers = processor_seconds("postgres") + processor_seconds("nats-server") - servers
        n = len(os.listdir(talks))
        print(f"{name:32} {n} episodes in {wall:5.1f} s: {n / wall:5.1f} a second; processor ms an episode: ours {1000 * own / n:.0f}, servers {1000 * servers / n:.0f}", flush=True)

    for jobs in ("1", "2"):
        alone = os.path.join(top, "alone" + jobs)
        call("add", "--archive", alone, talks)
        measure(f"one process, SQLite, --jobs {jobs}", lambda: call("run", "--archive", alone, "--jobs", jobs))
    postgres, broker = Postgres(top, durable=True), Broker(top)
    try:
        for count in options.workers:
            team = postgres.archive(f"team{count}", f'[queue]\nurl = "{broker.url}"\nstream = "team{count}"\n')
            call("add", "--archive", team, talks)
            call("run", "--queue", "--archive", team)

            def work():
                workers = [subprocess.Popen([program, "worker", "--archive", team, "--once", "--jobs", "1"], stdout=subprocess.DEVNULL) for _ in range(count)]
                if any(worker.wait() != 0 for worker in workers):
                    sys.exit("a worker failed")
            measure(f"{count} worker{'s' * (count > 1)}, PostgreSQL and NATS", work)
    finally:
        broker.kill()
        postgres.stop()
        shutil.rmtree(top)


if __name__ == "__main__":
    main()
