from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samskab.ground.declared import Declared


class Correction(Declared):
    """Why a text was corrected. It goes with its revision, should words in it be taken back."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "revision", "reason"})

    revision = models.OneToOneField("voices.Revision", on_delete=models.CASCADE, related_name="correction")
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"correction {self.revision_id}"


class Anchor(Declared):
    """Where a voice stands in its source's text, after that was corrected: a place and no words.

    What is changed or lost is decided by a person. `settled`: they said that it stands here, in other words than the
    voice's. `loose`: it stands nowhere in the text any more.
    """

    safe: ClassVar[frozenset[str]] = frozenset({"id", "voice", "revision", "start", "end", "state"})

    class State(models.TextChoices):
        EXACT = "exact", _("Står, som den stod")
        MOVED = "moved", _("Er flyttet med")
        CHANGED = "changed", _("Er skrevet om")
        LOST = "lost", _("Står der ikke mere")
        SETTLED = "settled", _("Bliver på stedet")
        LOOSE = "loose", _("Løsnet fra teksten")

    voice = models.OneToOneField("voices.Voice", on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey("voices.Revision", on_delete=models.CASCADE, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"anchor {self.voice_id}"
