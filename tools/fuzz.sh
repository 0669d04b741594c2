#!/usr/bin/env bash
# Runs every fuzz target of a build folder for a number of seconds from its corpus.   tools/fuzz.sh BUILD SECONDS [TARGET...]
# New inputs stay in BUILD/fuzz-found; a crash leaves its input there and ends the script with 1.
set -euo pipefail
build=$1 seconds=$2; shift 2
cd "$(dirname "$0")/.."
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=($(cd fuzz && ls ./*_fuzz.cc | sed 's|./||; s|_fuzz.cc||'))
failed=0
for name in "${targets[@]}"; do
    found=$build/fuzz-found/$name
    mkdir -p "$found"
    echo "== $name: $seconds s"
    if ! "$build/fuzz/${name}_fuzz" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="$found/" "$found" "fuzz/corpus/$name" >"$found.log" 2>&1; then
        echo "   FAILED, see $found.log:"; grep -E 'ERROR|SUMMARY|Test unit' "$found.log" | head -5
        failed=1
    else
        grep -E 'number_of_executed_units|new_units_added' "$found.log" | sed 's/^/   /'
    fi
done
exit $failed
