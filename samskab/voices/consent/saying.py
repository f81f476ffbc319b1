"""What was agreed, in words."""

from collections.abc import Mapping

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samskab.ground.wording import number_word
from samskab.voices.consent.models import ConsentRecord

IN_SHORT = {
    ConsentRecord.Purpose.TAKE_PART: gettext_lazy("at være med"),
    ConsentRecord.Purpose.RECORD: gettext_lazy("optagelse"),
    ConsentRecord.Purpose.INTERNAL: gettext_lazy("brug i projektet"),
    ConsentRecord.Purpose.PRINT: gettext_lazy("tryk"),
    ConsentRecord.Purpose.WEB: gettext_lazy("nettet"),
    ConsentRecord.Purpose.PICTURE: gettext_lazy("billedet"),
    ConsentRecord.Purpose.SHARE: gettext_lazy("andre projekter"),
    ConsentRecord.Purpose.CONTACT: gettext_lazy("et opkald"),
}

# A kind of verifying.Left → what it means to who answers the telephone.
LEFT = {
    "row": gettext_lazy("Noget, der er gemt, hører stadig til ordene."),
    "index": gettext_lazy("Søgningen husker noget, den skulle have glemt."),
    "file": gettext_lazy("En fil ligger tilbage, som ingen ejer."),
    "list": gettext_lazy("Står ikke på listen, der holder ordene ude af gamle kopier."),
}


def in_words(answers: Mapping[str, bool]) -> str:
    """ "Ja til tryk, nej til nettet", in the order we ask."""
    said = [
        (_("ja til %(what)s") if answers[purpose] else _("nej til %(what)s")) % {"what": what}
        for purpose, what in IN_SHORT.items()
        if purpose in answers
    ]
    return str(capfirst(", ".join(said)))


def what_was_kept(answers: Mapping[str, bool], voices: int) -> str:
    """What to say when the answers about so many voices are kept."""
    words = {"agreed": in_words(answers), "words": number_word(voices, "et")}
    return ngettext("Gemt. %(agreed)s.", "Gemt for %(words)s citater. %(agreed)s.", voices) % words


def how_many_are_left(left: int) -> str:
    if not left:
        return _("Nu venter der ikke flere.")
    words = {"words": capfirst(number_word(left, "et"))}
    return ngettext("Ét citat mangler endnu.", "%(words)s citater mangler endnu.", left) % words
