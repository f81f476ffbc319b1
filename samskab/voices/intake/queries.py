"""The only door for reading voices."""

from django.db.models import QuerySet
from django.http import Http404

from samskab.projects.access import May
from samskab.projects.models import Activity, Project
from samskab.projects.perspectives import perspective_of
from samskab.projects.policy import states_open_to
from samskab.projects.team.models import Membership
from samskab.voices.intake.models import Voice
from samskab.voices.sources.models import Source


def seen_by(membership: Membership) -> QuerySet[Voice]:
    """The voices this person may see in this project; withdrawn ones keep their place, without words."""
    voices = Voice.objects.filter(project=membership.project).select_related("activity", "place", "source")
    return voices.prefetch_related("consents") if membership.may(May.SEE_VOICES) else voices.none()


def in_brief(membership: Membership) -> QuerySet[Voice]:
    """The same for a line about each, without the words and what was agreed."""
    voices = seen_by(membership).prefetch_related(None).select_related(None).select_related("activity", "place")
    return voices.only("project", "number", "state", "standing", "sector", "said_at", "activity__title", "place__name")


def read_in_from(membership: Membership, source: Source) -> QuerySet[Voice]:
    """In brief, the voices whose words stand in a document."""
    return in_brief(membership).filter(source=source)


def find(membership: Membership, number: int) -> Voice:
    """One voice; 404 for one this person may not see."""
    voice = seen_by(membership).filter(number=number).first()
    if voice is None:
        raise Http404
    return voice


def may_say_who(membership: Membership) -> bool:
    """May this person write down who spoke? Whoever may keep words or what was agreed about them may."""
    return membership.may(May.CAPTURE_VOICE) or membership.may(May.RECORD_CONSENT)


def perspectives_heard(project_id: int) -> set[str]:
    """The perspectives that have spoken for themselves in a project, as keys. As cheap with many voices as with few."""
    kept = Voice.objects.filter(project_id=project_id, state=Voice.State.KEPT).order_by()
    return {perspective_of(*row) for row in kept.values_list("standing", "sector").distinct()} - {""}


def activities_to_choose(membership: Membership) -> QuerySet[Activity]:
    """The plan's activities a voice may come from, the latest first."""
    return activities_spoken_at(membership.project)


def activities_spoken_at(project: Project) -> QuerySet[Activity]:
    there = Activity.objects.filter(state__in=states_open_to("activity", [May.CAPTURE_VOICE]))
    return there.filter(project=project).order_by("-starts_on", "number")
