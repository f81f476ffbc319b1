"""Keeping what a person said yes to, spread over the stages, in one transaction. Until then nothing is stored."""

from collections.abc import Callable, Iterable

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from samskab.frontdoor.reading.deciding import Decision
from samskab.frontdoor.reading.finds import short
from samskab.frontdoor.reading.opening import Opened
from samskab.frontdoor.reading.queries import read_before
from samskab.ground.dates import When
from samskab.ground.locker import laid_meanwhile
from samskab.ground.material import segments_of_document
from samskab.ground.text import one_line
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.actions import add_party, rename_project
from samskab.projects.document import actions as document
from samskab.projects.document.models import Section
from samskab.projects.methods.actions import describe_method
from samskab.projects.methods.shelf import recognise_name
from samskab.projects.models import Project
from samskab.projects.permission import require, turn_of
from samskab.projects.perspectives import standing_and_sector
from samskab.projects.plan.actions import plan_activity
from samskab.trials.tracks.actions import lay_track
from samskab.voices.intake.actions import Told, capture
from samskab.voices.intake.models import Voice
from samskab.voices.knowledge.actions import Finding, add_knowledge
from samskab.voices.sources.actions import Upload, keep, sweep
from samskab.voices.sources.models import Source

__all__ = ["AlreadyReadIn", "NotKept", "keep_what_we_agree_on"]


class AlreadyReadIn(Exception):
    """The same file has been read into this project before; `source` is where it stands."""

    def __init__(self, source: Source) -> None:
        super().__init__(source.name)
        self.source = source


class NotKept(Exception):
    """The disk or the database would not: nothing is stored, and the same may be tried again."""


def keep_what_we_agree_on(project: Project, opened: Opened, decisions: Iterable[Decision], *, by: Actor) -> Source:
    """Store the document and every finding that was taken, all or nothing: no row and no file is left of an attempt
    that fails. The same file twice is refused (AlreadyReadIn)."""
    require(by, project, May.READ_IN)
    with laid_meanwhile() as files:
        try:
            return _keep_all(project, opened, decisions, by)
        except AlreadyReadIn:
            raise
        except (OSError, DatabaseError) as error:
            sweep(files)
            raise NotKept from error
        except BaseException:
            sweep(files)
            raise


@transaction.atomic
def _keep_all(project: Project, opened: Opened, decisions: Iterable[Decision], by: Actor) -> Source:
    turn_of(project)
    if before := read_before(project, opened.data):
        raise AlreadyReadIn(before)
    upload = Upload(
        opened.document.name,
        opened.document.format,
        opened.data,
        opened.document.text,
        opened.reading.kind,
        segments_of_document(opened.document),
    )
    source = keep(project, upload, by=by)
    for decision in decisions:
        if decision.take:
            KEEPERS[decision.find.kind](project, decision, source, by)
    return source


def _because(source: Source) -> str:
    return _("Læst ind fra %(name)s") % {"name": source.name}


def _named(name: str, limit: int, text: str) -> tuple[str, str]:
    """A name that fits, and the text; a name that had to be shortened stands whole in front of the text."""
    fitting = short(name, limit)
    return fitting, text if fitting == one_line(name) else f"{name}\n\n{text}".strip()


def _title(project: Project, decision: Decision, source: Source, by: Actor) -> None:
    rename_project(project, decision.values["title"], _because(source), by=by)


def _section(project: Project, decision: Decision, source: Source, by: Actor) -> None:
    """A section we have already gets a new version; one we do not have is added."""
    heading, text = _named(decision.values["heading"] or _("Om projektet"), 160, decision.values["text"])
    sections = Section.objects.filter(project=project)
    known = next((one for one in sections if one.heading.casefold() == heading.casefold()), None)
    if known is not None:
        document.rewrite(known, text, _because(source), by=by)
    else:
        document.add_section(project, heading, text, _because(source), by=by)


def _principle(project: Project, decision: Decision, source: Source, by: Actor) -> None:
    name, text = _named(decision.values["name"], 160, decision.values["text"])
    document.add_principle(project, name, text, by=by)


def _method(project: Project, decision: Decision, source: Source, by: Actor) -> None:
    name, text = _named(decision.values["name"], 160, decision.values["text"])
    describe_method(project, name, text, by=by)


def _activity(project: Project, decision: Decision, source: Source, by: Actor) -> None:
    title, text = _named(decision.values["title"], 300, "")
    plan_activity(
        project,
        title,
        decision.when or When(None, None),
        by=by,
        as_written=short(decision.as_written, 300),
        text=text,
        method_key=recognise_name(title) or "",
        date_certain=decision.certain,
    )


def _party(project: Project, decision: Decision, source: Source, by: Actor) -> None:
    add_party(project, short(decision.values["name"], 160), by=by)


def _voice(project: Project, decision: Decision, source: Source, by: Actor) -> None:
    """A quote read in has no agreement: nobody has asked yet, and it cannot be printed."""
    standing, sector = standing_and_sector(decision.values["perspective"])
    told = Told(
        words=decision.values["text"],
        said_at=short(decision.values["attribution"], 200),
        standing=standing,
        sector=sector,
        capture_method=Voice.Capture.READ_IN,
        source=source,
    )
    capture(project, told, by=by)


def _knowledge(project: Project, decision: Decision, source: Source, by: Actor) -> None:
    values = decision.values
    title = short(values["source"], 300) or _("Uden titel")
    add_knowledge(project, Finding(values["text"], title, url=values["url"], source=source), by=by)


def _track(project: Project, decision: Decision, source: Source, by: Actor) -> None:
    title, text = _named(decision.values["title"], 200, decision.values["text"])
    lay_track(project, decision.values["kind"], title, text=text, by=by)


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
