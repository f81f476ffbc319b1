from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samskab.ground.declared import Declared
from samskab.ground.locked_text import LockedTextField
from samskab.people.models import User


class Source(Declared):
    """A document that was read in: kept unchanged with its fingerprint, outside the web root."""

    personal: ClassVar[frozenset[str]] = frozenset({"name", "text"})
    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "project", "number", "format", "sha256", "size", "kind", "read_by", "read_at"}
    )

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    name = LockedTextField(row=("project_id", "number"))
    format = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    kind = models.CharField(max_length=30, blank=True)
    text = LockedTextField(row=("project_id", "number"))
    read_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="a_source_has_its_own_number"),
        ]

    def __str__(self) -> str:
        return f"K-{self.number}"

    @property
    def state(self) -> str:
        """`forgotten` once words in it were taken back: the original is gone, and its text has a hole."""
        return "kept" if self.sha256 else "forgotten"


class Original(Declared):
    """A document as it was brought. Its bytes lie locked in a file, the key lies here; `Source.sha256` is of the bytes.

    A source that is words alone, kept by a program from before there were locks, has none until it is locked.
    """

    personal: ClassVar[frozenset[str]] = frozenset({"locked_key"})
    safe: ClassVar[frozenset[str]] = frozenset({"id", "source", "name", "created_at"})

    source = models.OneToOneField(Source, on_delete=models.CASCADE, related_name="original")
    name = models.CharField(max_length=32, unique=True, help_text="Of the file: drawn at random, and says nothing.")
    locked_key = models.CharField(max_length=200, help_text="The document is opened with it.")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"original {self.pk}"


class SourceFile(Declared):
    """What one hears or sees of a source that is sound or a picture. Its bytes lie locked in a file, the key lies here.

    `Source.sha256` is of the file as it was brought.
    """

    personal: ClassVar[frozenset[str]] = frozenset({"locked_key"})
    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "source", "name", "format", "milliseconds", "width", "height", "size", "created_at"}
    )

    source = models.OneToOneField(Source, on_delete=models.CASCADE, related_name="media")
    name = models.CharField(max_length=32, unique=True, help_text="Of the file: drawn at random, and says nothing.")
    locked_key = models.CharField(max_length=200, help_text="What was said or seen is opened with it.")
    format = models.CharField(max_length=10)
    milliseconds = models.PositiveIntegerField(null=True, help_text="Of sound; empty where it does not say.")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    size = models.PositiveIntegerField(help_text="Bytes, before they were locked.")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"source file {self.pk}"

    @property
    def is_sound(self) -> bool:
        return not self.width


class Revision(Declared):
    """The working text of a source, as it is at one time: NFC, LF, places in code points. Never changed, only followed.

    Where words in it are taken back, every revision is erased, and one without them stands in their place.
    """

    personal: ClassVar[frozenset[str]] = frozenset({"text"})
    safe: ClassVar[frozenset[str]] = frozenset({"id", "source", "number", "made_from", "why", "made_by", "made_at"})

    class Why(models.TextChoices):
        READ_IN = "read_in", _("Læst ind")
        CORRECTED = "corrected", _("Rettet")
        PSEUDONYM = "pseudonym", _("Navne er skiftet ud")
        TRANSCRIBED = "transcribed", _("Skrevet ud af maskinen, og godkendt")
        TAKEN_BACK = "taken_back", _("Ord er trukket tilbage")

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    text = LockedTextField(blank=True, row=("source_id", "number"))
    made_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    why = models.CharField(max_length=20, choices=Why.choices)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="a_revision_has_its_own_number"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id}.{self.number}"


class Segment(Declared):
    """A cue or a paragraph of a revision: `text[start:end]`, perhaps said by somebody, at a time of the recording."""

    personal: ClassVar[frozenset[str]] = frozenset({"speaker"})
    safe: ClassVar[frozenset[str]] = frozenset({"id", "revision", "number", "start", "end", "from_ms", "to_ms"})

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="segments")
    number = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    speaker = LockedTextField(blank=True, row=("revision_id", "number"))
    from_ms = models.PositiveIntegerField(null=True)
    to_ms = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "number"], name="a_segment_has_its_place"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="a_segment_holds_something"),
        ]

    def __str__(self) -> str:
        return f"{self.revision_id}.{self.number}"


class Stretch(Declared):
    """About a page of a source's latest revision, as the search knows it: `text[start:end]`, from one segment to another."""

    personal: ClassVar[frozenset[str]] = frozenset({"stems", "vocabulary"})
    safe: ClassVar[frozenset[str]] = frozenset({"id", "revision", "first", "last", "start", "end"})

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="stretches")
    first = models.PositiveIntegerField(help_text="The number of its first segment.")
    last = models.PositiveIntegerField(help_text="The number of its last segment.")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    stems = models.TextField(help_text="The stems of its different words.")
    vocabulary = models.TextField(help_text="Its different words: what a search finds parts of.")

    class Meta:
        ordering = ["first"]
        constraints = [models.UniqueConstraint(fields=["revision", "first"], name="a_stretch_begins_in_one_place")]

    def __str__(self) -> str:
        return f"{self.revision_id}.{self.first}-{self.last}"
