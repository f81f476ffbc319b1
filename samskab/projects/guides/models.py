from typing import ClassVar

from django.db import models
from django.db.models import Q

from samskab.ground.declared import Declared
from samskab.people.models import User


class Guide(Declared):
    """What we ask people about. Its title and its questions are those of its latest version.

    `method_key` names the method on our shelf whose questions it began from; "" where it began from nothing.
    """

    safe: ClassVar[frozenset[str]] = frozenset({"id", "project", "number", "method_key", "created_at"})

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="guides")
    number = models.PositiveIntegerField()
    method_key = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="a_guide_has_its_own_number")]

    def __str__(self) -> str:
        return str(self.number)


class GuideVersion(Declared):
    """One wording of a guide: who wrote it, when and why. Never edited. A question stands on a line of its own."""

    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "guide", "number", "title", "questions", "reason", "written_by", "written_at"}
    )

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    questions = models.TextField()
    reason = models.CharField(max_length=300, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["guide", "number"], name="versions_of_a_guide_are_numbered_once"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="a_new_version_of_a_guide_says_why"),
            models.CheckConstraint(condition=~Q(questions=""), name="a_guide_asks_something"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def lines(self) -> list[str]:
        return self.questions.split("\n")


class GuideQualified(Declared):
    """Somebody went through one version and said what they thought of it. They are told of by what they are, not by name."""

    personal: ClassVar[frozenset[str]] = frozenset({"who"})
    safe: ClassVar[frozenset[str]] = frozenset({"id", "version", "said", "on", "noted_by", "noted_at"})

    version = models.ForeignKey(GuideVersion, on_delete=models.CASCADE, related_name="qualified")
    who = models.CharField(max_length=160)
    said = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    noted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "id"]
        constraints = [models.CheckConstraint(condition=~Q(who=""), name="somebody_qualified_the_guide")]

    def __str__(self) -> str:
        return f"{self.version} {self.on}"


class GuideUse(Declared):
    """The guide we ask from at an activity. One at a time: whoever listens must not choose between two."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "guide", "activity"})

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="uses")
    activity = models.ForeignKey("projects.Activity", on_delete=models.CASCADE, related_name="guide_uses")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["activity"], name="an_activity_asks_from_one_guide")]

    def __str__(self) -> str:
        return f"{self.guide} {self.activity}"
