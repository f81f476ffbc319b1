"""The log tells that something went wrong and where, and never what anybody wrote.

A database's own messages may quote the row they refused, an address may hold a code or a key: neither is written.
"""

import logging
import traceback
from types import TracebackType

Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutWords(logging.Formatter):
    """A traceback with its places and the kinds of error, and without what the errors say."""

    def format(self, record: logging.LogRecord) -> str:
        """Its own, also where somebody else has written the same record out before."""
        record.exc_text = None
        said = super().format(record)
        record.exc_text = None
        return said

    def formatException(self, ei: Caught) -> str:
        error = ei[1]
        return "\n".join(_told(error)) if error is not None else ""


def _told(error: BaseException) -> list[str]:
    """The errors from the first to the last, each with where it happened."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = [*_told(before), "Derefter:"] if before is not None else []
    where = [line.rstrip() for line in traceback.format_tb(error.__traceback__)]
    return [*lines, *where, f"{type(error).__module__}.{type(error).__qualname__}"]


class OnlyThat(logging.Filter):
    """Whoever asks for a name that is not ours is a line, not a traceback, and what they called us is not written."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = (
            "nogen spurgte efter et værtsnavn, der ikke står i SAMSKAB_URL eller SAMSKAB_HOSTS",
            None,
        )
        record.exc_info = record.exc_text = None
        return True


class RouteOnly(logging.Filter):
    """An address is written as its route: /p/<slug:slug>/, not which project, voice or link somebody asked for."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        path = getattr(request, "path", None)
        if isinstance(path, str):
            match = getattr(request, "resolver_match", None)
            route = f"/{match.route}" if match else "en adresse, vi ikke kender"
            record.msg, record.args = record.getMessage().replace(path, route), None
        return True
