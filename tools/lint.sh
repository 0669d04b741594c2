#!/usr/bin/env bash
# clang-format (as a check) and clang-tidy over the project's own sources.   tools/lint.sh BUILD   (a folder with compile_commands.json)
set -euo pipefail
build=$1
cd "$(dirname "$0")/.."
git ls-files '*.cc' '*.h' | xargs clang-format --dry-run --Werror
git ls-files 'src/*.cc' | grep -v '_test\.cc$' | xargs -P "$(nproc)" -n 4 clang-tidy --quiet -p "$build"
