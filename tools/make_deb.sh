#!/usr/bin/env bash
# The Debian package of a program that is built.   tools/make_deb.sh BUILD FOLDER
# File times in it are those of the latest commit, or $SOURCE_DATE_EPOCH, so that the same sources give the same bytes.
set -euo pipefail
build=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
cd "$(dirname "$0")/.."
umask 022
rm -f "$folder"/earwitness_*.deb
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)}
cpack --config "$build/CPackConfig.cmake" -B "$folder" >"$folder/cpack.log" || { cat "$folder/cpack.log" >&2; exit 1; }
rm -rf "$folder/_CPack_Packages"
ls "$folder"/earwitness_*.deb
