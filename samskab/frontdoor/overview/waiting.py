"""What waits for this person: a thing to do, why, and one link to do it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import islice

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samskab.ground import clock
from samskab.ground.reactions import ask
from samskab.ground.saying import say_day
from samskab.ground.wording import number_word
from samskab.meaning.themes import queries as themes
from samskab.projects.access import May
from samskab.projects.plan import queries as plan
from samskab.projects.plan.rows import Row
from samskab.projects.team.models import Membership
from samskab.publishing.postcards import queries as postcards
from samskab.publishing.postcards.conditions import missing_yes
from samskab.publishing.postcards.models import Postcard
from samskab.voices.consent.queries import how_many_are_left
from samskab.voices.intake.second_reading import A_GLANCE, doubted, for_another_to_read

SOON = timedelta(days=45)
MOST = 6
FEW = 2


@dataclass(frozen=True, slots=True)
class Task:
    title: str
    note: str
    act: str
    url: str


def waiting_for(membership: Membership, rows: Sequence[Row]) -> list[Task]:
    """What waits, the nearest to people first: consents, a partner's yes, promises, then the plan's loose ends.

    `rows` are the plan as it stands.
    """
    kinds = (
        _set_aside,
        _goes_soon,
        _consents,
        _second_readings,
        _doubts,
        _echoes,
        _that_lost,
        _approvals,
        _promises,
        partial(_loose_ends, rows=rows),
    )
    tasks = (task for kind in kinds for task in kind(membership))
    return list(islice(tasks, MOST))  # what there is no room for is not asked about


def _set_aside(membership: Membership) -> list[Task]:
    """What a telephone sent in two editions, or in a way nobody may write down."""
    return [
        Task(sentence, _("Læs den, og sig, hvad der skal ske."), _("Se, hvad der er lagt til side"), url)
        for sentence, url in ask("what_waits_for_a_person", membership=membership)
    ]


def _goes_soon(membership: Membership) -> list[Task]:
    """What the project has decided to keep no longer."""
    return [
        Task(sentence, _("Ret dagen, hvis noget skal blive."), _("Se, hvor længe vi gemmer"), url)
        for sentence, url in ask("what_goes_soon", membership=membership)
    ]


def _consents(membership: Membership) -> list[Task]:
    if not membership.may(May.RECORD_CONSENT):
        return []
    unknown, first = how_many_are_left(membership)
    if not unknown:
        return []
    title = ngettext(
        "Læs ét citat højt for den, der sagde det", "Læs %(words)s citater højt for dem, der sagde dem", unknown
    )
    url = reverse("voice-consent", args=[membership.project.slug, first])
    act = ngettext("Se citatet", "Begynd med det første", unknown)
    words = {"words": number_word(unknown, "et")}
    return [Task(title % words, _("Først da må de stå på postkortet."), act % words, url)]


def _doubts(membership: Membership) -> list[Task]:
    """What this person wrote down, and another is in doubt about."""
    url = reverse("second-reader", args=[membership.project.slug])
    return [
        Task(
            _("%(who)s er i tvivl om %(code)s") % {"who": one.doubted_by, "code": one.voice.code},
            f"{one.get_doubt_display()}.",
            _("Tal sammen om den"),
            url,
        )
        for one in doubted(membership)[:FEW]
    ]


def _second_readings(membership: Membership) -> list[Task]:
    if not (many := for_another_to_read(membership)):
        return []
    words = {"words": number_word(many)}
    title = ngettext("Læs én stemme, der handler om andre", "Læs %(words)s stemmer, der handler om andre", many) % words
    if many == A_GLANCE:
        title = _("Læs de stemmer, der handler om andre")
    url = reverse("second-reader", args=[membership.project.slug])
    return [Task(title, _("En anden end den, der skrev den ned, skal have læst den."), _("Læs, og sig til"), url)]


def _echoes(membership: Membership) -> list[Task]:
    """Our own words that resemble some that were taken back."""
    return [
        Task(
            _("Ligner ordene på »%(title)s« nogens, der er taget tilbage?") % {"title": card.title},
            _("Skriv dem om, eller sig, at de er jeres egne."),
            _("Se kortet"),
            reverse("postcard", args=[membership.project.slug, card.number]),
        )
        for card in postcards.with_echoes(membership)[:FEW]
    ]


def _that_lost(membership: Membership) -> list[Task]:
    """Insights that stood on words that were taken back."""
    return [
        Task(
            _("%(code)s har mistet en stemme. Holder den stadig?") % {"code": insight.code},
            insight.sentence,
            _("Se indsigten"),
            reverse("insight", args=[membership.project.slug, insight.number]),
        )
        for insight in themes.to_look_at_again(membership)[:FEW]
    ]


def _approvals(membership: Membership) -> list[Task]:
    if membership.party is None or not membership.may(May.APPROVE_POSTCARD):
        return []
    asking = postcards.seen_by(membership).filter(state=Postcard.State.ASKING)
    return [
        Task(
            _("Må postkortet udgives?"),
            card.title,
            _("Se kortet, og svar"),
            reverse("postcard", args=[membership.project.slug, card.number]),
        )
        for card in asking
        if postcards.may_read(membership, card) and membership.party in missing_yes(card)
    ]


def _promises(membership: Membership) -> list[Task]:
    url = reverse("plan", args=[membership.project.slug]) + "#loefter"
    found = []
    for owed in plan.owed_by(membership):
        by_when = _("Lovet til %(day)s.") % {"day": say_day(owed.due_on, year=False)} if owed.due_on else ""
        act = _("Svar eller send videre") if owed.is_question else _("Se løftet")
        title = _("Et spørgsmål venter på svar") if owed.is_question else owed.what
        note = f"»{owed.what}« {by_when}" if owed.is_question else by_when
        found.append(Task(title, note.strip(), act, url))
    return found


def _loose_ends(membership: Membership, rows: Sequence[Row]) -> list[Task]:
    if not membership.may(May.EDIT_PLAN):
        return []
    today = clock.today()
    found = []
    past = [row for row in rows if row.is_past]
    if len(past) > FEW:
        words = {"words": number_word(len(past), "et")}
        title = _("Hvordan gik det med %(words)s ting i planen?") % words
        url = reverse("plan", args=[membership.project.slug])
        found.append(
            Task(title, _("Dagene er gået, og ingen har skrevet, om de blev holdt."), _("Se dem i planen"), url)
        )
    for row in rows:
        url = reverse("activity", args=[membership.project.slug, row.activity.number])
        if row.is_past and len(past) <= FEW:
            found.append(Task(_("Hvordan gik det med »%(title)s«?") % {"title": _short(row)}, _("Den stod i planen, og dagen er gået."), _("Skriv, hvad der kom ud af det"), url))  # fmt: skip
        elif row.is_maybe and row.begins and today <= row.begins <= today + SOON:
            note = row.activity.condition or _("Den står som måske.")
            found.append(Task(_("Ja eller nej til »%(title)s«?") % {"title": _short(row)}, note, _("Sæt et svar"), url))  # fmt: skip
    return found


def _short(row: Row) -> str:
    """The activity's own title, cut where it would fill a line of its own."""
    return Truncator(row.activity.title.rstrip(" .")).chars(60)
