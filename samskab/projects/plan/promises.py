"""What somebody has promised to do, by a day: written down, and done. Part of the plan's door for writing."""

from datetime import date

from django.db import transaction

from samskab.ground import clock
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.people.models import User
from samskab.projects.access import May
from samskab.projects.models import Project
from samskab.projects.permission import require
from samskab.projects.plan.models import Activity, OwedAction
from samskab.projects.words import line


@transaction.atomic
def owe(
    project: Project,
    what: str,
    *,
    by: Actor,
    owner: User | None = None,
    who: str = "",
    due_on: date | None = None,
    activity: Activity | None = None,
    is_question: bool = False,
) -> OwedAction:
    """Somebody has promised this. `owner` has an account here; `who` is how others are named. Safe to repeat."""
    require(by, project, May.EDIT_PLAN)
    owed, made = OwedAction.objects.get_or_create(
        project=project,
        what=line(what),
        activity=activity,
        owner=owner,
        who=line(who, 120),
        due_on=due_on,
        done_on=None,
        defaults={"is_question": is_question, "created_at": clock.now()},
    )
    if made:
        _journal("action_owed", owed, by)
    return owed


@transaction.atomic
def settle(owed: OwedAction, *, by: Actor) -> None:
    """It is done, today. Whoever promised it may say so, and whoever keeps the plan. Safe to repeat."""
    require(by, owed.project, May.SEE_PROJECT if _is_own(owed, by) else May.EDIT_PLAN)
    if OwedAction.objects.filter(pk=owed.pk, done_on=None).update(done_on=clock.today()):
        owed.done_on = clock.today()
        _journal("action_settled", owed, by)


@transaction.atomic
def owe_again(owed: OwedAction, *, by: Actor) -> None:
    """It was not done after all. Safe to repeat."""
    require(by, owed.project, May.SEE_PROJECT if _is_own(owed, by) else May.EDIT_PLAN)
    if OwedAction.objects.filter(pk=owed.pk).exclude(done_on=None).update(done_on=None):
        owed.done_on = None
        _journal("action_owed_again", owed, by)


def _is_own(owed: OwedAction, by: Actor) -> bool:
    return by.kind == "staff" and by.id is not None and owed.owner_id == by.id


def _journal(verb: str, owed: OwedAction, by: Actor) -> None:
    journal.write(verb, by=by, project_id=owed.project_id, subject="owed_action", subject_id=owed.pk)
