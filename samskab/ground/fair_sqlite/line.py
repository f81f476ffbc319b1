"""A lock that is given in the order it was asked for."""

import threading
from collections import deque


class Line:
    """First come, first served. SQLite's own waiting is a lottery: under load somebody waits for seconds."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._taken = False
        self._waiting: deque[threading.Event] = deque()

    def take(self, timeout: float) -> bool:
        """True when it is your turn; False when `timeout` seconds went by and the place in line was given up."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            turn = threading.Event()
            self._waiting.append(turn)
        if turn.wait(timeout):
            return True
        with self._guard:
            if turn.is_set():  # it came at the very last moment
                return True
            self._waiting.remove(turn)
            return False

    def give(self) -> None:
        """Hand it to the next in line."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False


_lines: dict[str, Line] = {}
_lines_guard = threading.Lock()


def line_for(database: str) -> Line:
    """The one line of this process for this database file."""
    with _lines_guard:
        return _lines.setdefault(database, Line())
