#!/usr/bin/env bash
# What the findings are worth on the development sets beside the repository (docs/accuracy.md explains each figure).
#   tools/accuracy.sh PROGRAM
# A set or a scorer that is not there is named and left out. Nothing here is tuned on: see docs/accuracy.md for what was trained on what.
set -uo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "${1:-build/release/earwitness}")
data=${EARWITNESS_DATA:-../shared/data}
scorers=${EARWITNESS_SCORERS:-../shared/tools}
[ -x "$program" ] || { echo "accuracy.sh: no program at $program: run make build" >&2; exit 1; }

section() { printf '\n== %s\n' "$1"; }
have() { [ -e "$1" ] || { echo "skipped: no $1"; return 1; }; }
section "insights and quotes, each episode judged by weights that have not seen it (leave one episode out)"
have "$data/insights" && have "$data/changelog.tar.zst" && training/insights/train.sh --check

section "insights and quotes of the program itself (its weights were trained on these six episodes: not a measure of quality)"
have "$data/insights" && have "$scorers/score_insights.py" &&
  python3 "$scorers/score_insights.py" "$data/insights" "$data/insights/transcripts" -- "$program" analyze --format jsonl - | grep -v '^entities'

analyse=("$program" analyze --format jsonl)

section "chapters (Pk and WindowDiff: lower is better; F1 within two turns)"
for set in btc_podcast qmsum; do
    gold=$data/gold/segmentation/$set.dev.jsonl
    have "$gold" && have "$scorers/score_spoken.py" && printf '%-20s ' $set && python3 "$scorers/score_spoken.py" chapters "$gold" -- "${analyse[@]}"
done

section "chapter titles (words shared with an editor's titles)"
gold=$data/gold/segmentation/btc_podcast.dev.jsonl
have "$gold" && printf '%-20s ' btc_podcast && python3 tools/score_titles.py "$gold" -- "${analyse[@]}"

section "summary (ROUGE F1 against human summaries)"
for set in btc qmsum gum; do
    gold=$data/gold/summary/$set.dev.jsonl turns=()
    [ $set = qmsum ] && turns=(--turns "$data/gold/segmentation/qmsum.dev.jsonl")
    have "$gold" && have "$scorers/score_spoken.py" && printf '%-20s ' $set && python3 "$scorers/score_spoken.py" summary "$gold" "${turns[@]}" -- "${analyse[@]}"
done

section "topics (texts of show-note links that are said in the episode: incomplete gold, for ranking methods)"
gold=$data/gold/keyphrase/changelog_shownotes.dev.jsonl
have "$gold" && printf '%-20s ' changelog && python3 tools/score_keyphrases.py "$gold" -- "${analyse[@]}"

section "names (exact spans, micro F1 over seven types; then found spans whatever their type)"
names() { # set, options
    local gold=$1 name=$2; shift 2
    printf '%-32s ' "$name $*"
    python3 "$scorers/score_entities.py" "$gold" "$@" -- "${analyse[@]}" | awk '/^span/ { span = $7 } /^micro/ { printf "F1 %s  P %s  R %s", $7, $3, $5 } END { printf "  (spans F1 %s)\n", span }'
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for set in gum/dev_spoken gum/dev earnings21/dev earnings21_asr_speechmatics/dev earnings21_asr_rev_kaldi_nlp/dev uner_ewt/dev wnut17/dev crossner_ai/dev crossner_music/dev; do
    have "$data/ner/$set.conll" && have "$scorers/conll_to_jsonl.py" || continue
    python3 "$scorers/conll_to_jsonl.py" "$data/ner/$set.conll" > "$work/set.jsonl"
    names "$work/set.jsonl" "$set"
    [ $set != earnings21/dev ] || names "$work/set.jsonl" "$set" --lower
done
for set in tech nontech; do
    have "$data/names/$set.dev.jsonl" && have "$scorers/score_entities.py" || continue
    names "$data/names/$set.dev.jsonl" "names/$set"
    names "$data/names/$set.dev.jsonl" "names/$set" --lower
done

section "misheard names (earnings calls in the words of five recognisers; half of each call's names is given)"
have "$data/ner/earnings21_asr_amazon" && tools/score_corrections.py --data "$data/ner" --program "$program"

section "speakers (Changelog talk with its labels taken away; first with nothing but the talk, then with the feed's people)"
have "$data/changelog.tar.zst" && for people in "" --persons; do
    tools/score_speakers.py --talk "$data/changelog.tar.zst" --split even $people --program "$program"
done

section "names of the six labelled episodes (PERSON, ORG, PRODUCT; the labels list what their reader noticed)"
have "$data/insights" && have "$scorers/score_insights.py" &&
  python3 "$scorers/score_insights.py" "$data/insights" "$data/insights/transcripts" -- "$program" analyze --format jsonl - | grep '^entities'

section "salience (named entities that a human summary mentions; spoken documents)"
gold=$data/gold/salience/gum.dev.jsonl
ranker=$(dirname "$program")/training/salience_rank rank=()
have "$ranker" && rank=(--ranker "$ranker")
have "$gold" && printf '%-20s ' gum &&
  tools/score_salience.py "$gold" --parts --names "$data/ner/gum/dev_spoken.conll" "${rank[@]}" -- "${analyse[@]}"
gold=$data/gold/summary/btc.dev.jsonl
have "$gold" && printf '%-20s ' "names in summaries" && tools/score_summary_names.py "$gold" -- "${analyse[@]}"
