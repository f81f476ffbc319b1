"""The only door for making, approving and publishing postcards."""

from django.db import transaction
from django.utils.translation import gettext as _

from samskab.ground import clock
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.actions import open_to_public
from samskab.projects.codes import next_number
from samskab.projects.models import Party, Project
from samskab.projects.permission import require
from samskab.projects.words import kept
from samskab.publishing.postcards.choosing import Choice, OwnWords, as_facts, lines_for, must_be_our_own
from samskab.publishing.postcards.conditions import (
    MayNotBePrinted,
    NotThisNow,
    all_may_be_printed,
    asked,
    card_is_open,
    held,
    missing_yes,
    voices_on,
    why_one_may_not_be_printed,
)
from samskab.publishing.postcards.contents import CardData, card_data, fingerprint
from samskab.publishing.postcards.echoing import forget_echoes
from samskab.publishing.postcards.models import Approval, Echo, Edition, Postcard
from samskab.publishing.postcards.printing import print_edition

__all__ = [
    "Choice",
    "MayNotBePrinted",
    "NotThisNow",
    "OwnWords",
    "approve",
    "ask_partners",
    "asked",
    "choose",
    "lay_out",
    "make_postcard",
    "missing_yes",
    "new_edition",
    "publish",
    "write_on",
]


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
    held(postcard, May.MAKE_POSTCARD)
    before = (postcard.title, postcard.intro, postcard.edition_label, postcard.disagreements)
    parts = {part: getattr(postcard, part) for part in Echo.Part.values}
    postcard.title, postcard.intro = kept(title), kept(intro)
    postcard.edition_label, postcard.disagreements = kept(edition_label), kept(disagreements)
    if before == (postcard.title, postcard.intro, postcard.edition_label, postcard.disagreements):
        return
    postcard.document_on = clock.today()
    postcard.save(update_fields=["title", "intro", "edition_label", "disagreements", "document_on"])
    forget_echoes(postcard, parts)
    _note("postcard_written", postcard, by)


@transaction.atomic
def choose(postcard: Postcard, choice: Choice, *, by: Actor) -> None:
    """Put these things on the card, and only these. A quote without consent for print is refused, with the reason."""
    require(by, postcard.project, May.MAKE_POSTCARD)
    must_be_our_own(postcard, choice)
    all_may_be_printed([voice.pk for voice in choice.voices])
    held(postcard, May.MAKE_POSTCARD)
    wanted, front = lines_for(postcard, choice), choice.front.pk if choice.front else None
    stored = list(postcard.lines.all())
    front_now = next((line.voice_id for line in stored if line.pk == postcard.front_line_id), None)
    if (as_facts(stored), front_now) == (as_facts(wanted), front):
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


@transaction.atomic
def ask_partners(postcard: Postcard, *, by: Actor) -> None:
    """Ask the partners for their yes, once there is a card to say yes to. Safe to repeat."""
    require(by, postcard.project, May.MAKE_POSTCARD)
    refused = why_one_may_not_be_printed(voices_on(postcard))
    held(postcard, May.MAKE_POSTCARD)
    if postcard.state == Postcard.State.DRAFT:
        card_is_open(postcard, May.APPROVE_POSTCARD, refused)
        postcard.state = Postcard.State.ASKING
        postcard.save(update_fields=["state"])
        _note("partners_asked", postcard, by)


@transaction.atomic
def approve(postcard: Postcard, party: Party, *, by: Actor, seen: str = "") -> Approval:
    """A partner's yes to the card as it is now. The coordinator may note a yes that was told.

    `seen` is the fingerprint of the card the partner looked at: a yes to another card is refused (NotThisNow).
    """
    require(by, postcard.project, May.APPROVE_POSTCARD)
    refused = why_one_may_not_be_printed(voices_on(postcard))
    held(postcard, May.APPROVE_POSTCARD)
    card_is_open(postcard, May.APPROVE_POSTCARD, refused)
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


@transaction.atomic
def publish(postcard: Postcard, *, by: Actor, open_page: bool = False) -> Edition:
    """Freeze the card and give it an address. Every partner has said yes, and every quote may still be printed.

    `open_page` opens the project's public page too, so that the address on the card leads somewhere.
    """
    require(by, postcard.project, May.PUBLISH)
    voices = voices_on(postcard)
    refused = why_one_may_not_be_printed(voices)
    postcard = Postcard.objects.select_for_update().get(pk=postcard.pk)
    if postcard.state == Postcard.State.PUBLISHED and (published := postcard.editions.order_by("number").last()):
        return published
    if voices_on(postcard) != voices:
        raise NotThisNow(_("Kortet blev ændret imens. Se på det, og prøv igen."))
    card_is_open(postcard, May.PUBLISH, refused)
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
