from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samskab.ground.declared import Declared
from samskab.ground.locked_text import LockedTextField
from samskab.people.models import User

ROW = ("project_id", "number")


class Kind(models.TextChoices):
    """What can tell who somebody is, as `ground/identifying` finds it."""

    NAME = "name", _("et navn")
    ADDRESS = "address", _("en adresse")
    INSTITUTION = "institution", _("et lille sted")
    PHONE = "phone", _("et telefonnummer")
    EMAIL = "email", _("en mailadresse")
    PLATE = "plate", _("en nummerplade")
    CPR = "cpr", _("et personnummer")


class Pseudonym(Declared):
    """One line of the map: what stood in a text, and what is said instead. Erased when no text rests on it any more."""

    personal: ClassVar[frozenset[str]] = frozenset({"told", "said_instead"})
    safe: ClassVar[frozenset[str]] = frozenset({"id", "project", "number", "kind", "made_by", "made_at"})

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    told = LockedTextField(row=ROW)
    said_instead = LockedTextField(row=ROW)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="a_pseudonym_has_its_own_number"),
        ]

    def __str__(self) -> str:
        return f"pseudonym {self.number}"


class NameSearch(Declared):
    """A revision in which names were looked for. There is one for a source at a time."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "revision", "made_by", "made_at"})

    revision = models.OneToOneField("voices.Revision", on_delete=models.CASCADE, related_name="+")
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"name search {self.revision_id}"


class Spot(Declared):
    """A place that may tell who somebody is, and what a person said about it: places and no words.

    Of a text `text[start:end]`; where `segment` is there, of what its speaker is called, in every segment they speak.
    Those that say the same have the same `alike`.
    """

    safe: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "search", "segment", "start", "end", "kind", "alike", "state", "pseudonym", "answered_by",
            "answered_at",
        }
    )  # fmt: skip

    class State(models.TextChoices):
        WAITING = "waiting", _("Venter på et svar")
        LEFT = "left", _("Bliver stående")
        REPLACED = "replaced", _("Skiftes ud")

    search = models.ForeignKey(NameSearch, on_delete=models.CASCADE, related_name="spots")
    segment = models.PositiveIntegerField(null=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    alike = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    pseudonym = models.ForeignKey(Pseudonym, on_delete=models.CASCADE, null=True, related_name="+")
    answered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["search", "state", "id"], name="spots_that_wait")]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="a_spot_holds_something"),
            models.CheckConstraint(
                condition=Q(state="replaced", pseudonym__isnull=False)
                | Q(state__in=["waiting", "left"], pseudonym__isnull=True),
                name="what_is_replaced_has_a_pseudonym",
            ),
        ]

    def __str__(self) -> str:
        return f"spot {self.pk}"


class Replacement(Declared):
    """What was replaced in a revision: `text[start:end]` of it stands for `text[old_start:old_end]` of the one before.

    Where `segment` is there, the same of what a speaker is called. No words: those are in the map.
    """

    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "revision", "pseudonym", "segment", "start", "end", "old_start", "old_end"}
    )

    revision = models.ForeignKey("voices.Revision", on_delete=models.CASCADE, related_name="+")
    pseudonym = models.ForeignKey(Pseudonym, on_delete=models.CASCADE, related_name="+")
    segment = models.PositiveIntegerField(null=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    old_start = models.PositiveIntegerField()
    old_end = models.PositiveIntegerField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"replacement {self.pk}"
