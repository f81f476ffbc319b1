"""A card's code: six digits in two groups, read aloud in one breath and typed with one hand. It opens nothing.

Five are drawn and the last one checks them, by Damm's table (H. M. Damm, 2004): one wrong digit, and two neighbours that
changed places, are always noticed.
"""

import secrets

DRAWN = 5
LENGTH = DRAWN + 1
_TABLE = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip


class Slip(ValueError):
    """No card has such a code: a digit is missing, wrong, or in the wrong place."""


def make() -> str:
    drawn = "".join(secrets.choice("0123456789") for _place in range(DRAWN))
    return drawn + _check(drawn)


def _check(digits: str) -> str:
    row = 0
    for digit in digits:
        row = int(_TABLE[row][int(digit)])
    return str(row)


def in_groups(code: str) -> str:
    """As it is printed and read aloud: 418 273."""
    return f"{code[:3]} {code[3:]}"


def read(typed: str) -> str:
    """The code somebody typed, however it was divided. Raises Slip."""
    code = "".join(sign for sign in typed if sign not in " -.–\u00a0")
    if len(code) != LENGTH or not (code.isascii() and code.isdecimal()) or _check(code) != "0":
        raise Slip
    return code
