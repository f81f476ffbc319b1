#!/bin/sh
# Samskab's command, with the settings the services have, and as their user.
set -eu
if [ "$(id -u)" != 0 ]; then
    if [ "$(id -un)" != samskab ]; then
        exec /opt/samskab/bin/samskab "$@"
    fi
fi
if [ -r /etc/samskab/samskab.env ]; then
    set -a
    . /etc/samskab/samskab.env
    set +a
fi
SAMSKAB_DATA=${SAMSKAB_DATA:-/var/lib/samskab}
export SAMSKAB_DATA
if [ "$(id -u)" = 0 ]; then
    for file in /etc/samskab/credentials/*; do
        [ -f "$file" ] || continue
        export "$(basename "$file")=$(cat "$file")"
    done
    exec setpriv --reuid samskab --regid samskab --init-groups --no-new-privs /opt/samskab/bin/samskab "$@"
fi
exec /opt/samskab/bin/samskab "$@"
