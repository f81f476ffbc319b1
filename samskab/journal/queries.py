"""The only door for reading the journal."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from samskab.journal.models import Entry


def of_project(
    project_id: int, *, since: datetime | None = None, verbs: Collection[str] | None = None
) -> QuerySet[Entry]:
    """What happened in a project, newest first; of every kind, or only these."""
    entries = Entry.objects.filter(project_id=project_id).order_by("-id")
    if verbs is not None:
        entries = entries.filter(verb__in=verbs)
    return entries.filter(at__gte=since) if since else entries


def of_subject(subject: str, subject_id: int) -> QuerySet[Entry]:
    """What happened to one thing, in order."""
    return Entry.objects.filter(subject=subject, subject_id=subject_id)
