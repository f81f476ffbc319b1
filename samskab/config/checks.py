"""What Samskab refuses to start with: an address nobody has said who may open, and a start that is not safe."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from samskab.config.who import RULES


@dataclass(frozen=True, slots=True)
class Address:
    """One address: the name the table knows it by (with its namespaces), and its route as Django writes it."""

    name: str
    route: str


def addresses() -> Iterator[Address]:
    """Every address of the house, those of what it is built on among them."""
    return _below(get_resolver().url_patterns, "", "")


def _below(patterns: "Iterable[URLPattern | URLResolver]", space: str, route: str) -> Iterator[Address]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _below(pattern.url_patterns, inner, here)
        else:
            yield Address(f"{space}{pattern.name}" if pattern.name else "", here)


@register("urls")
def every_address_has_a_rule(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Error samskab.E001 for an address without a rule, E002 for a rule without an address."""
    there = list(addresses())
    without = [
        Error(
            f"Adressen /{one.route} ({one.name or 'uden navn'}) har ingen regel for, hvem der må åbne den.",
            hint="Skriv den i samskab/config/who.py.",
            id="samskab.E001",
        )
        for one in there
        if one.name not in RULES
    ]
    gone = sorted(name for name, rule in RULES.items() if not rule.optional and name not in {one.name for one in there})
    return [*without, *(Error(f"Reglen {name!r} hører ikke til nogen adresse.", id="samskab.E002") for name in gone)]
