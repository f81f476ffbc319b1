"""What must hold before something is done with a card: is it open, may every quote be printed, who has said yes."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samskab.ground import clock
from samskab.projects.access import May
from samskab.projects.models import Party
from samskab.projects.policy import is_open
from samskab.publishing.postcards.contents import fingerprint
from samskab.publishing.postcards.models import Postcard, PostcardLine
from samskab.publishing.postcards.spoken import still_holds
from samskab.voices.consent.queries import why_not_printed
from samskab.voices.intake.models import Voice
from samskab.voices.intake.second_reading import unread

WAITS = gettext_lazy("Venter på en anden læser. Den handler om andre.")


class MayNotBePrinted(ValueError):
    """A quote without consent for print cannot stand on a card. `str` is the reason."""


class NotThisNow(ValueError):
    """The card is in a state where this cannot be done. `str` says why."""


def all_may_be_printed(voices: Sequence[int]) -> None:
    if refused := why_one_may_not_be_printed(voices):
        raise MayNotBePrinted(refused)


def why_one_may_not_be_printed(voices: Sequence[int]) -> str:
    """The first voice that may not be printed, with the reason; "" when all may.

    Nobody can take words back or change an answer until this transaction is over. Voices are held before their card,
    as they are where somebody takes words back: the other order could wait for ever.
    """
    waits = unread(voices)
    for voice in Voice.objects.select_for_update().filter(pk__in=voices).order_by("pk"):
        if reason := why_not_printed(voice) or (WAITS if voice.pk in waits else ""):
            return f"{voice.code}: {reason}"
    return ""


def voices_on(postcard: Postcard) -> list[int]:
    lines = PostcardLine.objects.filter(postcard=postcard, voice__isnull=False)
    return sorted(pk for pk in lines.values_list("voice", flat=True) if pk is not None)


def held(postcard: Postcard, act: May) -> None:
    """The card as it is now, held until the transaction is over. Raises NotThisNow where this act is shut to it."""
    state = Postcard.objects.select_for_update().get(pk=postcard.pk).state
    if not is_open("postcard", state, act):
        raise NotThisNow(_why_shut(state))
    postcard.refresh_from_db()


def _why_shut(state: str) -> str:
    if state == Postcard.State.PUBLISHED:
        return _("Kortet er udgivet. Lav et nyt kort, hvis der skal stå noget andet.")
    return _("Partnerne er ikke spurgt om det her kort endnu.")


def card_is_open(postcard: Postcard, act: May, refused: str) -> None:
    """Raises the reason where what stands on the card shuts this act. `refused` is why a quote may not be printed."""
    state = _what_stands(postcard, refused)
    if is_open("card", state, act):
        return
    if state == "unprintable":
        raise MayNotBePrinted(refused)
    if state == "empty":
        raise NotThisNow(_("Der står ikke noget på kortet endnu."))
    if state == "unchecked":
        raise NotThisNow(_("Tjek først, om nogen kan genkendes på kortet."))
    names = ", ".join(str(party) for party in missing_yes(postcard))
    raise NotThisNow(_("Vi mangler et ja fra %(names)s.") % {"names": names})


def _what_stands(postcard: Postcard, refused: str) -> str:
    """The state of what is on the card, as access.OPEN names it."""
    if refused:
        return "unprintable"
    if not postcard.lines.exists():
        return "empty"
    if not still_holds(postcard):
        return "unchecked"
    return "unanswered" if missing_yes(postcard) else "answered"


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
