"""The story as it stands when it has been told: every state a page can show is somewhere in it."""

import json
from datetime import date, datetime

import pytest

from samskab.frontdoor.story.book import page
from samskab.frontdoor.story.telling import NotEmpty, seed, tell_once
from samskab.ground import clock
from samskab.journal.models import Entry
from samskab.meaning.framing.queries import places, wordings
from samskab.meaning.themes.models import Insight
from samskab.people.models import User
from samskab.projects.access import Role
from samskab.projects.models import Activity, Project
from samskab.projects.team.models import Membership
from samskab.publishing.postcards.conditions import missing_yes
from samskab.publishing.postcards.models import Postcard
from samskab.trials.tracks.models import Track
from samskab.voices.consent.queries import answer_to, is_unknown
from samskab.voices.intake.models import Voice
from samskab.voices.sources.models import Source
from samskab.voices.sources.originals import opened

pytestmark = pytest.mark.django_db
STORY_DAY = date(2026, 3, 19)


def moment(day, hour, minute):
    return datetime(2026, 3, day, hour, minute, tzinfo=clock.COPENHAGEN)


def voice(told, start):
    return next(one for one in Voice.objects.filter(project=told) if one.words.startswith(start))


# --- Telling it -------------------------------------------------------------------------------------------------


def test_the_story_is_not_told_where_something_is(told):
    with pytest.raises(NotEmpty):
        seed()


def test_telling_it_once_more_changes_nothing(told):
    before = Entry.objects.count()
    tell_once()
    assert (Entry.objects.count(), Project.objects.count()) == (before, 2)


