#!/usr/bin/env bash
# What a stage costs here, for docs/scale.md. Everything runs on loopback in a temporary folder, for about two minutes, and ends by itself.
# Needs Debian's postgresql, nats-server, libnats-dev, sqlite3.   bench/scale/measure.sh EARWITNESS FOLDER   (of transcripts)
set -euo pipefail
program=$(realpath "$1") talks=$(realpath "$2") here=$(realpath "$(dirname "$0")")
top=$(mktemp -d)
server= feeds=
leave() {
    [ -z "$server" ] || kill "$server" || true
    [ -z "$feeds" ] || kill "$feeds" || true
    if [ -d "$top/pg" ]; then as_postgres "$bin/pg_ctl" -D "$top/pg" -m immediate stop >/dev/null || true; fi
    rm -rf "$top"
}
trap leave EXIT
bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
as_postgres() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups env -C / "$@"; else "$@"; fi; }
times() { /usr/bin/time -f "%U s of user, %S s of system time, %e s by the clock, %O blocks of 512 bytes written" "$@"; }
chmod 755 "$top"

echo "== read, analyse, index, write: SQLite"
"$program" add --quiet --archive "$top/archive" "$talks" >/dev/null
times "$program" run --quiet --jobs 1 --archive "$top/archive"
sqlite3 "$top/archive/archive.db" "SELECT (SELECT count(*) FROM analysis) || ' episodes, rows: ' || (SELECT count(*) FROM posting) || ' postings, '
    || (SELECT count(*) FROM finding) || ' findings, ' || (SELECT count(*) FROM entity) || ' entities'"
stat -c '%s bytes of database' "$top/archive/archive.db"
echo "== analyse alone"
find "$talks" -type f | sort | sed 's/.*/{"path": "&"}/' >"$top/records"
times "$program" analyze "$top/records" --format jsonl --jobs 1 >/dev/null

echo "== update: 200 feeds on loopback, new, then unchanged"
mkdir "$top/feeds"
for i in $(seq 200); do sed "s,<title>The Working Parts,<title>Show $i," "$here/../../examples/show/feed.xml" >"$top/feeds/$i.xml"; done
python3 "$here/../../tools/serve_folder.py" "$top/feeds" --port-file "$top/port" >/dev/null 2>&1 & feeds=$!
for _ in $(seq 100); do [ -s "$top/port" ] && break; sleep 0.1; done
for i in $(seq 200); do echo "http://127.0.0.1:$(cat "$top/port")/$i.xml"; done >"$top/urls"
times xargs "$program" add --quiet --allow-private --archive "$top/shows" <"$top/urls" >/dev/null
times "$program" update --quiet --archive "$top/shows" >/dev/null

echo "== an episode's rows in one transaction: PostgreSQL, four connections"
mkdir "$top/pg" "$top/socket"
[ "$(id -u)" != 0 ] || chown postgres "$top/pg" "$top/socket"
as_postgres "$bin/initdb" -D "$top/pg" --locale=C -E UTF8 >/dev/null
as_postgres "$bin/pg_ctl" -D "$top/pg" -w -l "$top/pg/log" -o "-c listen_addresses='' -k $top/socket" start >/dev/null
as_postgres "$bin/psql" -q -h "$top/socket" postgres -f - <"$here/tables.sql"
before=$(as_postgres "$bin/psql" -Atq -h "$top/socket" postgres -c 'SELECT pg_current_wal_lsn()')
as_postgres "$bin/pgbench" -n -h "$top/socket" -c 4 -T 20 -f - postgres <"$here/episode.sql" | grep -E 'actually|tps|latency average'
as_postgres "$bin/psql" -Atq -h "$top/socket" postgres -c "SELECT pg_current_wal_lsn() - '$before'::pg_lsn || ' bytes of log, ' || count(*) || ' episodes, ' ||
    pg_database_size('postgres') || ' bytes of database' FROM analysis"

echo "== a JetStream work queue on disk"
g++ -std=c++20 -O2 "$here/queue.cc" -lnats -o "$top/queue"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
nats-server -js -sd "$top/js" -a 127.0.0.1 -p "$port" >/dev/null 2>&1 & server=$!
sleep 2
"$top/queue" "nats://127.0.0.1:$port" 20000
awk '{ printf "%.1f s of processor time of nats-server\n", ($14 + $15) / 100 }' "/proc/$server/stat"
