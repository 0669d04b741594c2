#!/usr/bin/env bash
# The scripts of the pages (web/): types hold, and their functions do what they say. Skipped (exit 77), saying why, where
# a tool is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
for tool in tsc esbuild node; do
    command -v $tool >/dev/null || { echo "SKIPPED: $tool is not installed; tools/install.sh build test"; exit 77; }
done
tsc -p web
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for source in web/*_test.ts; do
    esbuild "$source" --bundle --platform=node --target=node18 --log-level=warning --outfile="$work/$(basename "${source%.ts}").js"
done
node --test "$work"
