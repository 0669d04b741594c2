#!/usr/bin/env bash
# Makes models/background.bin from open transcripts in ../shared/data (models/background.md says which and under
# which licence). Deterministic; a minute. Needs `cmake --build --preset release --target background_train`.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
data=${1:-$here/../shared/data}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tar --zstd -xf "$data/changelog.tar.zst" -C "$work"
# Only the training part of the public split (sha1 of the path, modulo 10, 0 to 5): the rest is for scoring.
python3 - "$work" "$data" > "$work/list" <<'PY'
import hashlib, json, os, re, sys
work, data = sys.argv[1:]
paths = []
for base, _, names in os.walk(work):
    for name in names:
        path = os.path.relpath(os.path.join(base, name), work)
        if name.endswith(".md") and int(hashlib.sha1(path.encode()).hexdigest(), 16) % 10 < 6:
            # Speakers' labels and time stamps are not talk.
            with open(os.path.join(base, name), encoding="utf-8") as text:
                talk = re.sub(r"(?m)^\*\*[^*\n]*\*\*:?|\\?\[[0-9:]+\\?\]|[\\*]", " ", text.read())
            with open(os.path.join(base, name)[:-3] + ".txt", "w", encoding="utf-8") as out:
                out.write(talk)
            paths.append(os.path.join(base, name)[:-3] + ".txt")
for name in ("btc_podcast", "qmsum"):
    with open(f"{data}/gold/segmentation/{name}.train.jsonl", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            path = os.path.join(work, f"{name}-{number:04}.txt")
            with open(path, "w", encoding="utf-8") as out:
                out.write("\n\n".join(turn["text"] for turn in json.loads(line)["turns"]))
            paths.append(path)
print("\n".join(sorted(paths)))
PY
"$here/build/release/training/background_train" "$here/models/background.bin" < "$work/list"
