"""What is new since somebody was here, from the journal: things, not words, so that nothing is told twice."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samskab.frontdoor.overview import things
from samskab.ground import clock
from samskab.ground.saying import say_day
from samskab.journal import queries as journal
from samskab.journal.models import Entry
from samskab.projects.access import May
from samskab.projects.perspectives import PERSPECTIVE_NAMES
from samskab.projects.team.models import Membership

MOST = 8
LOOK_BACK = 400  # a busy week is longer than a list anybody reads
AT_FIRST = 30  # and mostly it is enough to look at the latest


@dataclass(frozen=True, slots=True)
class News:
    """One thing that is new: its code when it has one, a title that is a link, and a line about it."""

    code: str
    title: str
    note: str
    url: str
    verb: str
    on: date


def since(membership: Membership, moment: datetime, *, most: int = MOST) -> list[News]:
    """What is new since a moment, newest first; each thing once, with the last that happened to it. As many questions
    whatever is new."""
    told: list[News] = []
    for some in _in_handfuls(_latest(membership, moment), most):
        found = things.found(membership, some)
        told += [news for entry in some if (news := _tell(membership, entry, found)) is not None]
        if len(told) >= most:
            break
    return told[:most]


def _latest(membership: Membership, moment: datetime) -> Iterator[Entry]:
    """The last that happened to each thing, newest first. Ids are in the order of time; moments are no index."""
    verbs = [verb for verb, teller in TELLERS.items() if teller is not _voice or membership.may(May.SEE_VOICES)]
    entries = journal.of_project(membership.project_id, verbs=verbs)
    met: set[tuple[str, int]] = set()
    for first, last in ((0, AT_FIRST), (AT_FIRST, LOOK_BACK)):
        part = list(entries[first:last])
        for entry in part:
            if entry.at >= moment and entry.subject_id is not None and (entry.subject, entry.subject_id) not in met:
                met.add((entry.subject, entry.subject_id))
                yield entry
        if len(part) < last - first or part[-1].at < moment:
            return


def _in_handfuls(entries: Iterable[Entry], size: int) -> Iterator[list[Entry]]:
    handful: list[Entry] = []
    for entry in entries:
        handful.append(entry)
        if len(handful) == size:
            yield handful
            handful = []
    if handful:
        yield handful


def _tell(membership: Membership, entry: Entry, found: Mapping[tuple[str, int], Any]) -> News | None:
    """None where this person may not see what it happened to, or where it is gone."""
    teller = TELLERS[entry.verb]
    if teller in OF_THE_PROJECT:
        return teller(membership, entry, None)
    thing = found.get((entry.subject, entry.subject_id or 0))
    return teller(membership, entry, thing) if thing is not None else None


def how_long_ago(day: date) -> str:
    """ "i dag", "i går", a weekday within the week, else the date."""
    days = (clock.today() - day).days
    if days <= 0:
        return _("i dag")
    if days == 1:
        return _("i går")
    names = (_("mandag"), _("tirsdag"), _("onsdag"), _("torsdag"), _("fredag"), _("lørdag"), _("søndag"))
    return names[day.weekday()] if days < 7 else say_day(day, year=False)


def _news(entry: Entry, title: str, note: str, url: str) -> News:
    on = entry.at.astimezone(clock.COPENHAGEN).date()
    note = " · ".join(part for part in (note, how_long_ago(on)) if part)
    return News(entry.code if entry.subject in {"voice", "insight", "track"} else "", title, note, url, entry.verb, on)


def _voice(membership: Membership, entry: Entry, voice: Any) -> News:
    url = reverse("voice", args=[membership.project.slug, voice.number])
    if not voice.is_kept:
        return _news(entry, _("En stemme er trukket tilbage"), _("Ordene er slettet; pladsen står tom."), url)
    if entry.verb == "consent_recorded":
        return _news(entry, _("Der er aftalt noget om en stemme"), voice.said_at, url)
    who = str(PERSPECTIVE_NAMES.get(voice.perspective, "")).lower()
    where = f" {voice.place}" if voice.place else ""
    title = _("Ny stemme fra %(who)s") % {"who": who + (_(" i") + where if where else "")} if who else _("Ny stemme")
    return _news(entry, title, voice.said_at or (voice.activity.title if voice.activity else ""), url)


def _insight(membership: Membership, entry: Entry, insight: Any) -> News:
    against = entry.verb == "voice_tied" and entry.facts.get("stance") == "contradicts"
    title = _("Indsigten har fået en stemme imod") if against else insight.sentence
    note = insight.sentence if against else ""
    return _news(entry, title, note, reverse("insight", args=[membership.project.slug, insight.number]))


def _track(membership: Membership, entry: Entry, track: Any) -> News:
    note = track.last_step or "" if entry.verb == "track_stepped" else ""
    return _news(entry, track.title, note, reverse("track", args=[membership.project.slug, track.number]))


def _activity(membership: Membership, entry: Entry, activity: Any) -> News:
    words = {
        "activity_moved": _("Flyttet: %(title)s"),
        "activity_held": _("Afholdt: %(title)s"),
        "activity_dropped": _("Droppet: %(title)s"),
        "activity_planned": _("Nyt i planen: %(title)s"),
    }
    title = words.get(entry.verb, "%(title)s") % {"title": activity.title}
    url = reverse("activity", args=[membership.project.slug, activity.number])
    return _news(entry, title, activity.last_reason or "", url)


def _postcard(membership: Membership, entry: Entry, card: Any) -> News:
    words = {
        "postcard_published": _("Postkortet er udgivet"),
        "partners_asked": _("Partnerne er spurgt om et postkort"),
    }
    return _news(entry, words[entry.verb], card.title, reverse("postcard", args=[membership.project.slug, card.number]))


def _document(membership: Membership, entry: Entry, _none: Any) -> News:
    url = reverse("document", args=[membership.project.slug])
    return _news(entry, _("Beskrivelsen har fået nye ord"), "", url)


def _framing(membership: Membership, entry: Entry, _none: Any) -> News:
    return _news(entry, _("Problemet har fået en ny ordlyd"), "", reverse("round", args=[membership.project.slug]))


Teller = Callable[[Membership, Entry, Any], News]
TELLERS: dict[str, Teller] = {
    **dict.fromkeys(("voice_captured", "consent_recorded", "voice_withdrawn"), _voice),
    **dict.fromkeys(("insight_written", "voice_tied", "insight_reworded"), _insight),
    **dict.fromkeys(("track_laid", "track_stepped"), _track),
    **dict.fromkeys(("activity_moved", "activity_held", "activity_dropped", "activity_planned"), _activity),
    **dict.fromkeys(("postcard_published", "partners_asked"), _postcard),
    "section_rewritten": _document,
    "problem_reworded": _framing,
}
OF_THE_PROJECT = (_document, _framing)


def last_visit(membership: Membership) -> datetime:
    """The moment "new since" counts from: the visit before this one, or a week ago."""
    return membership.previous_visit_at or clock.now() - timedelta(days=7)
