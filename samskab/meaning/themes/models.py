from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samskab.ground.declared import Declared
from samskab.people.models import User


class Insight(Declared):
    """Something we have come to understand together, with the voices it stands on."""

    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "project", "number", "sentence", "note", "asked_against", "written_by", "created_at"}
    )

    class AskedAgainst(models.TextChoices):
        YES = "yes", _("Vi har spurgt, om nogen ser det anderledes")
        NO = "no", _("Vi har ikke spurgt endnu")

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    sentence = models.CharField(_("Indsigten i én sætning"), max_length=300)
    note = models.TextField(_("Hvad bygger vi den på?"), blank=True)
    asked_against = models.CharField(max_length=5, choices=AskedAgainst.choices, default=AskedAgainst.NO)
    written_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="an_insight_has_its_own_number")]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        return f"I-{self.number}"


class InsightVoice(Declared):
    """A voice that supports an insight, or contradicts it. `stamp` is the voice's words as they were when reviewed."""

    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "insight", "voice", "stance", "stamp", "tied_by", "at", "looked_again_at"}
    )

    class Stance(models.TextChoices):
        SUPPORTS = "supports", _("Taler for")
        CONTRADICTS = "contradicts", _("Taler imod")

    insight = models.ForeignKey(Insight, on_delete=models.CASCADE, related_name="ties")
    voice = models.ForeignKey("voices.Voice", on_delete=models.CASCADE, related_name="+")
    stance = models.CharField(max_length=12, choices=Stance.choices)
    stamp = models.CharField(max_length=64, blank=True)
    tied_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    looked_again_at = models.DateTimeField(
        null=True, blank=True, help_text="When somebody saw that the voice is taken back, and that the insight holds."
    )

    class Meta:
        ordering = ["stance", "id"]
        constraints = [models.UniqueConstraint(fields=["insight", "voice"], name="a_voice_is_tied_once_to_an_insight")]

    def __str__(self) -> str:
        return f"{self.insight} {self.stance} {self.voice}"