def test_the_journal_runs_forward_from_october_to_yesterday(told):
    moments = list(Entry.objects.filter(project_id=told.pk).order_by("id").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert clock.COPENHAGEN and moments[0].astimezone(clock.COPENHAGEN).date() == date(2025, 10, 6)
    assert moments[-1].astimezone(clock.COPENHAGEN).date() == date(2026, 3, 18)
    assert {at.astimezone(clock.COPENHAGEN).month for at in moments} == {10, 11, 12, 1, 2, 3}


def test_everything_was_done_by_somebody_of_the_story(told):
    people = set(User.objects.values_list("pk", flat=True))
    assert {(entry.actor_kind, entry.actor_id in people) for entry in Entry.objects.all()} == {("staff", True)}


def test_the_journal_holds_no_words_of_the_story(told):
    facts = json.dumps(list(Entry.objects.values_list("facts", flat=True)), ensure_ascii=False)
    assert not any(one["words"][:20] in facts for one in page("voices")["voice"])


def test_nobody_of_the_story_can_sign_in_by_password(told):
    assert not any(user.has_usable_password() for user in User.objects.all())


# --- Project and people -----------------------------------------------------------------------------------------


def test_the_project_had_another_name_and_a_smaller_geography(told):
    assert told.name == "Lys i alle vinduer"
    assert [(former.name, bool(former.reason)) for former in told.former_names.all()] == [("Lys i vinduet", True)]
    before, now = told.geographies.all()
    assert "Stokkevig" not in before.text and "Stokkevig" in now.text
    assert before.valid_to == now.valid_from and now.reason and now.valid_to is None


def test_the_telephone_does_not_ring(told):
    assert told.phone_is_inert and told.contact_phone.startswith("00 00")


def test_every_role_has_somebody(told):
    assert {membership.role for membership in told.memberships.all()} == set(Role)


def test_carl_has_a_project_of_his_own_and_no_place_here(told):
    carl = User.objects.get(demo_key="carl")
    membership = Membership.objects.get(user=carl)
    assert membership.project != told
    assert not Membership.objects.filter(project=membership.project).exclude(user=carl).exists()
    assert Voice.objects.filter(project=membership.project).count() == 1


def test_one_colleague_is_invited_and_has_not_come_yet(told):
    invitation = told.invitations.get()
    assert invitation.accepted_at is None
    assert invitation.expires_at > moment(19, 12, 0)


def test_the_councils_follow_each_other(told):
    council = told.bodies.get(kind="health_council")
    assert council.valid_from == date(2027, 1, 1)
    assert [body.name for body in council.follows.all()] == ["Udvalget for Lige Adgang"]
    ended = told.bodies.get(valid_to=date(2025, 12, 31))
    assert ended.followed_by is not None and ended.followed_by.valid_from == date(2026, 1, 1)


def test_the_document_has_changed_with_reasons(told):
    versions = {section.heading: section.versions.count() for section in told.sections.all()}
    assert sorted(versions.values()) == [1, 2, 2, 2, 3, 3]
    assert told.sections.get(heading="Hvem handler det om?").former_heading == "Deltagerkreds"


def test_one_principle_has_no_act_yet(told):
    idle = [principle.name for principle in told.principles.all() if not principle.acts.exists()]
    assert (told.principles.count(), idle) == (4, ["Småt først"])


def test_every_method_is_tied_to_the_library(told):
    assert told.methods.count() > 5
    assert all(method.key for method in told.methods.all())


# --- Plan -------------------------------------------------------------------------------------------------------


def test_every_kind_of_planned_thing_is_in_the_plan(told):
    plan = list(told.activities.all())
    assert {activity.state for activity in plan} == set(Activity.State)
    assert any(activity.tentative and activity.condition and activity.state == "planned" for activity in plan)
    assert any(activity.alternative_group for activity in plan)
    assert any(activity.year_inferred for activity in plan)
    assert any(activity.precision == "undated" for activity in plan)
    assert any(activity.date_as_written.startswith("Maj/juni") for activity in plan)
    assert [activity.number for activity in told.activities.order_by("number")] == list(range(1, len(plan) + 1))


def test_one_thing_was_moved_forward_and_one_back(told):
    moves = [change for one in told.activities.all() for change in one.changes.filter(kind="moved")]
    directions = {change.activity.starts_on < change.before_starts_on for change in moves}
    assert directions == {True, False}
    assert all(change.reason for change in moves)


def test_what_is_held_has_an_outcome_and_somebody_who_took_part(told):
    for activity in told.activities.filter(state="held"):
        assert activity.outcome and activity.held_on < STORY_DAY
        assert activity.participations.filter(took_part=True).exists()


def test_nothing_that_is_over_waits_to_be_marked(told):
    assert not told.activities.filter(state="planned", ends_on__lt=STORY_DAY).exists()


def test_a_politician_waits_for_an_answer(told):
    question = told.owed_actions.get(is_question=True)
    assert (
        question.done_on is None
        and question.due_on > STORY_DAY
        and question.owner == User.objects.get(demo_key="amina")
    )


def test_one_promise_is_kept_and_one_is_late(told):
    assert told.owed_actions.exclude(done_on=None).count() == 1
    assert told.owed_actions.filter(done_on=None, due_on__lt=STORY_DAY).count() == 1


# --- Voices -----------------------------------------------------------------------------------------------------


def test_the_codes_run_without_holes(told):
    numbers = list(Voice.objects.filter(project=told).order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(page("voices")["voice"]) + 1))


def test_voices_come_in_every_state_of_consent(told):
    kept = list(Voice.objects.filter(project=told, state="kept"))
    answers = {(answer_to(one, "print"), answer_to(one, "web")) for one in kept}
    assert {(True, True), (True, False), (False, False), (None, None)} <= answers
    assert sum(is_unknown(one) for one in kept) == 1


def test_voices_came_in_many_ways(told):
    voices = Voice.objects.filter(project=told, state="kept")
    assert set(voices.values_list("capture_method", flat=True)) == {"noted", "card", "telephone"}
    assert set(voices.values_list("kind", flat=True)) == {"quote", "observation"}
    assert all(one.thought for one in voices.filter(kind="observation"))


def test_one_voice_was_taken_back_and_leaves_only_its_place(told):
    withdrawn = Voice.objects.get(project=told, state="withdrawn")
    assert (withdrawn.words, withdrawn.perspective) == ("", "")
    assert withdrawn.withdrawn_at == moment(17, 9, 30)
    tied = Insight.objects.get(project=told, ties__voice=withdrawn)
    assert tied.ties.filter(voice__state="kept").exists()


