#!/usr/bin/env bash
# Makes src/analysis/chapters/weights.inc from the training parts of the public segmentation sets. Deterministic.
# The podcasts weigh little: two speakers' turns teach what larger rounds do not do, and the meetings serve both (measured
# on the development parts). Needs `cmake --build --preset release --target chapters_train`.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
gold=${1:-$here/../shared/data}/gold/segmentation
"$here/build/release/training/chapters_train" "$here/src/analysis/chapters/weights.inc" \
    "$gold/btc_podcast.train.jsonl@0.3" "$gold/qmsum.train.jsonl"
