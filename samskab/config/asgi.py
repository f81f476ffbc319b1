"""The doors an ASGI server opens: what is live by its address, and every page."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samskab.config.settings")
pages = get_wsgi_application()

from samskab.config.bridge import Bridge  # noqa: E402
from samskab.live.app import Live  # noqa: E402
from samskab.live.asgi import Application, Receive, Scope, Send, say  # noqa: E402


class Doors:
    """One application for one port. `close` lets out those who listen, so that a server can stop."""

    def __init__(self, live: Live, pages: Application) -> None:
        self._live, self._pages = live, pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_live = scope["path"].startswith("/live/")
        await (self._live if is_live else self._pages)(scope, receive, send)

    def close(self) -> None:
        self._live.room.close()


async def no_pages(scope: Scope, receive: Receive, send: Send) -> None:
    await say(send, 404, "Her er ikke noget.")


def live_alone() -> Doors:
    """For a process of its own, behind a proxy that sends the pages elsewhere."""
    return Doors(Live(), no_pages)


application = Doors(Live(), Bridge(pages))
