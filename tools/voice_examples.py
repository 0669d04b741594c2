#!/usr/bin/env python3
"""Voices the example show with flite and writes it as a host would publish it.

  voice_examples.py OUT [--base-url URL] [--jobs N] [--update-committed]

OUT gets feed.xml, epN.mp3, transcripts, chapters and cover.png. Every sentence is voiced alone and measured, so that each
transcript line stands at its true time. The same scripts give the same bytes; what is already voiced is kept.
--update-committed also writes the text files to examples/show, from where the tests read them.
Needs flite and ffmpeg (Debian packages of these names); otherwise the Python standard library.
"""
import argparse
import concurrent.futures
import hashlib
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import wave
import zlib

import example_show

RATE = 16000  # Hz, what all four voices give
LEAD_MS, SENTENCE_GAP_MS, TURN_GAP_MS, CHAPTER_GAP_MS, TAIL_MS = 600, 220, 420, 900, 800
VERSION = "1"  # of the audio: raise it when voicing changes, so that nothing old is kept


def fail(message):
    sys.exit(f"voice_examples.py: {message}")


def voice_sentence(text, voice, folder, number):
    path = os.path.join(folder, f"{number}.wav")
    done = subprocess.run(["flite", "-voice", voice, "-t", text, "-o", path], capture_output=True, text=True)
    if done.returncode != 0 or not os.path.exists(path):
        fail(f"flite could not say {text!r} with the voice {voice}: {done.stderr.strip()}")
    with wave.open(path, "rb") as file:
        if (file.getframerate(), file.getnchannels(), file.getsampwidth()) != (RATE, 1, 2):
            fail(f"flite's voice {voice} gave {file.getparams()}, expected mono 16-bit {RATE} Hz")
        samples = file.readframes(file.getnframes())
    os.remove(path)
    return samples


def silence(milliseconds):
    return bytes(2 * RATE * milliseconds // 1000)


def voice_episode(lines, voices, folder):
    """All samples, and the lines with start_ms and end_ms."""
    pieces, size, timed = [silence(LEAD_MS)], 2 * RATE * LEAD_MS // 1000, []
    for number, line in enumerate(lines):
        if number > 0:
            gap = silence(CHAPTER_GAP_MS if line["chapter"] else TURN_GAP_MS if line["turn"] else SENTENCE_GAP_MS)
            pieces.append(gap)
            size += len(gap)
        samples = voice_sentence(line["text"], voices[line["speaker"]], folder, number)
        start = size
        pieces.append(samples)
        size += len(samples)
        timed.append(dict(line, start_ms=start * 1000 // (2 * RATE), end_ms=size * 1000 // (2 * RATE)))
    return b"".join(pieces + [silence(TAIL_MS)]), timed


def encode_mp3(samples, title, show, path, folder):
    wav = os.path.join(folder, "all.wav")
    with wave.open(wav, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples)
    done = subprocess.run(
        ["ffmpeg", "-v", "error", "-nostdin", "-y", "-fflags", "+bitexact", "-i", wav, "-map_metadata", "-1", "-metadata", f"title={title}",
         "-metadata", f"album={show}", "-c:a", "libmp3lame", "-b:a", "48k", "-flags:a", "+bitexact", "-threads", "1", "-f", "mp3", path + ".new"],
        capture_output=True, text=True)
    if done.returncode != 0:
        fail(f"ffmpeg could not write {path}: {done.stderr.strip()}")
    os.replace(path + ".new", path)


def make_episode(show, episode, out):
    """{"lines", "duration_ms", "bytes"} of an episode whose MP3 stands in `out`, voiced now or before."""
    key = hashlib.sha256(json.dumps([VERSION, show["title"], episode["title"], show["voices"], episode["lines"]]).encode()).hexdigest()
    mp3, kept = os.path.join(out, episode["id"] + ".mp3"), os.path.join(out, ".voiced", episode["id"] + ".json")
    try:
        with open(kept, encoding="utf-8") as file:
            measured = json.load(file)
        if measured["key"] == key and os.path.getsize(mp3) == measured["bytes"]:
            return measured
    except (OSError, ValueError, KeyError):
        pass
    with tempfile.TemporaryDirectory() as folder:
        samples, lines = voice_episode(episode["lines"], show["voices"], folder)
        encode_mp3(samples, episode["title"], show["title"], mp3, folder)
    measured = {"key": key, "lines": lines, "duration_ms": len(samples) * 1000 // (2 * RATE), "bytes": os.path.getsize(mp3)}
    write_text(kept, json.dumps(measured))
    return measured


def cover_png(size=600):
    """A toothed wheel: rings and spokes of four colours, as an 8-bit palette PNG."""
    palette = bytes([0x1D, 0x2B, 0x3A, 0xF2, 0xB1, 0x34, 0xE8, 0xE4, 0xD8, 0xC4, 0x4E, 0x2F])
    rows = bytearray()
    for y in range(size):
        rows.append(0)
        for x in range(size):
            dx, dy = 2 * x - size, 2 * y - size
            radius = dx * dx + dy * dy
            tooth = (abs(dx) < size // 10 or abs(dy) < size // 10 or abs(abs(dx) - abs(dy)) < size // 7) and radius < (size * 9 // 10) ** 2
            ring = radius < (size * 7 // 10) ** 2
            rows.append(3 if radius < (size // 6) ** 2 else 2 if radius < (size * 2 // 5) ** 2 else 1 if ring or tooth else 0)

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 3, 0, 0, 0)) + chunk(b"PLTE", palette) +
            chunk(b"IDAT", zlib.compress(bytes(rows), 9)) + chunk(b"IEND", b""))


def write_text(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out")
    parser.add_argument("--base-url", help="where OUT will be served, with a slash at its end")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--update-committed", action="store_true")
    options = parser.parse_args()
    for program in ("flite", "ffmpeg"):
        if shutil.which(program) is None:
            fail(f"{program} is not installed; run tools/install.sh demo, or apt-get install {program}")
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "examples", "show")
    show = example_show.read_show(source)
    os.makedirs(options.out, exist_ok=True)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        jobs = {x["id"]: pool.submit(make_episode, show, x, options.out) for x in show["episodes"]}
        measured = {name: job.result() for name, job in jobs.items()}
    for name, text in example_show.text_files(show, measured, options.base_url or show["base_url"]).items():
        write_text(os.path.join(options.out, name), text)
    with open(os.path.join(options.out, "cover.png"), "wb") as file:
        file.write(cover_png())
    if options.update_committed:
        for name, text in example_show.text_files(show, measured, show["base_url"]).items():
            write_text(os.path.join(source, name), text)
    minutes = sum(x["duration_ms"] for x in measured.values()) / 60000
    print(f"{len(measured)} episodes, {minutes:.1f} minutes of audio in {options.out}")


if __name__ == "__main__":
    main()
