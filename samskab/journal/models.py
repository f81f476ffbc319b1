from typing import Any, ClassVar, NoReturn

from django.db import models

from samskab.ground.declared import Declared


class NeverEdited(RuntimeError):
    """What is written here stands: it is neither changed nor deleted."""


class AddedOnly(models.QuerySet[Any]):
    """Rows that are added and read, and nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise NeverEdited

    def delete(self) -> NoReturn:
        raise NeverEdited


class Kept(Declared):
    """A row that is written once."""

    objects = AddedOnly.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise NeverEdited
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NeverEdited


class Entry(Kept):
    """One thing that happened. Never edited, never deleted, and holds no one's words or name.

    There are no foreign keys: what happened stays true when what it happened to is gone. Each entry is tied to the
    one before it in its chain: `previous` is that one's digest, and `digest` is over every column (`chain.py`).
    """

    safe: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "at", "project_id", "actor_kind", "actor_id", "verb", "subject", "subject_id", "code", "facts",
            "previous", "digest",
        }
    )  # fmt: skip

    at = models.DateTimeField()
    project_id = models.BigIntegerField(null=True)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=40)
    subject = models.CharField(max_length=40)
    subject_id = models.BigIntegerField(null=True)
    code = models.CharField(max_length=12, blank=True)
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, default="")
    digest = models.CharField(max_length=64, default="")

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["project_id", "id"], name="journal_of_a_project"),
            models.Index(fields=["subject", "subject_id"], name="journal_of_a_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_kind} {self.verb} {self.subject} {self.code}"


class ChainHead(Declared):
    """The end of one chain: a project's, or the installation's own (`chain` 0). Whoever writes locks it first."""

    safe: ClassVar[frozenset[str]] = frozenset({"chain", "last_id", "count", "digest"})

    chain = models.BigIntegerField(primary_key=True)
    last_id = models.BigIntegerField(default=0)
    count = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")

    class Meta:
        ordering = ["chain"]

    def __str__(self) -> str:
        return f"{self.chain}: {self.count}"


class Seal(Kept):
    """The ends of every chain on a day, under a key that is not in the database.

    `heads` holds those that moved since the seal before: [[chain, last_id, count, digest], …].
    """

    safe: ClassVar[frozenset[str]] = frozenset({"number", "sealed_at", "heads", "previous", "mac"})

    number = models.BigIntegerField(primary_key=True)
    sealed_at = models.DateTimeField()
    heads = models.JSONField()
    previous = models.CharField(max_length=64, default="")
    mac = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.sealed_at:%Y-%m-%d}"


class Reading(Kept):
    """Somebody read something personal: the first time that day, for that purpose. No words, no names.

    `actor_id` is 0 where there is nobody to name. `subject` is "voice", "source" or "readings"; `purpose` is one of
    purposes.Purpose, without choices here, so that a new one changes no table.
    """

    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "day", "at", "project_id", "actor_kind", "actor_id", "subject", "subject_id", "purpose"}
    )

    day = models.DateField()
    at = models.DateTimeField()
    project_id = models.BigIntegerField(null=True)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(default=0)
    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    purpose = models.CharField(max_length=20)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["project_id", "day", "id"], name="readings_in_a_project"),
            models.Index(fields=["subject", "subject_id", "day"], name="readings_of_one_thing"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["actor_kind", "actor_id", "day", "subject", "purpose", "subject_id"],
                name="a_reading_is_noted_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.actor_kind} {self.subject} {self.subject_id} {self.purpose}"
