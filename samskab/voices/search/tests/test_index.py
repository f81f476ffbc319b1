"""The database keeps the index: it says so when a migration has made the table again and forgotten that."""

import pytest
from django.db import connection

KEEPERS = {f"voices_{index}_{when}" for index in ("stems", "parts") for when in ("come", "gone", "changed")}


@pytest.mark.django_db
def test_the_triggers_are_there_after_every_migration():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its indexes by itself")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        assert {name for (name,) in cursor.fetchall()} >= KEEPERS


@pytest.mark.django_db
def test_nothing_of_what_is_deleted_stays_in_the_pages_of_the_index():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL is swept by vacuum")
    with connection.cursor() as cursor:
        for index in ("voices_stems", "voices_parts"):
            cursor.execute(f"SELECT v FROM {index}_config WHERE k = 'secure-delete'")
            assert cursor.fetchall() == [(1,)]
