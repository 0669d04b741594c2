#!/usr/bin/env python3
"""Word error rate and real-time factor of a transcription engine, on recordings whose words are known.

  score_transcription.py PROGRAM [--engine pocketsphinx | --url http://.../inference] [--show FOLDER]

Recordings: the clips of Debian's pocketsphinx-testdata (read speech), the prompts of asterisk-core-sounds-en-g722, and the
example show where it was voiced (`make demo` leaves it in demo/show). Debian's package of the prompts has no text: it is
the file core-sounds-en.txt of Asterisk's sounds (in the archive asterisk-core-sounds-en-*.tar.gz of
downloads.asterisk.org/pub/telephony/sounds), given with --asterisk-text. Of it, prompts of twelve words and more are taken; those with numbers of
several digits, # or * are left out, as nobody knows how they were read. Words are compared in lower case without
punctuation, single digits as words.
Real-time factor: the program's wall time, and its processor time (a server's is not in it), over the length of the audio; loading of the model
included.
"""
import argparse
import glob
import os
import re
import resource
import subprocess
import sys
import tempfile
import time

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(TOP, "tools"))
LIBRIVOX = "/usr/share/pocketsphinx/test/data/librivox"
DIGITS = dict(zip("0123456789", "zero one two three four five six seven eight nine".split()))
ASTERISK = "/usr/share/asterisk/sounds/en_US_f_Allison"


def words(text):
    return [DIGITS.get(word, word) for word in re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))]


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


def asterisk(text_file):
    with open(text_file, encoding="utf-8", errors="replace") as file:
        for line in file:
            name, colon, text = line.partition(":")
            path = os.path.join(ASTERISK, name.strip() + ".g722")
            text = re.sub(r"\[.*?\]|\(.*?\)", "", text)
            if colon and not name.startswith(";") and len(words(text)) >= 12 and not re.search(r"\d\d|[#*]", text) and os.path.exists(path):
                yield path, text


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
    parser.add_argument("--model")
    parser.add_argument("--most", type=int, help="at most so many clips of each set, evenly spread")
    parser.add_argument("--asterisk-text", help="core-sounds-en.txt of Asterisk's sounds")
    parser.add_argument("--show", default=os.path.join(TOP, "demo", "show"))
    options = parser.parse_args()
    engine = ["--url", options.url] if options.url else ["--engine", options.engine]
    engine += ["--model", options.model] if options.model else []
    sets = []
    if os.path.exists(LIBRIVOX):
        sets.append(("pocketsphinx-testdata, read speech", list(librivox())))
    if options.asterisk_text and os.path.isdir(ASTERISK):
        sets.append(("asterisk prompts, studio voice", list(asterisk(options.asterisk_text))))
    if glob.glob(os.path.join(options.show, "*.mp3")):
        sets.append(("example show, made voices", list(example(options.show))))
    for name, there in (("pocketsphinx-testdata", LIBRIVOX), ("asterisk-core-sounds-en-g722 with --asterisk-text", options.asterisk_text and ASTERISK or ""), ("the voiced example show", options.show)):
        if not os.path.exists(there):
            print(f"skipped: {name} is not installed")
    scratch = tempfile.TemporaryDirectory()
    for name, clips in sets:
        if options.most and len(clips) > options.most:
            clips = [clips[i * len(clips) // options.most] for i in range(options.most)]
        wrong = total = 0
        spent = length = 0.0
        used = 0.0
        for path, text in clips:
            if path.endswith(".g722"):  # raw: nothing in it says what it is
                wav = os.path.join(scratch.name, "clip.wav")
                subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", path, wav], check=True)
                path = wav
            started, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
            done = subprocess.run([options.program, "transcribe", path, *engine, "--format", "txt", "--quiet"], capture_output=True, text=True)
            spent += time.monotonic() - started
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            used += after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            probe = subprocess.run(["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", path], capture_output=True, text=True)
            length += float(probe.stdout or 0)
            heard = re.sub(r"^\[[\d:]+\] ", "", done.stdout, flags=re.M) if done.returncode == 0 else ""
            wrong += distance(words(text), words(heard))
            total += len(words(text))
        print(f"{name}: {len(clips)} clips, {total} words: WER {wrong / total:.3f}, real-time factor {spent / max(length, .001):.2f} by the clock, {used / max(length, .001):.2f} in the program's processor time")


main()
