"""`samskab worker`: the work that waits, done. And a worker beside a server, which lives exactly as long as it."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import click

from samskab.cli.main import data_option
from samskab.cli.setting_up import set_up
from samskab.cli.words import first_line, refuse

PAUSES = (0.5, 1, 2, 5, 15, 30)  # seconds before a worker that fell is started again
WELL = 60  # one that lived so long has not fallen at once
STATES = {"waiting": "venter", "running": "i gang", "dead": "opgivet"}
PARTING = 20  # seconds to finish the task in hand when the server stops


@click.command()
@click.option("--list", "listing", is_flag=True, help="Show what waits, runs or was given up, and stop.")
@click.option("--json", "as_json", is_flag=True, help="With --list: as JSON.")
@click.option("--again", metavar="ID", type=int, help="Try one that was given up once more, and stop.")
@click.option("--let-be", metavar="ID", type=int, help="Forget one that was given up, and stop.")
@data_option
def worker(listing: bool, as_json: bool, again: int | None, let_be: int | None) -> None:
    """Do the work that waits, until told to stop. `samskab serve` brings one of its own."""
    open_tables(wait=not listing and again is None and let_be is None)
    if listing:
        show(as_json)
    elif again is not None:
        from samskab.tasks import actions

        answer(actions.try_again(again), again, "prøves igen")
    elif let_be is not None:
        from samskab.tasks import actions

        answer(actions.let_be(let_be), let_be, "er lagt væk")
    else:
        work()


def open_tables(stop: threading.Event | None = None, *, wait: bool = True) -> None:
    """The installation's tables, when whoever makes them is done with it, or when nobody waits for us any more."""
    from samskab.ground.installation import installation_from_environment

    os.umask(0o077)
    installation = installation_from_environment()
    if not installation.key_file.is_file():
        refuse(f"Der er ingen Samskab i mappen {installation.folder}. Nævn den rigtige med --data MAPPE.")
    from samskab.ground.keeping.holding import enter
    from samskab.ground.keeping.refusing import Refused

    try:
        enter(installation)
    except Refused as reason:
        refuse(str(reason))
    set_up()
    stop, told = stop or threading.Event(), False
    while not stop.is_set() and not tables_are_as_new_as_the_program():
        if not wait:
            refuse("Databasen er ældre end programmet. Start `samskab serve` én gang: så er den i orden.")
        if not told:
            click.echo(
                "Databasen er ældre end programmet. Venter, til `samskab serve` har bragt den i orden.", err=True
            )
        told = True
        stop.wait(1)


def tables_are_as_new_as_the_program() -> bool:
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        loader = executor.loader
        if loader.applied_migrations.keys() - loader.disk_migrations.keys() - loader.replacements.keys():
            refuse("Databasen er skrevet af en nyere Samskab end denne. Brug den nyere.")
        return not executor.migration_plan(loader.graph.leaf_nodes())
    except DatabaseError as error:
        refuse(f"Databasen kan ikke læses: {first_line(error)}.")


def show(as_json: bool) -> None:
    from samskab.tasks import queries

    rows = [facts(task) for task in queries.unfinished()]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    said = queries.standing()
    click.echo(f"{said.waiting} venter · {said.running} i gang · {said.dead} opgivet · {said.done} gjort")
    for row in rows:
        tries = f"{row['attempts']} forsøg"
        click.echo("\t".join([str(row["id"]), STATES[row["state"]], tries, row["function"], row["reason"]]).rstrip())


def facts(task: Any) -> dict[str, Any]:
    lease = getattr(task, "lease", None)
    return {
        "id": task.pk,
        "function": task.function,
        "state": task.state,
        "attempts": task.attempts,
        "reason": task.reason,
        "enqueued_at": task.enqueued_at.isoformat(),
        "run_after": task.run_after and task.run_after.isoformat(),
        "worker": lease and lease.worker,
    }


def answer(found: bool, number: int, done: str) -> None:
    if not found:
        refuse(f"Der er intet arbejde med nummeret {number}, som er opgivet. Se dem med `samskab worker --list`.")
    click.echo(f"Nummer {number} {done}.")


def work(stop: threading.Event | None = None) -> None:
    """Until SIGTERM, Ctrl+C, or `stop`."""
    from samskab.tasks.worker import Worker

    working = Worker(stop)
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: working.stop.set())
    working.work()


def let_go_with_input(stop: threading.Event) -> None:
    """The server is gone, also when it was killed: the kernel closes the pipe. Finish, but not for ever."""
    while os.read(0, 1024):
        pass
    stop.set()
    time.sleep(PARTING)
    os._exit(0)  # its lease is taken back by the next worker


def work_beside() -> NoReturn:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samskab.config.settings")
    stop = threading.Event()
    # From the first moment: a server can also be killed while its worker waits for the tables.
    threading.Thread(target=let_go_with_input, args=(stop,), daemon=True).start()
    open_tables(stop)
    work(stop)
    raise SystemExit(0)


@contextmanager
def worker_beside() -> Iterator[None]:
    """While this lasts a worker runs beside us, in a process of its own, and is started again if it falls.

    It ends with us, also when we are killed. The tables are there before this is called.
    """
    beside = _Beside()
    watching = threading.Thread(target=beside.keep_one, daemon=True)
    watching.start()
    try:
        yield
    finally:
        beside.end()
        watching.join()


class _Beside:
    """One worker process at a time, with a hand on its standard input."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self._guard = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def keep_one(self) -> None:
        falls = 0
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])  # Ctrl+C reaches the server, which tells its worker
        while process := self._begin():
            began = time.monotonic()
            process.wait()
            falls = 0 if time.monotonic() - began > WELL else falls + 1
            self._over.wait(PAUSES[min(falls, len(PAUSES)) - 1] if falls else 0)

    def _begin(self) -> "subprocess.Popen[bytes] | None":
        with self._guard:
            if self._over.is_set():
                return None
            words = [sys.executable, "-m", "samskab.cli.working"]
            # Ctrl+C is ours to hear; the worker hears of it from us.
            self._process = subprocess.Popen(words, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603
            return self._process

    def end(self) -> None:
        """Let it finish what it has in hand. After a while it is ended as it is; nothing is lost by that."""
        with self._guard:
            self._over.set()
            process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(PARTING)
        except subprocess.TimeoutExpired:
            process.kill()


if __name__ == "__main__":
    work_beside()
