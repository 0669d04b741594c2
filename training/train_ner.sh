#!/usr/bin/env bash
# Makes models/ner.bin from ../shared/data (docs/entities.md says from what, models/ner.md under which licences).
# One command, about two minutes on two idle cores; the same data give the same bytes.
#   training/train_ner.sh [DATA_FOLDER] [OUTPUT]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
data=${1:-$root/../shared/data}
out=${2:-$root/models/ner.bin}
[ -d "$data/ner" ] || { echo "train_ner.sh: no training data at $data/ner; give the folder that holds ner/ and changelog.tar.zst" >&2; exit 1; }

cmake --preset release -S "$root" >/dev/null
(cd "$root" && cmake --build --preset release --target ner_train contexts_train organisations_train)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Raw talk for clusters and capitals; the episodes that names are scored on stay out.
grep -ho '"source": "[^"]*\.md"' "$data"/names/*.jsonl 2>/dev/null | cut -d'"' -f4 | sort -u > "$work/held_out" || true
tar --use-compress-program=zstd -xf "$data/changelog.tar.zst" -C "$work" --exclude-from="$work/held_out"
(cd "$work" && find . -name '*.md' | LC_ALL=C sort | xargs cat) > "$work/raw.txt"

tools=$root/build/release/training/ner
"$tools/ner_train" lexicon --data "$data/ner" --known "$root/training/ner/known" --out "$work/lexicon" < "$work/raw.txt"
"$tools/ner_train" tagger --data "$data/ner" --lexicon "$work/lexicon" --known "$root/training/ner/known" \
    --templates "$root/training/ner/templates.txt" --out "$work/tagger"

# What stands around names of one certain type; the episodes that insights are scored on stay out as well.
grep -ho '^{"path": "[^"]*\.md"' "$data"/insights/*.json 2>/dev/null | cut -d'"' -f4 | sort -u > "$work/labelled" || true
(cd "$work" && find . -name '*.md' | sed 's#^\./##' | LC_ALL=C sort | { grep -vxFf "$work/labelled" || true; } | sed "s#^#$work/#") |
    "$tools/contexts_train" "$work/tagger" "$root/training/ner/known/term.txt" "$work/contexts"
"$tools/organisations_train" "$work/contexts" "$root/training/ner/organisations.tsv" "$work" "$out"
