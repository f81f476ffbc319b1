"""The night's work is done once each night: with two workers, when clocks are changed, and after a night switched off."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from hypothesis import given
from hypothesis import strategies as st

from samskab.ground import clock
from samskab.tasks import every_night
from samskab.tasks.every_night import NIGHT, enqueue_the_night, latest_night
from samskab.tasks.models import State, Task
from samskab.tasks.running import run_waiting
from samskab.tasks.tests.work import note

MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))
OURS = {"sessions_cleared", "old_tasks_cleared", "log_folded"}


def local(*when):
    return datetime(*when, tzinfo=clock.COPENHAGEN)


def nights(name="log_folded"):
    return [key.rpartition(":")[2] for key in Task.objects.values_list("key", flat=True) if f":{name}:" in key]


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=3)))
def test_nights_come_in_order_and_none_is_left_out(moment, gap):
    first, then = latest_night(moment), latest_night(moment + gap)
    assert first <= then <= first + gap + timedelta(days=1)


@given(MOMENTS)
def test_a_night_has_come_when_its_hour_has(moment):
    night = latest_night(moment)
    begins = datetime.combine(night, NIGHT, clock.COPENHAGEN).astimezone(UTC)
    following = datetime.combine(night + timedelta(days=1), NIGHT, clock.COPENHAGEN).astimezone(UTC)
    assert begins <= moment < following


@pytest.mark.django_db
@pytest.mark.parametrize("evening,hours", [((2026, 3, 28, 20), 47), ((2026, 10, 24, 20), 49), ((2028, 2, 28, 20), 48)])
def test_each_night_once_also_when_the_clocks_are_changed(hands, evening, hours):
    """Looked at every ten minutes for two days, each night's work comes at half past three, and once."""
    start, came = local(*evening).astimezone(UTC), {}
    for minutes in range(0, hours * 60, 10):
        hands.at = (start + timedelta(minutes=minutes)).astimezone(clock.COPENHAGEN)
        enqueue_the_night()
        for night in nights():
            came.setdefault(night, hands.at)
    first, second, third = sorted(came)
    assert date.fromisoformat(third) - date.fromisoformat(first) == timedelta(days=2)
    assert first == str(local(*evening).date()), "the night before was still owed when we came"
    assert [came[night].strftime("%H:%M") for night in (second, third)] == ["03:30", "03:30"]
    assert set(Counter(nights()).values()) == {1}


@pytest.mark.django_db
def test_a_machine_that_was_off_does_last_night_in_the_morning_and_no_other(hands):
    hands.at = local(2026, 5, 4, 12)
    enqueue_the_night()
    hands.at = local(2026, 5, 9, 8)
    enqueue_the_night()
    assert nights() == ["2026-05-04", "2026-05-09"]


@pytest.mark.django_db
def test_a_clock_that_is_set_back_over_the_hour_makes_no_second_night(hands):
    hands.at = local(2026, 5, 4, 3, 35)
    for minutes in (0, -10, 10, -20, 20):
        hands.move(minutes=minutes)
        enqueue_the_night()
    assert sorted(nights()) == ["2026-05-03", "2026-05-04"]
    hands.at = local(2040, 1, 1, 12)
    enqueue_the_night()
    hands.at = local(2026, 5, 5, 12)
    enqueue_the_night()
    assert nights()[-1] == "2026-05-05", "a visit to 2040 does not keep us from tonight"


@pytest.mark.django_db
def test_nights_are_real_also_in_a_story_where_it_is_always_the_same_day(hands, story_day):
    hands.at = local(2026, 11, 22, 12)
    enqueue_the_night()
    assert nights() == ["2026-11-22"] != [str(story_day)]


@pytest.mark.django_db(transaction=True)  # the log cannot be folded inside a transaction
def test_everything_that_is_done_at_night_can_be_done(hands):
    enqueue_the_night()
    assert set(every_night.known()) >= OURS
    run_waiting()
    assert not Task.objects.exclude(state=State.DONE).values_list("function", "reason")


@pytest.mark.django_db
def test_sessions_that_have_run_out_are_cleared(as_amina, as_bo):
    kept, gone = Session.objects.order_by("expire_date")
    Session.objects.filter(pk=gone.pk).update(expire_date=clock.real_now() - timedelta(seconds=1))
    every_night.known()["sessions_cleared"].call()
    assert list(Session.objects.all()) == [kept]


@pytest.mark.django_db
def test_what_was_done_long_ago_is_forgotten_and_what_was_given_up_is_not(hands, done):
    for _ in range(2):
        note.enqueue()
        run_waiting()
        hands.move(days=31)
    Task.objects.create(function="-", state=State.DEAD, enqueued_at=hands.at, finished_at=hands.at)
    hands.move(days=-1)
    Task.objects.filter(state=State.DEAD).update(finished_at=hands.at - timedelta(days=400))
    note.enqueue()
    run_waiting()
    every_night.known()["old_tasks_cleared"].call()
    assert sorted(Task.objects.values_list("state", flat=True)) == ["dead", "done", "done"]
