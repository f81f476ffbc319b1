"""A piece of work exists exactly when the act that asked for it does, and holds nobody's words."""

import pytest
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from samskab.ground.wordless import HoldsWords
from samskab.tasks.backend import enqueue_once
from samskab.tasks.models import Task
from samskab.tasks.running import run_waiting
from samskab.tasks.tests.work import note, urgent

pytestmark = pytest.mark.django_db


def test_an_act_that_is_undone_leaves_no_work(done):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        note.enqueue(1)
        raise ZeroDivisionError
    assert run_waiting() == 0 and done == []


def test_what_was_asked_for_is_done_with_what_it_was_called_with(done):
    note.enqueue(7)
    note.enqueue(what="U-31")
    assert run_waiting() == 2 and done == [7, "U-31"]


@pytest.mark.parametrize(
    "words", ["Jeg ringer om natten", "bo@example.org", "Håbet", ["Tove Holm"], {"navn": "Bo Lind"}, 2.5]
)
def test_words_are_refused_and_nothing_is_stored(words):
    for call in ({"args": [words]}, {"kwargs": {"what": words}}):
        with pytest.raises(HoldsWords):
            note.enqueue(*call.get("args", []), **call.get("kwargs", {}))
    assert not Task.objects.exists()


def test_the_same_work_asked_for_twice_is_done_once(done):
    first, second = (enqueue_once("letter-12", note, 12) for _ in range(2))
    assert first.id == second.id
    run_waiting()
    assert enqueue_once("letter-12", note, 12).status == TaskResultStatus.SUCCESSFUL
    assert run_waiting() == 0 and done == [12]


def test_other_work_is_other_work(done):
    enqueue_once("letter-12", note, 12)
    enqueue_once("letter-13", note, 13)
    assert run_waiting() == 2


@pytest.mark.parametrize("key", ["", "two words", "æble", "k" * 121])
def test_a_key_is_a_key(key):
    with pytest.raises(HoldsWords):
        enqueue_once(key, note)


def test_the_urgent_comes_first_and_then_the_eldest(done):
    note.enqueue(1)
    note.enqueue(2)
    urgent.enqueue(3)
    note.using(priority=-1).enqueue(0)
    run_waiting()
    assert done == [3, 1, 2, 0]


def test_what_is_for_later_waits_until_then(done, hands):
    note.using(run_after=hands.at).enqueue("now")
    hands.move(seconds=-1)
    assert run_waiting() == 0
    hands.move(seconds=1)
    assert run_waiting() == 1


def test_djangos_own_words_tell_how_it_stands(done):
    asked = note.enqueue(1)
    assert asked.status == TaskResultStatus.READY and asked.attempts == 0
    run_waiting()
    asked.refresh()
    assert asked.is_finished and asked.return_value is None and asked.attempts == 1
    assert note.get_result(asked.id).status == TaskResultStatus.SUCCESSFUL


@pytest.mark.parametrize("number", ["0", "no-number"])
def test_what_is_not_there_is_not_there(number):
    with pytest.raises(TaskResultDoesNotExist):
        note.get_result(number)
