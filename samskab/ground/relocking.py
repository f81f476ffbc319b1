"""What lies locked under an older key is locked again under the newest, so that the older one can be taken away.

A file's bytes stay as they lie: only the key to it, which its row keeps, is locked again. A few rows at a time, each time
in a transaction of its own, while people work. Cut off anywhere, it goes on with what is left.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models, transaction

from samskab.ground.locked_text import LockedTextField, Unopened, locked_columns
from samskab.ground.locker import Locker
from samskab.ground.locking import Locked, is_newest, is_text_newest, relock
from samskab.ground.reactions import ask

AT_ONCE = 200  # rows

# Row → what it is to be written with. Nothing where it lies under the newest key already. Raises Locked.
Anew = Callable[[Any], dict[str, Any]]


@dataclass(slots=True)
class Relocked:
    """Of one file of keys: how many rows were locked again, how many do not open, and how many need an older key still."""

    key_file: str
    locked: int = 0
    closed: int = 0
    left: int = 0


def relock_texts() -> Relocked:
    """Every text that lies locked in a row, with `words.key`."""
    done = Relocked(settings.INSTALLATION.words_key_file.name)
    for model, fields in locked_columns():
        _go_through(model, _texts(fields), done)
    done.left = sum(_left(model, _old_texts(fields)) for model, fields in locked_columns())
    return done


def relock_files() -> Relocked:
    """The key of every file that lies locked, with `files.key`."""
    done = Relocked(settings.INSTALLATION.files_key_file.name)
    lockers: list[tuple[type[models.Model], Locker]] = ask("whose_files_lie_locked")
    for model, locker in lockers:
        _go_through(model, _file(locker), done)
    done.left = sum(_left(model, _old_file) for model, _locker in lockers)
    return done


def _go_through(model: type[models.Model], anew: Anew, done: Relocked) -> None:
    last = 0
    while keys := list(model._base_manager.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        _lock_some(model, keys, anew, done)
        last = keys[-1]


@transaction.atomic
def _lock_some(model: type[models.Model], keys: list[int], anew: Anew, done: Relocked) -> None:
    for row in model._base_manager.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"):
        try:
            changes = anew(row)
        except Locked:
            done.closed += 1
            continue
        if changes:
            model._base_manager.filter(pk=row.pk).update(**changes)
            done.locked += 1


def _texts(fields: list[LockedTextField]) -> Anew:
    def anew(row: models.Model) -> dict[str, Any]:
        return {field.attname: _locked_again(field, row) for field in fields if _is_old(row, field)}

    return anew


def _locked_again(field: LockedTextField, row: models.Model) -> Unopened:
    words = field.in_words(getattr(row, field.attname))
    return Unopened(field.lock(words, *field.row_of(row)))


def _is_old(row: models.Model, field: LockedTextField) -> bool:
    """Asked before it is read: then it is still as it lies in the row."""
    held = row.__dict__[field.attname]
    return isinstance(held, Unopened) and not is_text_newest(held.kept, settings.INSTALLATION.words_keys)


def _file(locker: Locker) -> Anew:
    def anew(row: Any) -> dict[str, Any]:
        keys = settings.INSTALLATION.files_keys
        if is_newest(row.locked_key, keys):
            return {}
        return {"locked_key": relock(row.locked_key, locker.what(row.name), keys)}

    return anew


def _old_texts(fields: list[LockedTextField]) -> Callable[[Any], bool]:
    return lambda row: any(_is_old(row, field) for field in fields)


def _old_file(row: Any) -> bool:
    return not is_newest(row.locked_key, settings.INSTALLATION.files_keys)


def _left(model: type[models.Model], is_old: Callable[[Any], bool]) -> int:
    """Asked of every row once more, when all is done: somebody may have written with an older key meanwhile."""
    return sum(map(is_old, _every(model)))


def _every(model: type[models.Model]) -> Iterator[models.Model]:
    return model._base_manager.order_by("pk").iterator(chunk_size=AT_ONCE)
