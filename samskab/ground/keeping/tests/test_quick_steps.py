"""A column that was copied is the one that was put together again."""

import gc

from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.models import CharField, Field

from samskab.ground.keeping.quick_steps import copied, quick_steps


def columns():
    """Every column of every table, as the migrations leave it."""
    for model in MigrationLoader(None).project_state().models.values():
        yield from model.fields.items()


ITS_OWN = {"creation_counter", "remote_field", "field"}


def kept(what):
    """All it knows. Django writes the name of another table small when it takes a column apart; it reads both."""
    said = {name: value for name, value in vars(what).items() if name not in ITS_OWN}
    return said | {"model": said["model"].lower()} if isinstance(said.get("model"), str) else said


def test_a_copied_column_is_the_same_and_another():
    before = None
    for name, field in columns():
        one, other = copied(field), Field.clone(field)
        assert one.deconstruct() == other.deconstruct() == field.deconstruct(), name
        assert kept(one) == kept(other), name
        assert type(one) is type(field) and one is not field and not hasattr(one, "model")
        if field.remote_field:
            assert one.remote_field is not field.remote_field and one.remote_field.field is one
            assert kept(one.remote_field) == kept(other.remote_field), name
        assert before is None or one.creation_counter > before, "later columns stand after earlier ones"
        before = one.creation_counter


def test_a_column_in_a_table_is_taken_out_of_it():
    for model in apps.get_models():
        for field in model._meta.local_fields:
            one = copied(field)
            assert not hasattr(one, "model") and one is not field


def test_a_column_that_was_given_a_name_can_be_given_another():
    field = CharField(max_length=9)
    field.set_attributes_from_name("before")
    one = copied(field)
    one.set_attributes_from_name("after")
    assert (one.name, one.column, one.verbose_name) == ("after", "after", "after")


def test_after_the_block_everything_is_as_it_was():
    usual, often = Field.clone, gc.get_threshold()
    try:
        with quick_steps():
            assert Field.clone is copied
            raise OSError
    except OSError:
        pass
    assert Field.clone is usual and gc.get_threshold() == often
