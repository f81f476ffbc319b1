"""How a line of the plan is written, and what is kept of how it was. Behind the plan's door for writing."""

from typing import Any

from samskab.ground import clock
from samskab.ground.dates import When
from samskab.people.actors import Actor
from samskab.projects.plan.models import Activity, ActivityChange
from samskab.projects.words import kept, line


def dates_of(when: When) -> dict[str, Any]:
    """The columns of an activity that say when."""
    return {
        "starts_on": when.start or when.end,
        "ends_on": when.end or when.start,
        "start_time": when.start_time,
        "end_time": when.end_time,
        "precision": when.precision,
        "tentative": when.tentative,
        "condition": line(when.condition),
        "year_inferred": when.year_inferred,
    }


def titled(title: str, text: str) -> tuple[str, str]:
    """A title and a text as we keep them; a title too long for its place stands whole in the text."""
    whole, text = " ".join(kept(title).split()), kept(text)
    short = line(title)
    return short, text if short == whole or whole in text else f"{whole}\n\n{text}".strip()


def as_it_is(activity: Activity) -> Activity:
    """The same activity as it is now, held until the act is over, so that two people do not overwrite each other."""
    activity.refresh_from_db(from_queryset=Activity.objects.select_for_update())
    return activity


def put(activity: Activity, **facts: Any) -> None:
    for name, value in facts.items():
        setattr(activity, name, value)
    activity.save(update_fields=[*facts])


def note_change(activity: Activity, kind: str, before: str, after: str, reason: str, by: Actor) -> None:
    ActivityChange.objects.create(
        activity=activity,
        kind=kind,
        before=before,
        after=after,
        before_starts_on=activity.starts_on,
        before_ends_on=activity.ends_on,
        reason=reason,
        changed_by_id=by.id if by.kind == "staff" else None,
        at=clock.now(),
    )


def about(activity: Activity, **facts: Any) -> dict[str, Any]:
    """What the journal is told of an activity, besides what happened and by whom."""
    return {
        "project_id": activity.project_id,
        "subject": "activity",
        "subject_id": activity.pk,
        "facts": {"number": activity.number} | facts,
    }
