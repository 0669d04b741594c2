"""`transcribe` and `run` with an engine: against a server that misbehaves as it is told, killed in the middle, and (where they
are there) a real whisper.cpp server and PocketSphinx.

  transcribe_test.py EARWITNESS      EARWITNESS_TEST_WHISPER_URL=http://.../inference drives that server, too
"""
import collections
import http.server
import json
import math
import os
import struct
import subprocess
import sys
import tempfile
import threading
import time

import kill_loop

PROGRAM = os.path.abspath(sys.argv[1])
WORK = tempfile.mkdtemp(prefix="ew_transcribe_")
RATE = 16000
failures = []


def check(good, what):
    if not good:
        failures.append(what)
        print("FAILED:", what)


def voice(seconds):
    """A buzz with formants whose loudness goes up and down: a voice, for the detector."""
    out = []
    for i in range(int(seconds * RATE)):
        t = i / RATE
        sample = sum(math.sin(2 * math.pi * 130 * h * t) / (1 + abs(h * 130 - 700) / 300) for h in range(1, 20))
        out.append(0.08 * sample * (0.6 + 0.4 * math.sin(2 * math.pi * 4 * t)))
    return out


def wav(samples):
    data = b"".join(struct.pack("<h", max(-32767, min(32767, round(x * 32767)))) for x in samples)
    return b"RIFF" + struct.pack("<I", 36 + len(data)) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, RATE, 2 * RATE, 2, 16) + b"data" + struct.pack("<I", len(data)) + data


SOUND = wav((voice(4) + [0.0] * RATE) * 3)  # three stretches of speech
OTHER = wav([0.9 * x for x in (voice(4) + [0.0] * RATE) * 3])  # the same of another sound, and as long
NAMES = ["amber", "basalt", "cedar", "delta"]


class Server(http.server.ThreadingHTTPServer):
    """Answers /inference from a script: a list of how to behave, request by request; then well."""
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.script, self.pieces, self.lock = [], collections.Counter(), threading.Lock()
        self.delay, self.finished, self.media = 0, collections.Counter(), 0
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self, path):
        return f"http://127.0.0.1:{self.server_address[1]}{path}"

    def handle_error(self, *_):
        pass  # clients that are killed


