"""The only door for reading the living document and its principles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404

from samskab.projects.access import May
from samskab.projects.document.models import Principle, PrincipleAct, Section, SectionVersion
from samskab.projects.models import Activity, FormerName, Geography
from samskab.projects.team.models import Membership


@dataclass(frozen=True, slots=True)
class Part:
    """A section as it reads today: its latest version, and how many there were."""

    section: Section
    latest: SectionVersion

    @property
    def is_changed(self) -> bool:
        return self.latest.number > 1


def _sections(membership: Membership) -> QuerySet[Section]:
    sections = Section.objects.filter(project=membership.project)
    written = SectionVersion.objects.select_related("written_by")
    sections = sections.prefetch_related(Prefetch("versions", queryset=written))
    return sections if membership.may(May.SEE_PROJECT) else sections.none()


def sections(membership: Membership) -> list[Part]:
    """Every section with its latest words, in order."""
    return [part_of(section) for section in _sections(membership) if section.versions.all()]


def part_of(section: Section) -> Part:
    return Part(section, list(section.versions.all())[-1])


def latest_change(parts: list[Part]) -> SectionVersion | None:
    """The newest version that replaced another; None while every section stands as it was first written."""
    return max((part.latest for part in parts if part.is_changed), key=lambda one: (one.at, one.pk), default=None)


def find_section(membership: Membership, pk: int) -> Section:
    """One section; 404 for one this person may not see."""
    section = _sections(membership).filter(pk=pk).first()
    if section is None:
        raise Http404
    return section


def section_named(membership: Membership, heading: str) -> Section | None:
    """The section with that heading, now or before, however its letters are cased."""
    wanted = heading.strip().casefold()
    for section in _sections(membership):
        if wanted and wanted in {section.heading.casefold(), section.former_heading.casefold()}:
            return section
    return None


def versions(section: Section) -> list[SectionVersion]:
    """Every wording, newest first."""
    return list(section.versions.select_related("written_by").order_by("-number"))


def former_names(membership: Membership) -> list[FormerName]:
    return list(membership.project.former_names.all())


def geographies(membership: Membership) -> list[Geography]:
    """Where the project has worked, oldest first; the one in force has no end."""
    return list(membership.project.geographies.all())


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words that stands in both versions, only in the later, or only in the earlier."""

    kind: Literal["kept", "added", "removed"]
    text: str


_WORDS = re.compile(r"\S+|\s+")
_LINES = re.compile(r".*\n|.+")
_MOST = 40_000_000  # pairs to look at: time grows with them, and a page is waited for


def differences(before: str, after: str) -> list[Segment]:
    """Word by word from `before` to `after`. Without the added it reads as before; without the removed, as after.

    Where both are long and nearly all of it is new, line by line; longer still, the whole of one after the other.
    """
    for pieces in (_WORDS, _LINES):
        old, new = pieces.findall(before), pieces.findall(after)
        first, last = _same_at_the_ends(old, new)
        middle = old[first : len(old) - last], new[first : len(new) - last]
        if len(middle[0]) * len(middle[1]) <= _MOST:
            break
    else:
        return [Segment("removed", before), Segment("added", after)]
    found = SequenceMatcher(str.isspace, *middle).get_opcodes()
    changes = [one for tag, a, b, c, d in found for one in _segments(tag, middle[0][a:b], middle[1][c:d])]
    ends = [Segment("kept", "".join(old[:first])), Segment("kept", "".join(old[len(old) - last :]))]
    return _joined([ends[0], *changes, ends[1]])


def _same_at_the_ends(old: list[str], new: list[str]) -> tuple[int, int]:
    """How many pieces the two begin with alike, and how many of the rest they end with alike."""
    shorter = min(len(old), len(new))
    first = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    left = shorter - first
    last = next((at for at in range(left) if old[-1 - at] != new[-1 - at]), left)
    return first, last


def _joined(segments: list[Segment]) -> list[Segment]:
    """Without empty ones, and neighbours of one kind as one."""
    grouped = groupby((one for one in segments if one.text), key=lambda one: one.kind)
    return [Segment(kind, "".join(one.text for one in group)) for kind, group in grouped]


def _segments(tag: str, old: list[str], new: list[str]) -> Iterator[Segment]:
    if tag == "equal":
        yield Segment("kept", "".join(old))
        return
    if old:
        yield Segment("removed", "".join(old))
    if new:
        yield Segment("added", "".join(new))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a section, the earlier first, and what lies between them."""

    before: SectionVersion
    after: SectionVersion
    segments: list[Segment]


def compare(section: Section, a: int, b: int) -> Comparison:
    """Compare two versions by number, whichever comes first; 404 when one of them is not there."""
    found = {one.number: one for one in versions(section)}
    first, last = sorted((a, b))
    if first not in found or last not in found:
        raise Http404
    before, after = found[first], found[last]
    return Comparison(before, after, differences(before.text, after.text))


def principles(membership: Membership) -> list[Principle]:
    """Every principle, with its acts ready in `.acts.all()`, oldest act first."""
    if not membership.may(May.SEE_PROJECT):
        return []
    acts = PrincipleAct.objects.select_related("activity")
    return list(membership.project.principles.prefetch_related(Prefetch("acts", queryset=acts)))


@dataclass(frozen=True, slots=True)
class LastAct:
    """A principle's name, and the last that was done about it: the day and what; None and "" where nothing was."""

    name: str
    on: date | None
    what: str


def last_acts(membership: Membership) -> list[LastAct]:
    """Every principle with the last that was done about it."""
    if not membership.may(May.SEE_PROJECT):
        return []
    last = PrincipleAct.objects.filter(principle=OuterRef("pk")).order_by("-on", "-pk")
    principles = membership.project.principles.annotate(
        last_on=Subquery(last.values("on")[:1]), last_what=Subquery(last.values("what")[:1])
    )
    return [LastAct(*row) for row in principles.values_list("name", "last_on", Coalesce("last_what", Value("")))]


def principles_without_acts(membership: Membership) -> list[Principle]:
    """Those nobody has acted on yet."""
    return [principle for principle in principles(membership) if not principle.acts.all()]


def find_principle(membership: Membership, pk: int) -> Principle:
    """One principle; 404 for one this person may not see."""
    for principle in principles(membership):
        if principle.pk == pk:
            return principle
    raise Http404


def acts_of(activity: Activity) -> list[PrincipleAct]:
    """The principles an activity was an act on."""
    return list(PrincipleAct.objects.filter(activity=activity).select_related("principle"))
