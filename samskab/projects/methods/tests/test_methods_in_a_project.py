import pytest
from django.urls import reverse

from samskab.ground.dates import read_one
from samskab.projects.methods import queries, shelf
from samskab.projects.methods.actions import describe_method
from samskab.projects.permission import NotAllowed
from samskab.projects.plan.actions import plan_activity
from samskab.projects.team.models import Membership


@pytest.fixture
def place(project, amina):
    return Membership.objects.get(project=project, user=amina)


def test_a_method_we_know_by_name_is_tied_to_the_shelf(project, by_amina):
    assert (
        describe_method(project, "Køkkenbordssamtaler/samtaler med få", "Vi lytter.", by=by_amina).key
        == "kitchen_table"
    )


def test_a_method_of_the_projects_own_stands_by_itself(project, place, by_amina):
    own = describe_method(project, "Gåtur med hund", "Vores egen.", by=by_amina)
    assert own.key == ""
    assert queries.own_methods(place) == [own]


def test_a_method_is_described_once_and_takes_new_words(project, by_amina):
    first = describe_method(project, "Etnoraid", "Vi ser efter.", by=by_amina)
    again = describe_method(project, "Etnoraid", "Vi ser og hører.", by=by_amina)
    assert (again.pk, again.text) == (first.pk, "Vi ser og hører.")


def test_only_those_who_keep_the_document_describe_methods(project, by_bo, by_carl):
    for actor in (by_bo, by_carl):
        with pytest.raises(NotAllowed):
            describe_method(project, "Etnoraid", "", by=actor)


def test_the_whole_shelf_is_there_and_what_the_project_uses_comes_first(as_bo, project, by_amina):
    describe_method(project, "Etnoraid", "Vi ser efter.", by=by_amina)
    html = as_bo.get(reverse("methods", args=[project.slug])).content.decode()
    assert all(method.text("da").name in html for method in shelf.methods())
    assert html.index("/metoder/ethno_raid/") < html.index("Resten af hylden") < html.index("/metoder/walk_around/")


@pytest.mark.parametrize("key", shelf.KEYS)
def test_every_method_shows_its_steps_its_guide_and_what_may_be_written_down(as_bo, project, key):
    html = as_bo.get(reverse("method", args=[project.slug, key])).content.decode()
    text = shelf.method(key).text("da")
    assert "Hvad må skrives ned?" in html
    assert html.count("<li>") >= len(text.steps) + len(text.questions)


def test_a_method_shows_what_the_project_says_and_where_it_stands_in_the_plan(as_bo, project, by_amina):
    describe_method(project, "Etnoraid", "Vi ser efter.", by=by_amina)
    plan_activity(project, "Raid i Nørreby", read_one("10. april 2026"), by=by_amina, method_key="ethno_raid")
    html = as_bo.get(reverse("method", args=[project.slug, "ethno_raid"])).content.decode()
    assert all(part in html for part in ("Vi ser efter.", "Raid i Nørreby"))


def test_a_method_nobody_knows_and_a_stranger_find_nothing(as_bo, as_carl, project):
    assert as_bo.get(reverse("method", args=[project.slug, "magic"])).status_code == 404
    assert as_carl.get(reverse("methods", args=[project.slug])).status_code == 404
