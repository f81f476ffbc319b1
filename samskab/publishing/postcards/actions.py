"""The only door for making, approving and publishing postcards."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samskab.ground import clock
from samskab.journal import actions as journal
from samskab.meaning.themes.models import Insight
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.actions import open_to_public
from samskab.projects.codes import next_number
from samskab.projects.models import Party, Project
from samskab.projects.permission import require
from samskab.projects.policy import is_open
from samskab.projects.words import kept
from samskab.publishing.postcards.contents import CardData, card_data, fingerprint
from samskab.publishing.postcards.excerpts import NotCutFromTheVoice, shortened
from samskab.publishing.postcards.models import Approval, Edition, Postcard, PostcardLine
from samskab.publishing.postcards.printing import print_edition
from samskab.trials.tracks.models import Track
from samskab.voices.consent.queries import why_not_printed
from samskab.voices.intake.models import Voice
from samskab.voices.knowledge.models import Knowledge


class MayNotBePrinted(ValueError):
    """A quote without consent for print cannot stand on a card. `str` is the reason."""


class NotThisNow(ValueError):
    """The card is in a state where this cannot be done. `str` says why."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a coordinator chose for a card, in the order it stands. `excerpts` maps a voice's id to a shortened quote."""

    voices: Sequence[Voice] = ()
    insights: Sequence[Insight] = ()
    knowledge: Sequence[Knowledge] = ()
    tracks: Sequence[Track] = ()
    front: Voice | None = None
    excerpts: dict[int, str] = field(default_factory=dict)


@transaction.atomic
def make_postcard(project: Project, title: str, *, by: Actor, intro: str = "", edition_label: str = "") -> Postcard:
    """An empty card, as a draft."""
    require(by, project, May.MAKE_POSTCARD)
    postcard = Postcard.objects.create(
        project=project,
        number=next_number(project, "C"),
        title=kept(title),
        intro=kept(intro),
        edition_label=kept(edition_label),
        document_on=clock.today(),
        made_by_id=by.id if by.kind == "staff" else None,
        created_at=clock.now(),
    )
    _note("postcard_made", postcard, by)
    return postcard


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the coordinator writes on a card herself."""

    title: str
    intro: str = ""
    edition_label: str = ""
    disagreements: str = ""


@transaction.atomic
def lay_out(postcard: Postcard, words: OwnWords, choice: Choice, *, by: Actor) -> None:
    """The whole card as it was laid out on one page: its own words and what was chosen, or nothing of it."""
    write_on(
        postcard, by=by, title=words.title, intro=words.intro, edition_label=words.edition_label,
        disagreements=words.disagreements,
    )  # fmt: skip
    choose(postcard, choice, by=by)


@transaction.atomic
def write_on(
    postcard: Postcard, *, by: Actor, title: str, intro: str, edition_label: str = "", disagreements: str = ""
) -> None:
    """The card's own words. What partners have said yes to is asked again when the words change."""
    require(by, postcard.project, May.MAKE_POSTCARD)
    _held(postcard, May.MAKE_POSTCARD)
    before = (postcard.title, postcard.intro, postcard.edition_label, postcard.disagreements)
    postcard.title, postcard.intro = kept(title), kept(intro)
    postcard.edition_label, postcard.disagreements = kept(edition_label), kept(disagreements)
    if before == (postcard.title, postcard.intro, postcard.edition_label, postcard.disagreements):
        return
    postcard.document_on = clock.today()
    postcard.save(update_fields=["title", "intro", "edition_label", "disagreements", "document_on"])
    _note("postcard_written", postcard, by)


@transaction.atomic
def choose(postcard: Postcard, choice: Choice, *, by: Actor) -> None:
    """Put these things on the card, and only these. A quote without consent for print is refused, with the reason."""
    require(by, postcard.project, May.MAKE_POSTCARD)
    _must_be_our_own(postcard, choice)
    _may_be_printed([voice.pk for voice in choice.voices])
    _held(postcard, May.MAKE_POSTCARD)
    wanted, front = lines_for(postcard, choice), choice.front.pk if choice.front else None
    stored = list(postcard.lines.all())
    front_now = next((line.voice_id for line in stored if line.pk == postcard.front_line_id), None)
    if (_as_facts(stored), front_now) == (_as_facts(wanted), front):
        return
    postcard.front_line = None
    postcard.save(update_fields=["front_line"])
    postcard.lines.all().delete()
    for line in wanted:
        line.save()
        if front is not None and line.voice_id == front:
            postcard.front_line = line
    postcard.save(update_fields=["front_line"])
    _note("postcard_filled", postcard, by, lines=len(wanted))


