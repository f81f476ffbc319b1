"""Codes such as U-31: a letter and a number, the same on screen and on paper, never used again."""

import re

from django.db import transaction
from django.db.models import F

from samskab.projects.models import CodeCounter, Project

# Letter → what it names, in the order of the thread.
LETTERS = {"U": "voice", "I": "insight", "S": "track", "P": "trial", "L": "learning", "A": "recommendation"}
_SHAPE = re.compile(r"\s*([a-zA-Z])\s*[-–—‐ ]?\s*(\d{1,6})\s*")


def next_number(project: Project, letter: str) -> int:
    """The next number for this letter, inside the caller's transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A number is taken in the transaction that uses it.")
    counter, _ = CodeCounter.objects.select_for_update().get_or_create(project=project, letter=letter)
    CodeCounter.objects.filter(pk=counter.pk).update(last=F("last") + 1)
    counter.refresh_from_db()
    return counter.last


def parse(code: str) -> tuple[str, int] | None:
    """("U", 31) from what a person types: "u31", "U 31", "U–31". None when it is no code."""
    match = _SHAPE.fullmatch(code)
    if match is None or match[1].upper() not in LETTERS:
        return None
    return match[1].upper(), int(match[2])
