from datetime import date

import pytest
from django.urls import reverse
from icalendar import Calendar

from samskab.ground.dates import read_one
from samskab.projects.plan import actions, calendar
from samskab.projects.plan.models import Activity, OwedAction
from samskab.projects.team.models import Membership

CPR = "010180-1234"
EDITING = ["flyt", "ret", "afholdt", "drop", "et-af-to", "vaelg"]


@pytest.fixture
def raid(project, by_amina):
    words = "25. marts 2026 kl. 9-12"
    return actions.plan_activity(project, "Etnoraid", read_one(words), by=by_amina, as_written=words)


@pytest.fixture
def url(project):
    return lambda name, *args: reverse(name, args=[project.slug, *args])


def page(answer):
    return answer.content.decode()


def test_the_plan_answers_its_question_in_its_first_sentence(as_amina, url, raid):
    assert "Det næste faste er <strong>Etnoraid, 25. marts kl. 9</strong>." in page(as_amina.get(url("plan")))


def test_an_empty_plan_says_what_will_stand_here(as_amina, url, project):
    assert "Her kommer procesplanen til at stå" in page(as_amina.get(url("plan")))


def test_the_table_says_the_same_as_the_picture(as_amina, url, raid, by_amina):
    actions.expect(raid, "practice", by=by_amina)
    html = page(as_amina.get(url("plan")))
    table = html[html.index("<table") : html.index("</table>")]
    assert all(part in table for part in ("Marts", "Etnoraid", "25. marts 2026 kl. 9-12", "Almen praksis", "Aftalt"))
    assert 'role="img"' in html


def test_an_interpreter_sees_the_plan_but_no_way_to_change_it(as_bo, url, raid):
    assert reverse("plan-new", args=[raid.project.slug]) not in page(as_bo.get(url("plan")))
    assert "flyt" not in page(as_bo.get(url("activity", 1)))


@pytest.mark.parametrize("name", ["plan", "plan-new", "plan-date", "plan-changes", "plan-subscribe", "owed-new"])
def test_a_stranger_finds_nothing_of_the_plan(as_carl, client, url, raid, name):
    assert as_carl.get(url(name)).status_code == 404
    assert client.get(url(name)).status_code == 302


@pytest.mark.parametrize("door", EDITING)
def test_only_those_who_keep_the_plan_may_change_an_activity(as_amina, as_bo, as_carl, url, raid, door):
    address = f"{url('activity', 1)}{door}/"
    assert [one.get(address).status_code for one in (as_amina, as_bo, as_carl)] == [200, 404, 404]
    for other in (as_bo, as_carl):
        assert other.post(address, {"reason": "Fordi.", "dates": "1. maj 2026"}).status_code == 404
    assert not raid.changes.exists()


@pytest.mark.parametrize("door", ["activity-resume", "activity-confirm"])
def test_an_act_of_one_press_is_not_done_by_looking(as_amina, as_bo, url, raid, door):
    assert as_amina.get(url(door, 1)).status_code == 405
    assert as_bo.post(url(door, 1)).status_code == 404


def test_an_activity_of_another_project_is_not_found(as_carl, url, raid, carl):
    from samskab.projects.actions import begin_project

    other = begin_project("En anden", coordinator=carl)
    assert as_carl.get(reverse("activity", args=[other.slug, raid.number])).status_code == 404


def test_a_new_activity_takes_its_date_in_plain_danish(as_amina, url, project):
    answer = as_amina.post(
        url("plan-new"), {"title": "Køkkenbordssamtaler", "dates": "21. april (før kl. 14)"}, follow=True
    )
    made = Activity.objects.get()
    assert (made.starts_on, made.end_time.hour) == (date(2026, 4, 21), 14)
    assert made.date_as_written == "21. april (før kl. 14)"
    assert "Vi har forstået datoen som tirsdag 21. april 2026, før kl. 14." in page(answer)


def test_a_date_that_does_not_exist_is_said_beside_the_field(as_amina, url, project):
    answer = as_amina.post(url("plan-new"), {"title": "Salon", "dates": "31. november"})
    assert "Datoen findes ikke: 31. november." in page(answer)
    assert not Activity.objects.exists()


def test_in_doubt_we_ask_once_and_keep_nothing_before_the_answer(as_amina, url, project):
    words = {"title": "Salon", "dates": "mandag 21. april 2026"}
    asked = as_amina.post(url("plan-new"), words)
    assert "Ugedagen passer ikke" in page(asked)
    assert not Activity.objects.exists()
    as_amina.post(url("plan-new"), words | {"sure": words["dates"]})
    assert Activity.objects.get().starts_on == date(2026, 4, 21)


def test_a_yes_to_one_date_is_no_yes_to_another(as_amina, url, project):
    answer = as_amina.post(url("plan-new"), {"title": "Salon", "dates": "engang", "sure": "21. april"})
    assert "Vi kan ikke læse en dato" in page(answer)
    assert not Activity.objects.exists()


