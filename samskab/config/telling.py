"""The two tables of `access.py` and the one of `who.py`, as people read them: the page and the reference are made of this."""

import re
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samskab.config.checks import addresses
from samskab.config.who import BESIDE, SECTIONS, Kind, Rule, Who
from samskab.projects.access import ACTS, MAY, OPEN, May, Role

ASKED = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act, and for each role whether it opens it."""

    said: str
    yes: list[bool]


@dataclass(frozen=True, slots=True)
class StateRow:
    """One state of a thing, and what may be done to it meanwhile."""

    thing: str
    said: str
    acts: list[str]


@dataclass(frozen=True, slots=True)
class AddressRow:
    """One address: who may read it, who may send to it, and what else is asked."""

    address: str
    see: str
    send: str
    note: str


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    rows: list[AddressRow]


def roles() -> list[str]:
    return [capfirst(str(role.label)) for role in Role]


def act_rows() -> list[ActRow]:
    """What each role may in its own project, while the thing it is about lets it."""
    return [ActRow(capfirst(str(ACTS[act])), [act in MAY[role] for role in Role]) for act in May]


def state_rows() -> list[StateRow]:
    return [
        StateRow(str(thing.said), str(state.said), [str(said) for act, said in ACTS.items() if act in state.acts])
        for thing in OPEN.values()
        for state in thing.states.values()
    ]


def sections() -> list[Section]:
    """Every address, in the order of the table; what is answered beside Django last."""
    routes = {one.name: one.route for one in addresses()}
    told = [
        Section(str(title), [_row(routes[name], rule) for name, rule in rules.items() if name in routes])
        for title, rules in SECTIONS
    ]
    beside = [AddressRow(route, in_words(who), "", str(note)) for route, who, note in BESIDE]
    return [*told, Section(_("Ved siden af siderne"), beside)]


def _row(route: str, rule: Rule) -> AddressRow:
    return AddressRow(readable(route), in_words(rule.see), in_words(rule.send), str(rule.note))


def readable(route: str) -> str:
    """A route as a person reads it: /p/<projekt>/stemmer/U-<nr>/."""
    words = {"slug": _("projekt"), "number": _("nr"), "pk": _("nr"), "token": _("link"), "code": _("kode")}
    return "/" + ASKED.sub(lambda asked: f"<{words.get(asked[1], '…')}>", route)


def in_words(who: Who | None) -> str:
    """Who that is; "" for nobody."""
    if who is None:
        return ""
    if who.kind == Kind.MEMBER:
        return _members(who)
    return {
        Kind.ANYBODY: _("Alle"),
        Kind.HOLDER: _("Den, der har linket"),
        Kind.SIGNED_IN: _("Alle, der er logget ind"),
        Kind.IN_A_DEMO: _("Alle, og kun i eksemplet"),
    }[who.kind]


def _members(who: Who) -> str:
    allowed = [role for role in Role if not MAY[role].isdisjoint(who.acts)]
    words = (
        _("Alle i projektet") if len(allowed) == len(Role) else capfirst(", ".join(_short(role) for role in allowed))
    )
    if who.own is None or len(allowed) == len(Role):
        return words
    others = ", ".join(_short(role) for role in Role if role not in allowed and who.own in MAY[role])
    return _("%(roles)s; egne også %(others)s") % {"roles": words, "others": others}


def _short(role: Role) -> str:
    return {
        Role.DEPUTY: _("stedfortræder"),
        Role.DPO: _("DPO"),
    }.get(role, str(role.label))
