#!/usr/bin/env bash
# What `make demo` runs after the build: the whole way from a feed to a site, with the program as its users have it.
#   tools/demo.sh PROGRAM        FEED=<url|file> takes that feed instead of the example show; SERVE=0 ends when the site stands
# Everything lies in ./demo: show/ (the example, voiced here), archive/, site/. A second run voices nothing anew.
set -euo pipefail
feed=${FEED:-}
# A path is meant from where the user stands.
if [ -n "$feed" ] && [ -e "$feed" ]; then feed=$(realpath "$feed"); fi
program=$(realpath "${1:?usage: tools/demo.sh PROGRAM}")
cd "$(dirname "$0")/.."
here=demo
port=${PORT:-8080}
host= site=

finish() {
    for server in $host $site; do kill "$server" 2>/dev/null || true; done
    wait
}
trap finish EXIT
trap 'exit 130' INT TERM

say() { echo "demo: $*" >&2; }
# step "what to do when it fails" COMMAND...
step() {
    local remedy=$1 status=0
    shift
    echo "== ${*/#$program/earwitness}" >&2
    "$@" || status=$?
    [ "$status" = 0 ] || { say "that step failed (exit $status); $remedy"; exit 1; }
}

[ -x "$program" ] || { say "$program is not there; run: make build"; exit 1; }
mkdir -p "$here"
rm -rf "$here/archive" "$here/site"
archive=(--archive "$here/archive")
keep=() with=() engine=()

if [ -z "$feed" ]; then
    # The host must stand before the feed is written, because the feed says where it is.
    mkdir -p "$here/show"
    rm -f "$here/port"
    python3 tools/serve_folder.py "$here/show" --port-file "$here/port" >/dev/null &
    host=$!
    for _ in $(seq 100); do [ ! -s "$here/port" ] || break; sleep 0.1; done
    [ -s "$here/port" ] || { say "the feed's server did not start; is python3 installed, and loopback up (ip addr show lo)?"; exit 1; }
    base=http://127.0.0.1:$(cat "$here/port")/
    step "tools/install.sh demo installs flite and ffmpeg, which voice the example" \
        python3 tools/voice_examples.py "$here/show" --base-url "$base"
    feed=${base}feed.xml
    # Its host ends with this script, so the site gets its own copy of the audio.
    keep=(--audio) with=(--with-audio)
    # One episode comes without a transcript. PocketSphinx needs no download and is weak: its page says that it is a draft.
    engine=(--engine pocketsphinx)
fi

step "is it the feed itself, and not a page about it? 'earwitness feed $feed' says what is in it" "$program" add "${archive[@]}" "$feed"
step "the feed was added but gives no answer now; run make demo again later" "$program" update "${archive[@]}"
echo "== earwitness run ${archive[*]} ${keep[*]} ${engine[*]}" >&2
"$program" run "${archive[@]}" "${keep[@]}" "${engine[@]}" || say "some episodes could not be finished, for the reasons above; 'earwitness run' would try them again. Going on with the rest"
step "nothing was written; 'earwitness doctor ${archive[*]}' looks at the archive" "$program" publish site "$here/site" "${archive[@]}" "${with[@]}"
step "the site says something that its transcripts do not: this is a bug, please report it with demo/" "$program" verify "$here/site"
step "'earwitness show ${archive[*]}' says what is in the archive" python3 tools/demo_report.py "$program" "$here/archive"
echo "The site: $here/site/index.html (opens from the disk, too)"

[ "${SERVE:-1}" != 0 ] || exit 0
# In the background, so that a signal to this script alone ends it, too. Being interrupted is its good end.
trap 'exit 0' INT TERM
"$program" serve "${archive[@]}" --port "$port" &
site=$!
wait "$site" || { say "the site could not be served; is port $port taken? PORT=0 make demo takes a free one"; exit 1; }