def test_either_or_becomes_two_alternatives(as_amina, url, project):
    words = {"title": "Salon", "dates": "3. eller 5. maj 2026", "perspectives": ["citizen"]}
    as_amina.post(url("plan-new"), words | {"sure": words["dates"]})
    made = list(Activity.objects.order_by("starts_on"))
    assert [one.starts_on.day for one in made] == [3, 5]
    assert made[0].alternative_group == made[1].alternative_group is not None
    assert all(one.participations.get().perspective == "citizen" for one in made)


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("7. april kl. 16-17", "tirsdag 7. april 2026, kl. 16-17"),
        ("31. november", "Datoen findes ikke: 31. november."),
        ("<b>engang</b>", "&lt;b&gt;engang&lt;/b&gt;"),
    ],
)
def test_a_date_is_read_back_while_it_is_typed(as_amina, url, project, typed, heard):
    assert heard in page(as_amina.get(url("plan-date"), {"dates": typed}))


def test_moving_takes_a_date_and_a_sentence(as_amina, url, raid):
    as_amina.post(url("activity-change", 1), {"dates": "2. april 2026", "reason": "Hallen var optaget."})
    raid.refresh_from_db()
    assert raid.starts_on == date(2026, 4, 2)
    html = page(as_amina.get(url("activity", 1)))
    assert "Hallen var optaget." in html
    assert "25. marts 2026 kl. 9-12" in html


def test_the_plan_can_be_changed_in_three_taps(as_amina, url, raid):
    """The plan leads to the activity, the activity to its new date, and that page saves."""
    assert f'href="{url("activity", 1)}"' in page(as_amina.get(url("plan")))
    assert f'href="{url("activity-change", 1)}"' in page(as_amina.get(url("activity", 1)))
    answer = as_amina.post(url("activity-change", 1), {"dates": "2. april 2026", "reason": "Hallen."})
    assert answer.status_code == 302


def test_moving_without_saying_why_keeps_what_was_typed(as_amina, url, raid):
    html = page(as_amina.post(url("activity-change", 1), {"dates": "2. april 2026", "reason": ""}))
    assert "Skriv, hvorfor det ændrer sig. Én sætning er nok." in html
    assert 'value="2. april 2026"' in html
    assert not raid.changes.exists()


def test_new_words_need_a_reason_and_new_company_does_not(as_amina, url, raid):
    words = {"title": "Etnoraid", "text": "", "reason": "", "perspectives": ["citizen"], "involvement": "participation"}
    assert as_amina.post(url("activity-details", 1), words).status_code == 302
    raid.refresh_from_db()
    assert (raid.involvement_level, raid.participations.get().perspective) == ("participation", "citizen")
    assert as_amina.post(url("activity-details", 1), words | {"title": "Feltarbejde"}).status_code == 200


def test_what_came_of_it_is_written_down_with_who_was_there(as_amina, url, raid):
    words = {"on": "18. marts 2026", "perspectives": ["citizen", "relative"], "outcome": "To spor."}
    as_amina.post(url("activity-held", 1), words)
    html = page(as_amina.get(url("activity", 1)))
    assert all(part in html for part in ("To spor.", "Borger", "Pårørende", "onsdag den 18. marts 2026"))


def test_a_day_to_come_cannot_have_been_held(as_amina, url, raid):
    html = page(as_amina.post(url("activity-held", 1), {"on": "20. marts 2026"}))
    assert "Dagen er ikke kommet endnu." in html


def test_a_cpr_number_is_refused_in_friendly_words_and_nothing_is_kept(as_amina, url, raid):
    html = page(as_amina.post(url("plan-new"), {"title": f"Besøg hos {CPR}", "dates": ""}))
    assert "Her står et CPR-nummer. Fjern det, så kan vi gemme. Intet er gemt endnu." in html
    assert Activity.objects.count() == 1


def test_letters_buried_in_marks_are_refused_beside_the_field(as_amina, url, project):
    html = page(as_amina.post(url("plan-new"), {"title": "a" + "\u0301" * 40, "dates": ""}))
    assert "Her står tegn, vi ikke kan gemme." in html
    assert not Activity.objects.exists()


def test_a_number_nobody_could_count_to_is_not_found(as_amina, project):
    assert as_amina.get(f"/p/{project.slug}/plan/{'9' * 30}/").status_code == 404
    assert as_amina.get(f"/p/{project.slug}/plan/aftaler/ny/?aktivitet={'9' * 5000}").status_code == 200


def test_all_changes_are_told_with_their_reason(as_amina, url, raid, by_amina):
    actions.drop(raid, "Hallen brændte.", by=by_amina)
    html = page(as_amina.get(url("plan-changes")))
    assert "<strong>Etnoraid</strong> er droppet, 19. marts." in html
    assert "Hallen brændte." in html


def test_perspectives_are_never_counted(as_amina, url, raid, by_amina):
    for position in ("byråd", "udvalg", "regionsråd"):
        actions.expect(raid, "politician", position, by=by_amina)
    html = page(as_amina.get(url("plan")))
    assert html[html.index("<table") : html.index("</table>")].count("disc--politician") == 1


