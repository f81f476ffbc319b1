"""The only door for reading what a project has already, beside a document that is about to be read in."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samskab.frontdoor.reading.finds import Find, all_finds
from samskab.frontdoor.reading.recognise import Activity as ReadActivity
from samskab.frontdoor.reading.recognise import Reading
from samskab.ground.text import one_line
from samskab.projects.access import May
from samskab.projects.document.models import Section
from samskab.projects.models import Activity, Party, Project
from samskab.projects.policy import is_open
from samskab.projects.team.models import Membership
from samskab.trials.tracks.models import Track
from samskab.voices.intake.models import Voice
from samskab.voices.knowledge.models import Knowledge
from samskab.voices.sources.cutting import TAKEN_BACK
from samskab.voices.sources.models import Source


@dataclass(frozen=True, slots=True)
class Standing:
    """How a finding stands to what the project has: `is_there` as it is, or what it would change. "" for what is new.

    `take` is the answer the page begins with.
    """

    words: str = ""
    is_there: bool = False
    take: bool = True


NEW = Standing()
_ENOUGH_TO_KNOW_IT_BY = 40  # characters of an emptied document's text that must be the same


def read_before(project: Project, data: bytes) -> Source | None:
    """The earlier reading of exactly this file, if there is one."""
    same = Source.objects.filter(project=project, sha256=hashlib.sha256(data).hexdigest())
    return next((one for one in same if not is_open("source", one.state, May.READ_IN)), None)


def standing_of(membership: Membership, reading: Reading, text: str) -> dict[str, Standing]:
    """Each finding's key with its standing in this person's project; `text` is the document's own."""
    held = _held(membership.project, text)
    standing = {find.key: STANDINGS[find.kind](held, find) for find in all_finds(reading)}
    if reading.kind != "project_description" and "title-1" in standing:
        standing["title-1"] = replace(standing["title-1"], take=False)
    return standing


@dataclass(frozen=True, slots=True)
class Held:
    """What a project holds of each kind, in the words that tell one from another."""

    name: str
    is_renamed: bool
    sections: dict[str, str]
    principles: dict[str, str]
    methods: dict[str, str]
    activities: dict[str, list[Activity]]
    parties: set[str]
    voices: set[str]
    knowledge: set[str]
    tracks: set[str]
    taken_back: str

    @property
    def has_just_begun(self) -> bool:
        parts = (self.sections, self.principles, self.methods, self.activities, self.parties)
        return not (any(parts) or self.voices or self.knowledge or self.tracks or self.is_renamed)


def _held(project: Project, text: str) -> Held:
    sections = Section.objects.filter(project=project).prefetch_related("versions")
    activities: dict[str, list[Activity]] = defaultdict(list)
    for one in Activity.objects.filter(project=project).exclude(state=Activity.State.DROPPED):
        activities[_same(one.title)].append(one)
    return Held(
        name=project.name,
        is_renamed=project.former_names.exists(),
        sections={_same(one.heading): _latest(one) for one in sections},
        principles={one.name: one_line(one.text) for one in project.principles.all()},
        methods={one.name: one_line(one.text) for one in project.methods.all()},
        activities=dict(activities),
        parties=_all_same(Party.objects.filter(project=project), "organisation__name"),
        voices={_same(one.words) for one in Voice.objects.filter(project=project).exclude(words="").iterator()},
        knowledge=_all_same(Knowledge.objects.filter(project=project), "text"),
        tracks=_all_same(Track.objects.filter(project=project), "title"),
        taken_back=_only_words(words_taken_back(project, text)),
    )


def words_taken_back(project: Project, text: str) -> str:
    """What stands in this document where an earlier reading of it has words that were taken back; "" where none are.

    The words themselves are nowhere: only the text around them tells which they were.
    """
    found: list[str] = []
    for source in Source.objects.filter(project=project, sha256="").iterator(chunk_size=1):
        around = source.text.split(TAKEN_BACK)
        if len(around) > 1 and sum(map(len, around)) >= _ENOUGH_TO_KNOW_IT_BY:
            found += _between(around, text)
    return "\n".join(found)


