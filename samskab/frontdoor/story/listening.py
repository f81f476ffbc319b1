"""What people told us, what was agreed about it, what was taken back, and what others have found out."""

from datetime import timedelta
from functools import partial

from samskab.frontdoor.story.book import Happening, Happenings, Page
from samskab.frontdoor.story.known import Known
from samskab.projects.models import Project
from samskab.projects.perspectives import standing_and_sector
from samskab.voices.consent import actions as consent
from samskab.voices.consent.models import ConsentRecord
from samskab.voices.intake import actions as intake
from samskab.voices.intake.models import Voice
from samskab.voices.intake.second_reading import read_again
from samskab.voices.knowledge import actions as knowledge

_PURPOSES = [purpose.value for purpose in ConsentRecord.Purpose]


def voices(page: Page, known: Known) -> Happenings:
    for told in page["voice"]:
        yield Happening(told["at"], partial(_capture, known, told))
        if reader := told.get("read_by"):
            yield Happening(told["at"] + timedelta(hours=20), partial(_read_again, known, told["key"], reader))
        if agreed := told.get("agreed"):
            yield Happening(agreed.get("at", told["at"]), partial(_agree, known, told))
        if withdrawn := told.get("withdrawn"):
            yield Happening(withdrawn["at"], partial(_withdraw, known, told["key"], withdrawn["by"]))
    for told in page["knowledge"]:
        yield Happening(told["at"], partial(_found, known, told))


def keep_voice(known: Known, project: Project, told: Page) -> Voice:
    """A voice of the story, in whichever project it was told."""
    standing, sector = standing_and_sector(told["perspective"])
    return intake.capture(
        project,
        intake.Told(
            words=told["words"],
            kind=told.get("kind", Voice.Kind.QUOTE),
            thought=told.get("thought", ""),
            standing=standing,
            sector=told.get("sector", sector),
            position=told.get("position", ""),
            place=known.places[told["place"]] if "place" in told else None,
            said_at=told.get("said_at", ""),
            activity=known.activities[told["activity"]] if "activity" in told else None,
            capture_method=told.get("capture", Voice.Capture.NOTED),
            read_back=told.get("read_back", False),
            captured_on=told["at"].date(),
        ),
        by=known.by(told["by"]),
    )


def agree_on(known: Known, voice: Voice, told: Page) -> None:
    """Keep the answers that were given; a question that was not asked has none."""
    agreed = told["agreed"]
    consent.record(
        voice,
        {purpose: agreed[purpose] for purpose in _PURPOSES if purpose in agreed},
        consent.Agreement(
            basis=agreed.get("basis", ConsentRecord.Basis.CONSENT),
            channel=agreed.get("channel", ConsentRecord.Channel.ORAL),
            given_on=agreed.get("at", told["at"]).date(),
        ),
        by=known.by(agreed.get("by", told["by"])),
    )


def _capture(known: Known, told: Page) -> None:
    known.voices[told["key"]] = keep_voice(known, known.project, told)


def _read_again(known: Known, voice: str, who: str) -> None:
    read_again(known.voices[voice], by=known.by(who))


def _agree(known: Known, told: Page) -> None:
    agree_on(known, known.voices[told["key"]], told)


def _withdraw(known: Known, voice: str, who: str) -> None:
    consent.withdraw(known.voices[voice], by=known.by(who))
    known.voices[voice].refresh_from_db()


def _found(known: Known, told: Page) -> None:
    finding = knowledge.Finding(
        text=told["text"],
        title=told["title"],
        publisher=told["publisher"],
        published=told["published"],
        url=told["url"],
    )
    known.knowledge[told["key"]] = knowledge.add_knowledge(known.project, finding, by=known.by(told["by"]))
