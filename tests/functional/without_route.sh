#!/bin/sh
# usage: without_route.sh PROGRAM [ARGUMENT]...
# Runs a program in a network namespace of its own that has a loopback and nothing else: what it does there, it does
# without reaching any other machine. Needs root or user namespaces; without either it fails.
set -eu
[ "$(id -u)" = 0 ] && map= || map=--map-root-user
# shellcheck disable=SC2086 # nothing or one option
exec unshare --net $map -- sh -euc '
    ip link set lo up
    if [ -n "$(ip route show table main)" ]; then
        echo "without_route: there is a route" >&2
        exit 1
    fi
    exec "$@"' sh "$@"
