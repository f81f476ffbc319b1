from datetime import timedelta

import pytest
from django.urls import reverse

from samskab.ground.dates import read_one
from samskab.projects.leave.actions import SaysTooLittle, note_leave
from samskab.projects.leave.models import SitePermission
from samskab.projects.leave.queries import without_leave
from samskab.projects.permission import NotAllowed
from samskab.projects.plan.actions import plan_activity
from samskab.projects.words import ContainsCpr

SAID = {"place": "Biblioteket", "who": "Afdelingslederen", "allows": "Tale med dem, der kommer."}


@pytest.fixture
def raid(project, by_amina):
    return plan_activity(project, "Raid", read_one("10. april 2026"), by=by_amina, method_key="ethno_raid")


@pytest.fixture
def visit(project, by_amina):
    return plan_activity(project, "Besøg", read_one("11. april 2026"), by=by_amina, method_key="kitchen_table")


def test_a_place_is_asked_until_somebody_wrote_down_that_it_said_yes(raid, visit, by_amina, story_day):
    assert without_leave([raid, visit]) == [raid]
    for _again in range(2):
        note_leave(raid, given_on=story_day, by=by_amina, **SAID)
    assert without_leave([raid, visit]) == [] and SitePermission.objects.count() == 1


@pytest.mark.parametrize("missing", ["place", "who", "allows"])
def test_leave_says_who_where_and_to_what(raid, by_amina, story_day, missing):
    with pytest.raises(SaysTooLittle):
        note_leave(raid, given_on=story_day, by=by_amina, **(SAID | {missing: " "}))


def test_leave_is_not_noted_before_it_is_given_nor_with_a_cpr_number(raid, by_amina, story_day):
    with pytest.raises(SaysTooLittle):
        note_leave(raid, given_on=story_day + timedelta(days=1), by=by_amina, **SAID)
    with pytest.raises(ContainsCpr):
        note_leave(raid, given_on=story_day, by=by_amina, **(SAID | {"who": "Per, 010180-1234"}))
    assert not SitePermission.objects.exists()


def test_only_those_who_keep_the_plan_note_leave(raid, by_bo, by_carl, story_day):
    for actor in (by_bo, by_carl):
        with pytest.raises(NotAllowed):
            note_leave(raid, given_on=story_day, by=actor, **SAID)


def test_who_writes_down_there_is_told_until_the_leave_is_there(as_amina, as_bo, project, raid, visit):
    """On the ordinary page and on the one a telephone keeps; only where the place must be asked."""
    pages = [f"/p/{project.slug}/stemmer/ny/", f"/p/{project.slug}/felt/"]
    warning = f'paper-card--doubt" data-asked-at="{raid.pk}"'
    assert all(warning in as_bo.get(page).content.decode() for page in pages)
    assert f'paper-card--doubt" data-asked-at="{visit.pk}"' not in as_bo.get(pages[0]).content.decode()
    form = reverse("activity-leave", args=[project.slug, raid.number])
    as_amina.post(form, SAID | {"given_on": "18. marts 2026"})
    assert not [page for page in pages if warning in as_bo.get(page).content.decode()]
    assert "Afdelingslederen" in as_bo.get(reverse("activity", args=[project.slug, raid.number])).content.decode()


def test_a_day_that_has_not_come_is_said_beside_the_day(as_amina, project, raid):
    form = reverse("activity-leave", args=[project.slug, raid.number])
    html = as_amina.post(form, SAID | {"given_on": "20. marts 2026"}).content.decode()
    assert "ikke kommet endnu" in html and "Biblioteket" in html and not SitePermission.objects.exists()


def test_the_projects_places_are_offered_where_leave_is_written_down(as_amina, project, raid):
    project.places.create(name="Stokkevig")
    page = as_amina.get(reverse("activity-leave", args=[project.slug, raid.number])).content.decode()
    assert 'list="places"' in page and '<datalist id="places"><option value="Stokkevig"></datalist>' in page
