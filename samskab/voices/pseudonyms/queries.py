"""The only door for reading what is asked about names in a text, and the map."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, IntegerField, Max, Min, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404

from samskab.ground.pages import page_of
from samskab.ground.reactions import ask
from samskab.projects.access import May
from samskab.projects.models import Project
from samskab.projects.team.models import Membership
from samskab.voices.correcting.models import Anchor
from samskab.voices.intake.models import Voice
from samskab.voices.intake.queries import find as find_voice
from samskab.voices.pseudonyms.looking import is_looked_through, words_of
from samskab.voices.pseudonyms.map import NameMap
from samskab.voices.pseudonyms.models import Kind, NameSearch, Pseudonym, Replacement, SaidBefore, Spot
from samskab.voices.pseudonyms.said_before import said_before, wording
from samskab.voices.pseudonyms.texts import Laid, VoiceWords, project_of
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
    goes_on: bool
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """How far one has come with a text. `search` is None while nobody has looked in it as it is now.

    `seen` is the number of the text that is read.
    """

    seen: int
    search: NameSearch | None
    question: Asked | None
    waiting: int
    ready: int
    answers: list[Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReview(Review):
    """The same of a source, and which of its voices still say a name."""

    source: Source
    is_older: bool
    is_looking: bool
    to_take: int
    named: list[Voice]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceReview(Review):
    """The same of a voice that was written down: what it said as it was told, and where that still stands."""

    voice: Voice
    before: SaidBefore | None
    cards: list[str]
    files: int


def review(membership: Membership, number: int, after: str = "") -> SourceReview:
    """`after`: the number of the spot one went past. Raises Http404 where this person may not, or there is no text."""
    source = _source(membership, number)
    revision = source.revisions.last()
    if revision is None:
        raise Http404
    last = NameSearch.objects.filter(revision__source=source).first()
    search = last if last is not None and last.revision_id == revision.pk else None
    return SourceReview(
        source=source,
        seen=revision.number,
        is_older=last is not None and search is None,
        is_looking=search is None and is_looked_through(revision),
        to_take=len(changed_in_names_only(source)),
        named=still_named(source),
        **_so_far(revision, search, after),
    )


def review_of_voice(membership: Membership, number: int, after: str = "") -> VoiceReview:
    """The same of a voice. Raises Http404 where this person may not, and where the words are taken back."""
    voice = written_down(membership, number)
    search, before = NameSearch.objects.filter(voice=voice).first(), list(said_before(voice))
    told = {one.pseudonym.told for one in replaced_in(voice)}
    return VoiceReview(
        voice=voice,
        seen=wording(voice),
        before=before[0] if before else None,
        cards=ask("where_names_still_stand", voice=voice, told=told) if before else [],
        files=len(ask("what_went_out", voice=voice, before=before[-1].made_at)) if before else 0,
        **_so_far(VoiceWords(voice), search, after),
    )


def _so_far(laid: Laid, search: NameSearch | None, after: str) -> dict[str, Any]:
    spots = Spot.objects.filter(search=search) if search else Spot.objects.none()
    waiting = spots.filter(state=Spot.State.WAITING)
    past = int(after) if after.isdecimal() and len(after) < 18 else 0
    first = waiting.filter(pk__gt=past).first() or waiting.first()
    return {
        "search": search,
        "question": _asked(first, laid) if first else None,
        "waiting": waiting.count(),
        "ready": spots.filter(state=Spot.State.REPLACED).count(),
        "answers": list(_answers(search, laid)) if search else [],
    }


def _source(membership: Membership, number: int) -> Source:
    if not membership.may(May.SEE_NAMES):
        raise Http404
    return find(membership, number)


def written_down(membership: Membership, number: int) -> Voice:
    """A voice whose own words names may be replaced in. Raises Http404."""
    voice = find_voice(membership, number)
    if not membership.may(May.SEE_NAMES) or not voice.is_kept:
        raise Http404
    return voice


def replaced_in(voice: Voice) -> "QuerySet[Replacement]":
    """Each place in a voice's own words that was replaced."""
    return Replacement.objects.filter(said_before__voice=voice).select_related("pseudonym")


@dataclass(frozen=True, slots=True)
class Sent:
    """What somebody answers about: the text, where names were looked for in it, and the place, or None where nobody asks."""

    about: Source | Voice
    search: NameSearch | None
    spot: Spot | None

    @property
    def past(self) -> str:
        """What one has not gone past yet, as `?efter` says it."""
        return str(self.spot.pk - 1) if self.spot else ""


def asked_about(membership: Membership, number: int, pk: str) -> Sent:
    """The source with that number, and the spot with the other. Raises Http404."""
    source = _source(membership, number)
    search = NameSearch.objects.filter(revision__source=source).select_related("revision__source__project").first()
    return Sent(source, search, _spot(search, pk))


def is_taken_from_a_source(sent: Sent) -> bool:
    """Whether names are replaced in the source the voice's words stand in."""
    return isinstance(sent.about, Voice) and sent.about.source is not None


def asked_about_voice(membership: Membership, number: int, pk: str) -> Sent:
    """The same of a voice that was written down."""
    voice = written_down(membership, number)
    search = NameSearch.objects.filter(voice=voice).select_related("voice__project").first()
    return Sent(voice, search, _spot(search, pk))


def _spot(search: NameSearch | None, pk: str) -> Spot | None:
    if search is None or not pk.isdecimal() or len(pk) > 18:
        return None
    texts = ("search__revision__source__project", "search__voice__project")
    return search.spots.select_related(*texts).filter(pk=int(pk)).first()


def _asked(spot: Spot, laid: Laid) -> Asked:
    text = laid.text
    alike = Spot.objects.filter(search=spot.search_id, alike=spot.alike, state=Spot.State.WAITING).exclude(pk=spot.pk)
    in_text = spot.segment is None
    words = words_of(spot, laid)
    elsewhere = alike.filter(segment=None)[:MOST_ELSEWHERE]
    return Asked(
        spot=spot,
        before=text[max(0, spot.start - AROUND) : spot.start] if in_text else "",
        words=words,
        after=text[spot.end : spot.end + AROUND] if in_text else "",
        goes_on=in_text and spot.end + AROUND < len(text),
        others=alike.count(),
        elsewhere=[_around(text, one.start, one.end) for one in elsewhere],
        suggestion=NameMap(project_of(laid)).suggestion(spot.kind, words, text),
        places=_places(project_of(laid)) if spot.kind in (Kind.ADDRESS, Kind.INSTITUTION) else [],
    )


def _places(project: Project) -> list[str]:
    return [place.name for place in project.places.all()]


def _around(text: str, start: int, end: int) -> tuple[str, str, str]:
    return text[max(0, start - ELSEWHERE) : start], text[start:end], text[end : end + ELSEWHERE]


def _answers(search: NameSearch, laid: Laid) -> Iterator[Answer]:
    """The latest first."""
    answered = Spot.objects.filter(search=search).exclude(state=Spot.State.WAITING).order_by()
    groups = answered.values("alike", "pseudonym").annotate(many=Count("pk"), first=Min("pk"), at=Max("answered_at"))
    latest = list(groups.order_by("-at", "-first")[:LAST_ANSWERS])
    spots = Spot.objects.select_related("pseudonym").in_bulk([one["first"] for one in latest])
    for one in latest:
        spot = spots[one["first"]]
        instead = spot.pseudonym.said_instead if spot.pseudonym else ""
        yield Answer(spot, words_of(spot, laid), instead, one["many"])


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