def test_six_perspectives_have_spoken_the_doctors_are_spoken_of_and_the_managers_are_missing(told):
    states = {place.key: place.state for place in places(told)}
    assert states.pop("practice") == "mentioned"
    assert states.pop("management") == "unheard"
    assert set(states.values()) == {"spoken"} and len(states) == 6


def test_every_seat_that_is_not_empty_has_a_sentence(told):
    assert [place.key for place in places(told) if not place.sentence] == ["management"]


def test_the_first_document_is_kept_as_it_came(told):
    source = Source.objects.get(project=told)
    assert source.text.startswith("Lys i vinduet")
    assert opened(source)[:2] == b"PK"


# --- Meaning, tracks, postcards ---------------------------------------------------------------------------------


def test_the_problem_was_worded_three_times_and_surprised_us_twice(told):
    assert [bool(wording.surprise) for wording in wordings(told)] == [True, True, False]


def test_five_insights_stand_on_voices_and_two_of_them_are_contradicted(told):
    insights = list(Insight.objects.filter(project=told))
    assert [insight.code for insight in insights] == ["I-1", "I-2", "I-3", "I-4", "I-5"]
    assert all(insight.ties.filter(stance="supports").count() > 1 for insight in insights)
    assert sum(insight.ties.filter(stance="contradicts").exists() for insight in insights) == 2
    assert {insight.asked_against for insight in insights} == {"yes", "no"}


def test_four_insights_cross_perspectives_and_one_waits_for_a_second(told):
    heard = [
        len({tie.voice.perspective for tie in insight.ties.all()} - {""})
        for insight in Insight.objects.filter(project=told)
    ]
    assert sum(perspectives > 1 for perspectives in heard) == 4
    assert heard.count(1) == 1


def test_nearly_every_voice_stands_under_an_insight(told):
    tied = set(Insight.objects.filter(project=told).values_list("ties__voice", flat=True))
    assert Voice.objects.filter(project=told).exclude(pk__in=tied).count() <= 6


def test_a_proposal_is_discussed_and_a_question_is_walked_around(told):
    tracks = {track.kind: track for track in Track.objects.filter(project=told)}
    assert (tracks["proposal"].state, tracks["question"].state) == ("discussed", "explored")
    assert all(track.next_step and track.steps.count() > 1 and track.ties.count() > 1 for track in tracks.values())


def test_the_first_postcard_is_out_with_a_yes_from_every_partner(told):
    card = Postcard.objects.get(project=told, number=1)
    assert (card.state, card.approvals.count()) == ("published", told.parties.count())
    assert {approval.how for approval in card.approvals.all()} == {"here"}
    frozen = card.editions.get().card
    assert frozen["front"]["code"] == "U-5"
    assert {quote["web"] for quote in frozen["quotes"]} == {True, False}
    assert frozen["contact"]["phone_is_inert"]


def test_the_second_postcard_is_begun_and_nobody_has_been_asked(told):
    card = Postcard.objects.get(project=told, number=2)
    assert (card.state, len(missing_yes(card))) == ("draft", told.parties.count())
    assert card.front_line is not None


# --- The demo's morning -----------------------------------------------------------------------------------------


def test_amina_was_last_here_on_monday_and_a_few_things_have_happened(told):
    amina = told.memberships.get(user__demo_key="amina")
    assert amina.last_visit_at == moment(16, 8, 40)
    verbs = set(Entry.objects.filter(project_id=told.pk, at__gt=amina.last_visit_at).values_list("verb", flat=True))
    assert verbs >= {"voice_captured", "voice_withdrawn", "voice_tied", "track_stepped", "postcard_made", "action_owed"}


def test_nothing_since_monday_was_done_by_amina(told):
    amina = told.memberships.get(user__demo_key="amina")
    since = Entry.objects.filter(project_id=told.pk, at__gt=amina.last_visit_at)
    assert not since.filter(actor_id=amina.user_id).exists()


def test_a_new_voice_contradicts_an_old_insight(told):
    new = voice(told, "Vi ringer faktisk ud")
    insight = Insight.objects.get(project=told, ties__voice=new, ties__stance="contradicts")
    assert insight.code == "I-1"
