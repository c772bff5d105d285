#!/bin/sh
# Runs a PostgreSQL of its own for tests, in memory where there is some: prints its URL once it answers, and when standard input
# ends, in whatever way, stops it and leaves nothing behind. Never for data that matters: it does not wait for the disk.
#
# The programs come from POSTGRES_BIN, or the newest version installed. Needs PostgreSQL 15 or newer; root runs it as nobody.

trap '' INT HUP TERM
for bin in "$POSTGRES_BIN" $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) "$(pg_config --bindir 2>/dev/null)" ""; do
    [ -n "$bin" ] && [ -x "$bin/initdb" ] && [ -x "$bin/postgres" ] && break
done
if [ -z "$bin" ]; then
    echo "no PostgreSQL server programs found: install the package postgresql, or set POSTGRES_BIN or TEST_POSTGRES_URL" >&2
    exit 1
fi

memory=/dev/shm
[ -w "$memory" ] || memory=${TMPDIR:-/tmp}
dir=$(mktemp -d "$memory/attending-postgres.XXXXXX") || exit 1
as=
if [ "$(id -u)" = 0 ]; then
    as="setpriv --reuid=65534 --regid=65534 --clear-groups"
    chown 65534:65534 "$dir"
fi
cd "$dir" || exit 1

if ! $as "$bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync --no-instructions >"$dir/initdb.log" 2>&1; then
    cat "$dir/initdb.log" >&2
    rm -rf "$dir"
    exit 1
fi
$as "$bin/postgres" -D "$dir/data" -k "$dir" -h '' -F -c full_page_writes=off -c synchronous_commit=off -c wal_level=minimal \
    -c max_wal_senders=0 -c autovacuum=off -c max_connections=300 -c shared_buffers=64MB >"$dir/log" 2>&1 &
server=$!
tries=0
until "$bin/pg_isready" -q -h "$dir"; do
    tries=$((tries + 1))
    if [ "$tries" -gt 500 ] || ! kill -0 "$server" 2>/dev/null; then
        cat "$dir/log" >&2
        kill -QUIT "$server" 2>/dev/null
        rm -rf "$dir"
        exit 1
    fi
    sleep 0.02
done
echo "postgres://postgres@localhost/postgres?host=$dir"

cat >/dev/null
kill -INT "$server" 2>/dev/null
wait "$server"
cd / && rm -rf "$dir"
