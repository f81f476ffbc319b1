from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samskab.ground.declared import Declared
from samskab.people.models import User


class Track(Declared):
    """A spor: either a proposal that wants an answer, or a question we walk around. Each kind has its own states."""

    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "project", "number", "kind", "title", "text", "state", "next_step", "created_at"}
    )

    class Kind(models.TextChoices):
        PROPOSAL = "proposal", _("Et forslag")
        QUESTION = "question", _("Et spørgsmål")

    class State(models.TextChoices):
        # a proposal
        SUGGESTED = "suggested", _("Foreslået")
        CHOSEN = "chosen", _("Valgt at arbejde videre med")
        DISCUSSED = "discussed", _("Drøftes politisk")
        TRIED = "tried", _("Bliver prøvet")
        KEPT = "kept", _("Fortsætter")
        STOPPED = "stopped", _("Stoppet – og ved noget, vi ikke vidste før")
        # a question
        OPEN = "open", _("Åbent")
        EXPLORED = "explored", _("Gås rundt om")
        UNDERSTOOD = "understood", _("Forstået bedre")
        BECAME_PROPOSAL = "became_proposal", _("Blev til et forslag")
        RESTING = "resting", _("Hviler")

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=State.choices)
    next_step = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="a_track_has_its_own_number"),
            models.CheckConstraint(
                condition=Q(kind="proposal", state__in=["suggested", "chosen", "discussed", "tried", "kept", "stopped"])
                | Q(kind="question", state__in=["open", "explored", "understood", "became_proposal", "resting"]),
                name="a_track_is_in_a_state_of_its_own_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        return f"S-{self.number}"


STATES: dict[str, tuple[str, ...]] = {
    Track.Kind.PROPOSAL: ("suggested", "chosen", "discussed", "tried", "kept", "stopped"),
    Track.Kind.QUESTION: ("open", "explored", "understood", "became_proposal", "resting"),
}


class TrackInsight(Declared):
    """An insight a track stands on."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "track", "insight", "tied_by", "at"})

    track = models.ForeignKey(Track, on_delete=models.CASCADE, related_name="ties")
    insight = models.ForeignKey("meaning.Insight", on_delete=models.CASCADE, related_name="+")
    tied_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["track", "insight"], name="an_insight_is_tied_once_to_a_track")]

    def __str__(self) -> str:
        return f"{self.track} {self.insight}"


class TrackStep(Declared):
    """Something that happened on a track: the state it came into, and why."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "track", "state", "what", "on", "noted_by", "at"})

    track = models.ForeignKey(Track, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=20, choices=Track.State.choices)
    what = models.CharField(max_length=300)
    on = models.DateField()
    noted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return self.what
