"""The only door for writing knowledge from outside."""

from dataclasses import dataclass

from django.db import transaction

from samskab.ground import clock
from samskab.ground.cpr import find_cpr
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.codes import next_number
from samskab.projects.models import Project
from samskab.projects.permission import require, same_project
from samskab.projects.words import ContainsCpr
from samskab.voices.knowledge.models import Knowledge
from samskab.voices.sources.models import Source


@dataclass(frozen=True, slots=True)
class Finding:
    """What someone else has found out: what it says, and where it stands."""

    text: str
    title: str
    publisher: str = ""
    published: str = ""
    url: str = ""
    source: Source | None = None


@transaction.atomic
def add_knowledge(project: Project, finding: Finding, *, by: Actor) -> Knowledge:
    """Keep knowledge apart from voices, with publisher, time and link. Refuses a CPR number."""
    require(by, project, May.ADD_KNOWLEDGE)
    if any(find_cpr(text) for text in (finding.text, finding.title, finding.publisher, finding.published)):
        raise ContainsCpr
    same_project(project, finding.source)
    knowledge = Knowledge.objects.create(
        project=project,
        number=next_number(project, "V"),
        text=finding.text.strip(),
        title=finding.title.strip(),
        publisher=finding.publisher.strip(),
        published=finding.published.strip(),
        url=finding.url.strip(),
        source=finding.source,
        created_at=clock.now(),
    )
    journal.write("knowledge_added", by=by, project_id=project.pk, subject="knowledge", subject_id=knowledge.pk)
    return knowledge
