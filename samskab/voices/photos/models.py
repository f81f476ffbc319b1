from typing import ClassVar

from django.db import models

from samskab.ground import clock
from samskab.ground.declared import Declared
from samskab.ground.locked_text import LockedTextField
from samskab.people.models import User


class PhotoTask(Declared):
    """One person's task to take pictures, printed with a code that opens the page they are sent from.

    The same code is their receipt: it holds the voices the pictures become when they have been chosen together.
    """

    safe: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "project", "activity", "number", "receipt", "printed_at", "printed_by", "open_until", "chosen_at",
            "chosen_by",
        }
    )  # fmt: skip

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    activity = models.ForeignKey("projects.Activity", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(help_text="Of the person, in this activity.")
    receipt = models.OneToOneField("voices.Receipt", on_delete=models.RESTRICT, related_name="photo_task")
    printed_at = models.DateTimeField()
    printed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    open_until = models.DateField(
        help_text="The last day pictures are taken in; the night after, those left are deleted."
    )
    chosen_at = models.DateTimeField(null=True, blank=True)
    chosen_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["activity", "number"], name="a_photo_task_has_its_own_number")]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def is_open(self) -> bool:
        return self.chosen_at is None and clock.today() <= self.open_until


class SentPhoto(Declared):
    """A picture somebody sent from their own telephone. It is no voice before it is chosen, together with them.

    `key` is the sending's own, so that an answer that was lost and a picture sent again is one picture.
    """

    personal: ClassVar[frozenset[str]] = frozenset({"caption"})
    safe: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "task", "key", "name", "locked_key", "kind", "width", "height", "internal", "print", "web", "sent_at",
        }
    )  # fmt: skip

    task = models.ForeignKey(PhotoTask, on_delete=models.CASCADE, related_name="photos")
    key = models.UUIDField()
    name = models.CharField(max_length=32, unique=True, help_text="Of the file: drawn at random, and says nothing.")
    locked_key = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    caption = LockedTextField(blank=True, row=("name",), help_text="In the words of whoever took it.")
    internal = models.BooleanField()
    print = models.BooleanField()
    web = models.BooleanField()
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["task", "key"], name="a_photo_is_sent_once")]

    def __str__(self) -> str:
        return f"photo {self.pk}"
