"""What voices said until names in them were replaced: for few to read, and gone when the words are taken back."""

from django.db.models import QuerySet

from samskab.projects.access import May
from samskab.projects.team.models import Membership
from samskab.voices.intake.models import Voice
from samskab.voices.pseudonyms.map import forget_unused
from samskab.voices.pseudonyms.models import NameSearch, SaidBefore


def said_before(voice: Voice) -> "QuerySet[SaidBefore]":
    """What it said, as it was told first."""
    return SaidBefore.objects.filter(voice=voice)


def wording(voice: Voice) -> int:
    """The number of the words that stand: 1 as they were told, one more each time names were replaced."""
    return said_before(voice).count() + 1


def has_other_names(voice: Voice) -> bool:
    """Whether names in its own words were replaced here."""
    return said_before(voice).exists()


def is_looked_in(voice: Voice) -> bool:
    """Whether somebody has looked for names in its own words as they stand."""
    return NameSearch.objects.filter(voice=voice).exists()


def may_hear(membership: Membership, voice: Voice) -> bool:
    """Sound says the names, too: once they are replaced, few may hear it."""
    return membership.may(May.SEE_NAMES) or not has_other_names(voice)


def all_it_said(voice: Voice) -> list[str]:
    """Its words as they stand, and as they were. To find what must go with them."""
    return [voice.words, *(one.words for one in said_before(voice))]


def all_it_told(voice: Voice) -> list[str]:
    """The same, and what was thought."""
    thoughts = [voice.thought, *(one.thought for one in said_before(voice))]
    return [*all_it_said(voice), *(one for one in thoughts if one)]


def forget_what_was_said_before(voice: Voice) -> None:
    """The words are taken back: of what they were, what was asked about them, and its names, nothing is left."""
    said_before(voice).delete()
    forget_answers(voice)


def forget_answers(voice: Voice) -> None:
    """Its words are others: nothing is asked about those of before."""
    NameSearch.objects.filter(voice=voice).delete()
    forget_unused(voice.project_id)
