from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samskab.ground.declared import Declared
from samskab.people.models import Organisation


class Body(Declared):
    """A committee or council, with the time it exists: "the coming councils" ages, a date does not."""

    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "project", "name", "kind", "organisation", "valid_from", "valid_to", "followed_by", "about"}
    )

    class Kind(models.TextChoices):
        COMMITTEE = "committee", _("Udvalg")
        HEALTH_COUNCIL = "health_council", _("Sundhedsråd")
        COUNCIL = "council", _("Råd eller nævn")
        BOARD = "board", _("Styregruppe")

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="bodies")
    name = models.CharField(_("Navn"), max_length=160)
    kind = models.CharField(_("Slags"), max_length=20, choices=Kind.choices, default=Kind.COMMITTEE)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    valid_from = models.DateField(_("Fra"), null=True, blank=True)
    valid_to = models.DateField(_("Til"), null=True, blank=True)
    followed_by = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="follows")
    about = models.CharField(_("Hvad kan de sige ja til?"), max_length=300, blank=True)

    class Meta:
        ordering = ["valid_from", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="a_body_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name
