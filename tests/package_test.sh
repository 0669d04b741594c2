#!/usr/bin/env bash
# The Debian package: what it holds and asks for, that its program runs, and that the same build gives the same bytes.
# That it installs on an empty machine, tools/try_package.sh tries; it needs root and a network.
#   tests/package_test.sh build/release/earwitness
set -euo pipefail
build=$(dirname "$(realpath "$1")")
cd "$(dirname "$0")/.."
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
fail() { echo "package_test: $*" >&2; exit 1; }

export SOURCE_DATE_EPOCH=1700000000
package=$(tools/make_deb.sh "$build" "$top/first")
sleep 1
cmp "$package" "$(tools/make_deb.sh "$build" "$top/second")" || fail "two packages of one build differ"

depends=$(dpkg-deb -f "$package" Depends)
for wanted in ca-certificates libavformat libcurl4 libsqlite3-0 libstdc++6; do
    [[ $depends == *$wanted* ]] || fail "$wanted is not in Depends: $depends"
done
[ "$(dpkg-deb -f "$package" Version)" = "$("$1" --version | sed 's/.* //')" ] || fail "the package's version is not the program's"
dpkg-deb -x "$package" "$top/root"
dpkg-deb -e "$package" "$top/control"
for file in usr/bin/earwitness usr/lib/systemd/system/earwitness-{watch,serve}.service usr/lib/sysusers.d/earwitness.conf \
    usr/share/doc/earwitness/{copyright,models/ner.md,docs/packages.md,examples/show/ep1.vtt}; do
    [ -s "$top/root/$file" ] || fail "$file is not in the package"
done
! dpkg-deb -c "$package" | grep -v ' root/root ' || fail "something in the package is not root's"
for script in postinst prerm postrm; do sh -n "$top/control/$script"; done
"$1" analyze examples/show/ep1.vtt >"$top/built.json"
"$top/root/usr/bin/earwitness" analyze examples/show/ep1.vtt | cmp - "$top/built.json" || fail "the packaged program finds other things"

if command -v systemd-analyze >/dev/null; then
    # Only the user is missing here, and the program, which is not installed.
    sed "s,/usr/bin/earwitness,$top/root/usr/bin/earwitness," -i "$top"/root/usr/lib/systemd/system/*.service
    said=$(systemd-analyze verify --man=no "$top"/root/usr/lib/systemd/system/*.service 2>&1 | grep earwitness || true)
    [ -z "$said" ] || fail "systemd-analyze: $said"
fi
