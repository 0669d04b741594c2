"""`publish site --clips`: the sound of each quote, cut from every format that clips are cut from, by Debian's ffmpeg made
from a tone that rises with the time, so that a clip tells by its pitch where it comes from. Also that the site is the same
when it is published again, that it verifies, and that a codec that gives no clips is said and harms nothing.

  clips_test.py EARWITNESS
"""
import array
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
WORK = tempfile.mkdtemp(prefix="ew_clips_")
RATE = 16000
LOW, RISE = 300.0, 4.0  # Hz, and Hz a second
LENGTH = 400  # seconds
FORMATS = {  # the file's ending: how ffmpeg makes it, what a clip's ending is, how early it may begin in seconds
    "mp3": (["-c:a", "libmp3lame", "-b:a", "64k"], ".mp3", 0.20),
    "m4a": (["-c:a", "aac", "-b:a", "64k"], ".m4a", 0.22),
    "aac": (["-c:a", "aac", "-b:a", "64k"], ".m4a", 0.22),
    "opus": (["-c:a", "libopus", "-b:a", "48k"], ".ogg", 0.15),
    "ogg": (["-c:a", "libvorbis", "-q:a", "3"], ".ogg", 0.20),
    "flac": (["-c:a", "flac"], ".flac", 0.30),
    "wav": (["-c:a", "pcm_s16le"], ".wav", 0.30),
}
failures = []


def check(good, what):
    if not good:
        failures.append(what)
        print("FAILED:", what)


def run(*arguments, expect=0):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=300)
    check(done.returncode == expect, f"{arguments}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def samples_of(path):
    raw = subprocess.run(["ffmpeg", "-v", "error", "-i", path, "-f", "s16le", "-ar", str(RATE), "-ac", "1", "-"], capture_output=True, check=True)
    return array.array("h", raw.stdout), raw.stderr


def pitch(samples, middle):
    """Hz around a sample: the first and the last upward crossing of zero within a quarter of a second on each side."""
    crossings = []
    for i in range(max(1, middle - RATE // 4), min(len(samples), middle + RATE // 4)):
        if samples[i - 1] < 0 <= samples[i]:
            crossings.append(i - samples[i] / (samples[i] - samples[i - 1]))
    return (len(crossings) - 1) * RATE / (crossings[-1] - crossings[0])


def tree(folder):
    out = {}
    for at, _, files in os.walk(folder):
        for name in files:
            with open(os.path.join(at, name), "rb") as file:
                out[os.path.relpath(os.path.join(at, name), folder)] = file.read()
    return out


def make_talks(folder):
    os.makedirs(folder)
    raw = os.path.join(WORK, "tone.wav")  # 44.1 kHz, so that packets are as long as they are in the wild
    subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", f"aevalsrc=0.35*sin(2*PI*({LOW}*t+{RISE / 2}*t*t)):d={LENGTH}:s=44100", raw], check=True)
    words = run("convert", os.path.join(TOP, "examples", "show", "ep1.vtt"), "--to", "vtt").stdout
    for ending, (how, _, _) in {**FORMATS, "mp4": (["-c:a", "ac3"], "", 0)}.items():
        name = os.path.join(folder, "talk " + ending)
        subprocess.run(["ffmpeg", "-v", "error", "-i", raw, *(["-ar", "48000"] if ending == "opus" else []), *how, f"{name}.{ending}"], check=True)
        with open(name + ".vtt", "w") as out:
            out.write(words)


def main():
    if subprocess.run(["sh", "-c", "command -v ffmpeg"], capture_output=True).returncode != 0:
        print("skipped: ffmpeg is not installed")
        sys.exit(77)
    talks, archive, site = (os.path.join(WORK, name) for name in ("talks", "archive", "site"))
    make_talks(talks)
    run("add", talks, "--archive", archive)
    run("run", "--archive", archive)
    done = run("publish", "site", site, "--archive", archive, "--clips", "--json")
    first = tree(site)
    report = json.loads(done.stdout)
    listed = json.loads(first["verify.json"])["files"]
    listed = listed if isinstance(listed, dict) else {file["path"]: file.get("sha256") for file in listed}
    total = sum(path.startswith("clips/") for path in first)
    for ending, (_, clip_ending, early) in FORMATS.items():
        stem = next(path[:-5] for path in first if re.fullmatch(rf"episodes/talks/talk-{ending}[^/]*\.html", path))
        findings = json.loads(first[stem + ".json"])
        page = first[stem + ".html"].decode()
        quotes = [q for q in findings["quotes"] if q["start_ms"] is not None and q["end_ms"] < LENGTH * 1000]
        check(len(quotes) >= 3, f"{ending}: the example has quotes with times")
        worst = [0.0, 0.0, 0.0, 0.0]
        for quote in quotes:
            path = f"clips/{stem[len('episodes/'):]}/{quote['begin']}-{quote['end']}{clip_ending}"
            check(path in first and path in listed, f"{path} is there and listed")
            check(f'href="../../{path}" download' in page, f"{path} is linked from the page")
            samples, complaints = samples_of(os.path.join(site, path))
            middle = len(samples) // 2
            begins = (pitch(samples, middle) - LOW) / RISE - middle / RATE
            ends = begins + len(samples) / RATE
            early_by, late_by = quote["start_ms"] / 1000 - 0.1 - begins, ends - quote["end_ms"] / 1000 - 0.25
            worst = [min(worst[0], early_by), max(worst[1], early_by), min(worst[2], late_by), max(worst[3], late_by)]
            check(-0.03 <= early_by <= early, f"{path} begins {early_by:.3f} s early")
            check(-0.06 <= late_by <= 0.2, f"{path} ends {late_by:.3f} s late")
        print(f"{ending}: {len(quotes)} clips; begin {worst[0]:.3f} to {worst[1]:.3f} s early, end {worst[2]:.3f} to {worst[3]:.3f} s late")
    check(report["clips"] == total, f"{report['clips']} clips are reported, {total} are there")
    check("talk-mp4" in done.stderr and "ac3" in done.stderr, f"a codec that gives no clips is said: {done.stderr}")
    again = run("publish", "site", site, "--archive", archive, "--clips", "--json", "--jobs", "1")
    check(json.loads(again.stdout)["written"] == 0 and tree(site) == first, "published again nothing changes")
    run("verify", site)
    without = run("publish", "site", site, "--archive", archive, "--json")
    check(json.loads(without.stdout)["removed"] == total and not os.path.exists(os.path.join(site, "clips")), "without --clips they go")
    shutil.rmtree(WORK)
    if failures:
        sys.exit(f"{len(failures)} failed")
    print("clips: good")


main()
