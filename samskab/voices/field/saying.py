"""What was taken in, in words."""

from collections import Counter
from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samskab.ground.wording import number_word
from samskab.voices.field.actions import Answer


def of_an_outbox(answers: Iterable[Answer], unopened: int) -> list[str]:
    """One sentence for each kind of answer."""
    answers = list(answers)
    many = Counter(answer.status for answer in answers)
    said = [
        _sentence(many[201], _("Modtaget. Ordene er i sikkerhed."), _("Modtaget. %(words)s stemmer er i sikkerhed.")),
        _sentence(many[200], _("Én stemme var her allerede."), _("%(words)s stemmer var her allerede.")),
        _sentence(many[409], _("Et menneske skal se på én af dem."), _("Et menneske skal se på %(low)s af dem.")),
        _sentence(many[410], _("Én er taget tilbage siden."), _("%(words)s er taget tilbage siden.")),
        _sentence(unopened, _("Én kan vi ikke åbne."), _("%(words)s kan vi ikke åbne.")),
    ]
    if any(answer.submission.masked for answer in answers if answer.status == 201):
        said.append(_("Der stod et CPR-nummer. Vi har skjult tallene, før vi gemte."))
    return [one for one in said if one]


def _sentence(many: int, one: str, more: str) -> str:
    if not many:
        return ""
    low = number_word(many)
    return one if many == 1 else more % {"words": capfirst(low), "low": low}


def left(many: int) -> str:
    words = {"words": capfirst(number_word(many))}
    return ngettext("Én stemme er lagt til side.", "%(words)s stemmer er lagt til side.", many) % words
