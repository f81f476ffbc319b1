"""The only door for making, approving and publishing postcards."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from samskab.ground import clock
from samskab.journal import actions as journal
from samskab.meaning.themes.models import Insight
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.codes import next_number
from samskab.projects.models import Party, Project
from samskab.projects.permission import require
from samskab.publishing.postcards.contents import card_data, fingerprint
from samskab.publishing.postcards.models import Approval, Edition, Postcard, PostcardLine
from samskab.trials.tracks.models import Track
from samskab.voices.consent.queries import why_not_printed
from samskab.voices.intake.models import Voice
from samskab.voices.knowledge.models import Knowledge


class MayNotBePrinted(ValueError):
    """A quote without consent for print cannot stand on a card. `str` is the reason."""


class NotThisNow(ValueError):
    """The card is in a state where this cannot be done. `str` says why."""


class NotCutFromTheVoice(ValueError):
    """A shortened quote must be the voice's own words, cut with …; never a paraphrase."""


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
        title=title.strip(),
        intro=intro.strip(),
        edition_label=edition_label.strip(),
        document_on=clock.today(),
        made_by_id=by.id if by.kind == "staff" else None,
        created_at=clock.now(),
    )
    _note("postcard_made", postcard, by)
    return postcard


@transaction.atomic
def write_on(
    postcard: Postcard, *, by: Actor, title: str, intro: str, edition_label: str = "", disagreements: str = ""
) -> None:
    """The card's own words. What partners have said yes to is asked again when the words change."""
    require(by, postcard.project, May.MAKE_POSTCARD)
    _must_be_open(postcard)
    postcard.title, postcard.intro = title.strip(), intro.strip()
    postcard.edition_label, postcard.disagreements = edition_label.strip(), disagreements.strip()
    postcard.document_on = clock.today()
    postcard.save(update_fields=["title", "intro", "edition_label", "disagreements", "document_on"])
    _note("postcard_written", postcard, by)


@transaction.atomic
def choose(postcard: Postcard, choice: Choice, *, by: Actor) -> None:
    """Put these things on the card, and only these. A quote without consent for print is refused, with the reason."""
    require(by, postcard.project, May.MAKE_POSTCARD)
    _must_be_open(postcard)
    for voice in choice.voices:
        if reason := why_not_printed(voice):
            raise MayNotBePrinted(f"{voice.code}: {reason}")
    _must_be_our_own(postcard, choice)
    postcard.front_line = None
    postcard.save(update_fields=["front_line"])
    postcard.lines.all().delete()
    things: list[dict[str, Any]] = [
        *({"voice": voice, "excerpt": _cut(voice, choice.excerpts.get(voice.pk, ""))} for voice in choice.voices),
        *({"insight": insight} for insight in choice.insights),
        *({"knowledge": knowledge} for knowledge in choice.knowledge),
        *({"track": track} for track in choice.tracks),
    ]
    for position, thing in enumerate(things):
        line = PostcardLine.objects.create(postcard=postcard, position=position, **thing)
        if choice.front is not None and line.voice_id == choice.front.pk:
            postcard.front_line = line
    postcard.save(update_fields=["front_line"])
    _note("postcard_filled", postcard, by, lines=len(things))


def _cut(voice: Voice, excerpt: str) -> str:
    """"" for the whole quote; else the voice's own words in order, with … where something was left out."""
    excerpt = excerpt.strip()
    if excerpt in ("", voice.words):
        return ""
    place, words = 0, " ".join(voice.words.split())
    for piece in filter(None, (" ".join(piece.split()) for piece in excerpt.split("…"))):
        place = words.find(piece, place)
        if place < 0:
            raise NotCutFromTheVoice(voice.code)
        place += len(piece)
    return excerpt


def _must_be_our_own(postcard: Postcard, choice: Choice) -> None:
    things = [*choice.voices, *choice.insights, *choice.knowledge, *choice.tracks]
    if any(thing.project_id != postcard.project_id for thing in things):
        raise NotThisNow("Et postkort kan kun bruge det, der er i projektet.")


def _must_be_open(postcard: Postcard) -> None:
    if postcard.state == Postcard.State.PUBLISHED:
        raise NotThisNow("Kortet er udgivet. Lav et nyt kort, hvis der skal stå noget andet.")


