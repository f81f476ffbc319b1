from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samskab.ground.declared import Declared
from samskab.people.models import User


class Submission(Declared):
    """What a telephone sent, by the key it made itself: sent again, it counts once; other words under it are set aside.

    When the words are taken back, the key stays and the fingerprint goes: what comes under it later is never taken in.
    """

    personal: ClassVar[frozenset[str]] = frozenset({"sha256"})
    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "project", "key", "voice", "masked", "left_out", "received_by", "received_at", "erased_at"}
    )

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of the message, which holds 16 random bytes.")
    voice = models.ForeignKey("voices.Voice", on_delete=models.CASCADE, null=True, related_name="+")
    masked = models.BooleanField(default=False, help_text="A CPR number was hidden on the way in.")
    left_out = models.PositiveIntegerField(default=0, help_text="Pictures nobody could open.")
    received_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    received_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "key"], name="a_key_is_received_once"),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(sha256=""), name="an_erased_message_has_no_fingerprint"
            ),
        ]

    def __str__(self) -> str:
        return f"submission {self.pk}"


class SetAside(Declared):
    """A message that is not taken in by itself: it waits, sealed as it came, for a person to say what is to be done."""

    personal: ClassVar[frozenset[str]] = frozenset({"sha256"})
    safe: ClassVar[frozenset[str]] = frozenset(
        {
            "id",
            "submission",
            "name",
            "reason",
            "state",
            "voice",
            "received_by",
            "received_at",
            "settled_by",
            "settled_at",
        }
    )

    class Reason(models.TextChoices):
        OTHER_WORDS = "other_words", _("Telefonen sendte to udgaver af den samme stemme")
        NOT_THIS_WAY = "not_this_way", _("Ordene kan ikke gemmes på den måde, de blev skrevet ned")

    class State(models.TextChoices):
        WAITING = "waiting", _("Venter på et menneske")
        KEPT = "kept", _("Gemt som en stemme")
        DROPPED = "dropped", _("Lagt væk")
        ERASED = "erased", _("Taget tilbage")

    submission = models.ForeignKey("voices.Submission", on_delete=models.CASCADE, related_name="set_aside")
    sha256 = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=32, blank=True, help_text="Of the file with the sealed message, while it waits.")
    reason = models.CharField(max_length=20, choices=Reason.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    voice = models.ForeignKey("voices.Voice", on_delete=models.CASCADE, null=True, related_name="+")
    received_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    received_at = models.DateTimeField()
    settled_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "sha256"], condition=~Q(sha256=""), name="the_same_words_are_set_aside_once"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(name=""), name="what_is_settled_keeps_no_sealed_message"
            ),
            models.CheckConstraint(
                condition=~Q(state="erased") | Q(sha256=""), name="what_is_taken_back_has_no_fingerprint"
            ),
        ]

    def __str__(self) -> str:
        return f"set aside {self.pk}"
