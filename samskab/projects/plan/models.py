from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samskab.ground.dates import Precision
from samskab.ground.declared import Declared
from samskab.people.models import User
from samskab.projects.perspectives import PERSPECTIVES


class Activity(Declared):
    """Something in the plan: what was planned, as it was written, and what came of it."""

    safe: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "project", "number", "title", "text", "method_key", "time_label", "starts_on", "ends_on", "start_time",
            "end_time", "precision", "tentative", "condition", "date_as_written", "year_inferred", "date_certain",
            "state", "held_on", "alternative_group", "involvement_level", "outcome", "is_milestone",
        }
    )  # fmt: skip

    class State(models.TextChoices):
        PLANNED = "planned", _("Aftalt")
        HELD = "held", _("Afholdt")
        DROPPED = "dropped", _("Droppet")

    class Involvement(models.TextChoices):
        INFORMATION = "information", _("Information: vi fortæller")
        CONSULTATION = "consultation", _("Høring: vi spørger")
        PARTICIPATION = "participation", _("Deltagelse: vi gør det sammen")
        CO_DECISION = "co_decision", _("Medbestemmelse: vi beslutter sammen")

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="activities")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    method_key = models.CharField(max_length=40, blank=True)
    time_label = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    start_time = models.TimeField(null=True, blank=True)
    end_time = models.TimeField(null=True, blank=True)
    precision = models.CharField(max_length=20, default=Precision.UNDATED, choices=[(p, p) for p in Precision])
    tentative = models.BooleanField(default=False)
    condition = models.CharField(max_length=300, blank=True)
    date_as_written = models.CharField(max_length=300, blank=True)
    year_inferred = models.BooleanField(default=False)
    date_certain = models.BooleanField(default=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.PLANNED)
    held_on = models.DateField(null=True, blank=True)
    alternative_group = models.PositiveIntegerField(null=True, blank=True)
    involvement_level = models.CharField(max_length=20, choices=Involvement.choices, blank=True)
    outcome = models.TextField(blank=True)
    is_milestone = models.BooleanField(default=False)

    class Meta:
        ordering = ["starts_on", "start_time", "number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="an_activity_has_its_own_number"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True, ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="an_activity_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(held_on__isnull=False), name="what_was_held_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ActivityChange(Declared):
    """What changed in the plan and why. A plan may change; say only why."""

    safe: ClassVar[frozenset[str]] = frozenset(
        {
            "id",
            "activity",
            "kind",
            "before",
            "after",
            "before_starts_on",
            "before_ends_on",
            "reason",
            "changed_by",
            "at",
        }
    )

    class Kind(models.TextChoices):
        MOVED = "moved", _("Flyttet")
        REWORDED = "reworded", _("Nye ord")
        HELD = "held", _("Afholdt")
        DROPPED = "dropped", _("Droppet")
        RESUMED = "resumed", _("Taget op igen")

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    before = models.CharField(max_length=300, blank=True)
    after = models.CharField(max_length=300, blank=True)
    before_starts_on = models.DateField(null=True, blank=True)
    before_ends_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    changed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") | Q(kind__in=["held", "resumed"]), name="a_moved_activity_says_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity}: {self.get_kind_display()}"


class Participation(Declared):
    """Which perspectives take part, or took part. Never how many."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "activity", "perspective", "position", "took_part"})

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="participations")
    perspective = models.CharField(max_length=20, choices=PERSPECTIVES)
    position = models.CharField(max_length=120, blank=True)
    took_part = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "perspective", "position"], name="a_perspective_is_named_once")
        ]

    def __str__(self) -> str:
        return str(self.get_perspective_display())


class OwedAction(Declared):
    """Something somebody has promised to do, by a day."""

    personal: ClassVar[frozenset[str]] = frozenset({"who"})
    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "project", "activity", "what", "owner", "due_on", "done_on", "is_question", "created_at"}
    )

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="owed_actions")
    activity = models.ForeignKey(
        Activity, on_delete=models.SET_NULL, null=True, blank=True, related_name="owed_actions"
    )
    what = models.CharField(max_length=300)
    owner = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    who = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    is_question = models.BooleanField(default=False, help_text="A question somebody asked, and an answer owed.")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["done_on", "due_on", "id"]

    def __str__(self) -> str:
        return self.what
