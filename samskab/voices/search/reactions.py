"""What the search answers when somebody asks what the database does by itself."""

from collections.abc import Iterator
from contextlib import closing
from importlib import import_module

import pysqlite3
from django.db import connection

from samskab.ground.keeping.looking_at_the_schema import BY_ITSELF
from samskab.ground.reactions import answers

MADE_BY = {
    "voices_voice": "samskab.voices.migrations.0014_what_people_told_is_locked",
    "voices_stretch": "samskab.voices.migrations.0017_sources_are_searched",
}


@answers("what_the_database_does_by_itself")
def the_index_follows_its_rows() -> Iterator[tuple[str, str]]:
    """As the migrations make it, made once more in memory. PostgreSQL's indexes follow by themselves."""
    if connection.vendor != "sqlite":
        return
    with closing(pysqlite3.connect(":memory:")) as there:
        for table, migration in MADE_BY.items():
            there.execute(f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, stems, vocabulary)")
            import_module(migration).index_in_sqlite(there.cursor())
        yield from there.execute(BY_ITSELF["sqlite"]).fetchall()
