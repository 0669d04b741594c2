#!/usr/bin/env python3
"""Word error rate and real-time factor of a transcription engine, on recordings whose words are known.

  score_transcription.py PROGRAM [--engine pocketsphinx | --url http://.../inference] [--show FOLDER]

Recordings: the clips of Debian's pocketsphinx-testdata (read speech), the prompts of asterisk-core-sounds-en-g722 where their
text is installed, and the example show where it was voiced (`make demo` leaves it in demo/show). Words are compared
in lower case without punctuation; numbers written in digits are not spelt out, which counts against an engine that writes digits.
Real-time factor: the program's wall time over the length of the audio, loading of the model included.
"""
import argparse
import glob
import gzip
import os
import re
import subprocess
import sys
import time

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(TOP, "tools"))
LIBRIVOX = "/usr/share/pocketsphinx/test/data/librivox"
ASTERISK_TEXT = "/usr/share/doc/asterisk-core-sounds-en-g722/core-sounds-en.txt.gz"
ASTERISK = "/usr/share/asterisk/sounds/en_US_f_Allison"


def words(text):
    return re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))


def distance(reference, heard):
    row = list(range(len(heard) + 1))
    for i, a in enumerate(reference, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(heard, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def librivox():
    with open(os.path.join(LIBRIVOX, "transcription"), encoding="utf-8") as file:
        for line in file:
            found = re.match(r"<s> (.*) </s> \((.*)\)", line.strip())
            yield os.path.join(LIBRIVOX, found[2] + ".wav"), found[1]


def asterisk():
    with gzip.open(ASTERISK_TEXT, "rt", encoding="utf-8", errors="replace") as file:
        for line in file:
            name, colon, text = line.partition(":")
            path = os.path.join(ASTERISK, name.strip() + ".g722")
            if colon and not name.startswith(";") and len(words(text)) >= 12 and os.path.exists(path):
                yield path, re.sub(r"\[.*?\]|\(.*?\)", "", text)


def example(folder):
    import example_show
    show = example_show.read_show(os.path.join(TOP, "examples", "show"))
    for episode in show["episodes"]:
        path = os.path.join(folder, episode["id"] + ".mp3")
        if os.path.exists(path):
            yield path, " ".join(line["text"] for line in episode["lines"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--engine", default="pocketsphinx")
    parser.add_argument("--url")
    parser.add_argument("--show", default=os.path.join(TOP, "demo", "show"))
    options = parser.parse_args()
    engine = ["--url", options.url] if options.url else ["--engine", options.engine]
    sets = []
    if os.path.exists(LIBRIVOX):
        sets.append(("pocketsphinx-testdata, read speech", list(librivox())))
    if os.path.exists(ASTERISK_TEXT):
        sets.append(("asterisk prompts, studio voice", list(asterisk())[:40]))
    if glob.glob(os.path.join(options.show, "*.mp3")):
        sets.append(("example show, made voices", list(example(options.show))))
    for name, there in (("pocketsphinx-testdata", LIBRIVOX), ("the text of asterisk-core-sounds-en-g722", ASTERISK_TEXT), ("the voiced example show", options.show)):
        if not os.path.exists(there):
            print(f"skipped: {name} is not installed")
    for name, clips in sets:
        wrong = total = 0
        spent = length = 0.0
        for path, text in clips:
            started = time.monotonic()
            done = subprocess.run([options.program, "transcribe", path, *engine, "--format", "txt", "--quiet"], capture_output=True, text=True)
            spent += time.monotonic() - started
            probe = subprocess.run(["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", path], capture_output=True, text=True)
            length += float(probe.stdout or 0)
            heard = re.sub(r"^\[[\d:]+\] ", "", done.stdout, flags=re.M) if done.returncode == 0 else ""
            wrong += distance(words(text), words(heard))
            total += len(words(text))
        print(f"{name}: {len(clips)} clips, {total} words: WER {wrong / total:.3f}, real-time factor {spent / max(length, .001):.2f}")


main()
