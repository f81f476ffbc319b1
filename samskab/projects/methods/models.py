from typing import ClassVar

from django.db import models

from samskab.ground.declared import Declared


class ProjectMethod(Declared):
    """A method as this project describes it; `key` ties it to our own library when we know it."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "project", "key", "name", "text", "position"})

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="methods")
    key = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["project", "name"], name="a_method_is_described_once")]

    def __str__(self) -> str:
        return self.name
