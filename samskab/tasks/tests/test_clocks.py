"""Whatever the clocks do, and whoever falls, sleeps or wakes: done once in effect, by one at a time, and in the end."""

from contextlib import suppress
from datetime import datetime, timedelta
from unittest import mock

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from samskab.ground import clock
from samskab.tasks import leases, reaping
from samskab.tasks.leases import LeaseLost
from samskab.tasks.models import Lease, State, Task
from samskab.tasks.running import run_waiting
from samskab.tasks.terms import terms
from samskab.tasks.tests.work import note, slips

WORKERS = st.integers(0, 1)
DAYS = st.sampled_from([-4000, -1, 0, 1, 4000])
BETWEEN = terms().lease / 4


class Hand:
    """A worker on some other machine, of which nothing is known but its beats."""

    made = 0

    def __init__(self):
        Hand.made += 1
        self.name = f"other/{Hand.made}-1/x"
        self.watch = reaping.Watch()
        self.held = None
        self.asleep = False
        self.beaten = 0.0  # on the stopwatch


class Hall(RuleBasedStateMachine):
    """Two workers, a stopwatch nobody can set, and a wall clock anybody can."""

    def __init__(self):
        super().__init__()
        Task.objects.all().delete()
        self.wall, self.stopwatch = datetime(2026, 3, 19, 12, tzinfo=clock.COPENHAGEN), 1000.0
        self.hands = [Hand() for _ in range(2)]
        self.effects = []
        self.patches = [
            mock.patch.object(clock, "real_now", lambda: self.wall),
            mock.patch.object(reaping.time, "monotonic", lambda: self.stopwatch),
        ]
        for patch in self.patches:
            patch.start()

    @rule(which=WORKERS, well=st.booleans())
    def goes_on(self, which, well):
        """Takes something in hand; or is through with what is, well or not. One that slept knows nothing of it."""
        hand = self.hands[which]
        hand.asleep = False
        if hand.held is None:
            if not leases.due().exists():
                note.enqueue()
            hand.held, hand.beaten = leases.take(hand.name), self.stopwatch
            return
        held, hand.held = hand.held, None
        with suppress(LeaseLost):
            if not well:
                leases.give_back(held, "Slipped")
                return
            with leases.finishing(held):
                pass
            self.effects.append(held.task.pk)

    @rule(which=WORKERS)
    def is_killed(self, which):
        self.hands[which] = Hand()

    @rule(which=WORKERS)
    def sleeps(self, which):
        self.hands[which].asleep = True

    @rule(seconds=st.sampled_from([1, BETWEEN, terms().lease, 2 * terms().lease]))
    def time_goes(self, seconds):
        """Those who are awake show life when they work, and look around when they do not."""
        while seconds > 0:
            step = min(seconds, BETWEEN / 2)
            self.stopwatch += step
            self.wall += timedelta(seconds=step)
            seconds -= step
            for hand in self.hands:
                if not hand.asleep:
                    self.lives(hand)

    def lives(self, hand):
        if hand.held is None:
            reaping.reap(hand.watch, hand.name)
        elif self.stopwatch - hand.beaten >= BETWEEN:
            hand.beaten = self.stopwatch
            if not leases.beat(hand.held):
                hand.held = None  # it learns that it slept too long

    @rule(days=DAYS)
    def somebody_sets_the_clock(self, days):
        self.wall += timedelta(days=days)

    @invariant()
    def nothing_is_in_effect_twice(self):
        assert len(self.effects) == len(set(self.effects))

    @invariant()
    def who_is_awake_and_works_keeps_what_is_in_hand(self):
        awake = [hand for hand in self.hands if hand.held and not hand.asleep]
        held = [hand.held for hand in awake if self.stopwatch - hand.beaten < 2 * BETWEEN]
        assert all(leases.is_in_hand(one) for one in held)
        assert len({one.task.pk for one in held}) == len(held)

    @invariant()
    def what_runs_is_in_somebodys_hand_and_nothing_else_is(self):
        running = set(Task.objects.filter(state=State.RUNNING).values_list("pk", flat=True))
        assert running == set(Lease.objects.values_list("task_id", flat=True))

    @precondition(lambda self: Task.objects.filter(state__in=["waiting", "running"]).exists())
    @rule(days=DAYS)
    def and_in_the_end_it_is_done(self, days):
        """Everybody falls; one comes who does what there is: two looks a lease apart, the longest pause, no more."""
        self.somebody_sets_the_clock(days)
        self.hands = [Hand() for _ in range(2)]
        watch = reaping.Watch()
        reaping.reap(watch, "last/1-1/x")
        self.stopwatch += terms().lease + 1
        reaping.reap(watch, "last/1-1/x")
        self.wall += timedelta(seconds=max(terms().pauses))
        before = set(Task.objects.filter(state=State.DONE).values_list("pk", flat=True))
        run_waiting()
        assert not Task.objects.filter(state__in=["waiting", "running"]).exists()
        self.effects += set(Task.objects.filter(state=State.DONE).values_list("pk", flat=True)) - before
        assert set(self.effects) == set(Task.objects.filter(state=State.DONE).values_list("pk", flat=True))
        assert set(Task.objects.filter(state=State.DEAD).values_list("attempts", flat=True)) <= {terms().tries}

    def teardown(self):
        for patch in self.patches:
            patch.stop()


