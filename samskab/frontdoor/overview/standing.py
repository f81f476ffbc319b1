"""Where a project stands today, as one person may see it: everything Overblik shows, read once."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.safestring import SafeString

from samskab.frontdoor.overview import news
from samskab.frontdoor.overview.news import News
from samskab.frontdoor.overview.sentence import sentence
from samskab.frontdoor.overview.waiting import Task, waiting_for
from samskab.ground import clock
from samskab.meaning.framing import picture as rounds
from samskab.meaning.framing import queries as framing
from samskab.meaning.framing.queries import Place
from samskab.projects.access import May
from samskab.projects.document import queries as document
from samskab.projects.plan import queries as plan
from samskab.projects.plan.rows import Row, inside_sentence
from samskab.projects.remembering import while_nothing_happens
from samskab.projects.team.models import Membership
from samskab.publishing.thread import drawing
from samskab.publishing.thread import queries as threads
from samskab.publishing.thread.drawing import Picture
from samskab.publishing.thread.knots import Thread

MEETINGS = 6


@dataclass(frozen=True, slots=True)
class Still:
    """What stays the same until something happens in the project. `ring_says` is the small round in words."""

    thread: Thread
    coming: list[Row]
    waiting: list[Task]
    places: list[Place]
    ring: SafeString
    ring_says: str
    principles: list[document.LastAct]
    meetings: list[Row]

    @property
    def picture(self) -> Picture | None:
        """The whole thread; None before there is one."""
        return drawing.picture(self.thread) if self.thread.insights or self.thread.tracks else None

    @property
    def rails(self) -> SafeString:
        """The same down a telephone."""
        return drawing.rails(self.thread)

    @property
    def unheard(self) -> list[Place]:
        return [place for place in self.places if place.state == "unheard"]

    @property
    def mentioned(self) -> list[Place]:
        return [place for place in self.places if place.state == "mentioned"]

    @property
    def is_empty(self) -> bool:
        """Nothing has begun."""
        begun = (self.thread.insights, self.thread.tracks, self.meetings, self.coming, self.principles)
        return not any(begun) and len(self.unheard) == len(self.places)


@dataclass(frozen=True, slots=True)
class Standing:
    """`since` and `since_words` say what "new" counts from."""

    today: date
    since: date
    since_words: str
    sentence: SafeString
    news: list[News]
    still: Still
    is_first: bool = False

    @property
    def is_empty(self) -> bool:
        """Then the page says how to begin."""
        return self.still.is_empty and not self.news


def standing(membership: Membership, *, meeting: str = "", codes_alone: bool = True) -> Standing:
    """Everything, from the visit before this one, or from the meeting with that number in the plan. The thread's voices
    are codes; without `codes_alone` their words, too. Who may not see voices is shown what cards say of them. Nothing
    with words is remembered."""
    if codes_alone and membership.may(May.SEE_VOICES):
        still = while_nothing_happens("overview", membership, lambda: _still(membership))
    else:
        still = _still(membership, codes_alone=codes_alone)
    chosen = _chosen(membership, meeting)
    since = _from(membership, chosen)
    fresh = news.since(membership, since)
    title = inside_sentence(chosen.activity.title) if chosen else ""
    is_first = chosen is None and membership.previous_visit_at is None
    since_on = since.astimezone(clock.COPENHAGEN).date()
    firm = next((row for row in still.coming if row.is_firm), None)
    return Standing(
        today=clock.today(),
        since=since_on,
        since_words=title or news.how_long_ago(since_on),
        sentence=sentence(fresh, firm, still.places, meeting=title, is_first=is_first),
        news=fresh,
        still=still,
        is_first=is_first,
    )


def _still(membership: Membership, *, codes_alone: bool = True) -> Still:
    rows = plan.planned_rows(membership)
    places = framing.places(membership.project)
    ring, said = rounds.draw(membership.project, places, size=300, names_outside=False)
    return Still(
        thread=threads.whole(membership.project, membership, codes_alone=codes_alone),
        coming=plan.ahead(rows),
        waiting=waiting_for(membership, rows),
        places=places,
        ring=ring,
        ring_says=said,
        principles=document.last_acts(membership),
        meetings=plan.latest_held(membership, MEETINGS),
    )


def _chosen(membership: Membership, meeting: str) -> Row | None:
    number = int(meeting) if meeting.isdecimal() and len(meeting) < 7 else 0
    held = plan.find_held(membership, number) if number else None
    return held if held and held.begins else None


def _from(membership: Membership, chosen: Row | None) -> datetime:
    if chosen is None or chosen.begins is None:
        return news.last_visit(membership)
    return clock.at_noon(chosen.begins) - timedelta(hours=12)
