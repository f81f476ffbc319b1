"""Done once in effect; tried again; given up where somebody sees it."""

import itertools
import logging
from datetime import timedelta

import pytest

from samskab.ground.reactions import ask
from samskab.tasks import actions, leases, queries
from samskab.tasks.leases import LeaseLost
from samskab.tasks.models import Lease, State, Task
from samskab.tasks.running import run, run_waiting
from samskab.tasks.terms import Terms
from samskab.tasks.tests.work import by_steps, leaves, note, slips, slips_after, which_try

pytestmark = pytest.mark.django_db


def only():
    return Task.objects.get(key=None)


def give_up(hands, asked):
    """As many tries as there are, with the pauses between them."""
    for pause in (*Terms().pauses, 0):
        assert run_waiting() == 1
        hands.move(seconds=pause)
    return Task.objects.get(pk=asked.id)


def test_what_failed_leaves_nothing_of_what_it_wrote(hands):
    Task.objects.create(key="trace", function="-", state=State.DONE, enqueued_at=hands.at, finished_at=hands.at)
    slips.enqueue()
    run_waiting()
    assert Task.objects.get(key="trace").priority == 0
    assert not Lease.objects.exists()


def test_it_is_tried_again_after_growing_pauses(hands, done):
    asked = which_try.enqueue()
    Task.objects.filter(pk=asked.id).update(function=slips.module_path)
    begun = []
    for _ in range(3):
        while not run_waiting():
            hands.move(seconds=1)
        begun.append(hands.at)
    gaps = [(later - former).total_seconds() for former, later in itertools.pairwise(begun)]
    assert gaps == list(Terms().pauses[:2])


def test_a_later_try_knows_which_it_is(hands, done):
    asked = slips.enqueue()
    run_waiting()
    Task.objects.update(function=which_try.module_path)
    hands.move(minutes=1)
    run_waiting()
    assert done == [2] and Task.objects.get(pk=asked.id).state == State.DONE


def test_after_eight_tries_it_is_given_up_and_seen(hands):
    dead = give_up(hands, slips.enqueue())
    assert (dead.state, dead.attempts) == (State.DEAD, 8)
    hands.move(days=400)
    assert run_waiting() == 0
    assert queries.standing().dead == 1 and list(queries.given_up()) == [dead]


def test_of_what_went_wrong_the_class_is_kept_and_nobodys_words(hands, caplog):
    with caplog.at_level(logging.DEBUG):
        dead = give_up(hands, slips.enqueue())
    assert dead.reason == "samskab.tasks.tests.work.Slipped"
    kept = "".join(str(value) for row in Task.objects.values() for value in row.values())
    assert "Hyldebær" not in kept + caplog.text
    assert "work.py" in caplog.text, "where it was is told"


def test_what_was_given_up_can_be_begun_afresh(hands, done):
    dead = give_up(hands, slips.enqueue())
    Task.objects.update(function=note.module_path)
    assert actions.try_again(dead.pk) and run_waiting() == 1
    assert only().state == State.DONE and only().reason == ""


def test_what_was_given_up_can_be_let_be_and_nothing_else_can(hands):
    dead, waiting = give_up(hands, slips.enqueue()), note.enqueue()
    assert not actions.let_be(int(waiting.id)) and actions.let_be(dead.pk) and not actions.let_be(dead.pk)
    assert not actions.try_again(dead.pk)
    assert only().pk == int(waiting.id)


@pytest.mark.parametrize(
    "function",
    ["samskab.tasks.tests.work.no_task", "samskab.nowhere.at_all", "samskab.tasks.tests.broken.x", "os.system", "x"],
)
def test_only_a_task_is_called_whatever_the_row_says(function, done, hands):
    note.enqueue()
    Task.objects.update(function=function)
    run_waiting()
    assert done == [] and only().reason == "samskab.tasks.backend.NoSuchTask" and only().state == State.WAITING


def test_a_task_that_leaves_does_not_take_its_worker_along(done):
    leaves.enqueue()
    note.enqueue("after")
    run_waiting()
    assert done == ["after"] and Task.objects.get(state=State.WAITING).reason == "SystemExit"


def test_a_slow_task_marks_itself_done_with_what_it_writes(done):
    by_steps.enqueue("inside")
    run_waiting()
    assert done == ["outside", "inside"] and only().state == State.DONE


def test_what_goes_wrong_after_the_mark_is_not_done_again(done, hands):
    slips_after.enqueue()
    run_waiting()
    hands.move(days=1)
    assert run_waiting() == 0 and done == ["finished"] and only().state == State.DONE


def test_one_whose_task_was_taken_back_can_no_longer_finish_it(done):
    note.enqueue("once")
    mine = leases.take("first/1-1/a")
    assert leases.take("second/2-2/b") is None
    assert leases.take_back(mine, beat=0)
    theirs = leases.take("second/2-2/b")
    with pytest.raises(LeaseLost), leases.finishing(mine):
        done.append("written by the one who slept")
    with pytest.raises(LeaseLost):
        leases.give_back(mine, "Slipped")
    run(theirs)
    assert done == ["once"] and not leases.beat(mine)
    run(mine)
    assert done == ["once"], "and nothing is done by it again"


def test_a_sign_of_life_at_the_last_moment_keeps_the_task():
    note.enqueue()
    held = leases.take("first/1-1/a")
    assert leases.beat(held)
    assert not leases.take_back(held, beat=0) and leases.is_in_hand(held)


def test_work_that_nobody_does_is_seen(hands):
    assert queries.standing().overdue_since is None
    note.enqueue()
    asked_at = hands.at
    note.using(run_after=hands.at.replace(year=2030)).enqueue()
    hands.move(hours=3)
    assert queries.standing().overdue_since == asked_at
    assert [task.state for task in queries.unfinished()] == ["waiting", "waiting"]


def faults():
    return [(fault.about, fault.wrong, fault.grave) for fault in ask("what_is_wrong") if fault.about == "tasks"]


def test_a_doctor_hears_of_what_was_given_up_and_of_what_nobody_does(hands):
    give_up(hands, slips.enqueue())
    note.enqueue()
    hands.move(minutes=14)
    assert faults() == [("tasks", "1 stykke arbejde er opgivet.", True)]
    hands.move(minutes=2)
    waits = f"Arbejde har ventet siden {hands.at - timedelta(minutes=16):%d.%m.%Y kl. %H.%M}, og ingen gør det."
    assert faults()[1] == ("tasks", waits, False)


def test_a_pause_that_has_just_ended_is_no_neglect(hands):
    slips.enqueue()
    for pause in Terms().pauses[:5]:
        run_waiting()
        hands.move(seconds=pause)
    assert faults() == [] and queries.standing().overdue_since == hands.at
