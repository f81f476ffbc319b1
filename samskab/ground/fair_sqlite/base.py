"""Django's SQLite, with a line to stand in before BEGIN IMMEDIATE.

Within a process the order is first come, first served. Between processes (web, worker, a command) SQLite's own lock
decides; there the one at the head of the line asks again every millisecond, instead of SQLite's longer and longer pauses.
"""

import time
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from samskab.ground.fair_sqlite.line import Line, line_for

PAUSE = 0.001


class DatabaseWrapper(base.DatabaseWrapper):
    """A transaction begins when it is its turn, and gives the turn on when it ends, however it ends."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: Line | None = None

    def _start_transaction_under_autocommit(self) -> None:
        patience = float(self.settings_dict["OPTIONS"].get("timeout", 5))
        deadline = time.monotonic() + patience
        line = line_for(str(self.settings_dict["NAME"]))
        if not line.take(patience):
            raise OperationalError("database is locked")
        self._turn = line
        try:
            self._begin(deadline, patience)
        except BaseException:
            self._give_turn()
            raise

    def _begin(self, deadline: float, patience: float) -> None:
        """BEGIN IMMEDIATE, as soon as no other process is writing."""
        with self.wrap_database_errors:
            self.connection.execute("PRAGMA busy_timeout=0")
            try:
                while not self._began(deadline):
                    time.sleep(PAUSE)
            finally:
                self.connection.execute(f"PRAGMA busy_timeout={round(patience * 1000)}")

    def _began(self, deadline: float) -> bool:
        try:
            self.connection.execute(f"BEGIN {getattr(self, 'transaction_mode', None) or 'DEFERRED'}")
        except self.Database.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            return False
        return True

    def _give_turn(self) -> None:
        line, self._turn = self._turn, None
        if line is not None:
            line.give()

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._give_turn()  # a commit that failed is still a transaction: rollback gives the turn on

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._give_turn()
