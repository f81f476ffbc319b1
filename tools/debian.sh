#!/bin/sh
# What Samskab's development needs from Debian: a browser for the journeys, a PostgreSQL for the suite, a library for the
# bench's peer. With the word `proof`: what the long proofs need besides.
set -eu
wanted=""
command -v chromium >/dev/null 2>&1 || [ -x /usr/bin/chromium ] || wanted="$wanted chromium"
command -v postgres >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || wanted="$wanted postgresql"
ldconfig -p 2>/dev/null | grep -q libpangoft2 || wanted="$wanted libpangoft2-1.0-0"
if [ "${1:-}" = proof ]; then
    command -v cc >/dev/null 2>&1 || wanted="$wanted gcc libc6-dev"
    command -v nginx >/dev/null 2>&1 || wanted="$wanted nginx-light"
    command -v debootstrap >/dev/null 2>&1 || wanted="$wanted debootstrap"
fi
[ -n "$wanted" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing from Debian:$wanted"
    DEBIAN_FRONTEND=noninteractive apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted >/dev/null
else
    echo "For all the tests, run once:  sudo apt-get install -y$wanted"
fi
