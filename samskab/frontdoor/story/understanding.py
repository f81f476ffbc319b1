"""How the problem was worded, what was understood together, and the tracks that came of it."""

from functools import partial

from samskab.frontdoor.story.book import Happening, Happenings, Page
from samskab.frontdoor.story.known import Known
from samskab.meaning.framing import actions as framing
from samskab.meaning.themes import actions as themes
from samskab.trials.tracks import actions as tracks


def understandings(page: Page, known: Known) -> Happenings:
    for told in page["framing"]:
        yield Happening(told["at"], partial(_reframe, known, told))
    for told in page["seat"]:
        yield Happening(told["at"], partial(_seat, known, told))
    for told in page["insight"]:
        yield Happening(told["at"], partial(_insight, known, told))
        for tie in told["tie"]:
            yield Happening(tie["at"], partial(_tie, known, told["key"], tie))
        if asked := told.get("asked_against"):
            yield Happening(asked, partial(_ask_against, known, told))


def lay_tracks(page: Page, known: Known) -> Happenings:
    for told in page["track"]:
        yield Happening(told["at"], partial(_track, known, told))
        for tie in told["insights"]:
            yield Happening(tie["at"], partial(_stand_on, known, told["key"], tie))
        for step in told["step"]:
            yield Happening(step["at"], partial(_step, known, told["key"], step))


def _reframe(known: Known, told: Page) -> None:
    framing.reframe(
        known.project,
        told["wording"],
        by=known.by(told["by"]),
        surprise=told.get("surprise", ""),
        on=told["on"],
        date_label=told["date_label"],
    )


def _seat(known: Known, told: Page) -> None:
    framing.note_seat(
        known.project,
        told["perspective"],
        by=known.by(told["by"]),
        sentence=told["sentence"],
        mentioned=told.get("mentioned", False),
    )


def _insight(known: Known, told: Page) -> None:
    known.insights[told["key"]] = themes.write_insight(
        known.project, told["sentence"], by=known.by(told["by"]), note=told["note"]
    )


def _tie(known: Known, insight: str, told: Page) -> None:
    themes.tie(known.insights[insight], known.voices[told["voice"]], told["stance"], by=known.by(told["by"]))


def _ask_against(known: Known, told: Page) -> None:
    themes.ask_against(known.insights[told["key"]], True, by=known.by(told["by"]))


def _track(known: Known, told: Page) -> None:
    known.tracks[told["key"]] = tracks.lay_track(
        known.project,
        told["kind"],
        told["title"],
        by=known.by(told["by"]),
        text=told["text"],
        next_step=told["next_step"],
    )


def _stand_on(known: Known, track: str, told: Page) -> None:
    tracks.stand_on(known.tracks[track], known.insights[told["insight"]], by=known.by(told["by"]))


def _step(known: Known, track: str, told: Page) -> None:
    tracks.step(
        known.tracks[track],
        told["state"],
        told["what"],
        by=known.by(told["by"]),
        on=told["on"],
        next_step=told["next_step"],
    )
