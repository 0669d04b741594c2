#!/usr/bin/env bash
# Makes src/analysis/entities/salience_weights.inc from the training part of GUM's salience and its names (spoken genres whose
# licence allows it: those of train_free). Deterministic; seconds. The names are those that the program itself finds, so
# train models/ner.bin first. Needs `cmake --build --preset release --target salience_train`.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
data=${1:-$here/../shared/data}
"$here/build/release/training/salience_train" "$data/gold/salience/gum.train.jsonl" "$data/ner/gum/train_free.conll" \
    "$here/src/analysis/entities/salience_weights.inc"
