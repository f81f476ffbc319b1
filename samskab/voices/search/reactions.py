"""What the search answers when somebody asks what the database does by itself."""

from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from typing import Any

import pysqlite3
from django.db import connection

from samskab.ground.keeping.looking_at_the_schema import BY_ITSELF
from samskab.ground.reactions import answers, reacts_to

MADE_BY = {
    "voices_voice": "samskab.voices.migrations.0014_what_people_told_is_locked",
    "voices_stretch": "samskab.voices.migrations.0017_sources_are_searched",
}

STEMS = "samskab.voices.migrations.0024_stems_are_found_one_by_one"


@reacts_to("an_empty_database_is_laid_out")
def the_index_is_laid_out(schema_editor: Any) -> None:
    """As the last of the migrations make it, by their own hands."""
    made_by = [import_module(migration) for migration in MADE_BY.values()]
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "sqlite":
            for migration in made_by:
                migration.index_in_sqlite(cursor)
            return
        import_module(STEMS).by_each_stem(None, schema_editor)
        for migration in made_by:
            migration.index_parts_in_postgresql(cursor)


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
