from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samskab.ground.declared import Declared
from samskab.people.models import User


class PaperCard(Declared):
    """A card that was printed with a code of its own and a receipt to tear off. The voice comes when it is typed in."""

    safe: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "project", "code", "kind", "activity", "receipt", "printed_at", "printed_by", "voice", "typed_at",
            "typed_by",
        }
    )  # fmt: skip

    class Kind(models.TextChoices):
        VOICE = "voice", _("Stemmekort: den, der lytter, skriver")
        HARVEST = "harvest", _("Høstkort: den, der fortæller, skriver selv og afleverer")

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=6)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    activity = models.ForeignKey("projects.Activity", on_delete=models.SET_NULL, null=True, related_name="+")
    receipt = models.ForeignKey("voices.Receipt", on_delete=models.RESTRICT, related_name="+")
    printed_at = models.DateTimeField()
    printed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    voice = models.ForeignKey("voices.Voice", on_delete=models.CASCADE, null=True, related_name="+")
    typed_at = models.DateTimeField(null=True)
    typed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["project", "typed_by", "typed_at"], name="cards_somebody_typed_in")]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="a_card_has_its_own_code"),
            models.UniqueConstraint(fields=["voice"], name="a_voice_stands_on_one_card"),
            models.CheckConstraint(
                condition=Q(voice__isnull=True, typed_at__isnull=True) | Q(voice__isnull=False, typed_at__isnull=False),
                name="a_card_with_a_voice_was_typed_in",
            ),
        ]

    def __str__(self) -> str:
        return self.code
