"""What was found in a document, each finding with its places in the document's text."""

from dataclasses import asdict, dataclass, fields
from datetime import date, time
from typing import Any, Literal, get_args

from samskab.ground.dates import Precision, When

Span = tuple[int, int]
Spans = tuple[Span, ...]
DocumentKind = Literal["project_description", "postcard", "plan", "unknown"]
TrackKind = Literal["proposal", "question"]
DoubtKind = Literal["which_action", "which_date", "follows", "year"]


@dataclass(frozen=True, slots=True)
class Title:
    text: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Party:
    name: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (empty where the document gives none) and the text under it."""

    heading: str
    text: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Item:
    """A principle or a method: its name, and what is said about it."""

    name: str
    text: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer to a doubt. `title` names an action, `written` a date as the document writes it.

    A choice with neither means: I do not know, or none of them.
    """

    label: str
    title: str = ""
    written: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a person must answer. `choices` is empty where the answer follows from another doubt in the same row."""

    kind: DoubtKind
    question: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity on one date (or none). `row` is the plan row it stood in: doubts in one row hang together."""

    title: str
    start: date | None
    end: date | None
    start_time: time | None
    end_time: time | None
    precision: Precision
    tentative: bool
    condition: str
    year_inferred: bool
    date_certain: bool
    source_text: str
    spans: Spans
    row: int = 0
    written: str = ""
    doubts: tuple[Doubt, ...] = ()

    @property
    def when(self) -> When:
        """The date as the rest of Samskab holds it."""
        return When(
            self.start,
            self.end,
            self.start_time,
            self.end_time,
            self.precision,
            self.tentative,
            self.condition,
            self.year_inferred,
        )


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody's own words, and where or by whom they were said."""

    text: str
    attribution: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known from elsewhere, with its publication: never a voice."""

    text: str
    source: str
    url: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Track:
    title: str
    text: str
    kind: TrackKind
    spans: Spans


@dataclass(frozen=True, slots=True)
class Unread:
    """A piece of the document that is in no finding."""

    text: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything a document says. Each word of the document is in a finding or in `unread`."""

    kind: DocumentKind
    title: Title
    parties: tuple[Party, ...] = ()
    sections: tuple[Section, ...] = ()
    principles: tuple[Item, ...] = ()
    methods: tuple[Item, ...] = ()
    activities: tuple[Activity, ...] = ()
    voices: tuple[Voice, ...] = ()
    knowledge: tuple[Knowledge, ...] = ()
    tracks: tuple[Track, ...] = ()
    unread: tuple[Unread, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The public keys only: dates ISO, times HH:MM, nothing about places and doubts."""
        return {
            "kind": self.kind,
            "title": self.title.text,
            "parties": [party.name for party in self.parties],
            "sections": _public(self.sections, "heading", "text"),
            "principles": _public(self.principles, "name", "text"),
            "methods": _public(self.methods, "name", "text"),
            "activities": [{**each, "condition": each["condition"] or None} for each in self._activities()],
            "voices": _public(self.voices, "text", "attribution"),
            "knowledge": _public(self.knowledge, "text", "source", "url"),
            "tracks": _public(self.tracks, "title", "text", "kind"),
            "unread": [piece.text for piece in self.unread],
        }

    def _activities(self) -> list[dict[str, Any]]:
        return _public(self.activities, *PUBLIC_ACTIVITY)

    def to_dict(self) -> dict[str, Any]:
        """Everything, as plain values that JSON can hold; `from_dict` gives the same reading back."""
        plain: dict[str, Any] = _plain(asdict(self))
        return plain

    @staticmethod
    def from_dict(plain: dict[str, Any]) -> "Reading":
        """The reading that `to_dict` told of. Raises KeyError, TypeError or ValueError for anything else."""
        lists = {name: tuple(_build(kind, each) for each in plain[name]) for name, kind in _LISTS.items()}
        if plain["kind"] not in get_args(DocumentKind):
            raise ValueError(plain["kind"])
        return Reading(kind=plain["kind"], title=_build(Title, plain["title"]), **lists)


PUBLIC_ACTIVITY = (
    "title",
    "start",
    "end",
    "start_time",
    "end_time",
    "precision",
    "tentative",
    "condition",
    "year_inferred",
    "date_certain",
    "source_text",
)

_LISTS: dict[str, Any] = {
    "parties": Party,
    "sections": Section,
    "principles": Item,
    "methods": Item,
    "activities": Activity,
    "voices": Voice,
    "knowledge": Knowledge,
    "tracks": Track,
    "unread": Unread,
}


def _public(findings: tuple[Any, ...], *keys: str) -> list[dict[str, Any]]:
    return [{key: _plain(getattr(finding, key)) for key in keys} for finding in findings]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, Precision):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _build(kind: Any, plain: dict[str, Any]) -> Any:
    if set(plain) != {field.name for field in fields(kind)}:
        raise ValueError(f"not a {kind.__name__}")
    return kind(**{name: _rebuilt(name, value) for name, value in plain.items()})


def _rebuilt(name: str, value: Any) -> Any:
    if name == "spans":
        return tuple((int(at), int(to)) for at, to in value)
    if name == "doubts":
        return tuple(_build(Doubt, each) for each in value)
    if name == "choices":
        return tuple(_build(Choice, each) for each in value)
    if name in ("start", "end") and value is not None:
        return date.fromisoformat(value)
    if name == "precision":
        return Precision(value)
    if name in ("start_time", "end_time") and value is not None:
        return time.fromisoformat(value)
    return value
