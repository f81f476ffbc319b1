"""One method as it lies in a file: everything to be read about it, in Danish and English side by side.

A file that is incomplete, or whose two languages tell different stories, is refused, naming the file and the field.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

LANGUAGES = ("da", "en")

KEYS = (
    "walk_around",
    "kitchen_table",
    "ethno_raid",
    "turbo_design_sprint",
    "design_sprint",
    "fieldwork",
    "photo_elicitation",
    "conversation_salon",
    "joint_interpretation",
    "after_work_meeting",
)
"""The order on the shelf: from opening a problem to giving back what came of it."""


class CaptureRule(StrEnum):
    """What may be written down of what people say."""

    NONE = "none"
    VOLUNTEERED_ONLY = "volunteered_only"
    NOTED_WITH_READ_BACK = "noted_with_read_back"
    RECORDED = "recorded"


class YieldKind(StrEnum):
    """What a method leaves behind, in Samskab's own terms."""

    VOICE = "voice"
    OBSERVATION = "observation"
    PERSPECTIVE = "perspective"
    FRAMING = "framing"
    THEME = "theme"
    INSIGHT = "insight"
    QUESTION = "question"
    TRACK = "track"
    TRIAL = "trial"
    DECISION = "decision"


class MethodFileError(ValueError):
    """A file on the shelf is not whole; the message names the file and the field."""


@dataclass(frozen=True)
class Role:
    name: str
    task: str


@dataclass(frozen=True)
class Yield:
    kind: YieldKind
    text: str


@dataclass(frozen=True)
class MethodTime:
    """How long it takes, in words."""

    prepare: str
    hold: str
    after: str


@dataclass(frozen=True)
class MethodText:
    """Everything a person reads about a method, in one language.

    ``steps`` and ``questions`` are numbered by their order; ``consent`` is said aloud to the person as it stands;
    ``task`` is what somebody takes home to do, where the method has such a thing.
    """

    name: str
    purpose: str
    choose_when: tuple[str, ...]
    avoid_when: tuple[str, ...]
    steps: tuple[str, ...]
    time: MethodTime
    group_size: str
    roles: tuple[Role, ...]
    kit: tuple[str, ...]
    yields: tuple[Yield, ...]
    capture: str
    care: tuple[str, ...]
    questions: tuple[str, ...]
    consent: str
    task: tuple[str, ...] = ()

    def sentences(self) -> Iterator[str]:
        """Every piece of text in the order it is shown."""
        yield from (self.name, self.purpose, *self.choose_when, *self.avoid_when, *self.steps)
        yield from (self.time.prepare, self.time.hold, self.time.after, self.group_size)
        for role in self.roles:
            yield from (role.name, role.task)
        yield from (*self.kit, *(each.text for each in self.yields), self.capture)
        yield from (*self.care, *self.questions, self.consent, *self.task)


@dataclass(frozen=True)
class Method:
    """``sources`` are names of sites to read more at; ``aliases`` are the names documents call the method by.
    ``asks_the_place`` where one listens at a place somebody else answers for, and must have their leave.
    """

    key: str
    capture_rule: CaptureRule
    texts: Mapping[str, MethodText]
    related: tuple[str, ...]
    aliases: tuple[str, ...]
    sources: tuple[str, ...]
    asks_the_place: bool = False

    def text(self, lang: str | None) -> MethodText:
        """The words in this language (``en`` and ``en-gb`` alike); in Danish where the language is not on the shelf."""
        return self.texts.get((lang or "da")[:2].lower(), self.texts["da"])

    @property
    def yields(self) -> tuple[YieldKind, ...]:
        return tuple(each.kind for each in self.texts["da"].yields)


def parse_method(source: str, key: str) -> Method:
    """The method with this key from the text of its file; MethodFileError says what is missing or out of step."""
    filename = f"{key}.toml"
    try:
        content = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise MethodFileError(f"{filename}: {error}") from error
    page = _Page(filename, content)
    found = Method(
        key=page.words("key"),
        capture_rule=page.choice("capture_rule", CaptureRule),
        texts={lang: _read_text(page.within(lang)) for lang in LANGUAGES},
        related=page.lines("related", 1),
        aliases=page.lines("aliases", 1),
        sources=page.lines("sources", 0),
        asks_the_place=bool(page.take("asks_the_place", bool)) if "asks_the_place" in page.content else False,
    )
    page.refuse_the_rest()
    if found.key != key:
        raise MethodFileError(f"{filename}: key is {found.key!r}")
    _refuse_disagreement(found, filename)
    return found


