#!/usr/bin/env python3
"""Scores `earwitness search` on passages of speech that answer a question.

  score_search.py EARWITNESS RETRIEVAL.jsonl SEGMENTATION.jsonl [--inside] [--keep FOLDER]

RETRIEVAL has {"qid", "doc", "query", "spans": [[first turn, last turn]]}, SEGMENTATION {"id", "turns": [{"speaker", "text"}]}.
The texts go into an archive of their own, each as an episode. --inside searches only the query's own text
(--episode); without it all texts of the set. A hit is a passage that shares half of the shorter of the two with a
right span. Prints MRR@10 and recall at 1, 5 and 10.
"""
import json
import os
import subprocess
import sys
import tempfile


def load(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def build(program, archive, folder, texts):
    """Each text as Podcasting 2.0 JSON whose times are the numbers of its turns."""
    os.makedirs(folder)
    for number, text in enumerate(texts):
        segments = [{"startTime": i, "endTime": i + 1, "speaker": turn.get("speaker") or "", "body": turn["text"]}
                    for i, turn in enumerate(text["turns"])]
        with open(os.path.join(folder, f"text{number:05}.json"), "w", encoding="utf-8") as out:
            json.dump({"version": "1.0.0", "segments": segments}, out, ensure_ascii=False)
    subprocess.run([program, "add", "--archive", archive, folder], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([program, "run", "--archive", archive, "--quiet"], check=True)


def bytes_of_turns(program, archive, episode):
    """The byte range of each turn in the episode's transcript."""
    shown = subprocess.run([program, "show", "--archive", archive, "--json", episode], check=True, stdout=subprocess.PIPE)
    ranges = {}
    for segment in json.loads(shown.stdout)["analysis"]["transcript"]["segments"]:
        turn = segment["start_ms"] // 1000
        begin, end = ranges.get(turn, (segment["begin"], segment["end"]))
        ranges[turn] = (min(begin, segment["begin"]), max(end, segment["end"]))
    return ranges


def is_right(passage, spans, ranges):
    for first, last in spans:
        turns = [ranges[t] for t in range(first, last + 1) if t in ranges]
        if not turns:
            continue
        begin, end = turns[0][0], turns[-1][1]
        shared = min(end, passage["end"]) - max(begin, passage["begin"])
        if shared * 2 >= min(end - begin, passage["end"] - passage["begin"]):
            return True
    return False


def main():
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    inside, keep = "--inside" in sys.argv, "--keep" in sys.argv
    program, queries, texts = args[0], load(args[1]), load(args[2])
    wanted = {q["doc"] for q in queries}
    texts = [t for t in texts if t["id"] in wanted]
    place = args[3] if keep else tempfile.mkdtemp(prefix="score_search_")
    archive = os.path.join(place, "archive")
    if not os.path.exists(archive):
        build(program, archive, os.path.join(place, "set"), texts)
    episode_of = {t["id"]: f"set/text{n:05}" for n, t in enumerate(texts)}
    ranges = {doc: bytes_of_turns(program, archive, episode) for doc, episode in episode_of.items()}
    doc_of = {episode: doc for doc, episode in episode_of.items()}
    total, at = 0.0, {1: 0, 5: 0, 10: 0}
    for q in queries:
        command = [program, "search", "--archive", archive, "--json", "--limit", "10"]
        if inside:
            command += ["--episode", episode_of[q["doc"]]]
        found = subprocess.run(command + ["--", q["query"]], stdout=subprocess.PIPE)
        hits = json.loads(found.stdout)["hits"] if found.returncode == 0 else []
        rank = next((i for i, hit in enumerate(hits, 1) if doc_of[hit["episode"]] == q["doc"] and is_right(hit["passage"], q["spans"], ranges[q["doc"]])), 0)
        total += 1 / rank if rank else 0
        for k in at:
            at[k] += 0 < rank <= k
    n = len(queries)
    print("MRR@10 %.3f  R@1 %.3f  R@5 %.3f  R@10 %.3f  (%d queries, %d texts)" % (total / n, at[1] / n, at[5] / n, at[10] / n, n, len(texts)))


if __name__ == "__main__":
    main()
