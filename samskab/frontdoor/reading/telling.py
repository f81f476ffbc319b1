"""A reading told to a person in a few plain Danish lines."""

from collections.abc import Sequence

from samskab.frontdoor.reading.recognise.findings import Activity, Reading
from samskab.ground.dates import write

_KINDS = {
    "project_description": "en projektbeskrivelse",
    "postcard": "et postkort",
    "plan": "en plan",
    "unknown": "noget, vi ikke kender formen på",
}
_SMALL = ("ingen", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti")
_LEFT_SHOWN = 200  # characters of an unread piece


def told(reading: Reading) -> str:
    """Title, what was found in words, the plan line by line, and what we are in doubt about."""
    name = f"»{reading.title.text}«" if reading.title.text else "Dokumentet"
    blocks = [[f"{name} ligner {_KINDS[reading.kind]}."], _counts(reading), _plan(reading), _voices(reading)]
    blocks += [_doubts(reading.activities), _unread(reading), ["Intet er gemt."]]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def number(count: int, one: str, many: str) -> str:
    """A count in words up to ten. `one` may be an et-word: give it with its article, as "et princip"."""
    if count == 1:
        return one
    return f"{_SMALL[count] if count < len(_SMALL) else count} {many}"


def _counts(reading: Reading) -> list[str]:
    counts = (
        (reading.parties, "en part", "parter"),
        (reading.sections, "et afsnit", "afsnit"),
        (reading.principles, "et princip", "principper"),
        (reading.methods, "en metode", "metoder"),
        (reading.activities, "en linje i planen", "linjer i planen"),
        (reading.voices, "et udsagn", "udsagn"),
        (reading.knowledge, "et stykke viden udefra", "stykker viden udefra"),
        (reading.tracks, "et spor", "spor"),
    )
    found = [number(len(findings), one, many) for findings, one, many in counts if findings]
    if not found:
        return ["Vi fandt ikke noget, vi kan sætte navn på."]
    return [f"Vi fandt {_listed(found)}."]


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} og {words[-1]}"


def _plan(reading: Reading) -> list[str]:
    return ["Planen:", *(_line(activity) for activity in reading.activities)] if reading.activities else []


def _line(activity: Activity) -> str:
    when = write(activity.when) if activity.start or activity.precision != "undated" else "Uden dato"
    doubt = "" if activity.date_certain else "  (vi er i tvivl om datoen)"
    return f"  {when}: {activity.title}{doubt}"


def _voices(reading: Reading) -> list[str]:
    lines = [f"  »{voice.text}«{f' – {voice.attribution}' if voice.attribution else ''}" for voice in reading.voices]
    tracks = [f"  {'Spørgsmål' if track.kind == 'question' else 'Forslag'}: {track.title}" for track in reading.tracks]
    return [*(["Udsagn:", *lines] if lines else []), *(["Spor:", *tracks] if tracks else [])]


def _doubts(activities: Sequence[Activity]) -> list[str]:
    asked = [(activity, doubt) for activity in activities for doubt in activity.doubts if doubt.choices]
    if not asked:
        return []
    lines = [f"  {activity.title} ({activity.written}): {doubt.question}" for activity, doubt in asked]
    return [f"Vi er i tvivl {number(len(asked), 'et sted', 'steder')}:", *lines]


def _unread(reading: Reading) -> list[str]:
    if not reading.unread:
        return []
    pieces = (" ".join(piece.text.split()) for piece in reading.unread)
    return ["Ikke læst:", *(f"  {words[:_LEFT_SHOWN]}{'…' if len(words) > _LEFT_SHOWN else ''}" for words in pieces)]
