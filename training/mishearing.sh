#!/usr/bin/env bash
# Learns which words are a misheard name, from what recognisers wrote on the train calls beside the repository; prints its
# figures, each call judged by weights that have not seen it, and writes src/analysis/entities/mishearing_weights.cc.
set -euo pipefail
cd "$(dirname "$0")/.."
data=${EARWITNESS_DATA:-../shared/data}/ner
[ -d "$data/earnings21_asr_amazon" ] || { echo "mishearing.sh: no $data/earnings21_asr_amazon: set EARWITNESS_DATA to the folder of the data sets" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --preset release > /dev/null
cmake --build --preset release --target mishearing_train > /dev/null
python3 training/label_mishearing.py records "$data" | build/release/training/mishearing_train evidence > "$work/evidence.tsv"
python3 training/label_mishearing.py labels "$data" < "$work/evidence.tsv" > "$work/rows.tsv"
build/release/training/mishearing_train fit . < "$work/rows.tsv"
