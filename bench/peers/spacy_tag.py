#!/usr/bin/env python3
"""Tags JSON Lines {"id","text"} with a trained spaCy pipeline and answers as `earwitness analyze --format jsonl` does, so
that score_entities.py scores both alike. --speed prints words a second on one thread instead.

  spacy_tag.py MODEL < records.jsonl        spacy_tag.py MODEL --speed FILE...
"""
import json
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = os.environ["BLIS_NUM_THREADS"] = "1"
import spacy  # noqa: E402


def main():
    nlp = spacy.load(sys.argv[1])
    nlp.max_length = 10**8
    if sys.argv[2:3] == ["--speed"]:
        texts = [open(path, encoding="utf-8").read() for path in sys.argv[3:]]
        words = sum(len(text.split()) for text in texts)
        start, cpu = time.perf_counter(), time.process_time()
        names = sum(len(doc.ents) for doc in nlp.pipe(texts, batch_size=4))
        print(f"spaCy {spacy.__version__}: {words} words, {names} names, {words / (time.process_time() - cpu):.0f} words a CPU second, "
              f"{words / (time.perf_counter() - start):.0f} a second of the clock")
        return
    for line in sys.stdin:
        record = json.loads(line)
        text = record["text"]
        entities = []
        for ent in nlp(text).ents:
            begin = len(text[:ent.start_char].encode())
            entities.append({"type": ent.label_, "mentions": [{"begin": begin, "end": begin + len(ent.text.encode())}]})
        print(json.dumps({"id": record["id"], "entities": entities}))


if __name__ == "__main__":
    main()
