"""Who speaks, by stereo channels and by RTTM: two voices of Debian's flite talk by turns, one on each channel, each heard on
the other's as well, in several ways; a scripted server gives words whose speaker and time are known (and shifts the times,
as recognisers do); the labels of `transcribe --channels` are counted word by word. Prints a table (docs/accuracy.md) and
fails where the labels are worse than they were. Also RTTM: given, beside a local file, and wrong.

  channels_test.py EARWITNESS
"""
import array
import http.server
import json
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import threading

PROGRAM = os.path.abspath(sys.argv[1])
WORK = tempfile.mkdtemp(prefix="ew_channels_")
RATE = 16000
LINES = ["The keeper climbed the stairs with a lamp of whale oil in her hand.", "And did she see a ship?", "Nobody had seen one for eleven days, as far as we know.", "Right.",
         "In the morning the fog was gone, and the harbour lay open again.", "So that is when they counted the barrels in the cellar, I suppose.", "They counted them twice.", "Twice?",
         "Twice, and one was missing each time. It was never found, and the report says nothing of it.", "I have read another report, which says that it was the keeper himself who took it home.",
         "Yes.", "Why would anybody write that down if it was not so?"]
failures = []


def check(good, what):
    if not good:
        failures.append(what)
        print("FAILED:", what)


def spoken():
    """(who, samples) of each line, without the silence around it."""
    out = []
    for number, line in enumerate(LINES):
        path = os.path.join(WORK, "line.wav")
        subprocess.run(["flite", "-voice", ("kal", "slt")[number % 2], "-t", line, "-o", path], check=True)
        raw = subprocess.run(["ffmpeg", "-v", "error", "-i", path, "-f", "s16le", "-ar", str(RATE), "-ac", "1", "-"], check=True, capture_output=True).stdout
        samples = array.array("h", raw)
        loud = [i for i, s in enumerate(samples) if abs(s) > 300]
        out.append((number % 2, samples[loud[0]:loud[-1]]))
    return out


def conversation(lines, gap, gains, bleed, hiss):
    """A stereo WAV of the lines, `gap` seconds apart (below nothing: at once), and the words: (text, who, start, end)."""
    place, turns = RATE, []
    for number, (who, samples) in enumerate(lines):
        turns.append((who, place, samples, LINES[number]))
        place += len(samples) + int(gap * RATE)
    tracks = [[0.0] * (place + 2 * RATE) for _ in range(2)]
    words = []
    for who, at, samples, line in turns:
        for i, sample in enumerate(samples):
            tracks[who][at + i] += sample
        texts = line.split()
        letters = sum(len(word) for word in texts)
        done = 0
        for word in texts:
            start, done = at + len(samples) * done / letters, done + len(word)
            words.append((f"{'ab'[who]}{len(words)}", who, start / RATE, (at + len(samples) * done / letters) / RATE))
    chance = random.Random(7)
    out = array.array("h")
    for i in range(len(tracks[0])):
        for c in range(2):
            value = (tracks[c][i] + bleed * tracks[1 - c][i]) * gains[c] + chance.gauss(0, hiss)
            out.append(max(-32767, min(32767, round(value))))
    data = out.tobytes()
    return b"RIFF" + struct.pack("<I", 36 + len(data)) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 2, RATE, 4 * RATE, 4, 16) + b"data" + struct.pack("<I", len(data)) + data, words, turns


class Server(http.server.ThreadingHTTPServer):
    answer = b""


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(self.server.answer)))
        self.end_headers()
        self.wfile.write(self.server.answer)


def answer(words, shift):
    """Words in segments of seven, whoever says them; times off by up to `shift` seconds, evenly."""
    chance = random.Random(11)
    segments = []
    for at in range(0, len(words), 7):
        some = [(text, max(0, start + chance.uniform(-shift, shift)), end + chance.uniform(-shift, shift)) for text, _, start, end in sorted(words[at:at + 7], key=lambda w: w[2])]
        segments.append({"start": some[0][1], "end": max(end for _, _, end in some), "text": " " + " ".join(text for text, _, _ in some),
                         "words": [{"word": " " + text, "start": start, "end": end} for text, start, end in some]})
    return json.dumps({"language": "english", "segments": segments}).encode()


def run(*arguments, expect=0):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=300)
    check(done.returncode == expect, f"{arguments}: exit {done.returncode}, not {expect}\n{done.stdout}{done.stderr}")
    return done


def count(transcript, names):
    """Right, wrong, unknown; and that the words came through in order."""
    right = wrong = unknown = 0
    for segment in transcript["segments"]:
        for word in segment["body"].split():
            speaker = segment.get("speaker")
            right += speaker == names["ab".index(word[0])]
            wrong += speaker == names[1 - "ab".index(word[0])]
            unknown += not speaker
    return right, wrong, unknown


