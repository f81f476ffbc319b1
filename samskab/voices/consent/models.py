from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samskab.ground import clock
from samskab.ground.declared import Declared
from samskab.people.models import User


class ConsentRecord(Declared):
    """One answer to one question about a voice: who asked, when, how, on what basis. The latest answer counts.

    No record means *ukendt*: nobody has asked, and then nothing may be printed.
    """

    safe: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "voice", "purpose", "answer", "basis", "channel", "given_on", "taken_by", "recorded_at", "agreement",
            "expires_on", "ended_at",
        }
    )  # fmt: skip

    class Purpose(models.TextChoices):
        TAKE_PART = "take_part", _("Personen vil være med, som aftalen siger")
        RECORD = "record", _("Samtalen må optages på lyd")
        INTERNAL = "internal", _("Projektet må bruge ordene i sit arbejde")
        PRINT = "print", _("De må stå på tryk, fx på postkortet")
        WEB = "web", _("De må stå på nettet")
        PICTURE = "picture", _("Billedet må vises de samme steder som ordene")
        SHARE = "share", _("Andre projekter må få ordene at læse")
        CONTACT = "contact", _("Projektet må ringe og fortælle, hvad der skete")

    class Basis(models.TextChoices):
        CONSENT = "consent", _("Personen har sagt ja (udtrykkeligt samtykke)")
        PUBLIC_TASK = "public_task", _("Myndighedens opgave, med deltageraftale")
        RESEARCH = "research", _("Forskning og statistik, med deltageraftale")
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
    agreement = models.ForeignKey(
        "voices.ParticipationAgreement",
        on_delete=models.RESTRICT,
        null=True,
        related_name="+",
        help_text="The agreement as it was shown; empty where none was.",
    )
    expires_on = models.DateField(null=True, blank=True, help_text="The last day a yes counts.")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When everybody was told that it had run out.")

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["expires_on", "ended_at"], name="answers_that_run_out")]

    def __str__(self) -> str:
        return f"{self.purpose}: {'ja' if self.answer else 'nej'}"

    @property
    def has_run_out(self) -> bool:
        return self.expires_on is not None and self.expires_on < clock.today()

    @property
    def counts_as(self) -> bool:
        """A yes that has run out is a no."""
        return self.answer and not self.has_run_out


class ParticipationAgreement(Declared):
    """What people are told before they say anything, word for word. A new version never changes an old one.

    `activity` empty is for the whole project. The legal basis is the one the project stands on in that activity.
    """

    safe: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "project", "number", "activity", "language", "text", "legal_basis", "in_force_from", "written_by",
            "written_at",
        }
    )  # fmt: skip

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    activity = models.ForeignKey("projects.Activity", on_delete=models.CASCADE, null=True, related_name="+")
    language = models.CharField(max_length=10, default="da")
    text = models.TextField()
    legal_basis = models.CharField(max_length=20, choices=ConsentRecord.Basis.choices)
    in_force_from = models.DateField()
    written_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="an_agreement_has_its_own_number"),
            models.CheckConstraint(condition=~Q(text=""), name="an_agreement_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.language})"


class Receipt(Declared):
    """What somebody who spoke holds in their hand. The code itself is kept nowhere: only a keyed fingerprint of it.

    `times_given` grows when it is given anew; then the code of before opens nothing.
    """

    safe: ClassVar[frozenset[str]] = frozenset({"id", "project", "digest", "times_given", "given_at", "given_by"})

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    times_given = models.PositiveIntegerField(default=1)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["digest"], name="a_code_opens_one_receipt")]

    def __str__(self) -> str:
        return str(self.pk)


class ReceiptVoice(Declared):
    """A voice on a receipt. It stays when the words are taken back, so that one can come back and see that they are."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "receipt", "voice"})

    receipt = models.ForeignKey(Receipt, on_delete=models.CASCADE, related_name="held")
    voice = models.ForeignKey("voices.Voice", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["voice"], name="a_voice_stands_on_one_receipt")]

    def __str__(self) -> str:
        return f"{self.receipt} {self.voice}"
