"""A receipt's code: long enough not to be guessed, without signs one mistakes for each other, and read aloud in groups.

23 signs drawn among 31 (114 bits) and one that checks them: since 31 is a prime and every place has a weight of its own, one
wrong sign and any two that changed places are always noticed.
"""

import secrets
from contextlib import suppress

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
DRAWN, GROUP = 23, 4
LENGTH = DRAWN + 1


class Slip(ValueError):
    """No code looks like this: a sign is missing, wrong, or in the wrong place."""


def make() -> str:
    drawn = "".join(secrets.choice(ALPHABET) for _place in range(DRAWN))
    return drawn + _check(drawn)


def _check(drawn: str) -> str:
    weighed = sum(place * ALPHABET.index(sign) for place, sign in enumerate(drawn, 1))
    return ALPHABET[weighed % len(ALPHABET)]


def looks_like_one(typed: str) -> bool:
    """Whether somebody meant to type such a code: as many signs, give or take a slip."""
    return abs(sum(sign.isalnum() for sign in typed) - LENGTH) <= GROUP and any(sign.isdigit() for sign in typed)


def is_meant(typed: str) -> bool:
    """The same, where people mostly type words: at most one sign that no code has."""
    signs = [sign for sign in typed.upper() if sign.isalnum()]
    with suppress(Slip):
        return bool(read(typed))
    return looks_like_one(typed) and sum(sign not in ALPHABET for sign in signs) <= 1


def in_groups(code: str) -> str:
    """As it is printed and read aloud: K7MX-2QPA-…"""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read(typed: str) -> str:
    """The code somebody typed, however it was divided and whatever the capitals. Raises Slip."""
    code = "".join(sign for sign in typed.upper() if sign.isalnum())
    if len(code) != LENGTH or set(code) - set(ALPHABET) or _check(code[:DRAWN]) != code[-1]:
        raise Slip
    return code
