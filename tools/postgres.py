"""A PostgreSQL that lives as long as one command: `python tools/postgres.py pytest …`, or `with running() as url:`.

It uses the server on the machine, in a folder of its own, through a socket in that folder. As root it runs as another
user, since PostgreSQL refuses to run as root.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ANOTHER = ("postgres", "nobody")


class NoPostgres(RuntimeError):
    """There is no PostgreSQL server on this machine."""


def program(name: str) -> str:
    """The newest installed PostgreSQL's own programs; Debian keeps them out of the PATH."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    found = str(kept[-1]) if kept else shutil.which(name)
    if not found:
        raise NoPostgres(f"PostgreSQL's {name} is not on this machine. On Debian: apt-get install postgresql")
    return found


def _somebody_else() -> dict[str, object]:
    if os.getuid() != 0:
        return {}
    for name in ANOTHER:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise NoPostgres("PostgreSQL cannot run as root, and there is nobody else to run it as.")


def _run(words: list[str], folder: Path, **who: object) -> None:
    subprocess.run(words, check=True, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **who)


@contextmanager
def running(*, durable: bool = False, name: str = "samskab") -> Iterator[str]:
    """The address of an empty database. `durable` keeps fsync on, for proofs and measurements.

    Raises NoPostgres.
    """
    initdb, pg_ctl, createdb, who = program("initdb"), program("pg_ctl"), program("createdb"), _somebody_else()
    folder = Path(tempfile.mkdtemp(prefix="samskab-postgres-"))
    try:
        if who:
            os.chown(folder, int(str(who["user"])), int(str(who["group"])))
        data = folder / "data"
        _run([initdb, "-D", str(data), "-U", "samskab", "-A", "trust", "-E", "UTF8", "--no-locale"], folder, **who)
        quick = "" if durable else " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        settings = f"-c listen_addresses= -c unix_socket_directories={folder} -c max_connections=200{quick}"
        _run([pg_ctl, "-D", str(data), "-w", "-o", settings, "-l", str(folder / "log"), "start"], folder, **who)
        try:
            _run([createdb, "-h", str(folder), "-U", "samskab", name], folder, **who)
            yield f"postgresql://samskab@/{name}?host={folder}"
        finally:
            _run([pg_ctl, "-D", str(data), "-m", "immediate", "stop"], folder, **who)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    with running() as url:
        return subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except NoPostgres as missing:
        sys.exit(str(missing))
