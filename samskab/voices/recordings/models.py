from typing import ClassVar

from django.db import models

from samskab.ground.declared import Declared


class Recording(Declared):
    """Sound somebody gave with their words. Its bytes lie locked in a file, and the key to that file lies here."""

    personal: ClassVar[frozenset[str]] = frozenset({"locked_key"})
    safe: ClassVar[frozenset[str]] = frozenset({"id", "voice", "name", "format", "milliseconds", "size", "created_at"})

    voice = models.ForeignKey("voices.Voice", on_delete=models.CASCADE, related_name="recordings")
    name = models.CharField(max_length=32, unique=True, help_text="Of the file: drawn at random, and says nothing.")
    locked_key = models.CharField(max_length=200, help_text="What the voice sounds like is opened with it.")
    format = models.CharField(max_length=10)
    milliseconds = models.PositiveIntegerField(null=True, help_text="Empty where the recording does not say.")
    size = models.PositiveIntegerField(help_text="Bytes, before they were locked.")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"recording {self.pk}"
