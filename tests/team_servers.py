"""A PostgreSQL and a nats-server of a test's own: what a team's archive stands on."""
import glob
import os
import shutil
import socket
import subprocess
import sys
import time


def missing():
    """What is not installed, or ""."""
    if not glob.glob("/usr/lib/postgresql/*/bin/initdb"):
        return "no PostgreSQL server"
    return "" if shutil.which("nats-server") else "no nats-server"


class Postgres:
    """A PostgreSQL in a folder of its own, on a socket there; `durable` as one would run it, else quick."""

    def __init__(self, top, durable=False):
        self.top = top
        self.bin = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
        self.folder = os.path.join(top, "pg")
        os.makedirs(self.folder)
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self.run("initdb", "-A", "trust", "-U", "postgres", "--locale=C", "-E", "UTF8", "-D", self.folder + "/data")
        self.how = f"-c listen_addresses= -c fsync={'on' if durable else 'off'} -k {self.folder}"
        self.start()

    def start(self, action="start"):
        self.run("pg_ctl", "-D", self.folder + "/data", "-w", "-t", "120", "-m", "fast", "-l", self.folder + "/log", "-o", self.how, action)

    def restart(self):
        """All connections end."""
        self.start("restart")

    def run(self, *words):
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        line = as_user + [os.path.join(self.bin, words[0]), *words[1:]]
        return subprocess.run(line, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd="/").stdout.decode()

    def ask(self, database, sql):
        return self.run("psql", "-Atq", "-h", self.folder, "-U", "postgres", database, "-c", sql).strip()

    def archive(self, name, settings):
        """A folder whose database is an empty one of this server."""
        self.ask("postgres", f"CREATE DATABASE {name}")
        folder = os.path.join(self.top, name)
        os.makedirs(folder)
        with open(os.path.join(folder, "database.url"), "w", encoding="utf-8") as file:
            file.write(f"host={self.folder} user=postgres dbname={name}\n")
        with open(os.path.join(folder, "earwitness.toml"), "w", encoding="utf-8") as file:
            file.write(settings)
        return folder

    def stop(self):
        self.run("pg_ctl", "-D", self.folder + "/data", "-m", "immediate", "stop")


class Broker:
    """A nats-server with JetStream, which keeps its streams in a folder of its own."""

    def __init__(self, top):
        self.top = top
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"nats://127.0.0.1:{self.port}"
        self.start()

    def start(self):
        self.process = subprocess.Popen(["nats-server", "-js", "-sd", os.path.join(self.top, "nats"), "-a", "127.0.0.1", "-p", str(self.port)],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        sys.exit("nats-server does not start")

    def kill(self):
        self.process.kill()
        self.process.wait()
