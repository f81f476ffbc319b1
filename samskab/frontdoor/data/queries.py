"""What happened in a project and who has read what, for those who may see it: names and codes beside the bare rows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samskab.frontdoor.data import saying
from samskab.journal import queries as journal
from samskab.journal.models import Entry
from samskab.journal.queries import Look
from samskab.journal.verbs import KINDS, said, verbs_of
from samskab.people.models import User
from samskab.projects.access import May
from samskab.projects.codes import parse
from samskab.projects.team.models import Membership
from samskab.voices.intake.models import Voice

A_PAGE = 50
CODE = "\0"  # where the code stands in a sentence; nobody's name holds it
CODES = 12
MOST = 5000
AT_A_TIME = 2000
PAGES = {"voice": "voice", "insight": "insight", "track": "track", "postcard": "postcard"}


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened, as a sentence around its code; `url` is where it can be seen, "" where nowhere."""

    entry: Entry
    before: str
    code: str
    after: str
    url: str


@dataclass(frozen=True, slots=True)
class Journal:
    """One page of it, newest first. `kinds` are (key, name) of what one can choose to see alone."""

    page: Page[Entry]
    lines: list[Happened]
    chosen: str
    kinds: list[tuple[str, str]]
    sealed_on: date | None


def what_happened(membership: Membership, *, kind: str = "", page: str = "1") -> Journal:
    """`kind` is a key of KINDS; one we do not know means all of them."""
    chosen = kind if kind in KINDS else ""
    entries = journal.of_project(membership.project_id, verbs=verbs_of(chosen) if chosen else None)
    found: Page[Entry] = Paginator(entries, A_PAGE).get_page(page)
    names = names_of((entry.actor_kind, entry.actor_id or 0) for entry in found)
    lines = [_happened(membership, entry, names) for entry in found]
    return Journal(found, lines, chosen, [(key, str(name)) for key, name in KINDS.items()], journal.sealed_on())


def _happened(membership: Membership, entry: Entry, names: dict[tuple[str, int], str]) -> Happened:
    who = names[entry.actor_kind, entry.actor_id or 0]
    before, is_named, after = said(entry.verb, who, CODE).rpartition(CODE)
    code = entry.code if is_named else ""
    return Happened(entry, before, code, after, _where(membership, entry) if code else "")


def _where(membership: Membership, entry: Entry) -> str:
    number = entry.code.rpartition("-")[2]
    hidden = entry.subject == "voice" and not membership.may(May.SEE_VOICES)
    if entry.subject not in PAGES or hidden or not number.isdecimal():
        return ""
    return reverse(PAGES[entry.subject], args=[membership.project.slug, int(number)])


def names_of(actors: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """What each is called: a colleague's name, or what it is that has none."""
    wanted = set(actors)
    called = dict(User.objects.filter(pk__in={pk for kind, pk in wanted if kind == "staff"}).values_list("pk", "name"))
    return {(kind, pk): saying.name_of(kind, called.get(pk, "")) for kind, pk in wanted}


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody read something on a day, for one purpose: a sentence, and the codes of the first of what they read."""

    day: date
    subject: str
    sentence: str
    codes: list[str]
    more: int


@dataclass(frozen=True, slots=True)
class Readings:
    page: Page[Any]
    sittings: list[Sitting]

    @property
    def latest(self) -> Sitting | None:
        """The last to have read what somebody said: not the one who looks at this list."""
        return next((one for one in self.sittings if one.subject != "readings"), None)


def who_read(membership: Membership, look: Look, *, page: str = "1") -> Readings:
    """Who has read what, the latest first."""
    found: Page[Any] = Paginator(journal.sittings(membership.project_id, look), A_PAGE).get_page(page)
    names = names_of((one["actor_kind"], one["actor_id"]) for one in found)
    codes = _codes_read(membership, look, {one["day"] for one in found})
    return Readings(found, [_sitting(one, names, codes[_key(one)]) for one in found])


def _sitting(one: dict[str, Any], names: dict[tuple[str, int], str], codes: list[str]) -> Sitting:
    who = names[one["actor_kind"], one["actor_id"]]
    sentence = saying.has_read(who, one["subject"], one["how_many"], one["purpose"])
    shown = codes[:CODES]
    return Sitting(one["day"], one["subject"], sentence, shown, one["how_many"] - len(shown) if shown else 0)


def _key(one: dict[str, Any]) -> tuple[Any, ...]:
    return one["day"], one["actor_kind"], one["actor_id"], one["subject"], one["purpose"]


def _codes_read(membership: Membership, look: Look, days: set[date]) -> dict[tuple[Any, ...], list[str]]:
    """The codes behind each sitting of those days, lowest first; of very many only some."""
    readings = journal.readings_in(membership.project_id, look).filter(day__in=days, subject="voice")
    columns = ("day", "actor_kind", "actor_id", "subject", "purpose", "subject_id")
    rows = list(readings.order_by("subject_id").values_list(*columns)[:MOST])
    codes, found = codes_of({row[-1] for row in rows}), defaultdict[tuple[Any, ...], list[str]](list)
    for row in rows:
        if row[-1] in codes:
            found[row[:-1]].append(codes[row[-1]])
    return found


def codes_of(voices: set[int]) -> dict[int, str]:
    numbers = Voice.objects.filter(pk__in=voices).values_list("pk", "number")
    return {pk: f"U-{number}" for pk, number in numbers}


def find_voice(membership: Membership, code: str) -> int | None:
    """The id of the voice with this code in the project; None when there is none. Tells nothing of what it says."""
    letter_and_number = parse(code)
    if letter_and_number is None or letter_and_number[0] != "U":
        return None
    voices = Voice.objects.filter(project=membership.project, number=letter_and_number[1])
    return voices.values_list("pk", flat=True).first()


def readers(membership: Membership) -> list[tuple[str, str]]:
    """(key, name) of everybody who has or had a place here, by name, and of the house itself."""
    places = Membership.objects.filter(project=membership.project).select_related("user")
    people = sorted(
        ((f"staff-{place.user_id}", place.user.name) for place in places), key=lambda one: one[1].casefold()
    )
    return [*people, ("system-0", saying.name_of("system", ""))]


def as_table(membership: Membership, look: Look) -> Iterator[list[str]]:
    """Every reading with a row of its own, headings first; the latest first."""
    yield [_("Dag"), _("Første gang"), _("Hvem"), _("Hvad"), _("Kode"), _("Hvorfor")]
    readings = journal.readings_in(membership.project_id, look)
    while rows := list(readings[:AT_A_TIME]):
        codes = codes_of({row.subject_id for row in rows if row.subject == "voice"})
        names = names_of((row.actor_kind, row.actor_id) for row in rows)
        for row in rows:
            code = codes.get(row.subject_id, "") if row.subject == "voice" else ""
            at = timezone.localtime(row.at)
            who = names[row.actor_kind, row.actor_id]
            yield [row.day.isoformat(), f"{at:%H.%M}", who, saying.thing(row.subject), code, saying.why(row.purpose)]
        readings = journal.after(readings, rows[-1])