# What it is, gap, gains, bleeding, hiss, shift of the times; at most so many words wrong and unknown, as shares.
WAYS = [
    ("each heard on their own channel alone", 0.3, (1, 1), 0.0, 5, 0.0, 0.0, 0.0),
    ("heard on the other's at -20 dB", 0.3, (1, 1), 0.1, 5, 0.0, 0.0, 0.02),
    ("the same, word times off by up to 0.1 s", 0.3, (1, 1), 0.1, 5, 0.1, 0.02, 0.02),
    ("the same, off by up to 0.25 s", 0.3, (1, 1), 0.1, 5, 0.25, 0.05, 0.03),
    ("at -12 dB", 0.3, (1, 1), 0.25, 5, 0.1, 0.03, 0.05),
    ("at -12 dB, the second channel 12 dB softer, hiss at -56 dB", 0.3, (1, 0.25), 0.25, 50, 0.1, 0.03, 0.08),
    ("at -6 dB", 0.3, (1, 1), 0.5, 5, 0.1, 0.1, 1.0),
    ("at -20 dB, no pause between the turns", 0.0, (1, 1), 0.1, 5, 0.1, 0.04, 0.03),
    ("at -20 dB, each begins 0.4 s before the other ends", -0.4, (1, 1), 0.1, 5, 0.1, 0.15, 0.1),
    ("mono on both channels", 0.3, (1, 1), 1.0, 5, 0.1, 0.0, 1.0),
]


def by_channels(server, lines, url, archive):
    path = os.path.join(WORK, "talk.wav")
    for what, gap, gains, bleed, hiss, shift, most_wrong, most_unknown in WAYS:
        sound, words, _ = conversation(lines, gap, gains, bleed, hiss)
        with open(path, "wb") as out:
            out.write(sound)
        server.answer = answer(words, shift)
        done = run("transcribe", path, "--url", url, "--channels", "--format", "json", "--archive", archive)
        right, wrong, unknown = count(json.loads(done.stdout), ("Channel 1", "Channel 2"))
        total = right + wrong + unknown
        print(f"{what}: {total} words, {wrong / total:.1%} wrong, {unknown / total:.1%} unknown")
        check(total == len(words), f"{what}: {total} of {len(words)} words came through")
        check(wrong <= most_wrong * total and unknown <= most_unknown * total, f"{what}: {wrong} wrong, {unknown} unknown of {total}")
    mono = os.path.join(WORK, "mono.wav")
    subprocess.run(["ffmpeg", "-v", "error", "-i", path, "-ac", "1", mono], check=True)
    done = run("transcribe", mono, "--url", url, "--channels", "--archive", archive, expect=1)
    check("mono.wav" in done.stderr and "--channels" in done.stderr, f"mono is said before anything is heard: {done.stderr}")


def by_rttm(server, lines, url, archive):
    folder = os.path.join(WORK, "talks")
    os.makedirs(folder)
    path, rttm = os.path.join(folder, "talk.wav"), os.path.join(folder, "talk.rttm")
    sound, words, turns = conversation(lines, 0.3, (1, 1), 1.0, 5)
    with open(path, "wb") as out:
        out.write(sound)
    with open(rttm, "w") as out:
        out.writelines(f"SPEAKER talk 1 {at / RATE:.3f} {len(samples) / RATE:.3f} <NA> <NA> {('Ann', 'Ben')[who]} <NA> <NA>\n" for who, at, samples, _ in turns)
    server.answer = answer(words, 0.1)
    done = run("transcribe", path, "--url", url, "--rttm", rttm, "--format", "json", "--archive", archive)
    right, wrong, unknown = count(json.loads(done.stdout), ("Ann", "Ben"))
    print(f"the true turns as RTTM, word times off by up to 0.1 s: {right + wrong + unknown} words, {wrong / len(words):.1%} wrong, {unknown / len(words):.1%} unknown")
    check(right >= 0.97 * len(words), f"RTTM: {right} right, {wrong} wrong, {unknown} unknown of {len(words)}")
    # Beside a local file, for audio and for a transcript.
    def labels(show):
        run("run", "--archive", show)
        episodes = json.loads(run("show", "talks/talk", "--json", "--archive", show).stdout)
        return json.dumps(episodes)
    heard = os.path.join(WORK, "heard")
    os.makedirs(heard)
    with open(os.path.join(heard, "earwitness.toml"), "w") as out:
        out.write(f'[speech]\nengine = "http"\nurl = "{url}"\npiece_seconds = 3600\n')
    run("add", folder, "--archive", heard)
    check("Ann" in labels(heard) and "Ben" in labels(heard), "NAME.rttm beside audio names the speakers")
    run("transcribe", path, "--url", url, "--format", "vtt", "-o", os.path.join(folder, "talk.vtt"), "--archive", archive)
    os.remove(path)
    read = os.path.join(WORK, "read")
    run("add", folder, "--archive", read)
    check("Ann" in labels(read), "NAME.rttm beside a transcript names the speakers")
    with open(rttm, "a") as out:
        out.write("SPEAKER talk 1 x 1 <NA> <NA> Ann <NA> <NA>\n")
    done = run("run", "--archive", read, expect=1)
    check("talk.rttm" in done.stderr + done.stdout and f"line {len(turns) + 1}" in done.stderr + done.stdout, f"a damaged one is named with its line: {done.stderr}{done.stdout}")


def main():
    for program in ("flite", "ffmpeg"):
        if shutil.which(program) is None:
            print(f"skipped: {program} is not installed")
            sys.exit(77)
    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}/inference"
    archive = os.path.join(WORK, "archive")
    os.makedirs(archive)
    with open(os.path.join(archive, "earwitness.toml"), "w") as out:
        out.write("[speech]\npiece_seconds = 3600\n")
    lines = spoken()
    by_channels(server, lines, url, archive)
    by_rttm(server, lines, url, archive)
    shutil.rmtree(WORK)
    if failures:
        sys.exit(f"{len(failures)} failed")
    print("channels: good")


main()
