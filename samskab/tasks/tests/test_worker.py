"""A worker goes on: when there is no end of work, and when the database is away for a while."""

import pytest
from django.db import OperationalError
from django_tasks import task

from samskab.tasks import identity, leases, worker
from samskab.tasks.models import State, Task
from samskab.tasks.tests.work import note
from samskab.tasks.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 60


@pytest.fixture
def at_work(monkeypatch):
    monkeypatch.setattr(worker, "ROUND", 0)
    monkeypatch.setattr(worker, "BREATH", 0)
    monkeypatch.setattr(worker, "enqueue_the_night", lambda: None)
    return Worker()


@task(priority=1)
def endless(left):
    if left:
        endless.enqueue(left - 1)


@task(priority=-1)
def stop():
    ours[0].stop.set()


ours = []


def test_one_with_no_end_of_work_still_takes_back_what_another_dropped(at_work, done, monkeypatch):
    machine = identity.new_name().partition("/")[0]
    note.using(priority=9).enqueue("dropped")
    leases.take(f"{machine}/1-none/x")
    endless.enqueue(MANY)
    ours[:] = [at_work]
    stop.enqueue()
    at_work.work()
    assert done == ["dropped"]
    first_done = Task.objects.filter(state=State.DONE).order_by("finished_at").values_list("function", flat=True)
    assert list(first_done).index(note.module_path) < MANY / 2


def test_one_whose_database_is_away_waits_and_goes_on(at_work, done, monkeypatch):
    reap, away = worker.reap, iter([True, True])

    def sometimes(*args):
        if next(away, False):
            raise OperationalError
        return reap(*args)

    monkeypatch.setattr(worker, "reap", sometimes)
    monkeypatch.setattr(worker.connection, "close", lambda: None, raising=False)
    note.enqueue("all-the-same")
    ours[:] = [at_work]
    stop.enqueue()
    at_work.work()
    assert done == ["all-the-same"]


def test_one_told_to_stop_before_it_begins_begins_nothing(at_work, done):
    note.enqueue()
    at_work.stop.set()
    at_work.work()
    assert done == [] and Task.objects.get().state == State.WAITING
