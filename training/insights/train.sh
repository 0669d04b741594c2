#!/usr/bin/env bash
# Trains the weights of insights and quotes from the labelled episodes beside the repository and writes them into the
# sources; prints the leave-one-out figures first. With --check it only prints them.
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${EARWITNESS_DATA:-../shared/data}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -d "$data/insights" ] || { echo "train.sh: no $data/insights: set EARWITNESS_DATA to the folder of the data sets" >&2; exit 1; }
mkdir "$work/archive"
tar --zstd -xf "$data/changelog.tar.zst" -C "$work/archive"
python3 training/insights/prepare.py "$data/insights" "$data/insights/transcripts" \
  training/insights/labels.tsv training/insights/quote_labels.tsv "$work/archive" > "$work/episodes.jsonl"
cmake --preset release > /dev/null
cmake --build --preset release --target insights_train > /dev/null
if [ "${1:-}" = "--check" ]; then build/release/training/insights_train "$work/episodes.jsonl"
else build/release/training/insights_train "$work/episodes.jsonl" .
fi
