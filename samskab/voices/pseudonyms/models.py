from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samskab.ground.declared import Declared
from samskab.ground.locked_text import LockedTextField
from samskab.people.models import User
from samskab.projects.models import Project
from samskab.voices.pseudonyms.texts import Laid, VoiceWords, project_of

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
    """Where names were looked for: a revision of a source, or a voice's own words. There is one for each at a time."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "revision", "voice", "made_by", "made_at"})

    revision = models.OneToOneField("voices.Revision", on_delete=models.CASCADE, null=True, related_name="+")
    voice = models.OneToOneField("voices.Voice", on_delete=models.CASCADE, null=True, related_name="+")
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revision__isnull=False, voice__isnull=True) | Q(revision__isnull=True, voice__isnull=False),
                name="names_are_looked_for_in_one_text",
            ),
        ]

    def __str__(self) -> str:
        return f"name search {self.pk}"

    @property
    def laid(self) -> Laid:
        """The text that was looked in."""
        laid = VoiceWords(self.voice) if self.voice is not None else self.revision
        assert laid is not None
        return laid

    @property
    def project(self) -> Project:
        return project_of(self.laid)


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


class SaidBefore(Declared):
    """What a voice said until names in it were replaced: number 1 as it was told. Few may see it.

    It goes with the voice's words when they are taken back.
    """

    personal: ClassVar[frozenset[str]] = frozenset({"words", "thought"})
    safe: ClassVar[frozenset[str]] = frozenset({"id", "voice", "number", "made_by", "made_at"})

    voice = models.ForeignKey("voices.Voice", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    words = LockedTextField(row=("voice_id", "number"))
    thought = LockedTextField(blank=True, row=("voice_id", "number"))
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["voice", "number"], name="what_was_said_before_has_its_own_number"),
        ]

    def __str__(self) -> str:
        return f"{self.voice_id}.{self.number}"


class Replacement(Declared):
    """What was replaced in a revision: `text[start:end]` of it stands for `text[old_start:old_end]` of the one before.

    Where `segment` is there, the same of what a speaker is called. Where `said_before` is there, the same of a voice: of
    what it said after that, and in it. No words: those are in the map.
    """

    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "revision", "said_before", "pseudonym", "segment", "start", "end", "old_start", "old_end"}
    )

    revision = models.ForeignKey("voices.Revision", on_delete=models.CASCADE, null=True, related_name="+")
    said_before = models.ForeignKey(SaidBefore, on_delete=models.CASCADE, null=True, related_name="+")
    pseudonym = models.ForeignKey(Pseudonym, on_delete=models.CASCADE, related_name="+")
    segment = models.PositiveIntegerField(null=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    old_start = models.PositiveIntegerField()
    old_end = models.PositiveIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revision__isnull=False, said_before__isnull=True)
                | Q(revision__isnull=True, said_before__isnull=False),
                name="what_was_replaced_stood_in_one_text",
            ),
        ]

    def __str__(self) -> str:
        return f"replacement {self.pk}"
