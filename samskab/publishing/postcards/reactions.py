"""What postcards answer when a voice is taken back, or when an answer about print or web changes."""

from collections.abc import Iterable

from samskab.ground.reactions import answers, reacts_to
from samskab.people.actors import Actor
from samskab.publishing.postcards.actions import new_edition
from samskab.publishing.postcards.contents import TAKEN_BACK
from samskab.publishing.postcards.models import Edition, Postcard, PostcardLine
from samskab.voices.consent.queries import may_be_on_the_web, may_be_printed
from samskab.voices.intake.models import Voice


@reacts_to("voice_withdrawn")
def take_the_words_off_every_card(voice: Voice, by: Actor) -> None:
    """The words leave drafts, frozen editions and the page at once; a published card gets an edition that says so."""
    cards = list(Postcard.objects.filter(lines__voice=voice))
    PostcardLine.objects.filter(voice=voice).delete()
    for edition in Edition.objects.filter(postcard__project_id=voice.project_id):
        if _without(edition.card, voice.code):
            edition.save(update_fields=["card"])
    for card in cards:
        if card.state == Postcard.State.PUBLISHED:
            card.refresh_from_db()
            new_edition(card, f"{voice.code}: {TAKEN_BACK}", by=by)


def _without(card: dict[str, object], code: str) -> bool:
    """Empty the words of one code in frozen data; say whether there were any."""
    changed = False
    front, quotes = card.get("front"), card.get("quotes")
    for quote in [front, *(quotes if isinstance(quotes, list) else [])]:
        if isinstance(quote, dict) and quote.get("code") == code and not quote.get("withdrawn"):
            quote.update(text="", said_by="", perspective="", web=False, withdrawn=True)
            changed = True
    return changed


@reacts_to("consent_changed")
def show_only_what_may_be_shown(voice: Voice, by: Actor) -> None:
    """A no to the web takes the words off the published page; the paper that is out cannot be called back."""
    for edition in Edition.objects.filter(postcard__lines__voice=voice).distinct():
        if not may_be_printed(voice):
            changed = _without(edition.card, voice.code)
        else:
            changed = _set_web(edition.card, voice.code, may_be_on_the_web(voice))
        if changed:
            edition.save(update_fields=["card"])


def _set_web(card: dict[str, object], code: str, web: bool) -> bool:
    changed = False
    front, quotes = card.get("front"), card.get("quotes")
    for quote in [front, *(quotes if isinstance(quotes, list) else [])]:
        if isinstance(quote, dict) and quote.get("code") == code and quote.get("web") != web:
            quote["web"] = web
            changed = True
    return changed


@answers("what_rests_on_this_voice")
def cards_with(voice: Voice) -> Iterable[tuple[str, str]]:
    """("", title) of every postcard the voice stands on."""
    for card in Postcard.objects.filter(lines__voice=voice):
        yield "", card.title
