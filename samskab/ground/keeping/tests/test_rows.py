"""A row says the same whichever database it comes from, and is the same row when it is put back."""

import json
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection, connections, models, transaction
from django.test.utils import isolate_apps
from hypothesis import HealthCheck, given
from hypothesis import settings as law
from hypothesis import strategies as st

from samskab.ground.keeping.counting import go_on_from, last_key
from samskab.ground.keeping.misfits import misfit
from samskab.ground.keeping.others import opened
from samskab.ground.keeping.rows import Sum, insert, line, read, rows_of, sum_of, written
from samskab.ground.keeping.shape import PASSING, Table, kind_of

MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=8,
)
KINDS = {
    "text": TEXT,
    "int": st.integers(-(2**31), 2**31 - 1),
    "bool": st.booleans(),
    "float": st.floats(allow_nan=False, allow_infinity=False, min_value=-1e300, max_value=1e300),
    "decimal": st.decimals(-(10**8), 10**8, allow_nan=False, places=3),
    "moment": MOMENTS,
    "day": st.dates(),
    "time": st.times(),
    "span": st.timedeltas(timedelta(days=-9999), timedelta(days=9999)),
    "uuid": st.builds(uuid4),
    "bytes": st.binary(max_size=30),
    "json": JSON,
}


@contextmanager
def a_table(alias="default"):
    """One column of each kind, made in the database of the tests and gone afterwards."""
    with isolate_apps("samskab.ground"):

        class Everything(models.Model):  # noqa: DJ008
            text = models.TextField(null=True)
            int = models.IntegerField(null=True)
            bool = models.BooleanField(null=True)
            float = models.FloatField(null=True)
            decimal = models.DecimalField(null=True, max_digits=12, decimal_places=3)
            moment = models.DateTimeField(null=True)
            day = models.DateField(null=True)
            time = models.TimeField(null=True)
            span = models.DurationField(null=True)
            uuid = models.UUIDField(null=True)
            bytes = models.BinaryField(null=True)
            json = models.JSONField(null=True)

            class Meta:
                app_label = "ground"

    with connections[alias].schema_editor() as editor:
        editor.create_model(Everything)
    try:
        yield Everything
    finally:
        with connections[alias].schema_editor() as editor:
            editor.delete_model(Everything)


@pytest.fixture
def everything(transactional_db):
    with a_table() as model:
        yield model


@pytest.fixture
def elsewhere(tmp_path, other_databases):
    """An SQLite beside the tests' own database."""
    with opened("elsewhere", {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "x.sqlite3")}) as alias:
        yield alias


@law(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(values=st.fixed_dictionaries({kind: st.none() | values for kind, values in KINDS.items()}))
def test_what_is_stored_is_read_written_and_stored_the_same(everything, values):
    everything._base_manager.all().delete()
    kept = everything._base_manager.create(**values)
    table = Table(everything)
    (row,) = rows_of(table, "default")
    (again,) = [json.loads(line(row))]
    with transaction.atomic():
        everything._base_manager.all().delete()
        insert(table, "default", [again])
    assert list(rows_of(table, "default")) == [row]
    found = everything._base_manager.get(pk=kept.pk)
    assert {kind: _plainly(kind, getattr(found, kind)) for kind in KINDS} == {
        kind: _plainly(kind, value) for kind, value in values.items()
    }


def _plainly(kind, value):
    """SQLite gives bytes and PostgreSQL a view of them; PostgreSQL writes out the numbers in JSON."""
    if value is None:
        return None
    return {"bytes": bytes, "json": lambda json_value: written("json", json.dumps(json_value))}.get(kind, lambda x: x)(
        value
    )


@law(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(values=st.fixed_dictionaries({kind: st.none() | values for kind, values in KINDS.items()}))
def test_two_databases_say_the_same_of_the_same_row(everything, elsewhere, values):
    everything._base_manager.all().delete()
    everything._base_manager.create(**values)
    table = Table(everything)
    with a_table(elsewhere):
        insert(table, elsewhere, list(rows_of(table, "default")))
        assert list(rows_of(table, elsewhere)) == list(rows_of(table, "default"))
        assert sum_of(table, elsewhere).digest == sum_of(table, "default").digest


def test_nothing_and_the_json_word_for_nothing_are_two_things(everything):
    everything._base_manager.create(json=None)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {everything._meta.db_table} (json) VALUES ('null')")
    at = list(Table(everything).columns).index("json")
    assert [row[at] for row in rows_of(Table(everything), "default")] == [None, [None]]


def test_the_order_of_rows_does_not_matter_and_everything_else_does():
    def digest(*rows):
        summed = Sum()
        for row in rows:
            summed.add(row)
        return summed.rows, summed.digest

    assert digest([1, "a"], [2, "b"]) == digest([2, "b"], [1, "a"])
    different = [digest([1, "a"]), digest([1, None]), digest([1, ""]), digest(["1", "a"]), digest([1, "a"], [1, "a"])]
    assert len(set(different)) == len(different)
    assert digest([1, [{"b": 1, "a": 2}]]) == digest([1, [{"a": 2, "b": 1}]]), "JSON has no order"


def test_a_number_that_was_given_is_not_given_again(everything, elsewhere):
    table = Table(everything)
    for _ in range(3):
        everything._base_manager.create()
    everything._base_manager.order_by("-pk").first().delete()
    assert last_key(table, "default") == 3
    with a_table(elsewhere) as there:
        insert(table, elsewhere, list(rows_of(table, "default")))
        go_on_from(table, elsewhere, last_key(table, "default"))
        assert there._base_manager.using(elsewhere).create().pk == 4
        go_on_from(table, elsewhere, 2)
        assert there._base_manager.using(elsewhere).create().pk == 5, "it never counts back"


def test_a_table_nobody_wrote_in_counts_from_one(everything):
    go_on_from(Table(everything), "default", 0)
    assert last_key(Table(everything), "default") == 0
    assert everything._base_manager.create().pk == 1


@pytest.mark.parametrize(
    "column,plain,why",
    [
        ("text", "før\x00efter", "NUL"),
        ("json", [{"a": ["\x00"]}], "NUL"),
        ("json", [{"\ud800": 1}], "halvt tegn"),
        ("int", 2**31, "for stort"),
        ("text", "helt almindelig", ""),
    ],
)
def test_a_row_postgresql_would_refuse_is_named_by_its_column(everything, column, plain, why):
    table = Table(everything)
    row = [plain if name == column else None for name in table.columns]
    assert misfit(table, row) == "" if not why else (column in misfit(table, row) and why in misfit(table, row))


@pytest.mark.parametrize("kind", ["moment", "day", "time", "uuid", "decimal", "bytes", "json"])
def test_what_cannot_be_such_a_value_is_refused(kind):
    with pytest.raises((ValueError, TypeError, ArithmeticError)):
        read(kind, "noget andet")


def test_values_are_written_so_that_anybody_can_read_them():
    assert written("moment", datetime(2026, 3, 19, 12, 0, 0, 1, UTC)) == "2026-03-19 12:00:00.000001+00:00"
    assert written("day", date(2026, 3, 19)) == "2026-03-19" and written("time", time(9, 30)) == "09:30:00"
    assert written("decimal", Decimal("1.50")) == "1.50" and written("span", timedelta(seconds=1)) == 1_000_000
    assert line(["æ", None]) == b'["\\u00e6",null]\n'


def test_we_know_what_every_column_of_every_installed_model_holds():
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            assert kind_of(field) in KINDS, field


def test_only_doors_that_stand_open_are_left_out():
    assert {"sessions.session"} <= PASSING <= {"sessions.session", "usersessions.usersession"}
