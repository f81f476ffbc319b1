"""Where a card stands on its way out: the sentence, who has said yes, and the one next step for this person."""

from dataclasses import dataclass
from typing import Literal

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samskab.projects.access import May
from samskab.projects.team.models import Membership
from samskab.publishing.postcards.contents import CardData, fingerprint
from samskab.publishing.postcards.models import Postcard
from samskab.publishing.postcards.press.sheet import qr_code
from samskab.publishing.postcards.printing import what_is_wrong
from samskab.publishing.postcards.queries import Yes, answers, is_draft
from samskab.publishing.postcards.spoken import is_checked

Step = Literal["fill", "check", "ask", "approve", "publish", "print", "wait"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the page says and offers. `seen` is what a yes given from this page counts for."""

    sentence: str
    step: Step
    answers: list[Yes]
    wrong: str
    seen: str
    may_make: bool
    may_publish: bool
    is_checked: bool = False
    url: str = ""
    qr: str = ""

    @property
    def missing(self) -> list[Yes]:
        return [one for one in self.answers if one.given is None]

    @property
    def changed_since(self) -> list[Yes]:
        """Partners who said yes to another card than this."""
        return [one for one in self.answers if one.before is not None]

    @property
    def mine(self) -> Yes | None:
        return next((one for one in self.missing if one.is_mine), None)


def standing(postcard: Postcard, membership: Membership, data: CardData) -> Standing:
    """Where the card stands, as this person sees it."""
    given = answers(postcard, membership)
    draft = is_draft(postcard)
    wrong = what_is_wrong(data) if draft else ""
    is_empty = draft and not postcard.lines.exists()
    unchecked = draft and not is_checked(postcard)
    return Standing(
        sentence=_sentence(postcard, given, is_empty, wrong, unchecked),
        step=_step(postcard, membership, given, is_empty or bool(wrong), unchecked),
        answers=given,
        wrong=wrong,
        seen=fingerprint(postcard) if draft else "",
        may_make=draft and membership.may(May.MAKE_POSTCARD),
        may_publish=draft and membership.may(May.PUBLISH),
        is_checked=draft and not unchecked,
        url="" if draft else data["url"],
        qr="" if draft else mark_safe(qr_code(data["url"])),  # our own SVG, its words escaped
    )


def _sentence(postcard: Postcard, given: list[Yes], is_empty: bool, wrong: str, unchecked: bool) -> str:
    missing = [str(one.party) for one in given if one.given is None]
    if postcard.state == Postcard.State.PUBLISHED:
        return _("Kortet er ude. Alle kan læse det på nettet, og du kan trykke det.")
    if is_empty:
        return _("Der står ikke noget på kortet endnu. Vælg citater, punkter og spor.")
    if wrong:
        return wrong
    if unchecked:
        return _("Tjek, om nogen kan genkendes på kortet. Først da må det ses af andre end jer.")
    if postcard.state == Postcard.State.DRAFT:
        return _("Kortet er en kladde. Læs det igennem, og spørg så partnerne.")
    if missing:
        return _("Vi mangler et ja fra %(names)s.") % {"names": in_words(missing)}
    if not given:
        return _("Ingen partnere skal sige ja. Kortet kan udgives.")
    return ngettext("Partneren har sagt ja. Kortet kan udgives.", "Alle har sagt ja. Kortet kan udgives.", len(given))


def in_words(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s og %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def _step(postcard: Postcard, membership: Membership, given: list[Yes], must_be_mended: bool, unchecked: bool) -> Step:
    if postcard.state == Postcard.State.PUBLISHED:
        return "print"
    if must_be_mended:
        return "fill" if membership.may(May.MAKE_POSTCARD) else "wait"
    if unchecked:
        return "check" if membership.may(May.MAKE_POSTCARD) else "wait"
    if postcard.state == Postcard.State.DRAFT:
        return "ask" if membership.may(May.MAKE_POSTCARD) else "wait"
    if any(one.is_mine and one.given is None for one in given):
        return "approve"
    everyone = all(one.given is not None for one in given)
    return "publish" if everyone and membership.may(May.PUBLISH) else "wait"
