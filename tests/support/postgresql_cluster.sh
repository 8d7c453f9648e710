#!/bin/bash
# usage: postgresql_cluster.sh start|stop FILE
# Starts a PostgreSQL cluster of its own for tests, in a temporary folder, as an unprivileged user, and writes to FILE
# how to reach it (NAME=value lines), and to FILE.socket how without any network, by its local socket; or stops the one
# that FILE names. Starting twice is no error, nor stopping twice.
# CONCORDAT_CLUSTER_OPTIONS, where set, are further options of the server, such as "-c shared_buffers=1GB".
# Without a server installed or the right to change users it fails and says so.
set -euo pipefail

fail() { echo "postgresql_cluster.sh: $*" >&2; exit 1; }
[ $# -eq 2 ] || fail "usage: start|stop FILE"
action=$1
file=$2

binaries=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1) || true
[ -n "$binaries" ] || binaries=$(dirname "$(command -v initdb || true)")
[ -x "$binaries/initdb" ] || fail "no PostgreSQL server is installed: install the package postgresql"

# PostgreSQL refuses to run as root.
as_owner() {
    if [ "$(id -u)" -ne 0 ]; then "$@"; return; fi
    local owner=postgres
    id "$owner" > /dev/null 2>&1 || owner=nobody
    (cd / && runuser -u "$owner" -- "$@")
}

value() { sed -n "s/^$1=//p" "$file"; }
runs() { [ -f "$file" ] && as_owner "$binaries/pg_ctl" -D "$(value folder)/data" status > /dev/null 2>&1; }

start() {
    local folder password port attempt
    runs && exit 0
    folder=$(as_owner mktemp -d /tmp/concordat-postgresql-XXXXXX)
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    printf '%s' "$password" | as_owner tee "$folder/password" > /dev/null
    as_owner chmod 600 "$folder/password"
    as_owner "$binaries/initdb" -D "$folder/data" -U administrator -E UTF8 --locale=C.UTF-8 \
        --auth-local=scram-sha-256 --auth-host=scram-sha-256 --pwfile="$folder/password" > /dev/null
    for attempt in $(seq 20); do
        port=$((20000 + RANDOM % 20000))
        # Its workers cannot be ended by a test that drops its database.
        as_owner "$binaries/pg_ctl" -D "$folder/data" -l "$folder/log" -w -o \
            "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$folder -c max_connections=200 -c autovacuum=off ${CONCORDAT_CLUSTER_OPTIONS:-}" \
            start > /dev/null && break
        [ "$attempt" -lt 20 ] || { as_owner cat "$folder/log" >&2; fail "the server does not start"; }
    done
    # What an operator would give: a role that owns its databases and is no superuser.
    PGPASSWORD=$password "$binaries/psql" -qX -v ON_ERROR_STOP=1 -h "$folder" -p "$port" -U administrator -d postgres -c \
        "CREATE ROLE concordat LOGIN CREATEDB CREATEROLE PASSWORD '$password'" || fail "no role could be made"
    (umask 077 && printf 'folder=%s\nhost=127.0.0.1\nport=%s\nuser=concordat\npassword=%s\nbinaries=%s\n' \
        "$folder" "$port" "$password" "$binaries" > "$file" &&
        sed "s|^host=.*|host=$folder|" "$file" > "$file.socket")
}

stop() {
    [ -f "$file" ] || exit 0
    local folder
    folder=$(value folder)
    if runs; then as_owner "$binaries/pg_ctl" -D "$folder/data" -m immediate -w stop > /dev/null; fi
    case $folder in /tmp/concordat-postgresql-*) rm -rf "$folder" ;; esac
    rm -f "$file" "$file.socket"
}

case $action in
    start) start ;;
    stop) stop ;;
    *) fail "usage: start|stop FILE" ;;
esac
