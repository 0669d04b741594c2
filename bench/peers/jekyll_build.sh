#!/usr/bin/env bash
# Our own site and Jekyll's, of the same episodes, in one run: the time that `publish site` takes, and `jekyll build` of the pages that
# `publish jekyll` makes:
#   bench/peers/jekyll_build.sh PROGRAM WORK [EPISODES] [FOLDER]
# WORK is a folder outside the repository; EPISODES are 1700 where not given. They are made of the example show's transcripts, each with
# a line of its own; with FOLDER (transcripts of any format) of those. Needs Debian's jekyll. docs/performance.md has the figures.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "$1"); mkdir -p "$2"; work=$(realpath "$2"); episodes=${3:-1700}; folder=${4:-}
command -v jekyll > /dev/null || { echo "jekyll is not installed: apt-get install jekyll"; exit 1; }
export LANG=C.UTF-8
rm -rf "$work"/{talk,archive,site,source}; mkdir "$work/talk"
if [ -n "$folder" ]; then
    find "$folder" -type f | sort | head -n "$episodes" | while read -r file; do cp "$file" "$work/talk"; done
else
    for file in ep1.vtt ep2.srt ep3.json; do "$program" convert "$here/../../examples/show/$file" --to vtt > "$work/${file%.*}.vtt"; done
    for number in $(seq "$episodes"); do
        { cat "$work/ep$((number % 3 + 1)).vtt"; printf '\n00:30:00.000 --> 00:30:04.000\nThat was number %s of this series.\n' "$number"; } > "$work/talk/Number $number.vtt"
    done
fi
TIMEFORMAT='%R s, %U s of user and %S s of system time'
timed() { printf '%-16s ' "$1"; shift; time "$@" > /dev/null; }
"$program" add "$work/talk" --archive "$work/archive" --quiet
"$program" run --archive "$work/archive" --quiet > /dev/null
timed "publish site" "$program" publish site "$work/site" --archive "$work/archive"
timed "publish jekyll" "$program" publish jekyll "$work/source" --archive "$work/archive"
cd "$work/source"
timed "jekyll build" jekyll build --quiet
echo "$(find _episodes -type f | wc -l) pages of $(du -bs _episodes | cut -f1) bytes; site: $(find "$work/site" -type f | wc -l) files, jekyll: $(find _site -type f | wc -l) files"
