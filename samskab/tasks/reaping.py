"""Taking back what a fallen worker had in hand."""

import logging
import time
from dataclasses import dataclass, field

from samskab.tasks.identity import Whereabouts, whereabouts
from samskab.tasks.leases import Held, take_back
from samskab.tasks.models import Lease
from samskab.tasks.terms import terms

log = logging.getLogger("samskab.tasks")

Seen = tuple[int, int, str, int]  # task, try, worker, beat


@dataclass
class Watch:
    """One worker's own view of the others' beats, on its own stopwatch. Setting a clock changes nothing here."""

    since: dict[Seen, float] = field(default_factory=dict)

    def look(self, seen: list[Seen], now: float) -> None:
        """What is seen now keeps the moment it was first seen; what is not seen is forgotten."""
        self.since = {one: self.since.get(one, now) for one in seen}

    def stood_still(self, one: Seen, now: float) -> float:
        """Seconds this very beat has been seen."""
        return now - self.since.get(one, now)


def reap(watch: Watch, worker: str) -> int:
    """Take back what nobody works on: how many. Called by a worker that has nothing in hand itself.

    A process on this machine is gone or it is not; the kernel says. Of one elsewhere only its beats are known.
    """
    leases = {_seen(lease): lease for lease in Lease.objects.select_related("task")}
    now = time.monotonic()
    watch.look(list(leases), now)
    fallen = [one for one in leases if _has_fallen(one, watch, worker, now)]
    return sum(_take_back(leases[one], one) for one in fallen)


def _take_back(lease: Lease, one: Seen) -> bool:
    _task, attempt, name, beat = one
    taken = take_back(Held(lease.task, attempt, name), beat)
    if taken:
        log.warning("Task %s %s was taken back from a worker that fell.", lease.task_id, lease.task.function)
    return taken


def _has_fallen(one: Seen, watch: Watch, worker: str, now: float) -> bool:
    name = one[2]
    if name == worker:
        return True  # our own, and we have nothing in hand: the database refused us when we would let go
    where = whereabouts(name)
    if where is Whereabouts.ELSEWHERE:
        return watch.stood_still(one, now) > terms().lease
    return where is Whereabouts.GONE


def _seen(lease: Lease) -> Seen:
    return (lease.task_id, lease.task.attempts, lease.worker, lease.beat)
