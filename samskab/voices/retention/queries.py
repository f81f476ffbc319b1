"""The only door for reading how long things are kept, in words anybody understands."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samskab.ground.wording import danish_date, number_word
from samskab.projects.models import Project
from samskab.projects.team.models import Membership
from samskab.voices.intake.models import Voice
from samskab.voices.intake.queries import in_brief
from samskab.voices.retention.actions import how_many
from samskab.voices.retention.models import Retention, SourceGone
from samskab.voices.retention.terms import WARNED, due
from samskab.voices.sources.models import Segment, Source

Kind = Retention.Kind


@dataclass(frozen=True, slots=True)
class Standing:
    """One kind: what was decided in one sentence, when it goes, and what stands in the way."""

    kind: str
    label: str
    sentence: str
    rule: Retention | None
    day: date | None
    goes_on: date | None
    many: int


def standing(project: Project) -> list[Standing]:
    """Every kind, the shortest kept first."""
    rules = {rule.kind: rule for rule in Retention.objects.filter(project=project)}
    return [_standing(project, kind, str(label), rules.get(kind)) for kind, label in Kind.choices]


def _standing(project: Project, kind: str, label: str, rule: Retention | None) -> Standing:
    day = due(rule.until_on, rule.ends_on, rule.months) if rule else None
    told = rule.announced_on + WARNED if rule and rule.announced_on else None
    goes_on = max(day, told) if day and told else None
    return Standing(kind, label, _sentence(kind, rule, day), rule, day, goes_on, how_many(project, kind))


def in_words(project: Project) -> list[str]:
    """What everybody may be told; nothing where nobody has decided anything."""
    return [one.sentence for one in standing(project) if one.sentence]


def _sentence(kind: str, rule: Retention | None, day: date | None) -> str:
    if day is not None:
        on = {
            Kind.SOUND: _("Vi sletter lyd %(day)s."),
            Kind.SOURCES: _("Vi sletter filer og udskrifter %(day)s."),
            Kind.VOICES: _("Vi sletter ordene %(day)s."),
        }
        return on[Kind(kind)] % {"day": danish_date(day)}
    if rule is None or rule.months is None:
        return ""
    months = ngettext("én måned", "%(words)s måneder", rule.months) % {"words": number_word(rule.months)}
    later = {
        Kind.SOUND: _("Vi sletter lyd %(months)s efter, at projektet er slut."),
        Kind.SOURCES: _("Vi sletter filer og udskrifter %(months)s efter, at projektet er slut."),
        Kind.VOICES: _("Vi sletter ordene %(months)s efter, at projektet er slut."),
    }
    return later[Kind(kind)] % {"months": months}


def soon_gone(project: Project) -> list[Standing]:
    """What has been announced: it goes on `goes_on`."""
    rules = Retention.objects.filter(project=project, announced_on__isnull=False)
    announced = [_standing(project, rule.kind, str(rule.get_kind_display()), rule) for rule in rules]
    return [one for one in announced if one.goes_on is not None and one.many]


@dataclass(frozen=True, slots=True)
class Held:
    """What goes with a source, and the voices that were read from it."""

    revisions: int
    segments: int
    voices: list[Voice]


def held_by(membership: Membership, source: Source) -> Held:
    voices = in_brief(membership).filter(source=source, state=Voice.State.KEPT).order_by("number")
    segments = Segment.objects.filter(revision__source=source).count()
    return Held(source.revisions.count(), segments, list(voices))


def gone(membership: Membership) -> list[SourceGone]:
    """The sources that were deleted, the latest first."""
    return list(SourceGone.objects.filter(project=membership.project).select_related("deleted_by"))
