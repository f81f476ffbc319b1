from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samskab.ground.declared import Declared
from samskab.people.models import User


class ConsentRecord(Declared):
    """One answer to one question about a voice: who asked, when, how, on what basis. The latest answer counts.

    No record means *ukendt*: nobody has asked, and then nothing may be printed.
    """

    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "voice", "purpose", "answer", "basis", "channel", "given_on", "taken_by", "recorded_at"}
    )

    class Purpose(models.TextChoices):
        INTERNAL = "internal", _("Projektet må bruge ordene i sit arbejde")
        PRINT = "print", _("De må stå på tryk, fx på postkortet")
        WEB = "web", _("De må stå på nettet")
        CONTACT = "contact", _("Projektet må ringe og fortælle, hvad der skete")

    class Basis(models.TextChoices):
        CONSENT = "consent", _("Personen har sagt ja (udtrykkeligt samtykke)")
        PUBLIC_TASK = "public_task", _("Myndighedens opgave, med deltageraftale")
        ANONYMOUS = "anonymous", _("Anonymt: vi ved ikke, hvem det er")

    class Channel(models.TextChoices):
        ORAL = "oral", _("Mundtligt")
        PAPER = "paper", _("På papir")
        TELEPHONE = "telephone", _("I telefonen")
        DIGITAL = "digital", _("Digitalt")

    voice = models.ForeignKey("voices.Voice", on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    answer = models.BooleanField()
    basis = models.CharField(max_length=20, choices=Basis.choices)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    given_on = models.DateField()
    taken_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.purpose}: {'ja' if self.answer else 'nej'}"
