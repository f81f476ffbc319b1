from datetime import date

import pytest
from django.db import IntegrityError, transaction

from samskab.ground.dates import When, read_one
from samskab.journal.models import Entry
from samskab.projects.permission import NotAllowed
from samskab.projects.plan import actions
from samskab.projects.plan.models import Activity, OwedAction
from samskab.projects.words import ContainsCpr, ReasonMissing

CPR = "010180-1234"


def plan(project, by, title="Etnoraid", words="25. marts 2026 kl. 9-12", **facts):
    when = read_one(words) if words else When(None, None)
    return actions.plan_activity(project, title, when, by=by, as_written=words, **facts)


@pytest.fixture
def raid(project, by_amina):
    return plan(project, by_amina)


def verbs(project):
    return [entry.verb for entry in Entry.objects.filter(project_id=project.pk, subject="activity")]


def test_an_activity_keeps_its_date_as_a_person_wrote_it(raid):
    assert raid.date_as_written == "25. marts 2026 kl. 9-12"
    assert (raid.starts_on, raid.start_time.hour, raid.end_time.hour) == (date(2026, 3, 25), 9, 12)


def test_activities_are_numbered_by_count_in_their_own_project(project, raid, by_amina):
    assert (raid.number, plan(project, by_amina, "Salon").number) == (1, 2)


def test_planning_the_same_twice_makes_one_activity(project, raid, by_amina):
    assert plan(project, by_amina) == raid
    assert verbs(project) == ["activity_planned"]


def test_a_dropped_activity_may_be_planned_anew(project, raid, by_amina):
    actions.drop(raid, "Sygdom.", by=by_amina)
    assert plan(project, by_amina) != raid


def test_a_moved_activity_keeps_where_it_stood_and_why(raid, by_amina):
    actions.move(raid, read_one("2. april 2026"), "2. april 2026", "Hallen var optaget.", by=by_amina)
    change = raid.changes.get()
    assert (change.before, change.after) == ("25. marts 2026 kl. 9-12", "2. april 2026")
    assert (change.before_starts_on, change.reason) == (date(2026, 3, 25), "Hallen var optaget.")
    assert raid.starts_on == date(2026, 4, 2)


def test_moving_to_the_same_date_is_no_change(raid, by_amina):
    actions.move(raid, read_one("25. marts 2026 kl. 9-12"), "25. marts 2026 kl. 9-12", "", by=by_amina)
    assert not raid.changes.exists()


@pytest.mark.parametrize("act", ["move", "reword", "drop"])
def test_a_change_without_its_reason_is_refused_and_nothing_is_stored(raid, by_amina, act):
    calls = {
        "move": lambda: actions.move(raid, read_one("2. april 2026"), "2. april 2026", "  ", by=by_amina),
        "reword": lambda: actions.reword(raid, "Feltarbejde", "", by=by_amina),
        "drop": lambda: actions.drop(raid, "", by=by_amina),
    }
    with pytest.raises(ReasonMissing):
        calls[act]()
    kept = Activity.objects.get(pk=raid.pk)
    assert (kept.title, kept.starts_on, kept.state) == ("Etnoraid", date(2026, 3, 25), "planned")
    assert not kept.changes.exists()


def test_the_database_itself_refuses_a_move_without_a_reason(raid):
    with pytest.raises(IntegrityError, match="a_moved_activity_says_why"), transaction.atomic():
        raid.changes.create(kind="moved", at="2026-03-19T12:00:00Z")


def test_a_held_activity_knows_its_day_its_perspectives_and_what_came_of_it(raid, by_amina):
    actions.expect(raid, "citizen", by=by_amina)
    actions.expect(raid, "relative", by=by_amina)
    actions.mark_held(raid, date(2026, 3, 18), by=by_amina, outcome="To spor.", perspectives=["citizen", "practice"])
    assert (raid.state, raid.held_on, raid.outcome) == ("held", date(2026, 3, 18), "To spor.")
    took_part = dict(raid.participations.values_list("perspective", "took_part"))
    assert took_part == {"citizen": True, "relative": False, "practice": True}


def test_saying_twice_that_it_was_held_is_said_once(raid, by_amina, project):
    for _ in range(2):
        actions.mark_held(raid, date(2026, 3, 18), by=by_amina)
    assert raid.changes.count() == 1
    assert verbs(project).count("activity_held") == 1


def test_what_was_noted_of_it_comes_along_with_a_second_saying(raid, by_amina):
    actions.mark_held(raid, date(2026, 3, 18), by=by_amina)
    actions.mark_held(raid, date(2026, 3, 18), by=by_amina, outcome="Nu ved vi det.")
    assert Activity.objects.get(pk=raid.pk).outcome == "Nu ved vi det."


def test_nothing_is_held_on_a_day_that_has_not_been(raid, by_amina):
    with pytest.raises(actions.NotYet):
        actions.mark_held(raid, date(2026, 3, 20), by=by_amina)


def test_a_dropped_activity_can_be_taken_up_again(raid, by_amina):
    actions.drop(raid, "Sygdom.", by=by_amina)
    actions.resume(raid, by=by_amina)
    assert raid.state == "planned"
    assert [change.kind for change in raid.changes.all()] == ["dropped", "resumed"]


