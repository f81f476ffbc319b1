"""The sentence under Spor: what waits for an answer, and what is walked around."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samskab.ground.wording import number_word
from samskab.trials.tracks.models import Track

ANSWERED = frozenset({Track.State.KEPT, Track.State.STOPPED, Track.State.BECAME_PROPOSAL, Track.State.RESTING})


def sentence(tracks: Sequence[Track]) -> str:
    """What is still open, in words. A track that has its answer is not waiting."""
    if not tracks:
        return _("I har ikke valgt et spor endnu.")
    waiting = [track for track in tracks if track.state not in ANSWERED]
    proposals = len([track for track in waiting if track.kind == Track.Kind.PROPOSAL])
    questions = len(waiting) - proposals
    parts = []
    if proposals:
        words = ngettext("Ét forslag venter på et svar.", "%(words)s forslag venter på et svar.", proposals)
        parts.append(words % {"words": _capital(proposals)})
    if questions:
        words = ngettext("Ét spørgsmål går I rundt om.", "%(words)s spørgsmål går I rundt om.", questions)
        parts.append(words % {"words": _capital(questions)})
    return " ".join(parts) or _("Ingen spor venter lige nu.")


def _capital(count: int) -> str:
    return str(number_word(count, "et")).capitalize()
