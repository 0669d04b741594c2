#!/usr/bin/env python3
"""Reads every real transcript of ../shared/data, compares words, times and speakers with the expected values there, and reads
back what each writer makes of it.

  transcript_expected_test.py PROGRAM [--list]     --list prints each disagreement
"""
import collections
import json
import os
import re
import subprocess
import sys

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "shared", "data", "transcripts")
Word = collections.namedtuple("Word", "text start end speaker alone")

# Where we differ from the expected values on purpose: docs/conformance.md says why. Any other difference fails.
MORE_WORDS = "the expected values hold only paragraphs with a label of their own, and stamps as words"
EXPLAINED = {
    "podcast-transcripts__1_7.srt": "cues out of order are sorted by time",
    "podcast-transcripts__6_3.srt": "cues out of order are sorted by time",
    "podcast-transcripts__6_999.srt": "cues out of order are sorted by time",
    "transcriptator__podnews_weekly_review_2024-01-19.vtt": "the expected values lack the cues of the first minute (\"0.000 -->\")",
}


def convert(program, path, to, data=None):
    done = subprocess.run([program, "convert", "--quiet", path, "--to", to], input=data, capture_output=True)
    return (done.stdout, "") if done.returncode == 0 else (None, done.stderr.decode())


def words_of(segments, names, scale):
    start, end, text = names
    out = []
    for segment in segments:
        found = re.findall(r"\w+", re.sub(r"\*\*|\\", "", segment.get(text) or "").lower())
        begin, stop = (None if segment.get(k) is None else round(segment[k] * scale) for k in (start, end))
        out += [Word(w, begin, stop, label(segment.get("speaker")), len(segment[text].split()) == 1) for w in found]
    return out


def label(name):
    """Bare ids of recognisers ("0", "A") are shown as "Speaker 0"."""
    name = (name or "").strip().rstrip(":").strip()
    return "Speaker " + name if re.fullmatch(r"\w|\d\d", name) else name


def ours(json_bytes):
    return words_of(json.loads(json_bytes)["segments"], ("startTime", "endTime", "body"), 1000)


def expected(path):
    segments = json.load(open(path, encoding="utf-8"))["segments"]
    for segment in segments:
        if segment.get("speaker_prefix"):
            segment["text"] = segment["text"].split(":", 1)[1]
    return words_of(segments, ("start_ms", "end_ms", "text"), 1)


def pairs(want, have):
    """Words that stand in both, in order: a greedy walk that looks ahead for the next four equal words."""
    out, i, j = [], 0, 0
    texts_want, texts_have = [w.text for w in want], [w.text for w in have]
    while i < len(want) and j < len(have):
        if texts_want[i] == texts_have[j]:
            out.append((want[i], have[j]))
            i, j = i + 1, j + 1
            continue
        for d in range(1, 6000):
            if texts_want[i + d:i + d + 4] == texts_have[j:j + 4]:
                i += d
                break
            if texts_have[j + d:j + d + 4] == texts_want[i:i + 4]:
                j += d
                break
        else:
            i, j = i + 1, j + 1
    return out


def same_time(want, have):
    """The same start; where the source times single words and we make sentences of them, inside our sentence."""
    if have.start == want.start:
        return True
    return want.alone and None not in (have.start, have.end) and have.start <= want.start <= have.end


def compare(want, have):
    both = pairs(want, have)
    timed = [(w, h) for w, h in both if w.start is not None]
    spoken = [(w, h) for w, h in both if w.speaker]
    return collections.Counter(want=len(want), have=len(have), words=len(both),
                               timed=len(timed), times=sum(same_time(w, h) for w, h in timed),
                               spoken=len(spoken), speakers=sum(w.speaker == h.speaker for w, h in spoken))


def round_trip(program, file, read, say):
    """Every format reads back to the same words and speakers; those with times to the same start of each segment."""
    first = ours(read)
    # A text cannot say that nobody is named: there a label goes on until the next.
    mixed = len({bool(w.speaker) for w in first}) > 1
    for to in ("json", "vtt", "srt") if mixed else ("json", "vtt", "srt", "txt"):
        written, error = convert(program, file, to)
        again, error = convert(program, "-", "json", written) if written is not None else (None, error)
        if again is None:
            say(f"written as {to} and read again: {error.strip()}")
            continue
        second = ours(again)
        if [w.text for w in first] != [w.text for w in second]:
            at = next((i for i, (a, b) in enumerate(zip(first, second)) if a.text != b.text), min(len(first), len(second)))
            say(f"{to}: words differ at {at}: {[w.text for w in first[at:at + 5]]} became {[w.text for w in second[at:at + 5]]}")
            continue
        for at, (a, b) in enumerate(zip(first, second)):
            begins = at == 0 or first[at - 1].start != a.start
            if a.speaker != b.speaker:
                say(f"{to}: word {at} {a.text!r}: speaker {a.speaker!r} became {b.speaker!r}")
                break
            if begins and to != "txt" and a.start is not None and a.start != b.start:
                say(f"{to}: word {at} {a.text!r}: start {a.start} became {b.start}")
                break


def main():
    program, listing = sys.argv[1], "--list" in sys.argv
    if not os.path.isdir(DATA):
        print("skipped: no ../shared/data/transcripts")
        sys.exit(77)
    total, failures, files, agreeing = collections.Counter(), [], 0, 0
    for name in sorted(os.listdir(os.path.join(DATA, "real"))):
        path = os.path.join(DATA, "real", name)
        read, error = convert(program, path, "json")
        if name.endswith(".rttm"):
            if read is not None or "no words" not in error:
                failures.append(f"{name}: RTTM must be refused, saying that it has no words; got {error!r}")
            continue
        if read is None:
            failures.append(f"{name}: {error.strip()}")
            continue
        files += 1
        found = compare(expected(os.path.join(DATA, "expected", name + ".json")), ours(read))
        total += found
        agrees = (found["want"] == found["words"] == found["have"] and found["timed"] == found["times"] and found["spoken"] == found["speakers"])
        agreeing += agrees
        why = EXPLAINED.get(name) or (MORE_WORDS if name.endswith(".md") else None)
        line = (f"{name}: words {found['words']}/{found['want']} (we read {found['have']}), times {found['times']}/{found['timed']}, "
                f"speakers {found['speakers']}/{found['spoken']}")
        if listing and not agrees:
            print(line, "--", why)
        if not agrees and why is None:
            failures.append(line)
        round_trip(program, path, read, lambda message: failures.append(f"{name}: {message}"))
    print(f"{agreeing} of {files} files agree in every word, time and speaker; words {total['words']}/{total['want']} (we read {total['have']}), "
          f"start times {total['times']}/{total['timed']}, speakers {total['speakers']}/{total['spoken']}")
    for failure in failures:
        print("FAILED", failure)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
