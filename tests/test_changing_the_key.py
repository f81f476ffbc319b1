"""The key can be changed without signing anybody out, and the old one makes nothing new."""

from django.conf import settings as now
from django.test import Client
from django.urls import reverse

from samskab.ground.installation import Installation
from samskab.projects.permission import membership_of
from samskab.projects.plan.calendar import token_of


def change(settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "en-helt-ny-noegle-" * 3, [now.SECRET_KEY]


def test_the_keys_of_before_are_read_one_a_line(tmp_path):
    here = Installation(tmp_path)
    here.prepare()
    assert here.old_keys == []
    tmp_path.joinpath("old-secret.key").write_text("den-foerste\nden-anden\n")
    assert here.old_keys == ["den-foerste", "den-anden"] and here.secret_key not in here.old_keys


def test_nobody_is_signed_out_and_calendars_go_on(as_amina, amina, project, settings):
    page, calendar = reverse("plan", args=[project.slug]), token_of(membership_of(amina, project))
    change(settings)
    assert as_amina.get(page).status_code == 200
    assert Client().get(reverse("plan-calendar", args=[project.slug, calendar])).status_code == 200
    assert token_of(membership_of(amina, project)) != calendar


def test_without_the_old_key_everybody_is_signed_out(as_amina, amina, project, settings):
    page, calendar = reverse("plan", args=[project.slug]), token_of(membership_of(amina, project))
    settings.SECRET_KEY = "en-helt-ny-noegle-" * 3
    assert as_amina.get(page).status_code == 302
    assert Client().get(reverse("plan-calendar", args=[project.slug, calendar])).status_code == 404
