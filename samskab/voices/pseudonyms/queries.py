"""The only door for reading what is asked about names in a text, and the map."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import Count, IntegerField, Max, Min, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404

from samskab.ground.pages import page_of
from samskab.projects.access import May
from samskab.projects.team.models import Membership
from samskab.voices.correcting.models import Anchor
from samskab.voices.intake.models import Voice
from samskab.voices.pseudonyms.looking import is_looked_through, words_of
from samskab.voices.pseudonyms.map import NameMap
from samskab.voices.pseudonyms.models import Kind, NameSearch, Pseudonym, Replacement, Spot
from samskab.voices.pseudonyms.words import places_of_each
from samskab.voices.sources.models import Revision, Source
from samskab.voices.sources.queries import find

AROUND, ELSEWHERE = 200, 40  # characters on either side: of what is asked about, and of where the same stands
MOST_ELSEWHERE, LAST_ANSWERS, A_LIST = 5, 20, 100


@dataclass(frozen=True, slots=True)
class Asked:
    """One place, the words there with what is around them, and where else in the text the same stands unanswered."""

    spot: Spot
    before: str
    words: str
    after: str
    others: int
    elsewhere: list[tuple[str, str, str]]
    suggestion: str
    places: list[str]
    """The project's own, coarse as they are: what may be said where a smaller place stands."""

    @property
    def is_cut(self) -> bool:
        """Whether there is more text before what is shown."""
        return self.spot.segment is None and self.spot.start > AROUND


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said about those that are alike: `instead` is "" where they stand."""

    spot: Spot
    words: str
    instead: str
    places: int


@dataclass(frozen=True, slots=True)
class Review:
    """How far one has come with a source. `search` is None while nobody has looked in its latest text."""

    source: Source
    revision: Revision
    search: NameSearch | None
    is_older: bool
    is_looking: bool
    question: Asked | None
    waiting: int
    ready: int
    answers: list[Answer]
    to_take: int
    named: list[Voice]


def review(membership: Membership, number: int, after: str = "") -> Review:
    """`after`: the number of the spot one went past. Raises Http404 where this person may not, or there is no text."""
    if not membership.may(May.SEE_NAMES):
        raise Http404
    source = find(membership, number)
    revision = source.revisions.last()
    if revision is None:
        raise Http404
    last = NameSearch.objects.filter(revision__source=source).first()
    search = last if last is not None and last.revision_id == revision.pk else None
    spots = Spot.objects.filter(search=search) if search else Spot.objects.none()
    waiting = spots.filter(state=Spot.State.WAITING)
    past = int(after) if after.isdecimal() and len(after) < 18 else 0
    first = waiting.filter(pk__gt=past).first() or waiting.first()
    return Review(
        source=source,
        revision=revision,
        search=search,
        is_older=last is not None and search is None,
        is_looking=search is None and is_looked_through(revision),
        question=_asked(first, revision, membership) if first else None,
        waiting=waiting.count(),
        ready=spots.filter(state=Spot.State.REPLACED).count(),
        answers=list(_answers(search, revision)) if search else [],
        to_take=len(changed_in_names_only(source)),
        named=still_named(source),
    )


def asked_about(membership: Membership, number: int, pk: str) -> tuple[Source, NameSearch | None, Spot | None]:
    """The source, where names were looked for, and the spot with that number; None where nobody asks about it any more."""
    if not membership.may(May.SEE_NAMES):
        raise Http404
    source = find(membership, number)
    search = NameSearch.objects.filter(revision__source=source).select_related("revision__source__project").first()
    if search is None or not pk.isdecimal() or len(pk) > 18:
        return source, search, None
    spots = search.spots.select_related("search__revision__source__project")
    return source, search, spots.filter(pk=int(pk)).first()


def _asked(spot: Spot, revision: Revision, membership: Membership) -> Asked:
    text = revision.text
    alike = Spot.objects.filter(search=spot.search_id, alike=spot.alike, state=Spot.State.WAITING).exclude(pk=spot.pk)
    in_text = spot.segment is None
    words = words_of(spot, revision)
    elsewhere = alike.filter(segment=None)[:MOST_ELSEWHERE]
    return Asked(
        spot=spot,
        before=text[max(0, spot.start - AROUND) : spot.start] if in_text else "",
        words=words,
        after=text[spot.end : spot.end + AROUND] if in_text else "",
        others=alike.count(),
        elsewhere=[_around(text, one.start, one.end) for one in elsewhere],
        suggestion=NameMap(membership.project).suggestion(spot.kind, words, text),
        places=_places(membership) if spot.kind in (Kind.ADDRESS, Kind.INSTITUTION) else [],
    )


def _places(membership: Membership) -> list[str]:
    return [place.name for place in membership.project.places.all()]


def _around(text: str, start: int, end: int) -> tuple[str, str, str]:
    return text[max(0, start - ELSEWHERE) : start], text[start:end], text[end : end + ELSEWHERE]


def _answers(search: NameSearch, revision: Revision) -> Iterator[Answer]:
    """The latest first."""
    answered = Spot.objects.filter(search=search).exclude(state=Spot.State.WAITING).order_by()
    groups = answered.values("alike", "pseudonym").annotate(many=Count("pk"), first=Min("pk"), at=Max("answered_at"))
    latest = list(groups.order_by("-at", "-first")[:LAST_ANSWERS])
    spots = Spot.objects.select_related("pseudonym").in_bulk([one["first"] for one in latest])
    for one in latest:
        spot = spots[one["first"]]
        instead = spot.pseudonym.said_instead if spot.pseudonym else ""
        yield Answer(spot, words_of(spot, revision), instead, one["many"])


def changed_in_names_only(source: Source) -> list[Anchor]:
    """The voices a person must decide about where nothing but names is another: each stood as it says in the text of before."""
    asked = Anchor.objects.filter(revision__source=source, state=Anchor.State.CHANGED, voice__state="kept")
    replaced = asked.filter(revision__why=Revision.Why.PSEUDONYM).select_related("voice__project", "revision")
    known: dict[int, tuple[Revision, list[Replacement]]] = {}
    return [one for one in replaced.order_by("voice__number") if _stood(one, known)]


def _stood(anchor: Anchor, known: dict[int, tuple[Revision, list[Replacement]]]) -> bool:
    pk: int | None = anchor.revision_id
    start, end, words = anchor.start, anchor.end, _words(anchor.voice.words)
    while pk is not None:
        if pk not in known:
            found = Revision.objects.get(pk=pk)
            log = Replacement.objects.filter(revision=pk, segment=None).order_by("start")
            known[pk] = found, list(log)
        revision, log_of = known[pk]
        if _words(revision.text[start:end]) == words:
            return True
        if revision.why != Revision.Why.PSEUDONYM:
            return False
        start, end, pk = _before(start, log_of), _before(end, log_of), revision.made_from_id
    return False


def _before(position: int, log: list[Replacement]) -> int:
    """Where it was in the text of before; no position lies inside what was replaced."""
    last = next((one for one in reversed(log) if one.end <= position), None)
    return position if last is None else position - last.end + last.old_end


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def still_named(source: Source) -> list[Voice]:
    """The voices from here that say a name that was replaced in the text."""
    rests = Replacement.objects.filter(revision__source=source).values("pseudonym")
    told = [one.told for one in Pseudonym.objects.filter(pk__in=rests)]
    kept = Voice.objects.filter(source=source, state=Voice.State.KEPT).order_by("number") if told else []
    return [voice for voice in kept if any(places_of_each(voice.words, told))]


def lines(membership: Membership, page: str) -> Page[Pseudonym]:
    """The map, each line with how many `places` rest on it. Raises Http404 for who may not see it."""
    if not membership.may(May.SEE_NAMES):
        raise Http404
    rests = Replacement.objects.filter(pseudonym=OuterRef("pk")).order_by().values("pseudonym")
    places = Subquery(rests.annotate(many=Count("pk")).values("many"), output_field=IntegerField())
    mapped = Pseudonym.objects.filter(project=membership.project).annotate(places=Coalesce(places, Value(0)))
    return page_of(page, A_LIST, mapped)
