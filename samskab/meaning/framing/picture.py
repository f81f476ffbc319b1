"""The round as a picture, with the sentence it says."""

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samskab.ground.charts.round import Seat, draw_round
from samskab.ground.wording import number_word
from samskab.meaning.framing import queries
from samskab.meaning.framing.queries import Place
from samskab.projects.models import Project


def sentence(places: list[Place]) -> str:
    """Who has put words on it, and whose chair is empty. In words; the numbers are of perspectives, never of people."""
    spoken = [place for place in places if place.state == "spoken"]
    if not spoken:
        return _("Ingen har sat ord på endnu.")
    words = str(number_word(len(spoken), "et")).capitalize()
    parts = [
        ngettext("Ét perspektiv har selv sat ord på.", "%(words)s perspektiver har selv sat ord på.", len(spoken))
        % {"words": words}
    ]
    if mentioned := [place.name for place in places if place.state == "mentioned"]:
        parts.append(_("%(names)s er kun omtalt af andre.") % {"names": _in_words(mentioned)})
    if unheard := [place.name for place in places if place.state == "unheard"]:
        parts.append(_("%(names)s er ikke hørt endnu.") % {"names": _in_words(unheard)})
    return " ".join(parts)


def _in_words(names: list[str]) -> str:
    names = [names[0], *(name[0].lower() + name[1:] for name in names[1:])]
    if len(names) == 1:
        return names[0]
    return _("%(first)s og %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def draw(
    project: Project, places: list[Place], *, size: int, names_outside: bool, prefix: str = "runden"
) -> tuple[SafeString, str]:
    """(SVG, its sentence) of the project's round today."""
    wording = queries.wordings(project).last()
    said = sentence(places)
    svg = draw_round(
        [Seat(place.key, place.state, place.sentence) for place in places],
        wording.wording if wording else _("Hvad er problemet?"),
        sentence=said,
        title=_("Runden"),
        size=size,
        names_outside=names_outside,
        prefix=prefix,
    )
    return mark_safe(svg), said  # our own SVG, its words escaped
