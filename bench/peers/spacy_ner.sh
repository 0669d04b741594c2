#!/usr/bin/env bash
# Trains spaCy's default CPU pipeline for names on the sets that ours is trained on and scores both in one run:
#   bench/peers/spacy_ner.sh PROGRAM WORK [MINUTES]      WORK: a folder outside the repository; MINUTES caps the training (25)
# spaCy is pinned and fetched from PyPI into WORK. Its configuration is what `spacy init config --pipeline ner --optimize
# efficiency` writes, plus its own lower-casing augmenter (ours is trained on lower-cased copies too). docs/accuracy.md has the figures.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "$1"); mkdir -p "$2"; work=$(realpath "$2"); minutes=${3:-25}
data=$here/../../../shared/data; tools=$here/../../../shared/tools
version=3.7.5

[ -x "$work/venv/bin/spacy" ] || { python3 -m venv "$work/venv"; "$work/venv/bin/pip" install -q "spacy==$version" typer==0.12.5 click==8.1.7; }
python=$work/venv/bin/python

train="gum/train_free uner_ewt/train wnut17/train btc/train wikigold/train crossner_ai/train crossner_literature/train crossner_music/train
       crossner_politics/train crossner_science/train earnings21/train earnings21_asr_speechmatics/train earnings21_asr_google/train changelog_silver/train"
dev="gum/dev_spoken earnings21/dev earnings21_asr_speechmatics/dev uner_ewt/dev wnut17/dev crossner_ai/dev"
for set in $train $dev; do python3 "$tools/conll_to_jsonl.py" "$data/ner/$set.conll" > "$work/${set/\//.}.jsonl"; done
cp -f "$data"/names/{tech,nontech}.dev.jsonl "$work"
list() { for set in $1; do echo "$work/${set/\//.}.jsonl"; done; }

if [ ! -d "$work/model/model-best" ]; then
    "$python" "$here/spacy_data.py" "$work/train.spacy" $(list "$train")
    "$python" "$here/spacy_data.py" "$work/dev.spacy" $(list "gum/dev_spoken uner_ewt/dev crossner_ai/dev")
    "$python" -m spacy init config "$work/config.cfg" --lang en --pipeline ner --optimize efficiency --force > /dev/null
    sed -i '/^\[corpora.train\]/,/^$/ s/^augmenter = null/augmenter = {"@augmenters":"spacy.lower_case.v1","level":0.3}/' "$work/config.cfg"
    timeout "$((minutes * 60))" "$python" -u -m spacy train "$work/config.cfg" --output "$work/model" --paths.train "$work/train.spacy" \
        --paths.dev "$work/dev.spacy" > "$work/train.log" 2>&1 || echo "training was stopped at its cap of $minutes minutes"
    tail -3 "$work/train.log"
fi

score() { # name, file, options, command...
    local name=$1 file=$2 options=$3; shift 3
    printf '%-14s %-40s %s\n' "$name" "$(basename "$file") $options" "$(python3 "$tools/score_entities.py" "$file" $options -- "$@" | grep -E '^micro')"
}
for file in $(list "$dev") "$work/tech.dev.jsonl" "$work/nontech.dev.jsonl"; do
    for options in "" "--lower"; do
        [ -z "$options" ] || [[ $file == */earnings21.dev* || $file == */tech.dev* ]] || continue
        score earwitness "$file" "$options" "$program" analyze --format jsonl
        score "spaCy $version" "$file" "$options" "$python" "$here/spacy_tag.py" "$work/model/model-best"
    done
done

mkdir -p "$work/talk" "$work/sample"
tar -I zstd -xf "$data/changelog.tar.zst" -C "$work/talk"
cp $(find "$work/talk/practicalai" -name '*.md' | sort | head -40) "$work/sample"
"$python" "$here/spacy_tag.py" "$work/model/model-best" --speed "$work"/sample/*
bench=$here/../../build/bench/bench/entities_bench
if [ -x "$bench" ]; then "$bench" "$work/sample" 5; else echo "no $bench: cmake --preset bench && cmake --build --preset bench --target entities_bench"; fi
