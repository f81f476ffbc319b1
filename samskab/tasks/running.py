"""Doing one piece of work: once in effect, and what goes wrong told without anybody's words."""

import logging
import traceback

from django_tasks import TaskContext
from django_tasks.base import Task

from samskab.tasks import leases
from samskab.tasks.backend import result_of, task_named
from samskab.tasks.identity import new_name
from samskab.tasks.leases import Held, LeaseLost
from samskab.tasks.models import State

log = logging.getLogger("samskab.tasks")


def run(held: Held) -> None:
    """Do it. Afterwards it is done, waits for a new try, or is given up; or it is in other hands."""
    try:
        _do(held)
    except LeaseLost:
        log.warning("Task %s was taken over by another worker.", held.task.pk)
    except (Exception, SystemExit) as error:
        _went_wrong(held, error)


def run_waiting(most: int = 1000) -> int:
    """Do everything that is due, here and now: how many. For tests, and for whoever has no worker."""
    worker = new_name()
    for count in range(most):
        held = leases.take(worker)
        if held is None:
            return count
        run(held)
    return most


def _do(held: Held) -> None:
    task = task_named(held.task.function)
    if getattr(task, "atomic", True):
        with leases.finishing(held):
            _call(task, held)
        return
    _call(task, held)
    if not leases.is_done(held):
        with leases.finishing(held):
            pass


def _call(task: Task[..., object], held: Held) -> None:
    if task.takes_context:
        result = result_of(held.task, task)
        task.call(TaskContext(task_result=result), *held.task.args, **held.task.kwargs)
    else:
        task.call(*held.task.args, **held.task.kwargs)


def _went_wrong(held: Held, error: BaseException) -> None:
    """The class and the place are told; the message is not, for it may hold what somebody said."""
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    try:
        state = leases.give_back(held, name[:120])
        said = "It is given up." if state is State.DEAD else "It will be tried again."
    except LeaseLost:
        said = "It was done already, or is in other hands."
    log.error("Task %s %s: %s at %s. %s", held.task.pk, held.task.function, name, _place(error), said)


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "?"
