#!/bin/sh
# Samskab's command, with the settings the services have, and as their user.
set -eu
etc=/etc/samskab
if [ "$(id -u)" != 0 ] && [ "$(id -un)" != samskab ]; then
    exec /opt/samskab/bin/samskab "$@"
fi
if [ -d "$etc/credentials" ] && ! [ -r "$etc/credentials" ]; then
    # The database's address may lie there: without it this would be about another database than the services'.
    echo "Kør samskab som root: brugeren samskab må ikke læse $etc/credentials, hvor indstillinger kan ligge." >&2
    exit 2
fi
if [ -r "$etc/samskab.env" ]; then
    set -a
    . "$etc/samskab.env"
    set +a
fi
SAMSKAB_DATA=${SAMSKAB_DATA:-/var/lib/samskab}
HOME=/var/lib/samskab
export SAMSKAB_DATA HOME
for file in "$etc"/credentials/*; do
    [ -f "$file" ] || continue
    export "$(basename "$file")=$(cat "$file")"
done
if [ "$(id -u)" = 0 ]; then
    exec setpriv --reuid samskab --regid samskab --init-groups --no-new-privs /opt/samskab/bin/samskab "$@"
fi
exec /opt/samskab/bin/samskab "$@"
