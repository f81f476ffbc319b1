"""How something in the plan is to be held: with whom, by which method, how far people are let in. Part of the plan's
door for writing."""

from collections.abc import Iterable

from django.db import transaction

from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.permission import require
from samskab.projects.perspectives import PERSPECTIVE_NAMES
from samskab.projects.plan.models import Activity, Participation
from samskab.projects.plan.writing import about, put
from samskab.projects.words import line


@transaction.atomic
def set_involvement(activity: Activity, level: str, *, by: Actor) -> Activity:
    """How far people are let in; "" when nobody has said."""
    require(by, activity.project, May.EDIT_PLAN)
    level = Activity.Involvement(level).value if level else ""
    if activity.involvement_level != level:
        put(activity, involvement_level=level)
        journal.write("involvement_set", by=by, **about(activity, level=level))
    return activity


@transaction.atomic
def set_method(activity: Activity, key: str, *, by: Actor) -> Activity:
    """Which method of the shelf it uses; "" for none."""
    require(by, activity.project, May.EDIT_PLAN)
    if activity.method_key != key:
        put(activity, method_key=key)
        journal.write("method_chosen", by=by, **about(activity))
    return activity


@transaction.atomic
def expect(activity: Activity, perspective: str, position: str = "", *, by: Actor) -> Participation:
    """This perspective is to take part. Safe to repeat."""
    require(by, activity.project, May.EDIT_PLAN)
    participation, made = Participation.objects.get_or_create(
        activity=activity, perspective=_known(perspective), position=line(position, 120)
    )
    if made:
        journal.write("perspective_expected", by=by, **about(activity, perspective=perspective))
    return participation


@transaction.atomic
def expect_only(activity: Activity, perspectives: Iterable[str], *, by: Actor) -> None:
    """These perspectives are to take part and no others; what has taken part stays."""
    require(by, activity.project, May.EDIT_PLAN)
    wanted = {_known(perspective) for perspective in perspectives}
    activity.participations.filter(took_part=False).exclude(perspective__in=wanted).delete()
    for perspective in sorted(wanted - set(activity.participations.values_list("perspective", flat=True))):
        expect(activity, perspective, by=by)


def take_part(activity: Activity, perspective: str) -> None:
    """It took part, whether or not anybody expected it. Said inside the act that tells it was held."""
    known = activity.participations.filter(perspective=_known(perspective))
    if not known.update(took_part=True):
        Participation.objects.create(activity=activity, perspective=perspective, took_part=True)


def _known(perspective: str) -> str:
    if perspective not in PERSPECTIVE_NAMES:
        raise ValueError(f"Not a perspective: {perspective!r}")
    return perspective
