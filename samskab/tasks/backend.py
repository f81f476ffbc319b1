"""Django's task API on our own tables: `from django_tasks import task`."""

import re
from dataclasses import dataclass, replace
from typing import Any, ParamSpec, TypeVar

from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import normalize_json

from samskab.ground import clock
from samskab.ground.wordless import HoldsWords, refuse_words

P = ParamSpec("P")
T = TypeVar("T")
_KEY = re.compile(r"[\w.:+-]{1,120}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingWork(Task[P, T]):
    """What `@task` makes of a function.

    `atomic`: the function runs in one transaction with the mark that says it is done, so its effects are there once.
    That transaction is short. Work that is slow, or that reaches outside the database, says `@task(atomic=False)`; it
    may be run again after a fall, and closes with `leases.finishing`.
    `longest`: after so many seconds it is taken to hang, and its worker ends itself.
    """

    atomic: bool = True
    longest: float = 0
    key: str | None = None

    @property
    def hangs_after(self) -> float:
        return self.longest or (60 if self.atomic else 600)


class Leased(BaseTaskBackend):
    """A row is a piece of work. Enqueued in the caller's transaction: it exists exactly when the act is committed."""

    task_class = WaitingWork
    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Task[P, T], args: Any, kwargs: Any) -> TaskResult[T]:
        """Raises HoldsWords for an argument that is more than a key, an id, a day or a count."""
        from samskab.tasks import bell, models

        self.validate_task(task)
        args, kwargs = normalize_json(list(args)), normalize_json(kwargs)
        refuse_words([args, kwargs])
        facts = {
            "function": task.module_path,
            "args": args,
            "kwargs": kwargs,
            "queue": task.queue_name,
            "priority": task.priority,
            "run_after": task.run_after,
            "enqueued_at": clock.real_now(),
        }
        key = getattr(task, "key", None)
        if key is None:
            row, made = models.Task.objects.create(**facts), True
        else:
            row, made = models.Task.objects.get_or_create(key=key, defaults=facts)
        if made:
            bell.ring()
        return result_of(row, task)

    def get_result(self, result_id: str) -> TaskResult[Any]:
        from samskab.tasks import models

        row = models.Task.objects.select_related("lease").filter(pk=result_id).first() if result_id.isdigit() else None
        if row is None:
            raise TaskResultDoesNotExist(result_id)
        return result_of(row, task_named(row.function))


def enqueue_once(key: str, task: Task[P, T], *args: P.args, **kwargs: P.kwargs) -> TaskResult[T]:
    """Enqueue, unless work with this key is waiting, running or done already: then it is that work one gets.

    A key is remembered for as long as the row is: a month after it was done.
    """
    if not _KEY.fullmatch(key):
        raise HoldsWords
    return replace(task, key=key).enqueue(*args, **kwargs)  # type: ignore[call-arg]


class NoSuchTask(Exception):
    """The row names something that is no task in this version of the program."""


def task_named(function: str) -> Task[..., Any]:
    """The task itself, and nothing else a name may lead to. Raises NoSuchTask."""
    try:
        found = import_string(function)
    except Exception as error:  # whatever the module does when it is read, it is not the worker's fall
        raise NoSuchTask(function) from error
    if not isinstance(found, Task):
        raise NoSuchTask(function)
    return found


_STATUS = {
    "waiting": TaskResultStatus.READY,
    "running": TaskResultStatus.RUNNING,
    "done": TaskResultStatus.SUCCESSFUL,
    "dead": TaskResultStatus.FAILED,
}


def result_of(row: Any, task: Task[P, T]) -> TaskResult[T]:
    """The row as Django's API says it. What a task returned is kept nowhere: it could be somebody's words."""
    lease = getattr(row, "lease", None) if row.state == "running" else None
    return TaskResult(
        task=task,
        id=str(row.pk),
        status=_STATUS[row.state],
        enqueued_at=row.enqueued_at,
        started_at=lease and lease.taken_at,
        last_attempted_at=(lease and lease.taken_at) or row.paused_at,
        finished_at=row.finished_at,
        args=row.args,
        kwargs=row.kwargs,
        backend="default",
        errors=[TaskError(exception_class_path=row.reason, traceback="")] if row.reason else [],
        worker_ids=[""] * (row.attempts - 1) + [lease.worker if lease else ""] if row.attempts else [],
    )
