"""What a person sent from the page of names, done, in the words to tell them afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samskab.people.actors import Actor
from samskab.projects.words import ContainsCpr
from samskab.voices.intake.models import Voice
from samskab.voices.pseudonyms import actions
from samskab.voices.pseudonyms.in_voices import replace_names_in_voice
from samskab.voices.pseudonyms.inventing import NotLikeThat
from samskab.voices.pseudonyms.looking import ChangedSince, look_in_voice, look_soon
from samskab.voices.pseudonyms.map import IsARealName
from samskab.voices.pseudonyms.queries import Sent


class Unclear(ValueError):
    """What was written in this `field` cannot be used. Nothing is stored."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class TooLate(Exception):
    """Somebody was first. Nothing is stored; the sentence says so."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What it was sent about, the fields, and who sent it."""

    sent: Sent
    fields: Mapping[str, str]
    by: Actor


def carry_out(answer: Answer) -> str:
    """Do what was asked; a sentence to tell, or "". Raises Unclear and TooLate. What nobody knows is nothing."""
    act = ACTS.get(answer.fields.get("act", ""))
    try:
        return act(answer) if act else ""
    except (NotLikeThat, ContainsCpr):
        raise Unclear("written", _("Skriv et ord eller to, højst 60 tegn.")) from None
    except IsARealName:
        raise Unclear("written", _("Det navn hører til nogen i teksten eller på listen. Vælg et andet.")) from None
    except actions.NotThere:
        raise Unclear("words", _("De ord står ikke i teksten, eller de er med allerede.")) from None
    except actions.AnsweredSince:
        raise TooLate(_("En anden har svaret i mellemtiden. Her er det næste.")) from None
    except (ChangedSince, actions.NothingToReplace):
        raise TooLate(_("Teksten er ændret i mellemtiden. Intet er gemt. Her er den, som den er nu.")) from None


def _say_instead(answer: Answer) -> str:
    if answer.sent.spot is None:
        raise ChangedSince
    everywhere = answer.fields["act"] == "everywhere"
    actions.say_instead(answer.sent.spot, answer.fields.get("written", ""), by=answer.by, everywhere=everywhere)
    return ""


def _leave(answer: Answer) -> str:
    if answer.sent.spot is None:
        raise ChangedSince
    actions.leave(answer.sent.spot, by=answer.by, everywhere=answer.fields["act"] == "leave_all")
    return ""


def _ask_again(answer: Answer) -> str:
    if answer.sent.spot is not None:
        actions.ask_again(answer.sent.spot, by=answer.by)
    return ""


def _point_out(answer: Answer) -> str:
    if answer.sent.search is None:
        raise ChangedSince
    many = actions.point_out(answer.sent.search, answer.fields.get("words", ""), by=answer.by)
    return ngettext("Det står ét sted, og er med nu.", "Det står %(n)s steder, og er med nu.", many) % {"n": many}


def _look(answer: Answer) -> str:
    if isinstance(answer.sent.about, Voice):
        look_in_voice(answer.sent.about, by=answer.by)
    else:
        look_soon(answer.sent.about, by=answer.by)
    return ""


def _lay(answer: Answer) -> str:
    written = answer.fields.get("seen", "")
    seen = int(written) if written.isdecimal() and len(written) < 7 else 0
    if isinstance(answer.sent.about, Voice):
        replace_names_in_voice(answer.sent.about, by=answer.by, seen=seen)
        return _("Ordene har de opdigtede navne nu. Kun få kan åbne dem, som de blev sagt.")
    actions.replace_names(answer.sent.about, by=answer.by, seen=seen)
    return _("Teksten har de opdigtede navne nu. Den, der var før, kan kun få åbne.")


def _take(answer: Answer) -> str:
    many = 0 if isinstance(answer.sent.about, Voice) else actions.take_new_words(answer.sent.about, by=answer.by)
    told = ngettext("Én stemme har de nye ord nu.", "%(n)s stemmer har de nye ord nu.", many)
    return told % {"n": many} if many else ""


ACTS: dict[str, Callable[[Answer], str]] = {
    "everywhere": _say_instead,
    "here": _say_instead,
    "leave": _leave,
    "leave_all": _leave,
    "again": _ask_again,
    "point_out": _point_out,
    "look": _look,
    "lay": _lay,
    "take": _take,
}
