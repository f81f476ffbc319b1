"""What insights answer when something upstream changes."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from samskab.ground.reactions import answers, reacts_to
from samskab.ground.stamps import stamp
from samskab.meaning.themes.models import InsightVoice
from samskab.people.actors import Actor
from samskab.voices.intake.models import Voice


@reacts_to("voice_withdrawn")
def drop_the_stamp(voice: Voice, by: Actor) -> None:
    """The place stays; the fingerprint goes, for the hash of a short text can be guessed."""
    InsightVoice.objects.filter(voice=voice).update(stamp="")


@reacts_to("names_in_voice_replaced")
def stamp_the_words_with_other_names(voice: Voice, before: str, instead: dict[str, str]) -> None:
    """What was understood of the words holds: they say the same. A tie that was in doubt already still is."""
    InsightVoice.objects.filter(voice=voice, stamp=stamp(before)).update(stamp=stamp(voice.words))


@answers("what_rests_on_this_voice")
def insights_on(voice: Voice) -> Iterable[tuple[str, str]]:
    """(code, sentence) of every insight this voice is tied to."""
    for link in InsightVoice.objects.filter(voice=voice).select_related("insight"):
        yield link.insight.code, link.insight.sentence


@answers("what_answered_this_voice")
def insights_without(voice: Voice) -> Iterable[tuple[str, str, str]]:
    """(code, what happened, address) of every insight that stood on the words."""
    for link in InsightVoice.objects.filter(voice=voice).select_related("insight").order_by("insight__number"):
        here = reverse("insight", args=[voice.project.slug, link.insight.number])
        yield link.insight.code, _("Pladsen står tom. Se, om indsigten stadig holder."), here


@answers("what_is_left_of_this_voice")
def stamps_of(voice: Voice) -> Iterable[str]:
    """Every fingerprint of its words that stands."""
    for link in InsightVoice.objects.filter(voice=voice).exclude(stamp=""):
        yield f"meaning.InsightVoice {link.pk}: stamp"
