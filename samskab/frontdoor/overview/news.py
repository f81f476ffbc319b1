"""What is new since somebody was here, from the journal: things, not words, so that nothing is told twice."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from samskab.ground import clock
from samskab.ground.saying import say_day
from samskab.journal import queries as journal
from samskab.journal.models import Entry
from samskab.meaning.themes import queries as themes
from samskab.projects.access import May
from samskab.projects.perspectives import PERSPECTIVE_NAMES
from samskab.projects.plan import queries as plan
from samskab.projects.team.models import Membership
from samskab.publishing.postcards import queries as postcards
from samskab.trials.tracks import queries as tracks
from samskab.voices.intake import queries as voices

MOST = 8
LOOK_BACK = 400  # a busy week is longer than a list anybody reads


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
    """What is new since a moment, newest first; each thing once, with the last that happened to it."""
    told: dict[tuple[str, int | None], News] = {}
    verbs = [verb for verb, teller in TELLERS.items() if teller is not _voice or membership.may(May.SEE_VOICES)]
    for entry in journal.of_project(membership.project_id, since=moment, verbs=verbs)[:LOOK_BACK]:
        key = (entry.subject, entry.subject_id)
        if key in told or entry.subject_id is None:
            continue
        news = TELLERS[entry.verb](membership, entry)
        if news is not None:
            told[key] = news
        if len(told) == most:
            break
    return list(told.values())


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


def _voice(membership: Membership, entry: Entry) -> News | None:
    voice = voices.seen_by(membership).filter(pk__in=[entry.subject_id]).first()
    if voice is None:
        return None
    url = reverse("voice", args=[membership.project.slug, voice.number])
    if not voice.is_kept:
        return _news(entry, _("En stemme er trukket tilbage"), _("Ordene er slettet; pladsen står tom."), url)
    if entry.verb == "consent_recorded":
        return _news(entry, _("Der er aftalt noget om en stemme"), voice.said_at, url)
    who = str(PERSPECTIVE_NAMES.get(voice.perspective, "")).lower()
    where = f" {voice.place}" if voice.place else ""
    title = _("Ny stemme fra %(who)s") % {"who": who + (_(" i") + where if where else "")} if who else _("Ny stemme")
    return _news(entry, title, voice.said_at or (voice.activity.title if voice.activity else ""), url)


def _insight(membership: Membership, entry: Entry) -> News | None:
    insight = themes.seen_by(membership).filter(pk__in=[entry.subject_id]).first()
    if insight is None:
        return None
    against = entry.verb == "voice_tied" and entry.facts.get("stance") == "contradicts"
    title = _("Indsigten har fået en stemme imod") if against else insight.sentence
    note = insight.sentence if against else ""
    return _news(entry, title, note, reverse("insight", args=[membership.project.slug, insight.number]))


def _track(membership: Membership, entry: Entry) -> News | None:
    track = tracks.seen_by(membership).filter(pk__in=[entry.subject_id]).first()
    if track is None:
        return None
    last = track.steps.last()
    note = last.what if last and entry.verb == "track_stepped" else ""
    return _news(entry, track.title, note, reverse("track", args=[membership.project.slug, track.number]))


def _activity(membership: Membership, entry: Entry) -> News | None:
    activity = plan.of_project(membership).filter(pk__in=[entry.subject_id]).first()
    if activity is None:
        return None
    change = activity.changes.last()
    note = change.reason if change else ""
    words = {
        "activity_moved": _("Flyttet: %(title)s"),
        "activity_held": _("Afholdt: %(title)s"),
        "activity_dropped": _("Droppet: %(title)s"),
        "activity_planned": _("Nyt i planen: %(title)s"),
    }
    title = words.get(entry.verb, "%(title)s") % {"title": activity.title}
    return _news(entry, title, note, reverse("activity", args=[membership.project.slug, activity.number]))


def _postcard(membership: Membership, entry: Entry) -> News | None:
    card = postcards.seen_by(membership).filter(pk__in=[entry.subject_id]).first()
    if card is None:
        return None
    words = {
        "postcard_published": _("Postkortet er udgivet"),
        "partners_asked": _("Partnerne er spurgt om et postkort"),
    }
    return _news(entry, words[entry.verb], card.title, reverse("postcard", args=[membership.project.slug, card.number]))


def _document(membership: Membership, entry: Entry) -> News | None:
    url = reverse("document", args=[membership.project.slug])
    return _news(entry, _("Beskrivelsen har fået nye ord"), "", url)


def _framing(membership: Membership, entry: Entry) -> News | None:
    return _news(entry, _("Problemet har fået en ny ordlyd"), "", reverse("round", args=[membership.project.slug]))


def _named(
    teller: Callable[[Membership, Entry], News | None], verbs: Iterable[str]
) -> dict[str, Callable[..., News | None]]:
    return dict.fromkeys(verbs, teller)


TELLERS = {
    **_named(_voice, ("voice_captured", "consent_recorded", "voice_withdrawn")),
    **_named(_insight, ("insight_written", "voice_tied", "insight_reworded")),
    **_named(_track, ("track_laid", "track_stepped")),
    **_named(_activity, ("activity_moved", "activity_held", "activity_dropped", "activity_planned")),
    **_named(_postcard, ("postcard_published", "partners_asked")),
    **_named(_document, ("section_rewritten",)),
    **_named(_framing, ("problem_reworded",)),
}


def last_visit(membership: Membership) -> datetime:
    """The moment "new since" counts from: the visit before this one, or a week ago."""
    return membership.previous_visit_at or clock.now() - timedelta(days=7)