def good_answer(body):
    begin = body.index(b"RIFF")
    size = struct.unpack("<I", body[begin + 40:begin + 44])[0]
    seconds = size / 2 / RATE
    # What is said depends on the sound alone, so that order and repetition show.
    name = NAMES[sum(body[begin + 44:begin + 44 + size:997]) % len(NAMES)]
    words = f"The {name} lamp burns with whale oil for {round(seconds * 10)} tenths.".split()
    step = seconds / len(words)
    return json.dumps({"language": "english", "text": " ".join(words), "segments": [
        {"start": 0, "end": seconds, "text": " " + " ".join(words),
         "words": [{"word": " " + w, "start": i * step, "end": (i + 1) * step, "probability": 0.9} for i, w in enumerate(words)]}]}).encode()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def send(self, status, body, kind="application/json", headers=(), length=None):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        server = self.server
        if self.path == "/feed.xml":
            items = "".join(f'<item><title>Lamp {n}</title><guid>g{n}</guid><enclosure url="{server.url(f"/{n}.wav")}" type="audio/wav" length="{len(SOUND)}"/></item>' for n in (1, 2))
            return self.send(200, f"<rss version='2.0'><channel><title>Lamps</title>{items}</channel></rss>".encode(), "application/rss+xml")
        if not self.path.endswith(".wav"):
            return self.send(404, b"no", "text/plain")
        server.media += 1
        sound = OTHER if self.path == "/2.wav" else SOUND
        start = int(self.headers.get("Range", "bytes=0-")[6:].split("-")[0])
        self.send_response(206 if start else 200)
        for name, value in (("Content-Type", "audio/wav"), ("ETag", '"v1"'), ("Accept-Ranges", "bytes"), ("Content-Length", str(len(sound) - start))):
            self.send_header(name, value)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(sound) - 1}/{len(sound)}")
        self.end_headers()
        for at in range(start, len(sound), 16384):
            self.wfile.write(sound[at:at + 16384])
            time.sleep(server.delay / 20)
        server.finished[self.path] += 1

    def do_POST(self):
        server = self.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with server.lock:
            server.pieces[hash(body)] += 1
            how = server.script.pop(0) if server.script else "good"
        time.sleep(server.delay)
        self.close_connection = True
        if how == "good":
            self.send(200, good_answer(body))
            with server.lock:
                server.finished[hash(body)] += 1
        elif how == "400":
            self.send(400, b"Invalid request", "text/plain")
        elif how == "401":
            self.send(401, b'{"error":{"message":"Incorrect API key"}}')
        elif how == "429":
            self.send(429, b'{"error":{"message":"slow down"}}', headers=[("Retry-After", "1")])
        elif how == "500":
            self.send(500, b"<html>oops</html>", "text/html")
        elif how == "rubbish":
            self.send(200, b"\xff\xfe{{{{\x00")
        elif how == "page":
            self.send(200, b"<html><body>Welcome</body></html>", "text/html")
        elif how == "cut":
            whole = good_answer(body)
            self.send(200, whole[:len(whole) // 2], length=len(whole))
            self.connection.close()
        elif how == "short":  # a length that is not true, of a valid beginning
            whole = good_answer(body)
            self.send(200, whole[:len(whole) // 2])
        elif how == "stall":
            time.sleep(20)


def run(*arguments, config=None, archive=None, expect=0, **more):
    archive = archive or os.path.join(WORK, "none")
    if config is not None:
        os.makedirs(archive, exist_ok=True)
        with open(os.path.join(archive, "earwitness.toml"), "w") as out:
            out.write(config)
    done = subprocess.run([PROGRAM, *arguments, "--archive", archive], capture_output=True, text=True, timeout=180, **more)
    if expect is not None:
        check(done.returncode == expect, f"{arguments}: exit {done.returncode}, not {expect}\n{done.stdout}{done.stderr}")
    return done


def misbehaving(server, sound):
    url = server.url("/inference")
    config = "[fetch]\nmin_interval_ms = 0\n[speech]\npiece_seconds = 6\ntimeout_seconds = 3\n"
    expected = run("transcribe", sound, "--url", url, "--format", "txt", config=config).stdout
    check(expected.count("lamp burns") == 3, f"three pieces are heard: {expected}")
    # What passes: tried again, nothing lost, nothing doubled.
    for script in (["429"], ["500", "good", "500"], ["cut", "cut"], ["stall"]):
        server.script = list(script)
        done = run("transcribe", sound, "--url", url, "--format", "txt", config=config)
        check(done.stdout == expected, f"{script}: the same words\n{done.stdout}{done.stderr}")
    # What does not pass: a message that names the server and the reason; the pieces before it are kept.
    for how, words in (("400", ["400", "Invalid request"]), ("401", ["401", "Incorrect API key"]), ("rubbish", ["inference"]), ("page", ["web page"]), ("short", ["breaks off"])):
        work = os.path.join(WORK, "pieces-" + how)
        server.script = ["good", how, how]
        done = run("transcribe", sound, "--url", url, "--work", work, config=config, expect=1)
        for word in [*words, "127.0.0.1"]:
            check(word in done.stderr, f"{how}: the message says '{word}': {done.stderr}")
        check(done.stdout == "", f"{how}: half a transcript is not printed")
        server.script = []
        before = sum(server.pieces.values())
        done = run("transcribe", sound, "--url", url, "--work", work, "--format", "txt", config=config)
        check(done.stdout == expected, f"{how}: then the same words")
        check(sum(server.pieces.values()) - before == 2, f"{how}: the first piece is not asked for again")
    server.script = ["500"] * 50
    done = run("transcribe", sound, "--url", url, config=config, expect=1)
    check("500" in done.stderr and "tried" in done.stderr, f"a dead server is given up: {done.stderr}")
    server.script = []
    done = run("transcribe", sound, "--url", "http://127.0.0.1:9/inference", config=config, expect=1)
    check("127.0.0.1:9" in done.stderr and "connect" in done.stderr, f"no server: {done.stderr}")
    done = run("transcribe", sound, config="", expect=1)
    check("earwitness.toml" in done.stderr, f"no engine is chosen silently: {done.stderr}")
    for key, words in (("engine = \"magic\"", "magic"), ("max_cost = 5", "price_per_hour"), ("timeout_seconds = 0", "timeout_seconds")):
        done = run("transcribe", sound, config="[speech]\n" + key + "\n", expect=1)
        check(words in done.stderr, f"{key}: {done.stderr}")
    page = os.path.join(WORK, "page.mp3")
    with open(page, "w") as out:
        out.write("<html>not audio</html>")
    done = run("transcribe", page, "--url", url, config=config, expect=1)
    check("page.mp3" in done.stderr, f"no audio: {done.stderr}")


def killed(server):
    """`run` killed by SIGKILL at many instants of download and transcription ends like one that was not."""
    config = f'[fetch]\nmin_interval_ms = 0\nallow_private = true\n[speech]\nengine = "http"\nurl = "{server.url("/inference")}"\npiece_seconds = 6\n'

    def fresh(name):
        archive = os.path.join(WORK, name)
        run("add", server.url("/feed.xml"), archive=archive, config=config)
        return archive

    def dump(archive):
        return run("archive", "dump", archive=archive).stdout

    whole = fresh("whole")
    done = run("run", archive=whole)
    check("to transcribe with http" in done.stderr, f"what will be heard is said before: {done.stderr}")
    expected = dump(whole)
    check(expected.count("whale") > 0 or len(expected) > 500, "the archive has findings")
    server.pieces.clear(), server.finished.clear()
    archive = fresh("killed")
    server.delay = 0.15
    kills = kill_loop.until_it_ends([PROGRAM, "run", "--jobs", "1", "--archive", archive], first=0.25)
    server.delay = 0
    run("run", archive=archive)
    check(kills >= 3, f"it was killed {kills} times")
    check(dump(archive) == expected, "killed and run again: the same archive")
    # An answer that reached the program before it was killed is never asked for again; one that was under way may be.
    again = sum(count - 1 for count in server.pieces.values())
    check(again <= kills, f"{again} pieces were asked for again after {kills} kills")
    # The server counts what it has handed to the kernel, which a program that is killed then may not have read: one file a kill at most.
    twice = sum(server.finished[f"/{n}.wav"] - 1 for n in (1, 2))
    check(again + twice <= kills, f"{twice} audio files and {again} pieces came whole again after {kills} kills: {server.finished}")
    left = [f for folder in ("media", "work") for _, _, files in os.walk(os.path.join(archive, folder)) for f in files]
    check(left == [], f"nothing is left behind: {left}")
    print(f"killed {kills} times, {again} pieces asked for twice")


def real_engines(sound):
    url = os.environ.get("EARWITNESS_TEST_WHISPER_URL", "")
    if url:
        done = run("transcribe", sound, "--url", url, "--format", "json", config="", expect=None)
        check(done.returncode == 0 or "no words were heard" in done.stderr, f"whisper.cpp server: {done.stderr}")
        if done.returncode == 0:
            segments = json.loads(done.stdout)["segments"]
            check(all(0 <= s["startTime"] <= s["endTime"] <= 16 for s in segments), "a real server's times are made sane")
        print("a real whisper.cpp server:", done.stderr.strip().splitlines()[-1:] or "good")
    else:
        print("skipped: no whisper.cpp server (EARWITNESS_TEST_WHISPER_URL is not set)")
    if not os.path.exists("/usr/share/pocketsphinx/model/en-us/en-us.lm.bin"):
        return print("skipped: PocketSphinx's model is not installed (pocketsphinx-en-us)")
    if subprocess.run(["sh", "-c", "command -v flite"], capture_output=True).returncode != 0:
        return print("skipped: flite is not installed")
    speech = os.path.join(WORK, "speech.wav")
    subprocess.run(["flite", "-voice", "rms", "-t", "the water in the river is cold this morning. we will go to the market to buy bread.", "-o", speech], check=True)
    done = run("transcribe", speech, "--engine", "pocketsphinx", "--format", "txt")
    check("water in the river" in done.stdout and "bread" in done.stdout, f"PocketSphinx hears a clear voice: {done.stdout}")
    check("Draft: heard by" in done.stderr, "and says that it is a draft")


def main():
    sound = os.path.join(WORK, "sound.wav")
    with open(sound, "wb") as out:
        out.write(SOUND)
    server = Server()
    misbehaving(server, sound)
    killed(server)
    real_engines(sound)
    if failures:
        sys.exit(f"{len(failures)} failed")
    print("transcribe: good")


main()
