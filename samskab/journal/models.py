from typing import ClassVar

from django.db import models

from samskab.ground.declared import Declared


class Entry(Declared):
    """One thing that happened. Never edited, never deleted, and holds no one's words or name.

    There are no foreign keys: what happened stays true when what it happened to is gone.
    """

    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "at", "project_id", "actor_kind", "actor_id", "verb", "subject", "subject_id", "code", "facts"}
    )

    at = models.DateTimeField()
    project_id = models.BigIntegerField(null=True)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=40)
    subject = models.CharField(max_length=40)
    subject_id = models.BigIntegerField(null=True)
    code = models.CharField(max_length=12, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["project_id", "id"], name="journal_of_a_project"),
            models.Index(fields=["subject", "subject_id"], name="journal_of_a_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_kind} {self.verb} {self.subject} {self.code}"
