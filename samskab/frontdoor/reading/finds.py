"""What was found, as a person goes through it: one `Find` for each thing to say yes or no to, in kinds."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from samskab.frontdoor.reading.pieces import Piece, Span, pieces_of
from samskab.frontdoor.reading.recognise import Activity, Choice, Doubt, Reading
from samskab.ground.dates import write
from samskab.ground.saying import say_when
from samskab.ground.text import one_line, without_control_characters

LIMIT_FINDS = 1_000  # more than a person can go through; the page would hold more fields than we take back
_SHORT = 44  # characters of an action's name where it is only one of several to choose between
_LONG = frozenset({"text"})
_BARE_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?$")  # www.example.org, as people write it


@dataclass(frozen=True, slots=True)
class Question:
    """A doubt with its choices, and the name its answer has in the form. `guess` is the number of our own choice."""

    name: str
    doubt: Doubt
    guess: int
    date: str

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Value, a short label, and whether it is what we would have said."""
        labels = [self._label(choice, _SHORT) for choice in self.doubt.choices]
        if len(set(labels)) < len(labels):
            labels = [self._label(choice, len(choice.label)) for choice in self.doubt.choices]
        return [(str(number), label, number == self.guess) for number, label in enumerate(labels)]

    def _label(self, choice: Choice, limit: int) -> str:
        """A choice in few words. What says "I do not know" is never shortened."""
        if choice.start and self.date:
            return _("Ja, %(date)s") % {"date": self.date}
        return short(choice.label, limit) if choice.title else one_line(choice.label)


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
        return say_when(self.thing.when, proviso=False) if self.values.get("when") else ""

    @property
    def questions(self) -> list[Question]:
        """What a person is asked here."""
        asked = (doubt for doubt in self.doubts if doubt.choices)
        return [
            Question(f"{self.key}-answer-{number}", doubt, _guess(self.thing, doubt), self.date)
            for number, doubt in enumerate(asked)
        ]

    @property
    def follows(self) -> bool:
        """Its date follows from the answers about the others in its plan row."""
        return any(doubt.kind == "follows" for doubt in self.doubts)


@dataclass(frozen=True, slots=True)
class Kind:
    """One tab: findings of a kind, beside the part of the document they were read from."""

    key: str
    label: str
    finds: list[Find]
    pieces: list[Piece] = field(default_factory=list)

    @property
    def doubts(self) -> int:
        return len([find for find in self.finds if find.questions])

    @property
    def groups(self) -> list[tuple[str, list[Find]]]:
        """The plan by its column of times; everything else in one group without heading."""
        if self.key != "activity":
            return [("", self.finds)]
        groups: list[tuple[str, list[Find]]] = []
        for _row, row in groupby(self.finds, key=lambda find: find.thing.row):
            finds = list(row)
            time = time_of(finds[0].thing)
            if groups and (time or one_line(finds[0].thing.written)) == groups[-1][0]:
                groups[-1][1].extend(finds)
            else:
                groups.append((time, finds))
        return groups


def kinds_of(reading: Reading, text: str) -> list[Kind]:
    """Every kind that has findings, in the order a person would look, each with its piece of the document."""
    kinds = [Kind(key, label, list(finds)) for key, label, finds in _lists(reading) if finds]
    return [Kind(kind.key, kind.label, kind.finds, pieces_of(kind.finds, text)) for kind in kinds]


def all_finds(reading: Reading) -> Iterator[Find]:
    for _key, _label, finds in _lists(reading):
        yield from finds


def count_finds(reading: Reading) -> int:
    named = (reading.parties, reading.sections, reading.principles, reading.methods, reading.activities)
    return sum(map(len, (*named, reading.voices, reading.knowledge, reading.tracks)))


