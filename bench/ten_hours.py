#!/usr/bin/env python3
"""A recording of many hours through `earwitness transcribe`: how much memory it takes at its peak, and how long.

  ten_hours.py PROGRAM [HOURS [BAR_MB]]      10 hours and 300 MB where not given; exits 1 above the bar

Makes an MP3 of a made voice (Debian's flite and ffmpeg) in the temporary folder, and answers as a whisper.cpp server on loopback would,
at once: what is measured is decoding, cutting, sending and putting together. Memory is the kernel's ru_maxrss of the
child, in MB of 1,048,576 bytes.
"""
import http.server
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import time

SENTENCES = ("The keeper climbed the stairs with a lamp of whale oil in her hand.", "Nobody had seen a ship for eleven days.",
             "In the morning the fog was gone, and the harbour lay open.", "We counted the barrels twice, and twice one was missing.")
RATE = 16000
WORDS_A_SECOND = 2.5


def make_recording(folder, hours):
    """Ten minutes of voice with pauses of .2 to 4 seconds, looped as packets to so many hours."""
    raw = os.path.join(folder, "minutes.raw")
    with open(raw, "wb") as out:
        number, written = 0, 0
        spoken = []
        for sentence in SENTENCES:
            path = os.path.join(folder, "sentence.wav")
            subprocess.run(["flite", "-voice", "slt", "-t", sentence, "-o", path], check=True)
            spoken.append(subprocess.run(["ffmpeg", "-v", "error", "-i", path, "-f", "s16le", "-ar", str(RATE), "-ac", "1", "-"], check=True, capture_output=True).stdout)
        while written < 600 * RATE * 2:
            pause = (0.2, 0.4, 1.1, 0.3, 4.0)[number % 5]
            piece = spoken[number % len(spoken)] + bytes(int(pause * RATE) * 2)
            out.write(piece)
            written += len(piece)
            number += 1
    minutes, whole = os.path.join(folder, "minutes.mp3"), os.path.join(folder, "hours.mp3")
    subprocess.run(["ffmpeg", "-v", "error", "-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", raw, "-b:a", "24k", minutes], check=True)
    subprocess.run(["ffmpeg", "-v", "error", "-stream_loop", "-1", "-i", minutes, "-t", str(int(hours * 3600)), "-c", "copy", whole], check=True)
    return whole


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    pieces = 0

    def log_message(self, *_):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        at = body.index(b"RIFF")
        seconds = struct.unpack("<I", body[at + 40:at + 44])[0] / 2 / RATE
        Handler.pieces += 1
        # One segment in ten seconds, as Whisper gives them; numbers keep every one of them different from the next.
        segments = []
        for number in range(int(seconds / 10)):
            words = [f"{Handler.pieces * 1000 + number}th"] + SENTENCES[number % len(SENTENCES)].split()
            words = (words * 3)[:int(10 * WORDS_A_SECOND)]
            step = 9.5 / len(words)
            segments.append({"start": number * 10, "end": number * 10 + 9.5, "text": " " + " ".join(words), "words": [
                {"word": " " + w, "start": number * 10 + i * step, "end": number * 10 + (i + 1) * step, "probability": .9} for i, w in enumerate(words)]})
        answer = json.dumps({"language": "english", "segments": segments}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


def main():
    program = os.path.abspath(sys.argv[1])
    hours = float(sys.argv[2]) if len(sys.argv) > 2 else 10
    bar_mb = float(sys.argv[3]) if len(sys.argv) > 3 else 300
    folder = tempfile.mkdtemp(prefix="ew_ten_hours_")
    try:
        recording = make_recording(folder, hours)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        out = os.path.join(folder, "words.vtt")
        started = time.monotonic()
        child = subprocess.Popen([program, "transcribe", recording, "--url", f"http://127.0.0.1:{server.server_address[1]}/inference", "-o", out,
                                  "--archive", os.path.join(folder, "none")])
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - started
        if status != 0:
            sys.exit("the program failed")
        peak = usage.ru_maxrss / 1024
        with open(out, encoding="utf-8") as file:
            words = len(file.read().split())
        print(f"{hours:g} hours, {os.path.getsize(recording) / 1e6:.0f} MB of MP3 in {Handler.pieces} pieces, {words} words of VTT: peak memory {peak:.0f} MB (bar {bar_mb:g}), "
              f"{wall:.0f} s by the clock, {usage.ru_utime:.0f} s of user and {usage.ru_stime:.0f} s of system time")
        sys.exit(peak >= bar_mb)
    finally:
        shutil.rmtree(folder)


main()