def test_a_day_held_by_mistake_is_taken_back(raid, by_amina):
    actions.mark_held(raid, date(2026, 3, 18), by=by_amina)
    actions.resume(raid, by=by_amina)
    assert (raid.state, raid.held_on) == ("planned", None)


def test_choosing_one_alternative_drops_the_others_with_the_reason(project, raid, by_amina):
    salon, walk = plan(project, by_amina, "Salon"), plan(project, by_amina, "Gåtur")
    group = actions.make_alternatives([raid, salon, walk], by=by_amina)
    assert actions.make_alternatives([raid, salon, walk], by=by_amina) == group
    actions.choose_alternative(salon, "Flest kan komme.", by=by_amina)
    states = {one.title: one.state for one in Activity.objects.all()}
    assert states == {"Etnoraid": "dropped", "Salon": "planned", "Gåtur": "dropped"}
    assert raid.changes.get().reason == "Flest kan komme."


def test_one_activity_alone_is_no_alternative(raid, by_amina):
    with pytest.raises(ValueError, match="two or more"):
        actions.make_alternatives([raid, raid], by=by_amina)


def test_two_pairs_of_alternatives_are_two_groups(project, by_amina):
    four = [plan(project, by_amina, title) for title in ("A", "B", "C", "D")]
    assert actions.make_alternatives(four[:2], by=by_amina) != actions.make_alternatives(four[2:], by=by_amina)


def test_a_cpr_number_is_refused_in_every_text_of_the_plan(project, raid, by_amina):
    refused = [
        lambda: plan(project, by_amina, f"Besøg {CPR}"),
        lambda: plan(project, by_amina, "Besøg", text=CPR),
        lambda: actions.drop(raid, f"Fordi {CPR}", by=by_amina),
        lambda: actions.note_outcome(raid, CPR, by=by_amina),
        lambda: actions.owe(project, f"Ring til {CPR}", by=by_amina),
    ]
    for act in refused:
        with pytest.raises(ContainsCpr):
            act()
    assert Activity.objects.count() == 1
    assert not OwedAction.objects.exists()


def test_a_stranger_and_an_interpreter_cannot_change_the_plan(project, raid, by_bo, by_carl):
    for actor in (by_bo, by_carl):
        with pytest.raises(NotAllowed):
            plan(project, actor, "Salon")
        with pytest.raises(NotAllowed):
            actions.move(raid, read_one("2. april 2026"), "2. april 2026", "Fordi.", by=actor)
        with pytest.raises(NotAllowed):
            actions.drop(raid, "Fordi.", by=actor)


def test_whoever_promised_may_say_it_is_done(project, by_amina, by_bo, bo):
    owed = actions.owe(project, "Ring til menighedsrådet", by=by_amina, owner=bo)
    actions.settle(owed, by=by_bo)
    assert OwedAction.objects.get().done_on == date(2026, 3, 19)


def test_nobody_settles_another_persons_promise_without_keeping_the_plan(project, by_amina, by_bo, by_carl, amina):
    owed = actions.owe(project, "Ring til menighedsrådet", by=by_amina, owner=amina)
    for actor in (by_bo, by_carl):
        with pytest.raises(NotAllowed):
            actions.settle(owed, by=actor)


def test_a_promise_is_written_and_settled_once(project, by_amina, bo):
    first = actions.owe(project, "Ring", by=by_amina, owner=bo)
    assert actions.owe(project, "Ring", by=by_amina, owner=bo) == first
    actions.settle(first, by=by_amina)
    actions.settle(first, by=by_amina)
    written = Entry.objects.filter(subject="owed_action")
    assert [entry.verb for entry in written] == ["action_owed", "action_settled"]


def test_a_promise_not_kept_after_all_is_owed_again(project, by_amina):
    owed = actions.owe(project, "Ring", by=by_amina)
    actions.settle(owed, by=by_amina)
    actions.owe_again(owed, by=by_amina)
    assert OwedAction.objects.get().done_on is None


def test_the_journal_of_the_plan_holds_no_words(project, raid, by_amina):
    actions.drop(raid, "Sygdom i huset.", by=by_amina)
    actions.owe(project, "Ring til formanden", by=by_amina, who="formanden")
    written = " ".join(f"{entry.verb} {entry.facts}" for entry in Entry.objects.all())
    assert not any(word in written for word in ("Etnoraid", "Sygdom", "formanden"))


def test_only_the_perspectives_named_are_expected_but_what_took_part_stays(raid, by_amina):
    actions.expect(raid, "citizen", by=by_amina)
    actions.mark_held(raid, date(2026, 3, 18), by=by_amina, perspectives=["relative"])
    actions.expect_only(raid, ["practice"], by=by_amina)
    assert set(raid.participations.values_list("perspective", flat=True)) == {"relative", "practice"}


def test_a_title_too_long_for_its_place_stands_whole_in_the_text(project, by_amina):
    long = "Gå rundt i problemet med alle " * 20
    made = plan(project, by_amina, long, words="")
    assert len(made.title) <= 300
    assert made.title.endswith("…")
    assert made.text == long.strip()
    assert plan(project, by_amina, long, words="") == made
