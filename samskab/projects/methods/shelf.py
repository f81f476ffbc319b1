"""The shelf of methods: what each is for, how it is held, and what may be written down while it is."""

import re
import unicodedata
from functools import cache
from importlib import resources

from samskab.projects.methods.method_file import (
    KEYS,
    CaptureRule,
    Method,
    MethodFileError,
    MethodText,
    MethodTime,
    Role,
    Yield,
    YieldKind,
    parse_method,
)

__all__ = [
    "KEYS",
    "CaptureRule",
    "Method",
    "MethodFileError",
    "MethodText",
    "MethodTime",
    "Role",
    "UnknownMethod",
    "Yield",
    "YieldKind",
    "method",
    "methods",
    "recognise_name",
    "recognise_names",
]

# How Danish (and an English plural) may end a name: salonen, saloner, mødets, feltarbejdet, raids.
ENDING = "(?:erne|ene|rne|en|et|er|ne|n|t|r)?s?"


class UnknownMethod(KeyError):
    """No method on the shelf has this key."""


@cache
def methods() -> tuple[Method, ...]:
    """All methods in shelf order, read once. MethodFileError if a file is not whole."""
    library = resources.files(__package__) / "library"
    found = tuple(parse_method((library / f"{key}.toml").read_text("utf-8"), key) for key in KEYS)
    refuse_shared_aliases(found)
    return found


def method(key: str) -> Method:
    """The method with this key; UnknownMethod if there is none."""
    for each in methods():
        if each.key == key:
            return each
    raise UnknownMethod(key)


def recognise_name(name: str) -> str | None:
    """The key of the one method this name or heading speaks of; None if it names none, or several."""
    named = recognise_names(name)
    return named[0] if len(named) == 1 else None


def recognise_names(text: str) -> tuple[str, ...]:
    """The keys of the methods a text names, each once, in the order they first occur.

    Capitals, hyphens, spaces and line breaks inside a name do not matter, nor do Danish endings.
    """
    readable = unicodedata.normalize("NFKC", text).casefold().replace("\u00ad", "")
    keys = _keys_by_alias()
    hits = (keys[_squeezed(hit["alias"])] for hit in _any_alias().finditer(readable))
    return tuple(dict.fromkeys(hits))


@cache
def _keys_by_alias() -> dict[str, str]:
    return {_squeezed(alias): each.key for each in methods() for alias in each.aliases}


@cache
def _any_alias() -> re.Pattern[str]:
    longest_first = sorted(_keys_by_alias(), key=len, reverse=True)
    names = "|".join(r"[\s\-–]*".join(alias) for alias in longest_first)
    return re.compile(rf"(?<!\w)(?P<alias>{names}){ENDING}(?!\w)")


def _squeezed(name: str) -> str:
    """The letters of a name alone, so that 'Etno-raid' and 'etnoraid' are one."""
    return re.sub(r"[\s\-–]+", "", unicodedata.normalize("NFKC", name).casefold())


def refuse_shared_aliases(found: tuple[Method, ...]) -> None:
    """A name in a document must lead to one method only; MethodFileError names the two that claim it."""
    owner: dict[str, str] = {}
    for each in found:
        for alias in each.aliases:
            if (squeezed := _squeezed(alias)) in owner:
                raise MethodFileError(f"{each.key}.toml: alias {alias!r} already belongs to {owner[squeezed]}")
            owner[squeezed] = each.key
