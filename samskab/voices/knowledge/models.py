from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samskab.ground.declared import Declared


class Knowledge(Declared):
    """Viden udefra: what research or an authority says. Never a voice, never in one list with voices."""

    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "project", "number", "text", "publisher", "title", "published", "url", "source", "created_at"}
    )

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    text = models.TextField(_("Hvad siger den?"))
    publisher = models.CharField(_("Hvem har udgivet den?"), max_length=200, blank=True)
    title = models.CharField(_("Titel"), max_length=300)
    published = models.CharField(_("Hvornår?"), max_length=60, blank=True)
    url = models.URLField(_("Link"), max_length=500, blank=True)
    source = models.ForeignKey("voices.Source", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="knowledge_has_its_own_number")]

    def __str__(self) -> str:
        return self.title

    @property
    def attribution(self) -> str:
        """Publisher, title and time in one line, without empty parts."""
        return ", ".join(part for part in (self.publisher, self.title, self.published) if part)
