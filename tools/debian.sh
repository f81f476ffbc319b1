#!/bin/sh
# What Samskab's development needs from Debian: a browser for the journeys, a library for the bench's peer.
set -eu
wanted=""
command -v chromium >/dev/null 2>&1 || [ -x /usr/bin/chromium ] || wanted="$wanted chromium"
ldconfig -p 2>/dev/null | grep -q libpangoft2 || wanted="$wanted libpangoft2-1.0-0"
[ -n "$wanted" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing from Debian:$wanted"
    DEBIAN_FRONTEND=noninteractive apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted >/dev/null
else
    echo "For the browser tests, run once:  sudo apt-get install -y$wanted"
fi
