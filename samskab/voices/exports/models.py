from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samskab.ground.declared import Declared
from samskab.people.models import User


class Export(Declared):
    """Voices that were taken out as a file, and so lie somewhere we cannot reach. The file itself is kept nowhere here."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "project", "number", "which", "format", "made_by", "made_at"})

    class Which(models.TextChoices):
        SHARE = "share", _("Kun dem, andre projekter må få at læse")
        ALL = "all", _("Alle, til projektets eget arbejde")

    class Format(models.TextChoices):
        CSV = "csv", _("Regneark (CSV)")
        JSON = "json", _("Til et program (JSON)")

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    which = models.CharField(max_length=10, choices=Which.choices)
    format = models.CharField(max_length=10, choices=Format.choices)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="an_export_has_its_own_number")]

    def __str__(self) -> str:
        return f"export {self.number}"


class ExportedVoice(Declared):
    """A voice that stood in an export with its words. It stays when they are taken back, so that receivers can be told."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "export", "voice"})

    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="held")
    voice = models.ForeignKey("voices.Voice", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["export", "voice"], name="a_voice_stands_once_in_an_export")]

    def __str__(self) -> str:
        return f"{self.export_id} {self.voice_id}"
