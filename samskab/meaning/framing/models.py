from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samskab.ground.declared import Declared
from samskab.people.models import User
from samskab.projects.perspectives import PERSPECTIVES


class Framing(Declared):
    """A wording of the problem, and what surprised us in it. The latest is the one in force."""

    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "project", "wording", "surprise", "on", "date_label", "written_by", "at"}
    )

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    wording = models.CharField(_("Hvad er problemet, som vi ser det nu?"), max_length=200)
    surprise = models.CharField(_("Det overraskede os"), max_length=300, blank=True)
    on = models.DateField()
    date_label = models.CharField(max_length=60, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return self.wording


class SeatNote(Declared):
    """One sentence for a perspective in the round, and whether it has only been spoken of by others."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "project", "perspective", "sentence", "mentioned"})

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    perspective = models.CharField(max_length=20, choices=PERSPECTIVES)
    sentence = models.CharField(max_length=160, blank=True)
    mentioned = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["project", "perspective"], name="one_seat_for_each_perspective")]

    def __str__(self) -> str:
        return self.perspective
