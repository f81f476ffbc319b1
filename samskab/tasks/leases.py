"""The only door to a lease: taking a task in hand, showing life, finishing it, giving it back."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django_tasks import TaskContext

from samskab.ground import clock
from samskab.tasks.models import Lease, State, Task
from samskab.tasks.terms import terms


class LeaseLost(Exception):
    """The task is in other hands by now. What was about to be written is not."""


@dataclass(frozen=True, slots=True)
class Held:
    """A task in hand: this worker's this try."""

    task: Task
    attempt: int
    worker: str


def due() -> "QuerySet[Task]":
    """What may be begun now, the most urgent first.

    A pause before a new try that began in the future is no pause: somebody has set the clock back since.
    """
    now = clock.real_now()
    ready = Q(run_after=None) | Q(run_after__lte=now) | Q(paused_at__gt=now)
    return Task.objects.filter(ready, state=State.WAITING).order_by("-priority", "id")


def take(worker: str) -> Held | None:
    """The next task, for this worker alone; None when nothing is due."""
    if not due().exists():  # reading takes no lock; a transaction would
        return None
    with transaction.atomic():
        task = due().select_for_update(skip_locked=True).first()
        if task is None:
            return None
        task.state, task.attempts = State.RUNNING, task.attempts + 1
        task.save(update_fields=["state", "attempts"])
        now = clock.real_now()
        Lease.objects.create(task=task, worker=worker, taken_at=now, beaten_at=now)
    return Held(task, task.attempts, worker)


def beat(held: Held) -> bool:
    """Show life. False when the task is in other hands."""
    return bool(_lease_of(held).update(beat=F("beat") + 1, beaten_at=clock.real_now()))


@contextmanager
def finishing(held: Held) -> Iterator[None]:
    """A transaction that ends with the task done: what is written in it is there exactly once. Raises LeaseLost.

    While it lasts nobody can take the task back: the row is locked (PostgreSQL), or everything is (SQLite).
    """
    with transaction.atomic():
        _hold_fast(held)
        yield
        _let_go(held, state=State.DONE, finished_at=clock.real_now(), reason="")


def finishing_in(context: TaskContext) -> AbstractContextManager[None]:
    """`with finishing_in(context):` for a task with `atomic=False, takes_context=True` that writes as its last act."""
    result = context.task_result
    row = Task(pk=int(result.id))
    return finishing(Held(row, context.attempt, result.worker_ids[-1]))


def is_done(held: Held) -> bool:
    return Task.objects.filter(pk=held.task.pk, attempts=held.attempt, state=State.DONE).exists()


def is_in_hand(held: Held) -> bool:
    """Whether the lease is still this worker's."""
    return _lease_of(held).exists()


def give_back(held: Held, reason: str) -> State:
    """It went wrong. It waits for a new try after a pause, or is given up for good. Raises LeaseLost."""
    with transaction.atomic():
        _hold_fast(held)
        return _put_back(held, reason, pause_after=held.attempt)


def take_back(held: Held, beat: int) -> bool:
    """Its worker fell, as seen at this beat. False when somebody turns out to have it in hand all the same."""
    with transaction.atomic():
        task = Task.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=held.task.pk).first()
        if task is None or task.attempts != held.attempt:
            return False
        dropped, _rows = Lease.objects.filter(task=task, worker=held.worker, beat=beat).delete()
        if dropped:
            _put_back(held, "WorkerFell", pause_after=held.attempt - 1)  # the first fall is not held against the task
        return bool(dropped)


def _lease_of(held: Held) -> "QuerySet[Lease]":
    """A worker's name is its own, and it has one try at a task in hand at a time."""
    return Lease.objects.filter(task_id=held.task.pk, worker=held.worker, task__attempts=held.attempt)


def _hold_fast(held: Held) -> None:
    task = Task.objects.select_for_update(no_key=True).filter(pk=held.task.pk).first()
    if task is None or not is_in_hand(held):
        raise LeaseLost


def _put_back(held: Held, reason: str, *, pause_after: int) -> State:
    now, pauses = clock.real_now(), terms().pauses
    if held.attempt > len(pauses):
        return _let_go(held, state=State.DEAD, finished_at=now, reason=reason)
    pause = timedelta(seconds=pauses[pause_after - 1] if pause_after else 0)
    return _let_go(held, state=State.WAITING, run_after=now + pause, paused_at=now, reason=reason)


def _let_go(held: Held, *, state: State, **changes: object) -> State:
    Lease.objects.filter(task_id=held.task.pk).delete()
    Task.objects.filter(pk=held.task.pk).update(state=state, **changes)
    return state