def _read_text(page: "_Page") -> MethodText:
    time = page.within("time")
    text = MethodText(
        name=page.words("name"),
        purpose=page.words("purpose"),
        choose_when=page.lines("choose_when", 1),
        avoid_when=page.lines("avoid_when", 1),
        steps=page.lines("steps", 5, 9),
        time=MethodTime(time.words("prepare"), time.words("hold"), time.words("after")),
        group_size=page.words("group_size"),
        roles=tuple(Role(each.words("name"), each.words("task")) for each in page.each("roles")),
        kit=page.lines("kit", 1),
        yields=tuple(Yield(each.choice("kind", YieldKind), each.words("text")) for each in page.each("yields")),
        capture=page.words("capture"),
        care=page.lines("care", 1),
        questions=page.lines("questions", 3, 8),
        consent=page.words("consent"),
        task=page.lines("task", 3, 8) if "task" in page.content else (),
    )
    time.refuse_the_rest()
    page.refuse_the_rest()
    return text


def _refuse_disagreement(found: Method, filename: str) -> None:
    """The two languages must run in step, references must lead somewhere, and the rule must be kept."""
    danish, english = (found.texts[lang] for lang in LANGUAGES)
    for field in ("choose_when", "avoid_when", "steps", "roles", "kit", "yields", "care", "questions", "task"):
        here, there = len(getattr(danish, field)), len(getattr(english, field))
        if here != there:
            raise MethodFileError(f"{filename}: {field} has {here} in da and {there} in en")
    if [each.kind for each in danish.yields] != [each.kind for each in english.yields]:
        raise MethodFileError(f"{filename}: yields are of different kinds in da and en")
    if strays := set(found.related) - (set(KEYS) - {found.key}):
        raise MethodFileError(f"{filename}: related names no other method: {', '.join(sorted(strays))}")
    if found.capture_rule is CaptureRule.NONE and YieldKind.VOICE in found.yields:
        raise MethodFileError(f"{filename}: capture_rule is none, yet it yields voices")


Choice = TypeVar("Choice", bound=StrEnum)


class _Page:
    """A table in a method's file that knows where it stands and what has been read from it."""

    def __init__(self, where: str, content: Mapping[str, Any]) -> None:
        self.where = where
        self.content = dict(content)

    def take(self, field: str, kind: type) -> Any:
        value = self.content.pop(field, None)
        if value is None:
            raise MethodFileError(f"{self.where}: {field} is missing")
        if not isinstance(value, kind):
            raise MethodFileError(f"{self.where}: {field} must be {kind.__name__}, not {type(value).__name__}")
        return value

    def words(self, field: str) -> str:
        return self._filled(field, self.take(field, str))

    def lines(self, field: str, least: int, most: int | None = None) -> tuple[str, ...]:
        found = self.take(field, list)
        if len(found) < least or (most is not None and len(found) > most):
            raise MethodFileError(f"{self.where}: {field} has {len(found)}, outside {least}-{most or '…'}")
        return tuple(self._filled(field, each) for each in found)

    def choice(self, field: str, kind: type[Choice]) -> Choice:
        value = self.words(field)
        try:
            return kind(value)
        except ValueError:
            raise MethodFileError(f"{self.where}: {field} {value!r} is none of {', '.join(kind)}") from None

    def within(self, field: str) -> "_Page":
        return _Page(f"{self.where} [{field}]", self.take(field, dict))

    def each(self, field: str) -> Iterator["_Page"]:
        found = self.take(field, list)
        if not found:
            raise MethodFileError(f"{self.where}: {field} is empty")
        for number, table in enumerate(found, start=1):
            if not isinstance(table, dict):
                raise MethodFileError(f"{self.where}: {field} {number} must be a table")
            page = _Page(f"{self.where} {field} {number}", table)
            yield page
            page.refuse_the_rest()

    def refuse_the_rest(self) -> None:
        if self.content:
            raise MethodFileError(f"{self.where}: unknown field {', '.join(sorted(self.content))}")

    def _filled(self, field: str, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            raise MethodFileError(f"{self.where}: {field} holds an empty line or something that is not text")
        return value
