"""Is anything left of what was taken back? Asked of every row, every file, every list, and, with the words, of every byte."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, models

from samskab.ground.declared import Declared
from samskab.ground.keeping import erased
from samskab.ground.keeping.refusing import Refused
from samskab.ground.keeping.searching import (
    columns_with,
    files_with,
    indexes_that_differ,
    locked_columns_with,
    needles,
    stands_within,
)
from samskab.ground.keeping.sweeping import Swept, sweep, what_the_log_may_hold
from samskab.ground.reactions import ask, tell
from samskab.projects.codes import parse
from samskab.voices.consent import receipt_code
from samskab.voices.consent.erasing import VOICE
from samskab.voices.consent.models import ConsentRecord
from samskab.voices.consent.queries import voices_on
from samskab.voices.consent.receipts import with_code
from samskab.voices.intake.models import Voice
from samskab.voices.sources.actions import sweep as sweep_files

HOLDS_WHAT_WAS_AGREED: list[type[models.Model]] = [ConsentRecord]


@dataclass(frozen=True, slots=True)
class Left:
    """Something that should be gone. `kind` is row, index, file, list, bytes, or words that are locked."""

    kind: str
    where: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The voices that were asked about, what is left of them, and what nobody can know."""

    voices: list[str]
    left: list[Left]
    unknown: list[str]

    @property
    def is_clean(self) -> bool:
        return not self.left


def verify(name: str, words: str = "") -> Verdict:
    """`name` is a receipt's code, or a voice's: U-31, or project/U-31. Raises Refused for a name nobody has."""
    voices = named(name)
    left = [one for voice in voices for one in left_of(voice)] + list(_files_nobody_knows())
    left += [Left("index", f"{name}: holder andet end rækkerne") for name in indexes_that_differ()]
    if words:
        left += [Left("bytes", where) for where in files_with(Path(settings.INSTALLATION.folder), words)]
        left += [Left("bytes", where) for where in columns_with(words)]
        left += [Left("words", where) for where in locked_columns_with(words)]
        left += [Left("words", where) for where in _locked_files_with(words)]
    return Verdict([f"{voice.project.slug}/{voice.code}" for voice in voices], left, what_the_log_may_hold())


def named(name: str) -> list[Voice]:
    slug, _stroke, code = name.strip().rpartition("/")
    letter, number = parse(code) or ("", 0)
    if letter == "U":
        found = list(Voice.objects.filter(number=number).select_related("project").order_by("project__slug"))
        found = [voice for voice in found if voice.project.slug == slug] if slug else found
        if len(found) > 1:
            which = ", ".join(f"{voice.project.slug}/{voice.code}" for voice in found)
            raise Refused(f"Flere projekter har en {code}. Skriv hvilket: {which}.")
        return found or _nobody()
    try:
        receipt = with_code(code)
    except receipt_code.Slip:
        raise Refused("Det er ingen kode. Skriv kvitteringens kode, eller stemmens, fx U-31.") from None
    return list(voices_on(receipt)) if receipt else _nobody()


def _nobody() -> list[Voice]:
    raise Refused("Den kode kender vi ikke her.")


def left_of(voice: Voice) -> Iterator[Left]:
    """Everything that holds something of it: its own row, rows that point at it, what others say, the list of erasures."""
    if voice.is_kept:
        yield Left("row", f"{_name(voice)}: står her endnu")
        return
    for column in sorted(Voice.personal):
        if voice.serializable_value(column) not in ("", None):
            yield Left("row", f"{_name(voice)}: {column}")
    yield from (Left("row", _name(row)) for row in _rows_about(voice))
    yield from (Left("row", where) for where in ask("what_is_left_of_this_voice", voice=voice))
    if not _is_on_the_list(voice):
        yield Left(
            "list", f"{settings.INSTALLATION.erased_file.name}: {voice.code} mangler, og en kopi kan bringe den igen"
        )


def _rows_about(voice: Voice) -> Iterator[models.Model]:
    """Rows of every model that holds something personal and points at a voice, whatever is installed."""
    for model in apps.get_models():
        if model in HOLDS_WHAT_WAS_AGREED or (issubclass(model, Declared) and model.personal):
            for column in _to_a_voice(model):
                yield from model._base_manager.filter(**{column: voice})


def _to_a_voice(model: type[models.Model]) -> list[str]:
    return [one.name for one in model._meta.concrete_fields if one.is_relation and one.related_model is Voice]


def _name(row: Any) -> str:
    return f"{row._meta.label} {row.pk}"


def _is_on_the_list(voice: Voice) -> bool:
    listed = erased.erasures(erased.lines_of(settings.INSTALLATION.erased_file))
    return any((one.kind, one.id, one.made_at) == (VOICE, voice.pk, voice.created_at) for one in listed)


def _files_nobody_knows() -> Iterator[Left]:
    """A file no row points at may be what should have gone with one."""
    files = Path(settings.INSTALLATION.files)
    known = set(ask("which_files_are_kept", using=DEFAULT_DB_ALIAS))
    for path in sorted(one for one in files.rglob("*") if one.is_file()) if files.is_dir() else ():
        if (name := str(path.relative_to(files))) not in known:
            yield Left("file", f"files/{name}: ingen række peger på den")


def _locked_files_with(words: str) -> Iterator[str]:
    wanted = needles(words)
    for name, data in ask("what_lies_locked_in_files"):
        if stands_within(data, wanted):
            yield f"files/{name}"


def sweep_what_is_erased() -> Swept:
    """The files nobody points at go, and the database's own files are cleaned of what was deleted. Safe to repeat."""
    sweep_files()
    tell("erasures_swept")
    return sweep(model._meta.db_table for model in apps.get_models() if _held_words(model))


def _held_words(model: type[models.Model]) -> bool:
    return bool(_to_a_voice(model)) or (issubclass(model, Declared) and bool(model.personal))
