"""The only door for the participation agreement: what people are told before they say anything, in versions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from samskab.ground import clock
from samskab.ground.reactions import ask
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.models import Activity, Project
from samskab.projects.permission import require, same_project
from samskab.projects.words import kept
from samskab.voices.consent.models import ConsentRecord, ParticipationAgreement


class SaysNothing(ValueError):
    """An agreement has words. Nothing is stored."""


@transaction.atomic
def write_agreement(
    project: Project,
    text: str,
    legal_basis: str,
    *,
    by: Actor,
    activity: Activity | None = None,
    in_force_from: date | None = None,
) -> ParticipationAgreement:
    """A new version. Those of before stand as they were: somebody was shown them. Refuses a CPR number."""
    require(by, project, May.EDIT_DOCUMENT)
    same_project(project, activity)
    if not (words := kept(text)):
        raise SaysNothing
    last = versions(project).last()
    made = ParticipationAgreement.objects.create(
        project=project,
        number=last.number + 1 if last else 1,
        activity=activity,
        text=words,
        legal_basis=ConsentRecord.Basis(legal_basis),
        in_force_from=in_force_from or clock.today(),
        written_by_id=by.id if by.kind == "staff" else None,
        written_at=clock.now(),
    )
    facts = {"number": made.number, "basis": made.legal_basis, "from": made.in_force_from.isoformat()}
    journal.write(
        "agreement_written", by=by, project_id=project.pk, subject="agreement", subject_id=made.pk, facts=facts
    )
    return made


def versions(project: Project) -> QuerySet[ParticipationAgreement]:
    """Every version, the first first."""
    return ParticipationAgreement.objects.filter(project=project).select_related("activity").order_by("number")


def version(project: Project, number: int | None) -> ParticipationAgreement | None:
    return versions(project).filter(number=number).first() if number else None


def in_force(project: Project, activity: Activity | None = None) -> ParticipationAgreement | None:
    """What is told today: the activity's own agreement, else the project's; None where nobody has written one."""
    today = versions(project).filter(in_force_from__lte=clock.today()).order_by("in_force_from", "number")
    own = today.filter(activity=activity).last() if activity else None
    return own or today.filter(activity=None).last()


@dataclass(frozen=True, slots=True)
class ToldThere:
    """An agreement as it is told, and the keys of the activities it is told at, as the page has them; "" is no activity."""

    text: str
    in_force_from: date
    at: str


def told_at(project: Project, activities: Iterable[Activity]) -> list[ToldThere]:
    """What is told today wherever one may be: each agreement in force, once."""
    today = versions(project).filter(in_force_from__lte=clock.today()).order_by("in_force_from", "number")
    latest = {one.activity_id: one for one in today}
    told: dict[ParticipationAgreement, list[str]] = {}
    for key in (None, *(activity.pk for activity in activities)):
        if (one := latest.get(key, latest.get(None))) is not None:
            told.setdefault(one, []).append("" if key is None else str(key))
    return [ToldThere(one.text, one.in_force_from, " ".join(keys)) for one, keys in told.items()]


def to_begin_with(project: Project) -> str:
    """Plain Danish to begin from, with the project's own name and telephone. Read aloud it takes a minute."""
    who = project.contact_name or "tovholderen"
    call = f"Ring til {who} på {project.contact_phone}." if project.contact_phone else f"Sig det til {who}."
    how_long = " ".join(ask("how_long_it_is_kept", project=project)) or _UNTIL_NEEDED
    return TO_BEGIN_WITH.format(project=project.name, call=call, how_long=how_long)


TO_BEGIN_WITH = """\
Vi er i gang med {project}. Vi vil høre, hvad du ser, og hvad du tænker.

Du bestemmer selv, om du vil være med. Du kan sige ja til én ting og nej til en anden.

Vi skriver dine ord ned. Vi skriver ikke dit navn og ikke dit CPR-nummer.

Vi kan ikke love, at ingen kender dig igen. Stedet er måske lille. Andre kan bede om at se, hvad vi har skrevet, og loven \
siger, hvornår de må det.

Du får en kode. Med den kan du se dine ord, og hvad de blev til.

Du kan altid tage dine ord tilbage. Du skal ikke sige hvorfor. {call} Så sletter vi ordene her og på nettet. Det, der er \
trykt på papir, kan vi ikke kalde tilbage.

{how_long}
"""
_UNTIL_NEEDED = "Vi sletter ordene, når vi ikke skal bruge dem mere."
