"""What a person sent from the page of names, done, in the words to tell them afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samskab.people.actors import Actor
from samskab.projects.words import ContainsCpr
from samskab.voices.pseudonyms import actions
from samskab.voices.pseudonyms.inventing import NotLikeThat
from samskab.voices.pseudonyms.looking import ChangedSince, look_soon
from samskab.voices.pseudonyms.map import IsARealName
from samskab.voices.pseudonyms.models import NameSearch, Spot
from samskab.voices.sources.models import Source


class Unclear(ValueError):
    """What was written in this `field` cannot be used. Nothing is stored."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class TooLate(Exception):
    """Somebody was first. Nothing is stored; the sentence says so."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What it was sent about: the source, the search and perhaps the place; and the fields."""

    source: Source
    search: NameSearch | None
    spot: Spot | None
    fields: Mapping[str, str]
    by: Actor


def carry_out(sent: Sent) -> str:
    """Do what was asked; a sentence to tell, or "". Raises Unclear and TooLate. What nobody knows is nothing."""
    act = ACTS.get(sent.fields.get("act", ""))
    try:
        return act(sent) if act else ""
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


def _say_instead(sent: Sent) -> str:
    if sent.spot is None:
        raise ChangedSince
    everywhere = sent.fields["act"] == "everywhere"
    actions.say_instead(sent.spot, sent.fields.get("written", ""), by=sent.by, everywhere=everywhere)
    return ""


def _leave(sent: Sent) -> str:
    if sent.spot is None:
        raise ChangedSince
    actions.leave(sent.spot, by=sent.by, everywhere=sent.fields["act"] == "leave_all")
    return ""


def _ask_again(sent: Sent) -> str:
    if sent.spot is not None:
        actions.ask_again(sent.spot, by=sent.by)
    return ""


def _point_out(sent: Sent) -> str:
    if sent.search is None:
        raise ChangedSince
    many = actions.point_out(sent.search, sent.fields.get("words", ""), by=sent.by)
    return ngettext("Det står ét sted, og er med nu.", "Det står %(n)s steder, og er med nu.", many) % {"n": many}


def _look(sent: Sent) -> str:
    look_soon(sent.source, by=sent.by)
    return ""


def _lay(sent: Sent) -> str:
    seen = sent.fields.get("seen", "")
    actions.replace_names(sent.source, by=sent.by, seen=int(seen) if seen.isdecimal() and len(seen) < 7 else 0)
    return _("Teksten har de opdigtede navne nu. Den, der var før, kan kun få åbne.")


def _take(sent: Sent) -> str:
    many = actions.take_new_words(sent.source, by=sent.by)
    told = ngettext("Én stemme har de nye ord nu.", "%(n)s stemmer har de nye ord nu.", many)
    return told % {"n": many} if many else ""


ACTS: dict[str, Callable[[Sent], str]] = {
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
