#!/usr/bin/env bash
# Makes src/analysis/entities/salience_weights.inc from the training part of GUM's salience (spoken genres whose licence
# allows it). Deterministic; seconds. The names are those that the program itself finds, so train models/ner.bin first.
# Needs `cmake --build --preset release --target salience_train`.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
"$here/build/release/training/salience_train" "${1:-$here/../shared/data}/gold/salience/gum.train.jsonl" \
    "$here/src/analysis/entities/salience_weights.inc"
