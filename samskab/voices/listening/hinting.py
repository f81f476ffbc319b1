"""What in words just written may tell who somebody is, said once to who wrote them. It stops nobody."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from samskab.ground.identifying import Hit, find_identifying
from samskab.voices.intake.models import Voice
from samskab.voices.pseudonyms.said_before import is_looked_in

SURE_ENOUGH = 0.6  # below this it is more often a word than a name


def hint(*texts: str) -> str:
    """One sentence about the first thing that may tell who somebody is; "" where there is nothing of the kind."""
    return next((said for hit in _hits(texts) if (said := _sentence(hit))), "")


def may_hold_a_name(voice: Voice) -> bool:
    """Whether a kept voice, written down here, may tell who somebody is, and nobody has looked for names in it."""
    return (
        voice.is_kept
        and voice.source_id is None
        and not is_looked_in(voice)
        and any(_hits([voice.words, voice.thought]))
    )


def _hits(texts: Iterable[str]) -> Iterable[Hit]:
    return (hit for text in texts for hit in find_identifying(text) if hit.confidence >= SURE_ENOUGH)


def _sentence(hit: Hit) -> str:
    said = {
        "name": _("Der står måske et navn her: %(text)s. Skriv hellere »min søster«."),
        "address": _("Der står måske en adresse her: %(text)s. Skriv hellere »her i byen«."),
        "phone": _("Der står måske et telefonnummer her: %(text)s. Lad det ude."),
        "email": _("Der står måske en mailadresse her: %(text)s. Lad den ude."),
        "plate": _("Der står måske en nummerplade her: %(text)s. Lad den ude."),
    }
    return said[hit.kind] % {"text": hit.text} if hit.kind in said else ""