def _lists(reading: Reading) -> list[tuple[str, str, list[Find]]]:
    title = [reading.title] if reading.title.text else []
    headings = _each_once(_heading(reading, one.heading) for one in reading.sections)
    return [
        ("title", _("Navn"), _finds("title", title, lambda one: (one.text, {"title": one.text}))),
        ("section", _("Beskrivelse"), _finds("section", reading.sections, lambda one: _section(next(headings), one.text))),
        ("principle", _("Principper"), _finds("principle", reading.principles, lambda one: (one.name, {"name": one.name, "text": one.text}))),
        ("method", _("Metoder"), _finds("method", reading.methods, lambda one: (one.name, {"name": one.name, "text": one.text}))),
        ("activity", _("Procesplan"), _finds("activity", reading.activities, _activity)),
        ("party", _("Parter"), _finds("party", reading.parties, lambda one: (one.name, {"name": one.name}))),
        ("voice", _("Stemmer"), _finds("voice", reading.voices, lambda one: (one.text, {"text": one.text, "attribution": one.attribution, "perspective": ""}))),
        ("knowledge", _("Viden udefra"), _finds("knowledge", reading.knowledge, lambda one: (one.source or _("Uden kilde"), {"text": one.text, "source": one.source, "url": one.url}))),
        ("track", _("Spor"), _finds("track", reading.tracks, lambda one: (one.title, {"title": one.title, "text": one.text, "kind": one.kind}))),
    ]  # fmt: skip


def _finds(kind: str, things: Sequence[Any], say: Callable[[Any], tuple[str, dict[str, str]]]) -> list[Find]:
    found = []
    for number, thing in enumerate(things, start=1):
        title, values = say(thing)
        values = {name: tidied(name, value) for name, value in values.items()}
        doubts = tuple(getattr(thing, "doubts", ()))
        found.append(Find(f"{kind}-{number}", number, kind, one_line(title), tuple(thing.spans), values, thing, doubts))
    return found


def tidied(name: str, words: str) -> str:
    """A field's words as a form gives them back: what has several lines keeps them, the rest is one line."""
    words = without_control_characters(words).replace("\r\n", "\n")
    if name == "url" and _BARE_ADDRESS.match(words.strip()):
        words = f"https://{words.strip()}"
    return words.strip() if name in _LONG else one_line(words)


def _heading(reading: Reading, heading: str) -> str:
    if heading:
        return heading
    return _("Fra postkortet") if reading.kind == "postcard" else _("Om projektet")


def _section(heading: str, text: str) -> tuple[str, dict[str, str]]:
    return heading, {"heading": heading, "text": text}


def _each_once(headings: Iterable[str]) -> Iterator[str]:
    """Two parts under the same heading are two parts: the second is called so."""
    seen: Counter[str] = Counter()
    for heading in headings:
        seen[heading.casefold()] += 1
        again = seen[heading.casefold()]
        yield heading if again == 1 else f"{heading} ({again})"


def _activity(one: Activity) -> tuple[str, dict[str, str]]:
    return one.title, {"title": one.title, "when": written(one)}


def written(one: Activity) -> str:
    """The date as we have read it, in words a person can change; "" when there is none."""
    return write(one.when) if one.start or one.end or one.precision == "ongoing" else ""


def time_of(one: Activity) -> str:
    """What stands in the plan row's column of times; "" when the plan has none."""
    first, title = one_line(one.source_text.partition("\n")[0]), one_line(one.title)
    return "" if title.startswith(first) or title in first or len(first) > _SHORT else first


def _guess(thing: Any, doubt: Doubt) -> int:
    """The choice we would have made: the action we put the date beside, or the date as we read it."""
    if doubt.kind != "which_action":
        return 0
    titles = [choice.title for choice in doubt.choices]
    return titles.index(thing.title) if thing.title in titles else -1


def short(words: str, limit: int) -> str:
    """The beginning, cut between words, with … where something is left out."""
    words = one_line(words)
    if len(words) <= limit:
        return words
    kept = words[: limit - 1].rsplit(" ", 1)[0] or words[: limit - 1]
    return kept.rstrip(" -–—,:;(‘“\"'") + "…"
