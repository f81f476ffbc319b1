from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samskab.ground.declared import Declared
from samskab.ground.locked_text import LockedTextField
from samskab.people.models import User


class TranscriptDraft(Declared):
    """What a machine heard in a source that is sound. It is nobody's words until a person has approved it."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "source", "state", "heard_ms", "asked_by", "asked_at"})

    class State(models.TextChoices):
        WAITING = "waiting", _("Er ved at blive skrevet")
        READY = "ready", _("Kladde, skrevet af maskinen")
        FAILED = "failed", _("Det lykkedes ikke")

    source = models.OneToOneField("voices.Source", on_delete=models.CASCADE, related_name="draft")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    heard_ms = models.PositiveIntegerField(default=0, help_text="So far the machine has come.")
    asked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"draft {self.pk}"

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY


class DraftPiece(Declared):
    """What was heard from one time to another. A person may correct it; one that is emptied is left out."""

    personal: ClassVar[frozenset[str]] = frozenset({"words"})
    safe: ClassVar[frozenset[str]] = frozenset({"id", "draft", "number", "from_ms", "to_ms"})

    draft = models.ForeignKey(TranscriptDraft, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    from_ms = models.PositiveIntegerField()
    to_ms = models.PositiveIntegerField()
    words = LockedTextField(blank=True, row=("draft_id", "number"))

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="a_piece_has_its_place_in_a_draft"),
            models.CheckConstraint(condition=Q(from_ms__lte=F("to_ms")), name="a_piece_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}.{self.number}"

    @property
    def seconds(self) -> str:
        """As an address asks a player to begin there."""
        return f"{self.from_ms / 1000:.3f}"
