"""Who may hear of what. An event tells that something happened to a thing; what it says stands on the thing's own page."""

from collections.abc import Collection, Iterable

from samskab.live.events import Event
from samskab.projects.access import May

# A subject of the journal, and what a person must be allowed to hear of it. One that is not here, few hear of.
HEARD_BY: dict[str, May] = {
    "activity": May.SEE_PROJECT,
    "agreement": May.SEE_PROJECT,
    "body": May.SEE_PROJECT,
    "export": May.SEE_VOICES,
    "framing": May.SEE_PROJECT,
    "guide": May.SEE_PROJECT,
    "insight": May.SEE_PROJECT,
    "invitation": May.INVITE,
    "knowledge": May.SEE_PROJECT,
    "membership": May.SEE_PROJECT,
    "method": May.SEE_PROJECT,
    "owed_action": May.SEE_PROJECT,
    "party": May.SEE_PROJECT,
    "photo_task": May.SEE_VOICES,
    "place": May.SEE_PROJECT,
    "postcard": May.SEE_PROJECT,
    "principle": May.SEE_PROJECT,
    "project": May.SEE_PROJECT,
    "retention": May.SEE_PROJECT,
    "seat": May.SEE_PROJECT,
    "section": May.SEE_PROJECT,
    "set_aside": May.SEE_VOICES,
    "source": May.SEE_VOICES,
    "track": May.SEE_PROJECT,
    "voice": May.SEE_VOICES,
}
UNLISTED = May.SEE_JOURNAL


def hears(subject: str, may: Collection[May]) -> bool:
    return HEARD_BY.get(subject, UNLISTED) in may


def said(events: Iterable[Event], may: Collection[May], person: int | None = None) -> bytes:
    """What somebody who may this hears of these; what they did themselves is said to be theirs."""
    return b"".join(
        event.to_its_doer if person is not None and event.person == person else event.to_others
        for event in events
        if hears(event.subject, may)
    )
