from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samskab.ground.declared import Declared
from samskab.people.models import User


class Retention(Declared):
    """How long one kind of material is kept in a project: to a day, or some months after the project has ended.

    `announced_on` is when the coordinator was told that it will go; `nights` how many nights have been seen since.
    """

    safe: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "project", "kind", "until_on", "ends_on", "months", "set_by", "set_at", "announced_on", "seen_on",
            "nights", "put_off_on", "done_on",
        }
    )  # fmt: skip

    class Kind(models.TextChoices):
        SOUND = "sound", _("Lyd")
        SOURCES = "sources", _("Kilder: filer, udskrifter og det, der er læst ind")
        VOICES = "voices", _("Stemmer")

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    until_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True, help_text="When the project ends, as far as anybody knows.")
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    set_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    set_at = models.DateTimeField()
    announced_on = models.DateField(null=True, blank=True)
    seen_on = models.DateField(null=True, blank=True, help_text="The last night this was looked at.")
    nights = models.PositiveIntegerField(default=0)
    put_off_on = models.DateField(null=True, blank=True, help_text="When the clock made a leap nobody believes.")
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "kind"], name="one_rule_for_each_kind"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(months__isnull=True), name="a_day_or_months_and_not_both"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.kind}"


class SourceGone(Declared):
    """A source that was deleted: its number stands, and why; nothing it held."""

    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "project", "number", "reason", "voices_kept", "voices_withdrawn", "deleted_by", "deleted_at"}
    )

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    voices_kept = models.PositiveIntegerField(default=0)
    voices_withdrawn = models.PositiveIntegerField(default=0)
    deleted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    deleted_at = models.DateTimeField()

    class Meta:
        ordering = ["-deleted_at"]
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="a_source_goes_once")]

    def __str__(self) -> str:
        return f"K-{self.number}"
