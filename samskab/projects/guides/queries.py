"""The only door for reading question guides: the project's own, and what a method asks where there is none."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samskab.projects.access import May
from samskab.projects.guides.models import Guide, GuideUse, GuideVersion
from samskab.projects.methods import shelf
from samskab.projects.models import Activity
from samskab.projects.team.models import Membership


@dataclass(frozen=True, slots=True)
class Written:
    """A guide with every version, the latest first, and the activities that ask from it."""

    guide: Guide
    versions: list[GuideVersion]
    used_at: list[Activity]

    @property
    def latest(self) -> GuideVersion:
        return self.versions[0]

    @property
    def first(self) -> GuideVersion:
        return self.versions[-1]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked at some activities. `source` says in words where the questions come from."""

    title: str
    questions: list[str]
    source: str
    number: int | None = None
    activities: list[Activity] = field(default_factory=list)

    @property
    def keys(self) -> str:
        """The activities' keys, as a page carries them."""
        return " ".join(str(activity.pk) for activity in self.activities)


def _guides(membership: Membership) -> QuerySet[Guide]:
    guides = Guide.objects.filter(project=membership.project)
    return guides if membership.may(May.SEE_PROJECT) else guides.none()


def _whole(guides: QuerySet[Guide]) -> list[Written]:
    versions = GuideVersion.objects.select_related("written_by").prefetch_related("qualified").order_by("-number")
    uses = GuideUse.objects.select_related("activity").order_by("activity__number")
    found = guides.prefetch_related(Prefetch("versions", versions), Prefetch("uses", uses))
    return [Written(one, list(one.versions.all()), [use.activity for use in one.uses.all()]) for one in found]


def written(membership: Membership) -> list[Written]:
    """Every guide of the project, the first first."""
    return _whole(_guides(membership))


def find(membership: Membership, number: int) -> Written:
    """One guide; Http404 for one this person may not see."""
    found = _whole(_guides(membership).filter(number=number))
    if not found:
        raise Http404
    return found[0]


def activities_to_choose(membership: Membership) -> QuerySet[Activity]:
    """What is in the plan and not dropped, the latest first."""
    there = Activity.objects.filter(project=membership.project).exclude(state=Activity.State.DROPPED)
    return there.order_by("-starts_on", "number")


def to_begin_from(key: str) -> dict[str, str]:
    """Title, questions and key of a method on our shelf; nothing for a key nobody knows."""
    try:
        text = shelf.method(key).text(get_language())
    except shelf.UnknownMethod:
        return {}
    return {"title": text.name, "questions": "\n".join(text.questions), "method_key": key}


def asked_at(activities: Iterable[Activity]) -> list[Asked]:
    """What is asked at each of these, every guide once: the project's own, else what the activity's method asks."""
    there = list(activities)
    own = {use.activity_id: use.guide for use in GuideUse.objects.filter(activity__in=there).select_related("guide")}
    found: dict[str, Asked] = {}
    for activity in there:
        guide = own.get(activity.pk)
        name = str(guide.pk) if guide else activity.method_key
        if name and name not in found:
            found[name] = _of_guide(guide) if guide else asked_by(activity.method_key)
        if name:
            found[name].activities.append(activity)
    return [one for one in found.values() if one.questions]


def _of_guide(guide: Guide) -> Asked:
    latest = guide.versions.latest("number")
    return Asked(latest.title, latest.lines, _("Udgave %(number)s") % {"number": latest.number}, guide.number)


def asked_by(key: str) -> Asked:
    """What a method on our shelf asks; no questions for a key nobody knows."""
    begun = to_begin_from(key)
    questions = begun.get("questions", "")
    return Asked(begun.get("title", ""), questions.split("\n") if questions else [], _("Metodens egne spørgsmål"))
