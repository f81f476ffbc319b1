"""Lists of names and places, from a library's files and from ours. Loaded when first asked for."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any

from samskab.ground.identifying.words import MORE_FIRSTS, MORE_LASTS, words

# The neighbours, and those many people in Denmark come from. Only these files of the library are opened.
_NEIGHBOURS = words(
    "sv_SE no_NO fi_FI is_IS de_DE nl_NL en_GB fr_FR es_ES pl_PL lt_LT ro_RO hr_HR tr_TR az_AZ uz_UZ en_PK id_ID fr_DZ "
    "ha_NG sw vi_VN"
)


@cache
def danish_firsts() -> frozenset[str]:
    """First names that are common in Denmark."""
    return frozenset(_words("da_DK", "first_names") | set(MORE_FIRSTS))


@cache
def other_firsts() -> frozenset[str]:
    """First names from elsewhere that are not Danish as well."""
    others = (word for name in _NEIGHBOURS for word in _words(name, "first_names"))
    return frozenset(word for word in others if len(word) > 2 and word.isalpha()) - danish_firsts()


def is_known_first(word: str) -> bool:
    """Whether somebody may be called that, here or elsewhere."""
    return word in danish_firsts() or word in other_firsts()


def is_mans(first: str) -> bool:
    """Whether it is a name men have in Denmark, and women do not."""
    provider = _provider("person", "da_DK")
    return first in provider.first_names_male and first not in provider.first_names_female


@cache
def danish_lasts() -> frozenset[str]:
    """Last names that are common in Denmark."""
    return frozenset(_words("da_DK", "last_names") | set(MORE_LASTS))


@cache
def lasts() -> frozenset[str]:
    """Last names, also those of other countries."""
    others = (word for name in _NEIGHBOURS for word in _words(name, "last_names"))
    return danish_lasts() | {word for word in others if len(word) > 3}


@cache
def towns() -> frozenset[str]:
    """Danish towns that have a postcode."""
    return frozenset({*_provider("address", "da_DK").cities, "Aarhus", "Aalborg", "København"})


def _provider(kind: str, name: str) -> Any:
    return import_module(f"faker.providers.{kind}.{name}").Provider


def _words(name: str, group: str) -> set[str]:
    provider = _provider("person", name)
    found: set[str] = set()
    for suffix in ("", "_male", "_female"):
        listed: Iterable[str] = getattr(provider, f"{group}{suffix}", ())
        found |= set(listed)
    return found
