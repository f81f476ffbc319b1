"""From a filled-in form to acts in the plan, and the words that say what we understood."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samskab.ground.dates import write
from samskab.people.actors import Actor
from samskab.projects.models import Project
from samskab.projects.plan import actions
from samskab.projects.plan.models import Activity
from samskab.projects.plan.rows import in_words, when_of
from samskab.projects.plan.understood import Understood


@transaction.atomic
def plan_as_written(project: Project, words: dict[str, Any], *, by: Actor) -> list[Activity]:
    """An activity for each date that was written; "eller" makes them alternatives."""
    heard: Understood = words["dates"]
    made = [
        actions.plan_activity(
            project,
            words["title"],
            when,
            by=by,
            as_written=write(when) if heard.is_several else heard.text,
            text=words["text"],
            method_key=words["method"],
            involvement_level=words["involvement"],
        )
        for when in heard.whens
    ]
    for activity in made:
        for perspective in words["perspectives"]:
            actions.expect(activity, perspective, by=by)
    if heard.is_either:
        actions.make_alternatives(made, by=by)
    return made


@transaction.atomic
def change_details(activity: Activity, words: dict[str, Any], *, by: Actor) -> None:
    """Everything about an activity but its date."""
    actions.reword(activity, words["title"], words["reason"], by=by, text=words["text"])
    actions.set_involvement(activity, words["involvement"], by=by)
    actions.set_method(activity, words["method"], by=by)
    actions.expect_only(activity, words["perspectives"], by=by)


def heard(made: Sequence[Activity]) -> str:
    """What we understood, read back."""
    dated = [in_words(when_of(activity)) for activity in made if activity.starts_on]
    if not dated:
        return _("Gemt, uden dato.")
    return _("Gemt. Vi har forstået datoen som %(dates)s.") % {"dates": " · ".join(dated)}


def as_held(activity: Activity, today: date) -> dict[str, Any]:
    """What we guess about how it went, for a person to correct: the day it was planned for, if that has been."""
    planned = activity.starts_on if activity.precision in {"time", "day"} else None
    return {
        "on": activity.held_on or (planned if planned and planned <= today else today),
        "perspectives": [row.perspective for row in activity.participations.all()],
        "outcome": activity.outcome,
    }
