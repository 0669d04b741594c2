#!/usr/bin/env bash
# Makes src/analysis/summary/weights.inc from the training parts of the public summary sets. Deterministic.
# A podcast weighs as much as four meetings: there are four times as many meetings.
# Needs `cmake --build --preset release --target summary_train`.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
gold=${1:-$here/../shared/data}/gold
"$here/build/release/training/summary_train" "$here/src/analysis/summary/weights.inc" "$gold/summary/btc.train.jsonl@4" - \
    "$gold/summary/qmsum.train.jsonl" "$gold/segmentation/qmsum.train.jsonl"
