#!/usr/bin/env bash
# Installs a package on an empty Debian 12 and runs it there; nothing of this machine is used but its network. Needs root
# and debootstrap.   tools/try_package.sh build/package/earwitness_*.deb [ROOT]
# ROOT is kept and taken again; without it a temporary one is made and removed.
set -euo pipefail
package=$(realpath "$1")
here=$(realpath "$(dirname "$0")/..")
if [ $# -gt 1 ]; then
    root=$2 kept=1
else
    root=$(mktemp -d /var/tmp/earwitness-root.XXXXXX)
fi
leave() {
    umount "$root/proc" 2>/dev/null || true
    if [ -z "${kept-}" ]; then rm -rf --one-file-system "$root"; fi
}
trap leave EXIT
[ -e "$root/etc/debian_version" ] || debootstrap --variant=minbase bookworm "$root" >/dev/null
mount -t proc proc "$root/proc"
inside() { DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/root chroot "$root" "$@"; }
cp "$package" "$root/root/"
cp -r "$here/examples/show" "$root/root/"
inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends "/root/$(basename "$package")" >/dev/null
inside earwitness doctor
inside earwitness analyze /root/show/ep1.vtt >"$root/root/ep1.json"
inside earwitness --version
python3 - "$root/root/ep1.json" <<'PYTHON'
import json, sys
found = json.load(open(sys.argv[1]))
print(", ".join(f"{len(found[kind])} {kind}" for kind in ("entities", "quotes", "insights", "topics", "chapters", "sponsors")))
if not found["entities"] or not found["quotes"]:
    sys.exit("try_package: nothing was found in the example")
PYTHON
# The services' user, their syntax and their exposure need systemd.
inside apt-get install -y -qq --no-install-recommends systemd >/dev/null
inside dpkg-reconfigure earwitness
inside stat -c '%U %a %n' /var/lib/earwitness
inside getent passwd earwitness
inside systemd-analyze verify /usr/lib/systemd/system/earwitness-watch.service /usr/lib/systemd/system/earwitness-worker.service /usr/lib/systemd/system/earwitness-serve.service
for service in watch serve; do
    inside systemd-analyze security --offline=true "/usr/lib/systemd/system/earwitness-$service.service" | tail -1
done
inside apt-get remove -y -qq earwitness >/dev/null
if inside test -e /usr/bin/earwitness; then echo "try_package: not removed" >&2; exit 1; fi
echo "installed, run and removed"
