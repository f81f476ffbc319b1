"""A column whose texts lie locked in the database, each in the one place where it opens: its table, column and row.

A text is opened when somebody reads it from its row, and not before: a page of a hundred thousand voices opens what it
shows. "" lies as it is, so that a constraint can ask whether there is a text. The database cannot look into it, so
whoever filters by such a column, or writes in it past its row, is refused; SQL functions are given what is locked.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.lookups import Exact
from django.db.models.query_utils import DeferredAttribute

from samskab.ground.locking import lock_text, open_text


class StaysLocked(FieldError):
    """A locked column is asked something only its rows can answer. A fault of the program, never of a person."""


class Unopened:
    """A text as the database keeps it. It is read from its row: `voice.words`, never from `values("words")`."""

    __slots__ = ("kept",)
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, kept: str) -> None:
        self.kept = kept

    def __repr__(self) -> str:
        return "<locked>"

    def __str__(self) -> str:
        raise StaysLocked("A locked text is read from its row.")

    def __eq__(self, other: object) -> bool:
        raise StaysLocked("Two locked texts cannot be compared.")


class OpensWhenRead(DeferredAttribute):
    """The text of one row, opened the first time somebody reads it."""

    field: "LockedTextField"

    def __get__(self, row: Any, cls: Any = None) -> Any:
        if row is None:
            return self
        name = self.field.attname
        if name not in row.__dict__:
            kept = type(row)._base_manager.using(row._state.db).filter(pk=row.pk)
            row.__dict__[name] = kept.values_list(name, flat=True).get()
        value = row.__dict__[name]
        if isinstance(value, Unopened):
            value = row.__dict__[name] = self.field.open(value, *self.field.row_of(row))
        return value

    def __set__(self, row: Any, value: Any) -> None:
        row.__dict__[self.field.attname] = value


class LockedTextField(models.TextField):  # type: ignore[type-arg]
    """`row` names the columns that say which row it is, known before it is kept and never changed.

    To migrations it is a TextField, which is what the database has: they never import this.
    """

    descriptor_class = OpensWhenRead

    def __init__(self, *args: Any, row: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.row = row
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def clone(self) -> "LockedTextField":
        _name, _path, args, kwargs = self.deconstruct()
        return type(self)(*args, row=self.row, **kwargs)

    def lock(self, text: str, *row: object) -> str:
        """As it is kept in that row."""
        return text and lock_text(text, self._place(row), settings.INSTALLATION.words_keys)

    def open(self, value: "Unopened | str", *row: object) -> str:
        """What `values_list` gave, opened in its row. Raises Locked."""
        if not isinstance(value, Unopened):
            return value
        return open_text(value.kept, self._place(row), settings.INSTALLATION.words_keys)

    def in_words(self, value: Any) -> str:
        """What was opened, as the text that is locked."""
        return str(value)

    def row_of(self, row: models.Model) -> tuple[object, ...]:
        return tuple(getattr(row, name) for name in self.row)

    def _place(self, row: tuple[object, ...]) -> str:
        if not self.row or len(row) != len(self.row) or None in row:
            raise StaysLocked(f"{self} is kept in no row.")
        return f"{self.model._meta.db_table}:{self.column}:{'/'.join(map(str, row))}"

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> "Unopened | str | None":
        return Unopened(value) if value else value

    def pre_save(self, row: models.Model, add: bool) -> Any:
        """A text nobody read is kept as it lies, when it opens here: none is copied from another row."""
        held = row.__dict__.get(self.attname)
        if isinstance(held, Unopened):
            self.open(held, *self.row_of(row))
            return held
        text = getattr(row, self.attname)
        return Unopened(self.lock(text, *self.row_of(row))) if isinstance(text, str) and text else text

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Unopened):
            return value.kept
        if value in ("", None):
            return value
        raise StaysLocked(f"{self} is written by saving its row, and the database cannot look for what is in it.")

    def get_placeholder(self, value: Any, _compiler: Any, _connection: Any) -> str:
        if hasattr(value, "as_sql"):
            raise StaysLocked(f"{self} is written by saving its row, not with an expression.")
        return "%s"

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name not in ("exact", "isnull"):
            raise StaysLocked(f"{self} is locked: the database cannot look for what is in it.")
        return super().get_lookup(lookup_name)


class LockedJSONField(LockedTextField):
    """The same of what is no text: it is locked as JSON, and opened as it was. To the database, too, it is a text."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def open(self, value: Any, *row: object) -> Any:
        """What `values_list` gave, opened in its row. Raises Locked."""
        return json.loads(super().open(value, *row)) if isinstance(value, Unopened) else value

    def pre_save(self, row: models.Model, add: bool) -> Any:
        if isinstance(row.__dict__.get(self.attname), Unopened):
            return super().pre_save(row, add)
        return Unopened(self.lock(self.in_words(getattr(row, self.attname)), *self.row_of(row)))

    def in_words(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)


@LockedTextField.register_lookup
class IsEmpty(Exact):
    """`words=""`: the one thing the database can be asked."""

    def get_prep_lookup(self) -> str:
        if self.rhs != "":
            raise StaysLocked(f"{self.lhs.output_field} is locked: only whether it is empty can be asked.")
        return ""


def locked_columns() -> Iterator[tuple[type[models.Model], list[LockedTextField]]]:
    """Every model that keeps texts locked, and which."""
    for model in apps.get_models():
        if fields := [one for one in model._meta.concrete_fields if isinstance(one, LockedTextField)]:
            yield model, fields
