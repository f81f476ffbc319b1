"""An empty database is laid out at once. It is the same as one that went through every migration, as this test's own has."""

import re
from contextlib import closing

import psycopg
import pysqlite3
import pytest
from django.apps import apps
from django.db import connection

from tests.databases import POSTGRES
from tests.keepers import Place

# The search's own tables hold pages of bytes; what they are made with is compared.
OF_THE_SEARCH = re.compile(r"(voices|stretches)_(stems|parts)")
# Django's own lists, compared by what stands in them.
LISTS = {"django_content_type", "auth_permission"}
ON_POSTGRES = {
    "columns": "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default, "
    "is_identity, identity_generation, is_generated FROM information_schema.columns WHERE table_schema = current_schema()",
    "constraints": "SELECT conrelid::regclass::text, conname, condeferrable, condeferred, pg_get_constraintdef(oid) "
    "FROM pg_constraint WHERE connamespace = current_schema()::regnamespace",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()",
    "triggers": "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "extensions": "SELECT extname FROM pg_extension",
    "sequences": "SELECT sequencename, data_type, start_value, increment_by FROM pg_sequences WHERE schemaname = current_schema()",
}


@pytest.fixture
def laid_out(tmp_path):
    """A new installation, with a database of its own."""
    place = Place(tmp_path / "data")
    place.does("prepare")
    return place


def made(ask):
    """What a database is made of, without the order of a table's columns."""
    if POSTGRES:
        return {name: sorted(map(repr, ask(question))) for name, question in ON_POSTGRES.items()}
    found = {
        (kind, name): " ".join((sql or "").split())
        for kind, name, sql in ask("SELECT type, name, sql FROM sqlite_master")
    }
    return {key: _told(sql) for key, sql in found.items()}


def _told(sql):
    """(what is made, its parts in the order of the alphabet)"""
    head, _, rest = sql.partition("(")
    return head, sorted(re.split(r", (?![^(]*\))", rest.removesuffix(")")))


def asking(place):
    if POSTGRES:
        return closing(psycopg.connect(place.url))
    return closing(pysqlite3.connect(place.folder / "samskab.sqlite3"))


@pytest.mark.django_db
def test_it_has_the_tables_the_migrations_leave(laid_out):
    with connection.cursor() as cursor, asking(laid_out) as there:
        migrated = made(lambda question: [cursor.execute(question), cursor.fetchall()][1])
        assert made(lambda question: there.execute(question).fetchall()) == migrated
    assert len(migrated) > 5


@pytest.mark.django_db
def test_it_has_the_rows_the_migrations_leave(laid_out):
    """Which migrations were done, and what each may hold; nothing else, and no row of ours."""
    with connection.cursor() as cursor, asking(laid_out) as there:
        for question in (
            "SELECT app, name FROM django_migrations",
            "SELECT app_label, model FROM django_content_type",
            "SELECT codename, auth_permission.name, model FROM auth_permission "
            "JOIN django_content_type ON django_content_type.id = content_type_id",
        ):
            cursor.execute(question)
            assert sorted(cursor.fetchall()) == sorted(there.execute(question).fetchall()) != []
    held = {name for name, rows in laid_out.rows().items() if rows and not OF_THE_SEARCH.match(name)}
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} - LISTS
    with connection.cursor() as cursor:
        migrated = {
            name for name in ours if (cursor.execute(f'SELECT count(*) FROM "{name}"'), cursor.fetchone())[1] != (0,)
        }
    assert held & ours == migrated
