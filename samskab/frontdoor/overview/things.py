"""What the journal tells of, found a kind at a time: as many questions for one thing as for many."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model, QuerySet

from samskab.journal.models import Entry
from samskab.meaning.themes import queries as themes
from samskab.projects.plan import queries as plan
from samskab.projects.team.models import Membership
from samskab.publishing.postcards import queries as postcards
from samskab.trials.tracks import queries as tracks
from samskab.voices.intake import queries as voices

SEEN: dict[str, Callable[[Membership], QuerySet[Any]]] = {
    "voice": voices.in_brief,
    "insight": themes.seen_by,
    "track": tracks.with_last_step,
    "activity": plan.with_last_reason,
    "postcard": postcards.seen_by,
}


def found(membership: Membership, entries: Iterable[Entry]) -> dict[tuple[str, int], Model]:
    """By kind and id the things these happened to; without those that are gone, or that this person may not see."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        if entry.subject in SEEN and entry.subject_id is not None:
            wanted[entry.subject].add(entry.subject_id)
    return {
        (kind, thing.pk): thing for kind, ids in wanted.items() for thing in SEEN[kind](membership).filter(pk__in=ids)
    }
