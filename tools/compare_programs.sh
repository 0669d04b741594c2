#!/usr/bin/env bash
# Shows that two builds of earwitness give the same bytes, and that --jobs does not matter: analyses every transcript that it is
# given with both programs, with one and with two jobs.   tools/compare_programs.sh PROGRAM_A PROGRAM_B FILE...
set -euo pipefail
a=$1 b=$2; shift 2
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
for file in "$@"; do printf '{"id": "%s", "path": "%s"}\n' "$(basename "$file" | tr -d '"\\')" "$(realpath "$file" | sed 's/["\\]/\\&/g')"; done >"$work/records"
"$a" analyze - --format jsonl --jobs 1 <"$work/records" >"$work/a1"
"$a" analyze - --format jsonl --jobs 2 <"$work/records" >"$work/a2"
"$b" analyze - --format jsonl --jobs 1 <"$work/records" >"$work/b1"
"$b" analyze - --format jsonl --jobs 2 <"$work/records" >"$work/b2"
failed=0
for other in a2 b1 b2; do
    cmp "$work/a1" "$work/$other" || failed=1
done
echo "$# files, $(wc -c <"$work/a1") bytes of analysis, sha256 $(sha256sum <"$work/a1" | cut -c1-16), $(grep -c '"error"' "$work/a1" || true) refused"
exit $failed
