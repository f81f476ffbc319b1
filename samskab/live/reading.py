"""A thread that asks the database, so that the event loop never waits for it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import InterfaceError, OperationalError, connection

P = ParamSpec("P")
T = TypeVar("T")


class Reader:
    """One question at a time, on one connection that is kept open until it fails or `close`."""

    def __init__(self, name: str) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=name)

    async def ask(self, question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: _asked(question, *args, **kwargs))

    def close(self) -> None:
        """The next question opens a new connection."""
        self._thread.submit(connection.close)


def _asked(question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """A connection that was lost while nobody asked is opened anew, once."""
    for has_tried in (False, True):
        try:
            return question(*args, **kwargs)
        except BaseException as error:
            connection.close()
            if has_tried or not isinstance(error, OperationalError | InterfaceError):
                raise
    raise AssertionError("unreachable")
