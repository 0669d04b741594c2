#!/usr/bin/env bash
# All benchmarks in one run, each beside a reference: feeds beside libxml2 and feedparser, analysis beside `wc -w`.
#   bench/run.sh BUILD [FEEDS [TRANSCRIPTS]]      folders; default: ../shared/data, and where that is missing the example show
set -euo pipefail
cd "$(dirname "$0")/.."
build=$1
feeds=${2:-../shared/data/feeds/real}
archive=../shared/data/changelog.tar.zst
python=/usr/bin/python3   # the one that Debian's python3-feedparser is for
[ -d "$feeds" ] || { feeds=examples/show; echo "no ../shared/data: timing the example show, too small to mean much"; }

echo "== feeds: $feeds"
"$build/bench/feed_bench" "$feeds" 7
"$python" bench/feedparser_bench.py "$feeds" 1

work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
transcripts=${3:-}
if [ -z "$transcripts" ]; then
    transcripts=$work/talk
    mkdir "$transcripts"
    if [ -f "$archive" ]; then
        tar -I zstd -xf "$archive" -C "$work"
        find "$work" -name '*.md' -size +20k | sort | awk 'NR % 10 == 0' | head -200 | xargs -I{} cp {} "$transcripts"
    else
        cp examples/show/ep* "$transcripts"
    fi
fi
for name in analysis entities; do
    if [ -x "$build/bench/${name}_bench" ]; then
        echo "== $name: $(find "$transcripts" -type f | wc -l) transcripts"
        "$build/bench/${name}_bench" "$transcripts"
    fi
done