def lines_for(postcard: Postcard, choice: Choice) -> list[PostcardLine]:
    """The lines a choice makes, not yet saved. Raises NotCutFromTheVoice for a quote that was not cut from its voice."""
    things: list[dict[str, Any]] = [
        *({"voice": voice, "excerpt": _cut(voice, choice.excerpts.get(voice.pk, ""))} for voice in choice.voices),
        *({"insight": insight} for insight in choice.insights),
        *({"knowledge": knowledge} for knowledge in choice.knowledge),
        *({"track": track} for track in choice.tracks),
    ]
    return [PostcardLine(postcard=postcard, position=position, **thing) for position, thing in enumerate(things)]


def _as_facts(lines: list[PostcardLine]) -> list[tuple[object, ...]]:
    """What tells one layout from another."""
    return [(line.voice_id, line.excerpt, line.insight_id, line.knowledge_id, line.track_id) for line in lines]


def _cut(voice: Voice, excerpt: str) -> str:
    """ "" for the whole quote; else the voice's own words in order, with … where something was left out."""
    try:
        return shortened(voice.words, excerpt)
    except NotCutFromTheVoice as error:
        raise NotCutFromTheVoice(
            _("%(code)s: Et citat kan kun forkortes. Brug stemmens egne ord, og sæt … hvor du tager noget ud.")
            % {"code": voice.code}
        ) from error


def _may_be_printed(voices: Sequence[int]) -> None:
    if refused := _why_one_may_not_be_printed(voices):
        raise MayNotBePrinted(refused)


def _why_one_may_not_be_printed(voices: Sequence[int]) -> str:
    """The first voice that may not be printed, with the reason; "" when all may.

    Nobody can take words back or change an answer until this transaction is over. Voices are held before their card,
    as they are where somebody takes words back: the other order could wait for ever.
    """
    for voice in Voice.objects.select_for_update().filter(pk__in=voices).order_by("pk"):
        if reason := why_not_printed(voice):
            return f"{voice.code}: {reason}"
    return ""


def _voices_on(postcard: Postcard) -> list[int]:
    lines = PostcardLine.objects.filter(postcard=postcard, voice__isnull=False)
    return sorted(pk for pk in lines.values_list("voice", flat=True) if pk is not None)


def _must_be_our_own(postcard: Postcard, choice: Choice) -> None:
    projects = {voice.project_id for voice in choice.voices} | {insight.project_id for insight in choice.insights}
    projects |= {item.project_id for item in choice.knowledge} | {track.project_id for track in choice.tracks}
    if projects - {postcard.project_id}:
        raise NotThisNow(_("Et postkort kan kun bruge det, der er i projektet."))


def _held(postcard: Postcard, act: May) -> None:
    """The card as it is now, held until the transaction is over. Raises NotThisNow where this act is shut to it."""
    state = Postcard.objects.select_for_update().get(pk=postcard.pk).state
    if not is_open("postcard", state, act):
        raise NotThisNow(_why_shut(state))
    postcard.refresh_from_db()


def _why_shut(state: str) -> str:
    if state == Postcard.State.PUBLISHED:
        return _("Kortet er udgivet. Lav et nyt kort, hvis der skal stå noget andet.")
    return _("Partnerne er ikke spurgt om det her kort endnu.")


def _card_is_open(postcard: Postcard, act: May, refused: str) -> None:
    """Raises the reason where what stands on the card shuts this act. `refused` is why a quote may not be printed."""
    state = _what_stands(postcard, refused)
    if is_open("card", state, act):
        return
    if state == "unprintable":
        raise MayNotBePrinted(refused)
    if state == "empty":
        raise NotThisNow(_("Der står ikke noget på kortet endnu."))
    names = ", ".join(str(party) for party in missing_yes(postcard))
    raise NotThisNow(_("Vi mangler et ja fra %(names)s.") % {"names": names})


def _what_stands(postcard: Postcard, refused: str) -> str:
    """The state of what is on the card, as access.OPEN names it."""
    if refused:
        return "unprintable"
    if not postcard.lines.exists():
        return "empty"
    return "unanswered" if missing_yes(postcard) else "answered"


@transaction.atomic
def ask_partners(postcard: Postcard, *, by: Actor) -> None:
    """Ask the partners for their yes, once there is a card to say yes to. Safe to repeat."""
    require(by, postcard.project, May.MAKE_POSTCARD)
    refused = _why_one_may_not_be_printed(_voices_on(postcard))
    _held(postcard, May.MAKE_POSTCARD)
    if postcard.state == Postcard.State.DRAFT:
        _card_is_open(postcard, May.APPROVE_POSTCARD, refused)
        postcard.state = Postcard.State.ASKING
        postcard.save(update_fields=["state"])
        _note("partners_asked", postcard, by)


