"""A meeting where nobody may note."""

import pytest


@pytest.fixture
def salon(project, by_amina):
    from samskab.ground.dates import read
    from samskab.projects.plan.actions import plan_activity
    from samskab.projects.plan.arranging import set_method

    activity = plan_activity(project, "Salon", read("7. april 2026")[0].when, by=by_amina)
    return set_method(activity, "conversation_salon", by=by_amina)
