from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samskab.ground.danish import stems_of, vocabulary_of
from samskab.ground.declared import Declared
from samskab.ground.locked_text import LockedTextField
from samskab.people.models import User
from samskab.projects.perspectives import Sector, Standing, perspective_of

ROW = ("project_id", "number")


def what_is_searched(words: str, thought: str) -> dict[str, str]:
    """Column → what a search finds them by."""
    said = f"{words} {thought}"
    return {"stems": stems_of(said), "vocabulary": vocabulary_of(said)}


class Voice(Declared):
    """What somebody told us, in their words, or what somebody saw. Never a name."""

    personal: ClassVar[frozenset[str]] = frozenset(
        {"words", "thought", "stems", "vocabulary", "standing", "sector", "position", "place", "said_at"}
    )
    safe: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "project", "number", "kind", "activity", "capture_method", "read_back", "captured_on", "captured_by",
            "source", "state", "withdrawn_at", "asked_at", "created_at",
        }
    )  # fmt: skip

    class Kind(models.TextChoices):
        QUOTE = "quote", _("Det, nogen sagde")
        OBSERVATION = "observation", _("Det, jeg så")

    class Capture(models.TextChoices):
        NOTED = "noted", _("Skrevet ned undervejs")
        CARD = "card", _("Afleveret kort")
        RECORDED = "recorded", _("Optaget på lyd")
        TELEPHONE = "telephone", _("Sagt i telefonen")
        READ_IN = "read_in", _("Læst ind fra et dokument")

    class State(models.TextChoices):
        KEPT = "kept", _("Står her")
        WITHDRAWN = "withdrawn", _("Trukket tilbage")

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.QUOTE)
    words = LockedTextField(blank=True, row=ROW)
    thought = LockedTextField(blank=True, row=ROW)
    stems = models.TextField(blank=True, default="", help_text="Of the words and the thought: what a search finds.")
    vocabulary = models.TextField(
        blank=True, default="", help_text="Their different words: what a search finds parts of."
    )
    standing = models.CharField(max_length=20, choices=Standing.choices, blank=True)
    sector = models.CharField(max_length=20, choices=Sector.choices, blank=True)
    position = LockedTextField(blank=True, row=ROW)
    place = models.ForeignKey("projects.Place", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    said_at = LockedTextField(blank=True, row=ROW)
    activity = models.ForeignKey(
        "projects.Activity", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    capture_method = models.CharField(max_length=20, choices=Capture.choices, default=Capture.NOTED)
    read_back = models.BooleanField(default=False)
    captured_on = models.DateField()
    captured_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    source = models.ForeignKey("voices.Source", on_delete=models.SET_NULL, null=True, blank=True, related_name="voices")
    state = models.CharField(max_length=20, choices=State.choices, default=State.KEPT)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True, help_text="When somebody first answered: see consents.")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["project", "standing", "sector", "state"], name="voices_from_a_perspective"),
            models.Index(fields=["project", "asked_at", "state", "number"], name="voices_nobody_has_asked"),
            models.Index(fields=["project"], name="voices_taken_back", condition=Q(withdrawn_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="a_voice_has_its_own_number"),
            models.CheckConstraint(
                condition=~Q(state="withdrawn")
                | Q(words="", thought="", stems="", vocabulary="", position="", said_at="", place__isnull=True),
                name="a_withdrawn_voice_has_no_words",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False) | Q(state="kept", withdrawn_at__isnull=True),
                name="a_withdrawn_voice_has_a_moment",
            ),
            models.CheckConstraint(condition=~Q(state="kept") | ~Q(words=""), name="a_kept_voice_has_words"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        return f"U-{self.number}"

    @property
    def perspective(self) -> str:
        """The perspective's key; "" when nobody has said who spoke, or when it was taken back."""
        return perspective_of(self.standing, self.sector)

    def say_instead(self, words: str, thought: str | None = None) -> None:
        """Other words than before, in the row, and found by a search; the thought is as it was where none is given."""
        self.words, self.thought = words, self.thought if thought is None else thought
        searched = what_is_searched(self.words, self.thought)
        self.stems, self.vocabulary = searched["stems"], searched["vocabulary"]
        self.save(update_fields=["words", "thought", *searched])

    @property
    def is_kept(self) -> bool:
        return self.state == self.State.KEPT


class SecondReading(Declared):
    """A story about somebody else waits here until another than who wrote it down has read it.

    `doubt` is what a reader said to whoever wrote it down: one of a few reasons, and never words about anybody.
    """

    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "project", "voice", "read_by", "read_at", "doubt", "doubted_by", "doubted_at"}
    )

    class Doubt(models.TextChoices):
        WHERE = "where", _("Stedet og rollen peger måske på én")
        WHEN = "when", _("En alder eller en dag peger måske på én")
        WHAT = "what", _("En sygdom, eller det, der skete, peger måske på én")
        NAME = "name", _("Der står måske et navn")
        TALK = "talk", _("Jeg vil gerne tale om den")

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    voice = models.OneToOneField(Voice, on_delete=models.CASCADE, related_name="second_reading")
    read_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)
    doubt = models.CharField(max_length=10, choices=Doubt.choices, blank=True, default="")
    doubted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    doubted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["project", "read_at"], name="voices_for_a_second_reader")]

    def __str__(self) -> str:
        return f"{self.voice}: {self.read_at}"
