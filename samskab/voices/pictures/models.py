from typing import ClassVar

from django.db import models

from samskab.ground.declared import Declared
from samskab.ground.locked_text import LockedTextField


class Picture(Declared):
    """A picture somebody gave with their words. Its bytes lie locked in a file, and the key to that file lies here."""

    personal: ClassVar[frozenset[str]] = frozenset({"caption", "alt"})
    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "voice", "name", "locked_key", "kind", "width", "height", "size", "created_at"}
    )

    voice = models.ForeignKey("voices.Voice", on_delete=models.CASCADE, related_name="pictures")
    name = models.CharField(max_length=32, unique=True, help_text="Of the file: drawn at random, and says nothing.")
    locked_key = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField(help_text="Bytes, before they were locked.")
    caption = LockedTextField(blank=True, row=("name",), help_text="In the words of whoever took it.")
    alt = LockedTextField(blank=True, row=("name",), help_text="What it shows, for who cannot see it.")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"picture {self.pk}"
