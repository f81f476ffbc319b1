"""What is cleared away at night: sessions that have run out, the database's log, and tasks that were done long ago."""

from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django_tasks import task

from samskab.ground import clock
from samskab.ground.forgetting import fold_the_log
from samskab.tasks.every_night import every_night
from samskab.tasks.models import State, Task

REMEMBERED = timedelta(days=30)


class LogIsBeingRead(Exception):
    """Somebody reads the database at this moment. Try again."""


@every_night("sessions_cleared")
def clear_sessions() -> None:
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


@every_night("old_tasks_cleared")
def clear_old_tasks() -> None:
    """A task that was done long ago is forgotten, and its key with it. One that was given up stays until somebody acts."""
    Task.objects.filter(state=State.DONE, finished_at__lt=clock.real_now() - REMEMBERED).delete()


def _fold() -> None:
    if not fold_the_log():
        raise LogIsBeingRead


@every_night("log_folded")
def fold_nightly() -> None:
    """Words that were taken back yesterday are in no copy of the log today."""
    _fold()


@task(atomic=False)
def fold_soon() -> None:
    """The log could not be folded when the words were taken back; try until nobody is in the way."""
    _fold()
