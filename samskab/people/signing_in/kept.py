"""Where sessions are kept: in the database, as Django does it, but a full disk keeps nobody from reading.

A page notes only small things in its session: when somebody was last here, that a message was shown. Where those cannot
be written, the page is shown all the same. A session that begins must be written, or nobody is signed in.
"""

import logging

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError

log = logging.getLogger(__name__)


class SessionStore(db.SessionStore):
    """Django's own, which lets notes go that cannot be written."""

    def save(self, must_create: bool = False) -> None:
        try:
            super().save(must_create)
        except UpdateError as error:
            if must_create or not isinstance(error.__context__, OperationalError):
                raise
            log.error("A session could not be written; the page was shown without it.")
