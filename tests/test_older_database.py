"""A database is copied before it is brought up to date, so what is asked of it may not have a table yet."""

import pytest
from django.db import connection

from samskab.ground.databases import has_table
from samskab.ground.reactions import ask
from samskab.voices.field.models import SetAside
from samskab.voices.pictures.models import Picture


@pytest.mark.parametrize("model", [SetAside, Picture])
def test_a_table_that_is_not_there_yet_holds_no_files(model, db):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {model._meta.db_table}")
    assert not has_table(model, "default")
    assert ask("which_files_are_kept", using="default") == []