@pytest.mark.django_db
def test_done_once_by_one_at_a_time_and_in_the_end():
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        Hall, settings=settings(max_examples=50, stateful_step_count=40, deadline=None, suppress_health_check=checks)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("days", [-3650, -1, 1, 3650])
def test_a_pause_ends_though_the_clock_was_set(hands, days):
    slips.enqueue()
    run_waiting()
    hands.move(days=days)
    assert run_waiting() == 1


@pytest.mark.django_db
def test_a_pause_that_nobody_disturbed_is_kept(hands):
    slips.enqueue()
    run_waiting()
    hands.move(seconds=terms().pauses[0] - 1)
    assert run_waiting() == 0


@pytest.mark.django_db
def test_setting_the_wall_clock_takes_nothing_from_a_worker(hands, monkeypatch):
    monkeypatch.setattr(reaping.time, "monotonic", lambda: 5.0)
    note.enqueue()
    held, watch = leases.take("other/1-1/x"), reaping.Watch()
    for days in (0, 4000, -8000):
        hands.move(days=days)
        assert reaping.reap(watch, "mine/2-2/y") == 0
    assert leases.is_in_hand(held)


@pytest.mark.django_db
def test_a_new_try_by_the_same_worker_is_not_taken_for_the_old_one(hands, monkeypatch):
    now = 5.0
    monkeypatch.setattr(reaping.time, "monotonic", lambda: now)
    note.enqueue()
    watch, held = reaping.Watch(), leases.take("other/1-1/x")
    reaping.reap(watch, "mine/2-2/y")
    leases.give_back(held, "Slipped")
    hands.move(minutes=1)
    again = leases.take("other/1-1/x")  # the same task, the same worker, and again no beat yet
    now += terms().lease + 1
    assert reaping.reap(watch, "mine/2-2/y") == 0 and leases.is_in_hand(again)


@pytest.mark.django_db
def test_one_elsewhere_that_shows_life_keeps_its_task_and_one_that_stops_loses_it_a_lease_later(hands, monkeypatch):
    now = 5.0
    monkeypatch.setattr(reaping.time, "monotonic", lambda: now)
    note.enqueue()
    held, watch = leases.take("other/1-1/x"), reaping.Watch()
    for _ in range(20):
        assert reaping.reap(watch, "mine/2-2/y") == 0
        now += terms().lease - 1
        assert reaping.reap(watch, "mine/2-2/y") == 0
        leases.beat(held)
    reaping.reap(watch, "mine/2-2/y")
    now += terms().lease + 1
    assert reaping.reap(watch, "mine/2-2/y") == 1 and not leases.is_in_hand(held)


@pytest.mark.django_db
def test_what_a_worker_could_not_let_go_of_it_takes_back_itself():
    note.enqueue()
    leases.take("mine/2-2/y")
    assert reaping.reap(reaping.Watch(), "mine/2-2/y") == 1
