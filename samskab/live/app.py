"""`/live/<slug>/`: what happens in a project, as it happens, for those who have a place in it.

Raw ASGI: nothing on the event loop asks the database.
"""

import asyncio
import logging
import re
from collections.abc import Callable
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.db import connection
from django.http import parse_cookie

from samskab.live.asgi import Receive, Scope, Send, left, say
from samskab.live.doors import Doorkeeper
from samskab.live.following import Follower, Polling
from samskab.live.guests import Claim
from samskab.live.listener import Listener
from samskab.live.reading import Reader
from samskab.live.room import Full, Room

ADDRESS = re.compile(r"/live/([\w-]{1,60})/", re.ASCII)
KEY = re.compile(r"[0-9a-z]{8,64}", re.ASCII)
HANG_UP = "samskab.hang_up"  # among the scope's extensions: closes the connection at once, whatever is on its way
COME_BACK = 30  # seconds
NOW = -1

log = logging.getLogger("samskab.live")


class Live:
    """The ASGI application. Everybody who listens sits in its one room."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        claim = claim_of(scope)
        if scope["method"] != "GET":
            await say(send, 405, "Her kan man kun lytte.")
        elif claim is None:
            await say(send, 404, "Her er ikke noget.")
        else:
            await self._answer(claim, scope, receive, send)

    @cached_property
    def room(self) -> Room:
        journal = Reader("journal")
        follower: Follower = Polling(journal)
        if connection.vendor == "postgresql":
            from samskab.live.notified import Notified  # brings a library that takes a quarter of a second to load

            follower = Notified(journal)
        return Room(follower, Reader("past"), self._doors)

    @cached_property
    def _doors(self) -> Doorkeeper:
        return Doorkeeper(Reader("doors"))

    async def _answer(self, claim: Claim, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            self.room.refuse_too_many()
            guest = await self._doors.admit(claim)
        except Full:
            return await say(send, 503, "Der er mange, der lytter. Prøv igen om lidt.", retry_after=COME_BACK)
        except Exception as error:
            log.warning("Nobody could be let in to listen (%s).", type(error).__name__)
            return await say(send, 503, "Det går ikke lige nu. Prøv igen om lidt.", retry_after=COME_BACK)
        if guest is None:
            return await say(send, 404, "Her er ikke noget.")
        await self._seat(Listener(claim, guest, cursor_of(scope), send, hang_up_of(scope)), receive, send)

    async def _seat(self, one: Listener, receive: Receive, send: Send) -> None:
        gone = asyncio.ensure_future(left(receive))
        gone.add_done_callback(lambda _: one.leave())
        try:
            await self.room.listen(one)
        except Exception as error:
            if not isinstance(error, Full):
                log.warning("A listener was let go (%s).", type(error).__name__)
            if not one.has_begun:
                return await say(send, 503, "Der er mange, der lytter. Prøv igen om lidt.", retry_after=COME_BACK)
        finally:
            gone.cancel()
        await send({"type": "http.response.body", "body": b""})


def claim_of(scope: Scope) -> Claim | None:
    """Who asks to listen, and where; None when the address is no project's, or nobody is signed in."""
    address = ADDRESS.fullmatch(scope["path"])
    key = parse_cookie(header(scope, b"cookie")).get(settings.SESSION_COOKIE_NAME, "")
    return Claim(key, address[1]) if address and KEY.fullmatch(key) else None


def cursor_of(scope: Scope) -> int:
    """The last event they have: of this connection's forerunner, or as the page they look at was made."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("since", [""])[0]
    told = header(scope, b"last-event-id") or asked
    return int(told) if re.fullmatch(r"[0-9]{1,18}", told, re.ASCII) else NOW


def header(scope: Scope, name: bytes) -> str:
    return "; ".join(value.decode("latin-1") for key, value in scope["headers"] if key == name)


def hang_up_of(scope: Scope) -> Callable[[], Any]:
    """How to close the connection; where the server has no way of its own, by giving up on the listener."""
    task = asyncio.current_task()
    assert task is not None
    hang_up: Callable[[], Any] = scope.get("extensions", {}).get(HANG_UP, task.cancel)
    return hang_up
