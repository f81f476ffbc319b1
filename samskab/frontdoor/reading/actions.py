"""Keeping what a person said yes to, spread over the stages, in one transaction. Until then nothing is stored."""

import hashlib
from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from samskab.frontdoor.reading.deciding import Decision
from samskab.frontdoor.reading.opening import Opened
from samskab.ground.dates import When
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.actions import add_party, rename_project
from samskab.projects.document import actions as document
from samskab.projects.document.models import Section
from samskab.projects.methods.actions import describe_method
from samskab.projects.methods.shelf import recognise_name
from samskab.projects.models import Project
from samskab.projects.permission import require
from samskab.projects.plan.actions import plan_activity
from samskab.trials.tracks.actions import lay_track
from samskab.voices.intake.actions import ContainsCpr, Told, capture
from samskab.voices.intake.models import Voice
from samskab.voices.knowledge.actions import Finding, add_knowledge
from samskab.voices.sources.actions import Upload, keep
from samskab.voices.sources.models import Source

__all__ = ["AlreadyReadIn", "ContainsCpr", "keep_what_we_agree_on", "read_before"]


class AlreadyReadIn(Exception):
    """The same file has been read into this project before; `source` is where it stands."""

    def __init__(self, source: Source) -> None:
        super().__init__(source.name)
        self.source = source


def read_before(project: Project, data: bytes) -> Source | None:
    """The earlier reading of exactly this file, if there is one."""
    return Source.objects.filter(project=project, sha256=hashlib.sha256(data).hexdigest()).first()


@transaction.atomic
def keep_what_we_agree_on(project: Project, opened: Opened, decisions: Iterable[Decision], *, by: Actor) -> Source:
    """Store the document and every finding that was taken, all or nothing. The same file twice is refused."""
    require(by, project, May.READ_IN)
    if before := read_before(project, opened.data):
        raise AlreadyReadIn(before)
    upload = Upload(
        opened.document.name, opened.document.format, opened.data, opened.document.text, opened.reading.kind
    )
    source = keep(project, upload, by=by)
    for decision in decisions:
        if decision.take:
            KEEPERS[decision.find.kind](project, decision, source, by)
    return source


def _because(source: Source) -> str:
    return _("Læst ind fra %(name)s") % {"name": source.name}


def _title(project: Project, decision: Decision, source: Source, by: Actor) -> None:
    rename_project(project, decision.values["title"][:160], _because(source), by=by)


def _section(project: Project, decision: Decision, source: Source, by: Actor) -> None:
    """A section we have already gets a new version; one we do not have is added."""
    heading, text = decision.values["heading"][:160] or _("Om projektet"), decision.values["text"]
    known = Section.objects.filter(project=project, heading__iexact=heading).first()
    if known is not None:
        document.rewrite(known, text, _because(source), by=by)
    else:
        document.add_section(project, heading, text, _because(source), by=by)


def _principle(project: Project, decision: Decision, source: Source, by: Actor) -> None:
    document.add_principle(project, decision.values["name"][:160], decision.values["text"], by=by)


def _method(project: Project, decision: Decision, source: Source, by: Actor) -> None:
    describe_method(project, decision.values["name"][:160], decision.values["text"], by=by)


def _activity(project: Project, decision: Decision, source: Source, by: Actor) -> None:
    title = decision.values["title"][:300]
    plan_activity(
        project,
        title,
        decision.when or When(None, None),
        by=by,
        as_written=decision.as_written[:300],
        method_key=recognise_name(title) or "",
        date_certain=decision.certain,
    )


def _party(project: Project, decision: Decision, source: Source, by: Actor) -> None:
    add_party(project, decision.values["name"][:160], by=by)


def _voice(project: Project, decision: Decision, source: Source, by: Actor) -> None:
    """A quote read in has no agreement: nobody has asked yet, and it cannot be printed."""
    told = Told(
        words=decision.values["text"],
        said_at=decision.values["attribution"][:200],
        capture_method=Voice.Capture.READ_IN,
        source=source,
    )
    capture(project, told, by=by)


def _knowledge(project: Project, decision: Decision, source: Source, by: Actor) -> None:
    values = decision.values
    title = values["source"][:300] or _("Uden titel")
    add_knowledge(project, Finding(values["text"], title, url=values["url"][:500], source=source), by=by)


def _track(project: Project, decision: Decision, source: Source, by: Actor) -> None:
    lay_track(project, decision.values["kind"], decision.values["title"][:200], text=decision.values["text"], by=by)


KEEPERS: dict[str, Callable[[Project, Decision, Source, Actor], None]] = {
    "title": _title,
    "section": _section,
    "principle": _principle,
    "method": _method,
    "activity": _activity,
    "party": _party,
    "voice": _voice,
    "knowledge": _knowledge,
    "track": _track,
}
