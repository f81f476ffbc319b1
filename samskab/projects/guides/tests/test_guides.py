import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samskab.ground.dates import read_one
from samskab.projects.actions import begin_project
from samskab.projects.guides import actions, queries
from samskab.projects.guides.models import GuideQualified, GuideVersion
from samskab.projects.methods import shelf
from samskab.projects.permission import FromAnotherProject, NotAllowed
from samskab.projects.plan.actions import plan_activity
from samskab.projects.team.models import Membership
from samskab.projects.words import ContainsCpr, ReasonMissing

ASKED = "Hvad gjorde du sidst?\nHvem fik du fat i?"


@pytest.fixture
def place(project, amina):
    return Membership.objects.get(project=project, user=amina)


@pytest.fixture
def guide(project, by_amina):
    return actions.write_guide(project, "Ved køkkenbordet", ASKED, by=by_amina)


@pytest.fixture
def visit(project, by_amina):
    return plan_activity(project, "Besøg", read_one("10. april 2026"), by=by_amina, method_key="kitchen_table")


@pytest.fixture
def url(project):
    return lambda name, *args: reverse(name, args=[project.slug, *args])


def test_a_new_version_never_changes_an_old_one(place, guide, by_amina):
    actions.rewrite(guide, "Ved køkkenbordet", f"{ASKED}\nHvad skete der så?", "En borger savnede det.", by=by_amina)
    found = queries.find(place, guide.number)
    assert [(one.number, one.questions, one.reason) for one in found.versions] == [
        (2, f"{ASKED}\nHvad skete der så?", "En borger savnede det."),
        (1, ASKED, ""),
    ]
    assert found.latest.written_by == place.user


def test_the_same_questions_are_no_new_version_and_no_new_guide(project, guide, by_amina):
    actions.rewrite(guide, " Ved køkkenbordet ", f"\n{ASKED}\n\n", "Jeg trykkede bare gem.", by=by_amina)
    assert actions.write_guide(project, "Ved køkkenbordet", ASKED, by=by_amina) == guide
    assert GuideVersion.objects.count() == 1


@given(st.lists(st.text(max_size=30), max_size=12))
def test_questions_are_kept_in_their_order_a_line_each_and_none_is_empty(lines):
    try:
        found = actions.questions_of("\n".join(lines))
    except ContainsCpr:
        return
    assert all(one and "\n" not in one for one in found)
    assert actions.questions_of("\n".join(found)) == found


def test_a_new_version_says_why(guide, by_amina):
    with pytest.raises(ReasonMissing):
        actions.rewrite(guide, "Andet", ASKED, " ", by=by_amina)


@pytest.mark.parametrize(
    ("title", "asked", "error"),
    [
        ("", ASKED, actions.AsksNothing),
        ("Guide", " \n ", actions.AsksNothing),
        ("Guide", "\n".join(f"Hvad {n}?" for n in range(21)), actions.AsksTooMuch),
        ("Guide", "Hvad siger 010180-1234?", ContainsCpr),
    ],
)
def test_what_asks_nothing_or_too_much_is_not_stored(project, by_amina, title, asked, error):
    with pytest.raises(error):
        actions.write_guide(project, title, asked, by=by_amina)
    assert not GuideVersion.objects.exists()


def test_of_two_who_write_at_once_the_second_hears_and_nothing_is_lost(as_amina, guide, by_amina, url):
    actions.rewrite(guide, "Ved bordet", ASKED, "Kortere.", by=by_amina, based_on=1)
    mine = {"title": "Mit", "questions": "Hvad så du?", "reason": "Bedre.", "based_on": 1}
    html = as_amina.post(url("guide-rewrite", 1), mine).content.decode()
    assert "En anden har rettet imens" in html and "Hvad så du?" in html and 'value="2"' in html
    assert guide.versions.count() == 2


def test_who_qualified_it_stays_with_the_version_they_saw(place, guide, by_amina, story_day):
    first = guide.versions.get()
    for _again in range(2):
        actions.qualify(first, "To pårørende", story_day, said="Spørg til en bestemt dag.", by=by_amina)
    actions.rewrite(guide, "Ved bordet", ASKED, "De pårørende.", by=by_amina)
    found = queries.find(place, 1)
    assert not found.latest.qualified.exists()
    assert [one.who for one in found.first.qualified.all()] == ["To pårørende"]
    assert GuideQualified.objects.count() == 1


def test_an_activity_asks_from_one_guide(project, guide, visit, by_amina):
    other = actions.write_guide(project, "En anden", "Hvad ellers?", by=by_amina)
    actions.use_at(guide, [visit], by=by_amina)
    actions.use_at(other, [visit], by=by_amina)
    assert [one.title for one in queries.asked_at([visit])] == ["En anden"]
    assert not guide.uses.exists()


def test_where_there_is_no_guide_the_method_asks(visit, guide, by_amina):
    [asked] = queries.asked_at([visit])
    assert tuple(asked.questions) == shelf.method("kitchen_table").text("da").questions
    actions.use_at(guide, [visit], by=by_amina)
    [asked] = queries.asked_at([visit])
    assert asked.questions == ASKED.split("\n") and asked.number == 1
    actions.use_at(guide, [], by=by_amina)
    assert queries.asked_at([visit])[0].number is None


def test_a_guide_is_not_used_in_another_project(guide, amina, by_amina):
    elsewhere = begin_project("Et andet", coordinator=amina)
    there = plan_activity(elsewhere, "Der", read_one("10. april 2026"), by=by_amina)
    with pytest.raises(FromAnotherProject):
        actions.use_at(guide, [there], by=by_amina)


def test_only_those_who_keep_the_plan_write_guides(project, guide, visit, by_bo, by_carl, story_day):
    for actor in (by_bo, by_carl):
        for act in (
            lambda by: actions.write_guide(project, "Min", ASKED, by=by),
            lambda by: actions.rewrite(guide, "Min", ASKED, "Fordi.", by=by),
            lambda by: actions.qualify(guide.versions.get(), "Mig", story_day, by=by),
            lambda by: actions.use_at(guide, [visit], by=by),
        ):
            with pytest.raises(NotAllowed):
                act(actor)


def test_amina_writes_a_guide_from_a_method_and_says_where_it_is_used(as_amina, as_bo, visit, project, url):
    begun = as_amina.get(url("guide-new"), {"metode": "kitchen_table"}).content.decode()
    assert shelf.method("kitchen_table").text("da").questions[0] in begun
    sent = {"title": "Vores", "questions": "Hvad gjorde du?", "method_key": "kitchen_table"}
    assert as_amina.post(url("guide-new"), sent).url == url("guide-use", 1)
    as_amina.post(url("guide-use", 1), {"activities": [visit.pk]})
    for page in (url("guide", 1), url("activity", visit.number), url("guides")):
        html = as_bo.get(page).content.decode()
        assert "Vores" in html and "Skriv en ny udgave" not in html


def test_what_somebody_qualified_is_shown(as_amina, guide, url):
    sent = {"who": "To borgere fra Nordby", "said": "For langt.", "on": "19. marts 2026"}
    as_amina.post(url("guide-qualify", 1), sent)
    html = as_amina.get(url("guide", 1)).content.decode()
    assert "To borgere fra Nordby" in html and "For langt." in html
    tomorrow = as_amina.post(url("guide-qualify", 1), sent | {"on": "20. marts 2026"}).content.decode()
    assert "ikke kommet endnu" in tomorrow


def test_a_stranger_finds_no_guide(as_carl, guide, url):
    assert {as_carl.get(url(name, *args)).status_code for name, args in (("guides", ()), ("guide", (1,)))} == {404}
