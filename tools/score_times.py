#!/usr/bin/env python3
"""How well an engine finds the times of given words: the voiced example show, whose times are known, is stripped of them
and given them back by `transcribe --words`.

  score_times.py PROGRAM [--engine pocketsphinx | --url http://.../inference] [--show FOLDER]

Prints for each episode how many segments got a time, and how far their beginnings are from the truth (milliseconds).
"""
import argparse
import glob
import json
import os
import statistics
import subprocess
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--engine", default="pocketsphinx")
    parser.add_argument("--url")
    parser.add_argument("--show", default=os.path.join(TOP, "demo", "show"))
    options = parser.parse_args()
    engine = ["--url", options.url] if options.url else ["--engine", options.engine]
    episodes = [(path, audio) for audio in sorted(glob.glob(os.path.join(options.show, "*.mp3")))
                for path in (audio[:-3] + kind for kind in ("vtt", "srt", "json")) if os.path.exists(path)]
    if not episodes:
        raise SystemExit(f"{options.show}: no voiced episodes with transcripts there; `make demo` voices them")
    every = []
    for path, audio in episodes:
        analysed = subprocess.run([options.program, "analyze", path], capture_output=True, text=True, check=True)
        transcript = json.loads(analysed.stdout)["transcript"]
        text = transcript["text"].encode()
        # One line a segment, so that the reader makes the same segments of it.
        lines = [text[s["begin"]:s["end"]].decode() for s in transcript["segments"]]
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
            file.write("\n\n".join(lines) + "\n")
            file.flush()
            done = subprocess.run([options.program, "transcribe", audio, *engine, "--words", file.name, "--format", "json"], capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(done.stderr)
        found = json.loads(done.stdout)["segments"]
        starts = {}
        for segment in found:
            starts.setdefault(segment["body"].strip(), []).append(round(segment["startTime"] * 1000))
        off, missing = [], 0
        for line, segment in zip(lines, transcript["segments"]):
            if not starts.get(line.strip()):
                missing += 1
                continue
            off.append(abs(starts[line.strip()].pop(0) - segment["start_ms"]))
        every += off
        print(f"{os.path.basename(path)}: {len(off)} of {len(lines)} segments have a time; off by {statistics.median(off):.0f} ms in the middle, "
              f"{sorted(off)[int(len(off) * .9)]} ms at nine tenths, {max(off)} ms at most; {done.stderr.strip()}")
    within = sum(x <= 1000 for x in every) / len(every)
    print(f"together: median {statistics.median(every):.0f} ms, within one second {within:.3f}")


main()
