from typing import ClassVar

from django.db import models

from samskab.ground.declared import Declared
from samskab.people.models import User


class Section(Declared):
    """A part of the living document. Its words are its latest version."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "project", "heading", "position", "former_heading"})

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="sections")
    heading = models.CharField(max_length=160)
    former_heading = models.CharField(max_length=160, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.heading


class SectionVersion(Declared):
    """One wording of a section: who wrote it and why. Never edited."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "section", "number", "text", "reason", "written_by", "at"})

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    reason = models.CharField(max_length=300)
    written_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["section", "number"], name="versions_are_numbered_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_change_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.number}"


class Principle(Declared):
    """A bærende princip: a red thread that can be tied to what was done about it."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "project", "name", "text", "position"})

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="principles")
    name = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["project", "name"], name="a_principle_is_named_once")]

    def __str__(self) -> str:
        return self.name


class PrincipleAct(Declared):
    """What was done about a principle, and when."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "principle", "on", "what", "activity", "noted_by", "at"})

    principle = models.ForeignKey(Principle, on_delete=models.CASCADE, related_name="acts")
    on = models.DateField()
    what = models.CharField(max_length=300)
    activity = models.ForeignKey(
        "projects.Activity", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    noted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return self.what
