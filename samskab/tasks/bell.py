"""Waking a worker soon after something was enqueued, without asking the database for rows all the time."""

import logging
import threading
import time
from typing import Protocol

from django.db import DatabaseError, InterfaceError, connection

CHANNEL = "samskab_tasks"
LOOK = 0.1  # seconds between two looks at SQLite's counter of changes: it lies in shared memory, no disk is touched
LISTEN = 0.5  # seconds a listener is deaf to being told to stop

log = logging.getLogger("samskab.tasks")


class Bell(Protocol):
    def wait(self, seconds: float, stop: threading.Event) -> None:
        """Return when something may have been enqueued, when `stop` is set, or after so many seconds."""

    def close(self) -> None: ...


def ring() -> None:
    """Within the transaction that enqueues: heard when it is committed, and only then."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])


def hang_up() -> Bell:
    """The bell that fits the database."""
    return Listening() if connection.vendor == "postgresql" else Watching()


class Watching:
    """SQLite: a counter says that another connection has written, whatever it was."""

    def __init__(self) -> None:
        self.heard = self._version()

    def wait(self, seconds: float, stop: threading.Event) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not stop.wait(LOOK):
            version = self._version()
            if version != self.heard:
                self.heard = version
                return

    def close(self) -> None:
        """Nothing is held."""

    @staticmethod
    def _version() -> int:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA data_version")
            return int(cursor.fetchone()[0])


class Listening:
    """PostgreSQL: a connection of its own that hears. Behind a pooler that lets nobody listen, `seconds` go by."""

    def __init__(self) -> None:
        self.ear = connection.copy()
        self._prick_up()

    def wait(self, seconds: float, stop: threading.Event) -> None:
        try:
            with self.ear.wrap_database_errors:
                self._listen(seconds, stop)
        except (DatabaseError, InterfaceError):
            self.ear.close()
            stop.wait(seconds)
            self._prick_up()

    def close(self) -> None:
        self.ear.close()

    def _prick_up(self) -> None:
        try:
            with self.ear.wrap_database_errors:
                self.ear.connect()
                self.ear.connection.execute(f"LISTEN {CHANNEL}")
        except (DatabaseError, InterfaceError) as error:
            log.warning("Cannot listen for new tasks (%s); looking every second.", type(error).__name__)

    def _listen(self, seconds: float, stop: threading.Event) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and not stop.is_set():
            if list(self.ear.connection.notifies(timeout=min(left, LISTEN), stop_after=1)):
                return
