from typing import ClassVar

from django.db import models
from django.db.models import Q

from samskab.ground.declared import Declared


class State(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"


class Task(Declared):
    """One piece of work that waits: which function, and the keys and ids it is called with. Nobody's words.

    `reason` is the class name of the last thing that went wrong. `paused_at` is when its pause before a new try began.
    """

    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "function", "args", "kwargs", "queue", "priority", "key", "state", "attempts", "reason"}
        | {"enqueued_at", "run_after", "paused_at", "finished_at"}
    )

    function = models.CharField(max_length=200)
    args = models.JSONField(default=list)
    kwargs = models.JSONField(default=dict)
    queue = models.CharField(max_length=40, default="default")
    priority = models.SmallIntegerField(default=0)
    key = models.CharField(max_length=120, null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=120, blank=True)
    enqueued_at = models.DateTimeField()
    run_after = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="a_key_names_one_task"),
            models.CheckConstraint(
                condition=Q(state__in=["done", "dead"], finished_at__isnull=False)
                | Q(state__in=["waiting", "running"], finished_at__isnull=True),
                name="a_task_that_is_over_says_when",
            ),
        ]
        indexes = [models.Index(fields=["state", "-priority", "id"], name="tasks_next_in_line")]

    def __str__(self) -> str:
        return f"{self.pk} {self.function} {self.state}"


class Lease(Declared):
    """A worker has this task in hand. The row is there exactly as long as the task is running: there is never a second.

    `beat` grows while the worker lives and works. Whoever has seen it stand still long enough may take the task back;
    no time of day is compared with another.
    """

    safe: ClassVar[frozenset[str]] = frozenset({"task", "worker", "beat", "taken_at", "beaten_at"})

    task = models.OneToOneField(Task, models.CASCADE, primary_key=True, related_name="lease")
    worker = models.CharField(max_length=80)
    beat = models.PositiveIntegerField(default=0)
    taken_at = models.DateTimeField()
    beaten_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.task_id} {self.worker} {self.beat}"
