"""The two tables of `access.py` and the one of `who.py`, as people read them: the page and the reference are made of this."""

import re
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samskab.config.checks import addresses
from samskab.config.who import BESIDE, SECTIONS, Kind, Rule, Who
from samskab.projects.access import ACTS, MAY, OPEN, Act, May, Outside, Role

ASKED = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act, and for each role whether it opens it."""

    said: str
    yes: list[bool]


@dataclass(frozen=True, slots=True)
class StateRow:
    """Some states of a thing, and what may be done to it in them: first in words, then the acts those words are about."""

    thing: str
    states: str
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
    """States of the same thing that open the same, in one row."""
    rows = []
    for thing in OPEN.values():
        alike: dict[frozenset[Act], list[str]] = {}
        for state in thing.states.values():
            alike.setdefault(state.acts - thing.in_words, []).append(str(state.said))
        anything = frozenset().union(*alike)
        for acts, states in alike.items():
            rows.append(StateRow(str(thing.said), " · ".join(states), *_what_is_open(acts, anything)))
    return rows


def _what_is_open(acts: frozenset[Act], anything: frozenset[Act]) -> tuple[str, list[str]]:
    """Told by what is shut, where that is less to read."""
    shut = anything - acts
    if not acts:
        return _("ingenting"), []
    if any(isinstance(act, Outside) for act in acts):
        return _("at"), _told(acts)
    if not shut:
        return _("alt, hvad ens rolle åbner"), []
    if len(shut) < len(acts):
        return _("alt, undtagen at"), _told(shut)
    return _("kun at"), _told(acts)


def _told(acts: frozenset[Act]) -> list[str]:
    return [str(said) for act, said in ACTS.items() if act in acts]


def sections() -> list[Section]:
    """Every address, in the order of the table; what is answered beside Django last."""
    routes = {one.name: one.route for one in addresses()}
    told = [
        Section(
            str(title), list(dict.fromkeys(_row(routes[name], rule) for name, rule in rules.items() if name in routes))
        )
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
