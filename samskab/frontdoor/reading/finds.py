"""What was found, as a person goes through it: one `Find` for each thing to say yes or no to, in kinds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from samskab.frontdoor.reading.recognise import Activity, Doubt, Reading
from samskab.ground.dates import write

Span = tuple[int, int]
_EMPTY_LINES = re.compile(r"\s*\n\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Find:
    """One finding on the review page.

    `key` names its fields in the form; `values` are what we read, by field; `doubts` are questions only a person can
    answer; `thing` is the finding itself.
    """

    key: str
    number: int
    kind: str
    title: str
    spans: tuple[Span, ...]
    values: dict[str, str]
    thing: Any
    doubts: tuple[Doubt, ...] = ()

    @property
    def date(self) -> str:
        """An activity's date without what it depends on; that stands on a line of its own."""
        one = self.thing
        return write(one.when, proviso=False) if isinstance(one, Activity) and self.values["when"] else ""

    @property
    def question(self) -> Doubt | None:
        """The doubt that has choices, or else the first."""
        return next((doubt for doubt in self.doubts if doubt.choices), self.doubts[0] if self.doubts else None)


@dataclass(frozen=True, slots=True)
class Kind:
    """One tab: findings of a kind, beside the part of the document they were read from."""

    key: str
    label: str
    finds: list[Find]
    pieces: list["Piece"] = field(default_factory=list)

    @property
    def doubts(self) -> int:
        return len([find for find in self.finds if find.doubts])


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the document's own text; `find` is what was read there, if anything was."""

    text: str
    find: Find | None = None
    is_first: bool = False

    @property
    def lines(self) -> str:
        """The text with no more than one empty line at a time, for the eye."""
        return _EMPTY_LINES.sub("\n\n", self.text)


def kinds_of(reading: Reading, text: str) -> list[Kind]:
    """Every kind that has findings, in the order a person would look, each with its piece of the document."""
    kinds = [Kind(key, label, list(finds)) for key, label, finds in _lists(reading) if finds]
    return [Kind(kind.key, kind.label, kind.finds, _pieces(kind.finds, text)) for kind in kinds]


def all_finds(reading: Reading) -> Iterator[Find]:
    for _key, _label, finds in _lists(reading):
        yield from finds


def _lists(reading: Reading) -> list[tuple[str, str, list[Find]]]:
    title = [reading.title] if reading.title.text else []
    return [
        ("title", _("Navn"), _finds("title", title, lambda one: (one.text, {"title": one.text}))),
        ("section", _("Beskrivelse"), _finds("section", reading.sections, lambda one: (one.heading or _("Uden overskrift"), {"heading": one.heading, "text": one.text}))),
        ("principle", _("Principper"), _finds("principle", reading.principles, lambda one: (one.name, {"name": one.name, "text": one.text}))),
        ("method", _("Metoder"), _finds("method", reading.methods, lambda one: (one.name, {"name": one.name, "text": one.text}))),
        ("activity", _("Procesplan"), _finds("activity", reading.activities, _activity)),
        ("party", _("Parter"), _finds("party", reading.parties, lambda one: (one.name, {"name": one.name}))),
        ("voice", _("Stemmer"), _finds("voice", reading.voices, lambda one: (one.text, {"text": one.text, "attribution": one.attribution}))),
        ("knowledge", _("Viden udefra"), _finds("knowledge", reading.knowledge, lambda one: (one.source or _("Uden kilde"), {"text": one.text, "source": one.source, "url": one.url}))),
        ("track", _("Spor"), _finds("track", reading.tracks, lambda one: (one.title, {"title": one.title, "text": one.text, "kind": one.kind}))),
    ]  # fmt: skip


def _finds(kind: str, things: Any, say: Any) -> list[Find]:
    found = []
    for number, thing in enumerate(things, start=1):
        title, values = say(thing)
        doubts = tuple(getattr(thing, "doubts", ()))
        found.append(Find(f"{kind}-{number}", number, kind, title, tuple(thing.spans), values, thing, doubts))
    return found


def _activity(one: Activity) -> tuple[str, dict[str, str]]:
    return one.title, {"title": one.title, "when": written(one)}


def written(one: Activity) -> str:
    """The date as we have read it, in words a person can change; "" when there is none."""
    return write(one.when) if one.start or one.end or one.precision == "ongoing" else ""


def _pieces(finds: list[Find], text: str) -> list[Piece]:
    """The document's text from the first finding to the last, cut where a finding begins or ends. Nothing is changed;
    a finding that runs over several lines is one piece, and only a finding's first piece is where its number leads."""
    marks = sorted((at, to, find.number, find) for find in finds for at, to in find.spans if at < to)
    if not marks:
        return []
    pieces: list[Piece] = []
    place = marks[0][0]
    for at, to, _number, find in marks:
        if to <= place:
            continue
        start = max(at, place)
        between = text[place:start]
        if pieces and pieces[-1].find is find and not between.strip():
            pieces[-1] = replace(pieces[-1], text=pieces[-1].text + between + text[start:to])
        else:
            if between:
                pieces.append(Piece(between))
            pieces.append(Piece(text[start:to], find, all(piece.find is not find for piece in pieces)))
        place = to
    return pieces
