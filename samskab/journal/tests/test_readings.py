"""Who read what, when and why: noted the first time that day, cheap the next, closed at night. No words, no names."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samskab.ground import clock
from samskab.journal import queries
from samskab.journal.actions import A_FEW, last_counted_day, note_reading, write
from samskab.journal.counting import count_readings
from samskab.journal.models import Entry, Reading
from samskab.journal.purposes import Purpose
from samskab.journal.verifying import verify
from samskab.people.actors import SYSTEM, Actor

pytestmark = pytest.mark.django_db
BO, AMINA = Actor("staff", 2), Actor("staff", 1)


@pytest.fixture(autouse=True)
def begun():
    write("project_begun", by=AMINA, project_id=1, subject="project")


def read(*ids, by=BO, purpose=Purpose.LISTEN, subject="voice", project=1):
    note_reading(by, project_id=project, subject=subject, ids=ids, purpose=purpose)


def noted():
    return sorted(Reading.objects.values_list("actor_id", "subject", "subject_id", "purpose"))


@pytest.mark.parametrize("many", [1, 50, A_FEW + 1, 1500])
def test_what_is_noted_already_costs_one_question_and_no_write(many, django_assert_num_queries):
    read(*range(many))
    with django_assert_num_queries(1) as asked:
        read(*range(many))
    assert asked[0]["sql"].startswith("SELECT") and Reading.objects.count() == many


def test_nothing_read_is_nothing_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        read()


def test_each_person_thing_purpose_and_day_is_noted_for_itself(story_day):
    read(1, 2)
    read(2, 3)
    read(2, by=AMINA)
    read(2, purpose=Purpose.AGREE)
    read(2, subject="source")
    read(2, by=SYSTEM)
    assert noted() == [
        (0, "voice", 2, "listen"), (1, "voice", 2, "listen"), (2, "source", 2, "listen"), (2, "voice", 1, "listen"),
        (2, "voice", 2, "agree"), (2, "voice", 2, "listen"), (2, "voice", 3, "listen"),
    ]  # fmt: skip
    with clock.telling(story_day + timedelta(days=1)):
        read(2)
    assert Reading.objects.filter(actor_id=2, subject="voice", subject_id=2, purpose="listen").count() == 2


def test_a_reading_somebody_else_noted_in_the_meantime_is_noted_once(monkeypatch):
    read(1, 2)
    monkeypatch.setattr("samskab.journal.actions._noted", lambda *_: set())
    read(1, 2, 3)
    assert Reading.objects.count() == 3


def test_a_day_that_is_over_is_closed_once(story_day):
    read(1)
    read(5, project=7)
    assert count_readings(by=SYSTEM) == 0
    with clock.telling(story_day + timedelta(days=1)):
        assert count_readings(by=SYSTEM) == 1, "project 7 has never begun"
        assert count_readings(by=SYSTEM) == 0
    [entry] = Entry.objects.filter(verb="readings_counted")
    assert entry.facts.keys() == {"day", "count", "digest"} and (entry.facts["count"], entry.project_id) == (1, 1)
    assert last_counted_day(1) == story_day


def test_a_clock_that_was_set_back_opens_no_closed_day(story_day):
    read(1)
    with clock.telling(story_day + timedelta(days=1)):
        count_readings(by=SYSTEM)
    with clock.telling(story_day - timedelta(days=4)):
        read(2)
        read(2)
    assert Reading.objects.get(subject_id=2).day == story_day + timedelta(days=1)
    assert verify().wrong == []


def test_who_read_this_voice_and_who_read_what(story_day):
    read(1, 2)
    with clock.telling(story_day + timedelta(days=1)):
        read(1, by=AMINA, purpose=Purpose.GIVE_BACK)
    read(9, project=7)
    told = [(one.day - story_day, one.actor_id, one.purpose) for one in queries.readings_of("voice", 1)]
    assert told == [(timedelta(1), 1, "give_back"), (timedelta(0), 2, "listen")]
    assert [(one["actor_id"], one["how_many"]) for one in queries.sittings(1)] == [(1, 1), (2, 2)]
    looks = [queries.Look(reader=("staff", 2)), queries.Look(day=story_day), queries.Look(subject=("voice", 2))]
    assert [queries.readings_in(1, look).count() for look in looks] == [2, 2, 1]


def test_a_page_of_fifty_is_noted_in_few_questions():
    with CaptureQueriesContext(connection) as asked:
        read(*range(50))
    assert len([one for one in asked if one["sql"].startswith("INSERT")]) == 1