def _between(around: Sequence[str], text: str) -> list[str]:
    """What stands between these parts of the text; nothing unless the text begins and ends with them."""
    first, *middle, last = around
    if not (text.startswith(first) and text.endswith(last)):
        return []
    gaps, place = [], len(first)
    for part in middle:
        at = text.find(part, place + 1)
        if at < 0:
            return []
        gaps.append(text[place:at])
        place = at + len(part)
    return [*gaps, text[place : len(text) - len(last)]]


def _same(words: str) -> str:
    """Words as they are compared: line breaks and capital letters do not make them others."""
    return one_line(words).casefold()


def _only_words(text: str) -> str:
    """The words without signs, as they are compared where an end may have lost its full stop."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _all_same(rows: "QuerySet[Any]", field: str) -> set[str]:
    return {_same(words) for words in rows.values_list(field, flat=True)}


def _latest(section: Section) -> str:
    versions = list(section.versions.all())
    return one_line(versions[-1].text) if versions else ""


def _there() -> Standing:
    return Standing(_("Står der allerede."), is_there=True, take=False)


def _title(held: Held, find: Find) -> Standing:
    """A name is never changed behind anybody's back: only a project that has nothing yet takes that of a description
    by itself."""
    if _same(find.values["title"]) == _same(held.name):
        return Standing(_("Det hedder projektet allerede."), is_there=True, take=False)
    words = _("Projektet hedder »%(name)s«. Skifter det navn, bliver det gamle stående som tidligere navn.")
    return Standing(words % {"name": held.name}, take=held.has_just_begun)


def _section(held: Held, find: Find) -> Standing:
    if not find.values["text"]:
        return Standing(_("Overskriften står alene; teksten under den er læst som noget andet."), take=False)
    known = held.sections.get(_same(find.values["heading"]))
    if known is None:
        return NEW
    if known == one_line(find.values["text"]):
        return _there()
    return Standing(_("Afsnittet findes. Det her bliver en ny udgave, og den gamle kan stadig læses."))


def _principle(held: Held, find: Find) -> Standing:
    return _reworded(held.principles, find, _("Princippet findes. Det får de her ord i stedet."))


def _method(held: Held, find: Find) -> Standing:
    return _reworded(held.methods, find, _("Metoden findes. Den får de her ord i stedet."))


def _reworded(known: dict[str, str], find: Find, words: str) -> Standing:
    before = known.get(find.values["name"])
    if before is None:
        return NEW
    return _there() if one_line(find.values["text"]) in ("", before) else Standing(words)


def _activity(held: Held, find: Find) -> Standing:
    known = held.activities.get(_same(find.title), [])
    if not known:
        return NEW
    one: ReadActivity = find.thing
    if any((row.starts_on, row.start_time) == (one.start, one.start_time) for row in known):
        return _there()
    if one.written and any(row.date_as_written == one.written for row in known):
        return _there()
    return Standing(_("Står i planen med en anden dato. Tager du den med, står den to gange."))


def _party(held: Held, find: Find) -> Standing:
    return _there() if _same(find.values["name"]) in held.parties else NEW


def _voice(held: Held, find: Find) -> Standing:
    if held.taken_back and _only_words(find.values["text"]) in held.taken_back:
        return Standing(_("De ord er taget tilbage. Tag dem kun med, hvis personen har sagt ja igen."), take=False)
    return _there() if _same(find.values["text"]) in held.voices else NEW


def _knowledge(held: Held, find: Find) -> Standing:
    return _there() if _same(find.values["text"]) in held.knowledge else NEW


def _track(held: Held, find: Find) -> Standing:
    return _there() if _same(find.values["title"]) in held.tracks else NEW


STANDINGS: dict[str, Callable[[Held, Find], Standing]] = {
    "title": _title,
    "section": _section,
    "principle": _principle,
    "method": _method,
    "activity": _activity,
    "party": _party,
    "voice": _voice,
    "knowledge": _knowledge,
    "track": _track,
}
