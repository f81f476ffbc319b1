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
from samskab.projects.document import queries as document
from samskab.projects.plan import queries as plan
from samskab.projects.plan.rows import Row, inside_sentence
from samskab.projects.team.models import Membership
from samskab.publishing.thread import drawing
from samskab.publishing.thread import queries as threads
from samskab.publishing.thread.drawing import Picture
from samskab.publishing.thread.knots import Thread

MEETINGS = 6


@dataclass(frozen=True, slots=True)
class Standing:
    """`since` and `since_words` say what "new" counts from; `ring_says` is the small round in words."""

    today: date
    since: date
    since_words: str
    sentence: SafeString
    thread: Thread
    news: list[News]
    coming: list[Row]
    waiting: list[Task]
    places: list[Place]
    ring: SafeString
    ring_says: str
    principles: list[document.LastAct]
    meetings: list[Row]
    is_first: bool = False

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
        """Nothing has begun: then the page says how to."""
        begun = (self.thread.insights, self.thread.tracks, self.meetings, self.coming, self.news, self.principles)
        return not any(begun) and len(self.unheard) == len(self.places)


def standing(membership: Membership, *, meeting: str = "", codes_alone: bool = True) -> Standing:
    """Everything, from the visit before this one, or from the meeting with that number in the plan. The thread's voices
    are codes; without `codes_alone` their words, too."""
    rows = plan.planned_rows(membership)
    chosen = _chosen(membership, meeting)
    since = _from(membership, chosen)
    fresh, coming = news.since(membership, since), plan.ahead(rows)
    places = framing.places(membership.project)
    ring, said = rounds.draw(membership.project, places, size=300, names_outside=False)
    title = inside_sentence(chosen.activity.title) if chosen else ""
    is_first = chosen is None and membership.previous_visit_at is None
    since_on = since.astimezone(clock.COPENHAGEN).date()
    return Standing(
        today=clock.today(),
        since=since_on,
        since_words=title or news.how_long_ago(since_on),
        sentence=sentence(
            fresh, next((row for row in coming if row.is_firm), None), places, meeting=title, is_first=is_first
        ),
        thread=threads.whole(membership.project, membership, codes_alone=codes_alone),
        news=fresh,
        coming=coming,
        waiting=waiting_for(membership, rows),
        places=places,
        ring=ring,
        ring_says=said,
        principles=document.last_acts(membership),
        meetings=plan.latest_held(membership, MEETINGS),
        is_first=is_first,
    )


def _chosen(membership: Membership, meeting: str) -> Row | None:
    number = int(meeting) if meeting.isdecimal() and len(meeting) < 7 else 0
    held = plan.find_held(membership, number) if number else None
    return held if held and held.begins else None


def _from(membership: Membership, chosen: Row | None) -> datetime:
    if chosen is None or chosen.begins is None:
        return news.last_visit(membership)
    return clock.at_noon(chosen.begins) - timedelta(hours=12)
