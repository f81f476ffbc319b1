"""A voice comes from what took place or will, never from what was dropped."""

import pytest

from samskab.ground.dates import read
from samskab.projects.plan.actions import drop, plan_activity, resume
from samskab.voices.intake.actions import NotGivenThisWay, Told, capture
from samskab.voices.intake.models import Voice


def test_nobody_spoke_at_what_was_dropped(project, by_amina):
    meeting = plan_activity(project, "Møde", read("7. april 2026")[0].when, by=by_amina)
    drop(meeting, "Ingen kunne.", by=by_amina)
    told = Told("Ingen var der.", standing="citizen", sector="civil", activity=meeting)
    with pytest.raises(NotGivenThisWay):
        capture(project, told, by=by_amina)
    assert not Voice.objects.exists()
    resume(meeting, by=by_amina)
    assert capture(project, told, by=by_amina).activity == meeting
