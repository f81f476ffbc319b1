"""What postcards answer when a voice is taken back, or when an answer about print or web changes."""

from collections.abc import Collection, Iterable
from copy import deepcopy

from django.urls import reverse
from django.utils.translation import gettext as _

from samskab.ground.reactions import answers, reacts_to
from samskab.people.actors import Actor
from samskab.publishing.postcards.actions import new_edition
from samskab.publishing.postcards.card import why_not_here
from samskab.publishing.postcards.contents import CardData, quotes_of
from samskab.publishing.postcards.echoing import note_echoes
from samskab.publishing.postcards.excerpts import NotCutFromTheVoice, shortened
from samskab.publishing.postcards.models import Echo, Edition, Judgement, Postcard, PostcardLine
from samskab.voices.consent.queries import may_be_on_the_web, may_be_printed
from samskab.voices.intake.models import Voice
from samskab.voices.pseudonyms.words import places_of_each, with_others


@reacts_to("voice_withdrawn")
def take_the_words_off_every_card(voice: Voice, by: Actor) -> None:
    """The words leave drafts, frozen editions and the page at once; a published card gets an edition that says so."""
    _hold_the_cards_of(voice)
    note_echoes(voice)
    PostcardLine.objects.filter(voice=voice).delete()
    Judgement.objects.filter(voice=voice).delete()
    _empty_the_place(voice, "withdrawn", by)


@reacts_to("consent_changed")
def show_only_what_may_be_shown(voice: Voice, by: Actor) -> None:
    """A no to the web takes the words off the published page; a no to print takes them off everything still ours."""
    _hold_the_cards_of(voice)
    if not may_be_printed(voice):
        _empty_the_place(voice, "print", by)
        return
    web = may_be_on_the_web(voice)
    for edition in Edition.objects.filter(postcard__project_id=voice.project_id):
        found = [quote for quote in quotes_of(edition.card) if quote["code"] == voice.code and not quote.get("gone")]
        if any(quote["web"] != web for quote in found):
            for quote in found:
                quote["web"] = web
            edition.save(update_fields=["card"])


@reacts_to("names_in_voice_replaced")
def cut_the_quotes_from_the_new_words(voice: Voice, before: str, instead: dict[str, str]) -> None:
    """On cards not yet out. Where a shortened quote cannot be told in the new words, all of them stand. What is out stays."""
    _hold_the_cards_of(voice)
    lines = PostcardLine.objects.filter(voice=voice).exclude(postcard__state=Postcard.State.PUBLISHED)
    for line in lines.exclude(excerpt=""):
        try:
            line.excerpt = shortened(voice.words, with_others(line.excerpt, instead))
        except NotCutFromTheVoice:
            line.excerpt = ""
        line.save(update_fields=["excerpt"])


@answers("where_names_still_stand")
def cards_out_with(voice: Voice, told: Collection[str]) -> Iterable[str]:
    """The title of every published card where the voice's words, as they were, say one of these. It is frozen."""
    for card in Postcard.objects.filter(project_id=voice.project_id, state=Postcard.State.PUBLISHED):
        quotes = (quote for edition in card.editions.all() for quote in quotes_of(edition.card))
        if any(quote["code"] == voice.code and any(places_of_each(quote["text"], told)) for quote in quotes):
            yield card.title


@answers("what_rests_on_this_voice")
def cards_with(voice: Voice) -> Iterable[tuple[str, str]]:
    """("", title) of every postcard the voice stands on."""
    for card in Postcard.objects.filter(lines__voice=voice):
        yield "", card.title


@answers("what_cannot_be_called_back")
def printed_cards_with(voice: Voice) -> Iterable[str]:
    """The title of every published card the words stand on, or stood on: somebody may have it on paper."""
    for card in Postcard.objects.filter(project_id=voice.project_id, state=Postcard.State.PUBLISHED):
        if any(quote["code"] == voice.code for edition in card.editions.all() for quote in quotes_of(edition.card)):
            yield card.title


@answers("what_answered_this_voice")
def cards_without(voice: Voice) -> Iterable[tuple[str, str, str]]:
    """("", what happened, address) of every published card that was made anew without the words."""
    for card in Postcard.objects.filter(project_id=voice.project_id, state=Postcard.State.PUBLISHED):
        made = [edition for edition in card.editions.all() if edition.note.startswith(f"{voice.code}:")]
        if made:
            said = _("»%(title)s« er kommet i en ny udgave uden ordene.") % {"title": card.title}
            yield "", said, reverse("postcard", args=[voice.project.slug, card.number])
    for echo in Echo.objects.filter(voice=voice).select_related("postcard"):
        said = _("Jeres egne ord på »%(title)s« ligner ordene.") % {"title": echo.postcard.title}
        yield "", said, reverse("postcard", args=[voice.project.slug, echo.postcard.number])


@answers("what_is_left_of_this_voice")
def words_on_a_card(voice: Voice) -> Iterable[str]:
    """Every frozen edition where the words still stand."""
    for edition in Edition.objects.filter(postcard__project_id=voice.project_id).select_related("postcard"):
        if any(quote["code"] == voice.code and quote["text"] for quote in quotes_of(edition.card)):
            yield f"publishing.Edition {edition.pk}: card"


def _hold_the_cards_of(voice: Voice) -> None:
    """Two answers at once, or an answer while a card is published, wait for each other here."""
    list(Postcard.objects.select_for_update().filter(project_id=voice.project_id).order_by("pk").values_list("pk"))


def _empty_the_place(voice: Voice, gone: str, by: Actor) -> None:
    """Take the words out of every frozen edition; each published card that held them gets a new edition."""
    for postcard in Postcard.objects.filter(project_id=voice.project_id, state=Postcard.State.PUBLISHED):
        editions = list(postcard.editions.order_by("number"))
        emptied = [edition for edition in editions if _emptied(edition.card, voice.code, gone)]
        for edition in emptied:
            edition.save(update_fields=["card"])
        if emptied:
            new_edition(
                postcard, deepcopy(editions[-1].card), f"{voice.code}: {why_not_here({'gone': gone}, 'print')}", by=by
            )


def _emptied(card: CardData, code: str, gone: str) -> bool:
    """Empty the words of one code in frozen data; say whether there was anything to change."""
    changed = False
    for quote in quotes_of(card):
        if quote["code"] == code and quote.get("gone") not in (gone, "withdrawn"):
            quote.update(text="", said_by="", perspective="", web=False, gone=gone)
            changed = True
    return changed