def test_a_promise_is_written_on_the_activity_and_settled_where_one_stands(as_amina, url, raid):
    here = url("activity", 1)
    as_amina.post(f"{url('owed-new')}?aktivitet=1", {"what": "Skriv til hallen"})
    owed = OwedAction.objects.get()
    assert owed.activity == raid
    assert "Skriv til hallen" in page(as_amina.get(here))
    assert as_amina.post(url("owed-done", owed.pk), {"tilbage": here}).url == here
    assert OwedAction.objects.get().done_on == date(2026, 3, 19)


def test_settling_never_leads_out_of_the_house(as_amina, url, raid, project, by_amina):
    owed = actions.owe(project, "Ring", by=by_amina)
    answer = as_amina.post(url("owed-done", owed.pk), {"tilbage": "https://example.org/"})
    assert answer.url == url("plan")


def test_bo_settles_his_own_promise_and_no_one_elses(as_bo, url, project, by_amina, bo, amina):
    own = actions.owe(project, "Bos", by=by_amina, owner=bo)
    others = actions.owe(project, "Aminas", by=by_amina, owner=amina)
    assert as_bo.post(url("owed-done", own.pk)).status_code == 302
    assert as_bo.post(url("owed-done", others.pk)).status_code == 404


class TestTheCalendar:
    @pytest.fixture
    def place(self, project, amina):
        return Membership.objects.get(project=project, user=amina)

    @pytest.fixture
    def feed(self, client, url, place):
        """The calendar as a program without an account reads it, by title."""

        def read():
            answer = client.get(url("plan-calendar", calendar.token_of(place)))
            assert answer.status_code == 200
            assert answer["Content-Type"] == "text/calendar; charset=utf-8"
            return {str(one["SUMMARY"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}

        return read

    @pytest.fixture
    def plan(self, project, by_amina):
        return lambda title, words: actions.plan_activity(
            project, title, read_one(words), by=by_amina, as_written=words
        )

    def test_a_timed_thing_stands_at_its_hour_in_copenhagen(self, feed, plan):
        plan("Møde", "7. juli 2026 kl. 16-17")
        found = feed()["Møde"]
        assert found["DTSTART"].params["TZID"] == "Europe/Copenhagen"
        assert found.decoded("DTSTART").isoformat() == "2026-07-07T16:00:00+02:00"
        assert found.decoded("DTEND").isoformat() == "2026-07-07T17:00:00+02:00"
        assert found["STATUS"] == "CONFIRMED"

    def test_a_whole_day_stands_without_an_hour_and_its_last_day_is_in(self, feed, plan):
        plan("Sprint", "16.-17. april 2026")
        found = feed()["Sprint"]
        assert (found.decoded("DTSTART"), found.decoded("DTEND")) == (date(2026, 4, 16), date(2026, 4, 18))

    def test_before_an_hour_is_a_whole_day_with_its_words(self, feed, plan):
        plan("Samtale", "21. april 2026 (før kl. 14)")
        assert feed()["Samtale"].decoded("DTSTART") == date(2026, 4, 21)
        assert "før kl. 14" in feed()["Samtale"]["DESCRIPTION"]

    @pytest.mark.parametrize("words", ["evt. 17. maj 2026", "maj/juni 2026"])
    def test_what_is_not_firm_is_tentative(self, feed, plan, words):
        plan("Fest", words)
        assert feed()["Fest"]["STATUS"] == "TENTATIVE"

    def test_what_has_no_date_is_left_out(self, feed, plan):
        plan("Læring", "dato følger")
        assert feed() == {}

    def test_a_dropped_thing_is_cancelled_so_that_calendars_let_go_of_it(self, feed, plan, by_amina):
        actions.drop(plan("Møde", "7. april 2026"), "Sygdom.", by=by_amina)
        assert feed()["Møde"]["STATUS"] == "CANCELLED"

    def test_a_moved_thing_keeps_its_name_and_is_newer(self, feed, plan, by_amina):
        meeting = plan("Møde", "7. april 2026")
        before = feed()["Møde"]
        actions.move(meeting, read_one("8. april 2026"), "8. april 2026", "Hallen.", by=by_amina)
        after = feed()["Møde"]
        assert before["UID"] == after["UID"]
        assert after["SEQUENCE"] > before["SEQUENCE"]
        assert after.decoded("DTSTART") == date(2026, 4, 8)

    def test_it_says_the_same_when_nothing_has_happened(self, client, url, place, plan):
        plan("Møde", "7. april 2026")
        address = url("plan-calendar", calendar.token_of(place))
        assert client.get(address).content == client.get(address).content

    def test_it_is_closed_to_one_who_has_no_place_any_more(self, client, url, place, raid):
        address = url("plan-calendar", calendar.token_of(place))
        place.delete()
        assert client.get(address).status_code == 404

    @pytest.mark.parametrize("token", ["x", "1", "MQ:abc:def"])
    def test_a_made_up_key_opens_nothing(self, client, url, raid, token):
        assert client.get(url("plan-calendar", token)).status_code == 404

    def test_a_key_to_one_project_opens_no_other(self, client, place, carl):
        from samskab.projects.actions import begin_project

        other = begin_project("En anden", coordinator=carl)
        address = reverse("plan-calendar", args=[other.slug, calendar.token_of(place)])
        assert client.get(address).status_code == 404