@transaction.atomic
def approve(postcard: Postcard, party: Party, *, by: Actor, seen: str = "") -> Approval:
    """A partner's yes to the card as it is now. The coordinator may note a yes that was told.

    `seen` is the fingerprint of the card the partner looked at: a yes to another card is refused (NotThisNow).
    """
    require(by, postcard.project, May.APPROVE_POSTCARD)
    refused = _why_one_may_not_be_printed(_voices_on(postcard))
    _held(postcard, May.APPROVE_POSTCARD)
    _card_is_open(postcard, May.APPROVE_POSTCARD, refused)
    if party.project_id != postcard.project_id:
        raise NotThisNow(_("Kun de partnere, der er i projektet, kan sige ja."))
    how = _how(postcard, party, by)
    now = fingerprint(postcard)
    if seen and seen != now:
        raise NotThisNow(_("Kortet er ændret, siden du åbnede siden. Læs det igen, før I siger ja."))
    approval, _made = Approval.objects.update_or_create(
        postcard=postcard,
        party=party,
        defaults={
            "given_by_id": by.id if by.kind == "staff" else None,
            "how": how,
            "at": clock.now(),
            "fingerprint": now,
        },
    )
    _note("postcard_approved", postcard, by, party=party.pk, how=how)
    return approval


def _how(postcard: Postcard, party: Party, by: Actor) -> str:
    """Said here by one of the partner's own people, or told to the one who may publish."""
    if by.kind != "staff" or by.id is None:
        return Approval.How.HERE
    if postcard.project.memberships.current().filter(user_id=by.id, party=party).exists():
        return Approval.How.HERE
    require(by, postcard.project, May.PUBLISH)
    return Approval.How.TOLD


def missing_yes(postcard: Postcard) -> list[Party]:
    """The partners who have not said yes to the card as it is now."""
    now = fingerprint(postcard)
    said_yes = set(postcard.approvals.filter(fingerprint=now).values_list("party_id", flat=True))
    return [party for party in asked(postcard) if party.pk not in said_yes]


def asked(postcard: Postcard) -> list[Party]:
    """The partners whose yes a card needs today."""
    today = clock.today()
    parties = postcard.project.parties.filter(approves=True).select_related("organisation")
    return [party for party in parties if party.in_force(today)]


@transaction.atomic
def publish(postcard: Postcard, *, by: Actor, open_page: bool = False) -> Edition:
    """Freeze the card and give it an address. Every partner has said yes, and every quote may still be printed.

    `open_page` opens the project's public page too, so that the address on the card leads somewhere.
    """
    require(by, postcard.project, May.PUBLISH)
    voices = _voices_on(postcard)
    refused = _why_one_may_not_be_printed(voices)
    postcard = Postcard.objects.select_for_update().get(pk=postcard.pk)
    if postcard.state == Postcard.State.PUBLISHED and (published := postcard.editions.order_by("number").last()):
        return published
    if _voices_on(postcard) != voices:
        raise NotThisNow(_("Kortet blev ændret imens. Se på det, og prøv igen."))
    _card_is_open(postcard, May.PUBLISH, refused)
    postcard.state, postcard.published_at = Postcard.State.PUBLISHED, clock.now()
    postcard.document_on = clock.today()
    data = card_data(postcard)
    print_edition(data)
    postcard.save(update_fields=["state", "published_at", "document_on"])
    edition = Edition.objects.create(postcard=postcard, number=1, card=data, published_at=postcard.published_at)
    _note("postcard_published", postcard, by, edition=1)
    if open_page:
        open_to_public(postcard.project, True, by=by)
    return edition


@transaction.atomic
def new_edition(postcard: Postcard, card: CardData, note: str, *, by: Actor) -> Edition:
    """What was published, as it may be shown now, after something was taken back. It says nothing new."""
    last = postcard.editions.order_by("-number").first()
    number = (last.number if last else 0) + 1
    edition = Edition.objects.create(postcard=postcard, number=number, card=card, published_at=clock.now(), note=note)
    _note("postcard_edition_made", postcard, by, edition=number)
    return edition


def _note(verb: str, postcard: Postcard, by: Actor, **facts: object) -> None:
    journal.write(
        verb,
        by=by,
        project_id=postcard.project_id,
        subject="postcard",
        subject_id=postcard.pk,
        code=f"{postcard.number}",
        facts=facts,
    )
