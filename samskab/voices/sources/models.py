from typing import ClassVar

from django.db import models

from samskab.ground.declared import Declared
from samskab.people.models import User


class Source(Declared):
    """A document that was read in: kept unchanged with its fingerprint, outside the web root."""

    personal: ClassVar[frozenset[str]] = frozenset({"name", "text"})
    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "project", "number", "format", "sha256", "size", "kind", "read_by", "read_at"}
    )

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    format = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    kind = models.CharField(max_length=30, blank=True)
    text = models.TextField()
    read_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="a_source_has_its_own_number"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        """`forgotten` once words in it were taken back: the original is gone, and its text has a hole."""
        return "kept" if self.sha256 else "forgotten"
