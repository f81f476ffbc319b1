"""What is written in the journal is told to PostgreSQL's listeners, in the same transaction: they hear of it at its commit."""

from django.db import connection

from samskab.ground.reactions import reacts_to
from samskab.journal.actions import chain_of
from samskab.journal.models import Entry
from samskab.live.events import CHANNEL


@reacts_to("journal_written")
def tell_listeners(entry: Entry) -> None:
    """One word for each project, however much a transaction writes there. SQLite needs no telling."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(chain_of(entry.project_id))])
