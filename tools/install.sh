#!/usr/bin/env bash
# Installs the Debian packages of the named sections of packages.txt that are missing; none missing, nothing
# is touched.   tools/install.sh build demo test develop   |   tools/install.sh --list build
set -euo pipefail
cd "$(dirname "$0")/.."

packages_of() {
    awk -v want=" $* " '{ sub(/#.*/, "") } /^\[/ { gsub(/[][]/, ""); on = index(want, " " $1 " "); next } NF && on { print $1 }' packages.txt
}

if [ "${1:-}" = --list ]; then shift; packages_of "$@"; exit; fi
missing=()
for package in $(packages_of "$@"); do
    # npm comes with Node.js where that was installed from elsewhere.
    if [ "$package" = npm ] && command -v npm >/dev/null; then continue; fi
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0
echo "Installing ${#missing[@]} Debian packages: ${missing[*]}" >&2
sudo=
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { echo "install: needs root for apt-get; run as root or install sudo" >&2; exit 1; }
    sudo=sudo
fi
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
$sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
