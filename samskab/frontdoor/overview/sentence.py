"""The sentence under Overblik: what is new, what is next, who is missing."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samskab.frontdoor.overview.news import News
from samskab.ground.saying import say_day
from samskab.ground.wording import number_word
from samskab.meaning.framing.queries import Place
from samskab.projects.plan.rows import Row


def sentence(
    news: list[News], coming: Row | None, places: list[Place], *, meeting: str = "", is_first: bool = False
) -> SafeString:
    """One to three short sentences, with the words that matter in bold. `meeting` is what one has chosen to count from;
    a first visit has nothing to count from."""
    since = _("Siden %(meeting)s") % {"meeting": meeting} if meeting else _("Siden du sidst var her")
    first = _("Her er det, der står i projektet nu.")
    parts = [first if is_first else _new(news, since), *([_next(coming)] if coming else []), *_missing(places)]
    return SafeString(" ".join(parts))


def _new(news: list[News], since: str) -> str:
    voices = len([one for one in news if one.verb == "voice_captured"])
    if voices:
        words = ngettext("én ny stemme", "%(words)s nye stemmer", voices) % {"words": number_word(voices)}
        return format_html(_("{}, er der kommet <strong>{}</strong>."), since, words)
    if news:
        return format_html(_("{}, er der sket <strong>{} ting</strong>."), since, number_word(len(news), "et"))
    return format_html(_("{}, er der ikke sket noget."), since)


def _next(row: Row) -> str:
    day = say_day(row.begins, weekday=True, year=False) if row.begins else ""
    title = row.activity.title
    title = title[:1].lower() + title[1:] if title[1:2].islower() else title
    return format_html(_("Det næste er {} <strong>{}</strong>."), title, day)


def _missing(places: list[Place]) -> list[str]:
    if all(place.state != "spoken" for place in places):
        return []
    mentioned = [place.name for place in places if place.state == "mentioned"]
    unheard = [place.name for place in places if place.state == "unheard"]
    parts: list[str] = []
    if mentioned:
        parts.append(format_html(_("{} er omtalt, men ikke selv hørt."), ", ".join(mentioned)))
    elif unheard:
        parts.append(format_html(_("{} er ikke hørt endnu."), unheard[0]))
    return parts
