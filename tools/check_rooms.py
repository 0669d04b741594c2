#!/usr/bin/env python3
"""Holds the code to src/rooms.txt: which room may include which.

  check_rooms.py FOLDER      FOLDER has src/ and include/; prints each breach, exit 1 where there is any
"""
import os
import re
import sys


def read_table(path):
    allowed, siblings = {}, set()
    for line in open(path, encoding="utf-8"):
        line = line.split("#")[0].strip()
        if not line or ":" not in line:
            continue
        room, names = line.split(":")
        names = names.split()
        if "siblings" in names:
            siblings.add(room)
            names.remove("siblings")
        allowed[room] = set(names)
    return allowed, siblings


def breaches_in(top):
    allowed, siblings = read_table(os.path.join(top, "src", "rooms.txt"))
    found, seen = [], 0
    for base, _, files in sorted(os.walk(os.path.join(top, "src"))):
        for name in sorted(files):
            if not name.endswith((".cc", ".h")):
                continue
            path = os.path.join(base, name)
            parts = os.path.relpath(path, os.path.join(top, "src")).split(os.sep)
            room = parts[0]
            if room not in allowed:
                found.append(f"{path}: room {room} is not in src/rooms.txt")
                continue
            for number, line in enumerate(open(path, encoding="utf-8"), 1):
                match = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
                if not match:
                    continue
                seen += 1
                target = match.group(1).split("/")
                where = f"{os.path.relpath(path, top)}:{number}"
                if target[0] == "earwitness":
                    continue
                if target[0] not in allowed:
                    found.append(f'{where}: "{match.group(1)}" is not written as room/file.h')
                elif target[0] != room and target[0] not in allowed[room]:
                    found.append(f"{where}: {room} may not include {target[0]}")
                elif (room in siblings and target[0] == room and len(target) > 2
                      and (len(parts) < 3 or target[1] != parts[1])):
                    if len(parts) > 2:
                        found.append(f"{where}: {room}/{parts[1]} may not include its sibling {target[1]}")
    for base, _, files in os.walk(os.path.join(top, "include")):
        for name in files:
            for number, line in enumerate(open(os.path.join(base, name), encoding="utf-8"), 1):
                match = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
                if match and not match.group(1).startswith("earwitness/"):
                    found.append(f"include/{name}:{number}: a public header includes {match.group(1)}")
    return found, seen


def main():
    found, seen = breaches_in(sys.argv[1])
    for line in found:
        print(line)
    print(f"{seen} includes, {len(found)} breaches")
    sys.exit(1 if found or not seen else 0)


if __name__ == "__main__":
    main()
