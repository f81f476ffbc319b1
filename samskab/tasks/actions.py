"""What an operator can say to a piece of work."""

from samskab.tasks import bell
from samskab.tasks.models import State, Task


def try_again(task_id: int) -> bool:
    """Begin afresh with one that was given up, or end the pause of one that waits. False when there is no such."""
    fresh = {"state": State.WAITING, "attempts": 0, "run_after": None, "paused_at": None, "finished_at": None}
    again = Task.objects.filter(pk=task_id, state__in=[State.DEAD, State.WAITING]).update(**fresh)
    if again:
        bell.ring()
    return bool(again)


def let_be(task_id: int) -> bool:
    """Somebody has looked at one that was given up, and it is not to be done. False when there is no such."""
    deleted, _rows = Task.objects.filter(pk=task_id, state=State.DEAD).delete()
    return bool(deleted)