@transaction.atomic
def ask_partners(postcard: Postcard, *, by: Actor) -> None:
    """Ask the partners for their yes. Safe to repeat."""
    require(by, postcard.project, May.MAKE_POSTCARD)
    _must_be_open(postcard)
    if postcard.state == Postcard.State.DRAFT:
        postcard.state = Postcard.State.ASKING
        postcard.save(update_fields=["state"])
        _note("partners_asked", postcard, by)


@transaction.atomic
def approve(postcard: Postcard, party: Party, *, by: Actor) -> Approval:
    """A partner's yes to the card as it is now. The coordinator may note a yes that was told."""
    require(by, postcard.project, May.APPROVE_POSTCARD)
    _must_be_open(postcard)
    how = Approval.How.HERE
    if by.kind == "staff":
        from_party = postcard.project.memberships.filter(user_id=by.id, party=party).exists()
        if not from_party:
            require(by, postcard.project, May.PUBLISH)
            how = Approval.How.TOLD
    approval, _ = Approval.objects.update_or_create(
        postcard=postcard,
        party=party,
        defaults={
            "given_by_id": by.id if by.kind == "staff" else None,
            "how": how,
            "at": clock.now(),
            "fingerprint": fingerprint(postcard),
        },
    )
    _note("postcard_approved", postcard, by, party=party.pk, how=how)
    return approval


def missing_yes(postcard: Postcard) -> list[Party]:
    """The partners who have not said yes to the card as it is now."""
    now = fingerprint(postcard)
    said_yes = set(postcard.approvals.filter(fingerprint=now).values_list("party_id", flat=True))
    today = clock.today()
    asked = postcard.project.parties.filter(approves=True).select_related("organisation")
    return [party for party in asked if party.in_force(today) and party.pk not in said_yes]


@transaction.atomic
def publish(postcard: Postcard, *, by: Actor) -> Edition:
    """Freeze the card and give it an address. Every partner has said yes, and every quote may still be printed."""
    require(by, postcard.project, May.PUBLISH)
    postcard = Postcard.objects.select_for_update().get(pk=postcard.pk)
    if postcard.state == Postcard.State.PUBLISHED:
        edition = postcard.editions.last()
        if edition is not None:
            return edition
    if missing := missing_yes(postcard):
        raise NotThisNow("Vi mangler et ja fra " + ", ".join(str(party) for party in missing) + ".")
    for line in postcard.lines.filter(voice__isnull=False).select_related("voice"):
        if line.voice is not None and (reason := why_not_printed(line.voice)):
            raise MayNotBePrinted(f"{line.voice.code}: {reason}")
    postcard.state, postcard.published_at = Postcard.State.PUBLISHED, clock.now()
    postcard.document_on = clock.today()
    postcard.save(update_fields=["state", "published_at", "document_on"])
    edition = Edition.objects.create(
        postcard=postcard, number=1, card=card_data(postcard), published_at=postcard.published_at
    )
    _note("postcard_published", postcard, by, edition=1)
    return edition


@transaction.atomic
def new_edition(postcard: Postcard, note: str, *, by: Actor) -> Edition:
    """The card as it may be shown now, after something was taken back. Older editions lose what was taken back too."""
    last = postcard.editions.order_by("-number").first()
    number = (last.number if last else 0) + 1
    edition = Edition.objects.create(
        postcard=postcard, number=number, card=card_data(postcard), published_at=clock.now(), note=note
    )
    _note("postcard_edition_made", postcard, by, edition=number)
    return edition


@transaction.atomic
def move_line(line: PostcardLine, up: bool, *, by: Actor) -> None:
    """One place up or down on the card."""
    require(by, line.postcard.project, May.MAKE_POSTCARD)
    _must_be_open(line.postcard)
    lines = list(line.postcard.lines.all())
    here = next(place for place, other in enumerate(lines) if other.pk == line.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(lines):
        lines[here], lines[there] = lines[there], lines[here]
        for position, other in enumerate(lines):
            PostcardLine.objects.filter(pk=other.pk).update(position=position)


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
