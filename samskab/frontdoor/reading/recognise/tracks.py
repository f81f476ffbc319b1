"""Tracks: a solution proposed, or a question to explore. A flattened page may put a track's text before its title."""

import re
from collections.abc import Sequence
from itertools import groupby

from samskab.frontdoor.reading.recognise.findings import Track, TrackKind
from samskab.frontdoor.reading.recognise.named import name_in
from samskab.frontdoor.reading.recognise.paragraphs import Paragraph, running_text
from samskab.frontdoor.reading.recognise.passage import EMPTY, Passage, covers
from samskab.frontdoor.reading.recognise.vocabulary import CONTACT, TRACK_LABEL, meaning_of
from samskab.frontdoor.reading.recognise.voices import Claims, is_group

_DASHED = re.compile(r"\S\s+[-–—]\s+\S")
_PROPOSAL = re.compile(
    r"løsningsforslag|forslag|foreslå|\bløsning\b|drøftes politisk|\b(?:for)?målet er|telefonlinje|\bordning\b|etabler|indfør|oprett"
    r"|afprøv|prøvehandling|sikre\b|tilbyd|ansætte|\bfast\b|vi vil (?:lave|gøre|bygge|starte)|besluttet",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"problemstilling|undersøg|udforsk|forstå\b|gå rundt i|nysgerrig|spørgsmål|\bhvordan\b|\bhvad\b|\bhvorfor\b|\bhvem\b|blive klogere",
    re.IGNORECASE,
)


_INDIRECT = re.compile(r"(?<=[\w,] )(?:hvordan|hvad|hvorfor|hvem)\b")  # "en tavle viser, hvem der er på vagt"
_NOTE = re.compile(rf"\s*\([^()]*(?:{_PROPOSAL.pattern}|{_QUESTION.pattern})[^()]*\)$", re.IGNORECASE)
_ASKED = re.compile(r"(?P<name>[^.!?:;]{3,90}\?(?:\s*\([^()]*\))?)(?::\s+|\s+[-–—]\s+)(?=\S)")


def tracks_in(found: Sequence[Paragraph], claims: Claims) -> list[Track]:
    """The tracks among the paragraphs that are still free: runs of them that hold a title and its text."""
    tracks: list[Track] = []
    for run in _runs(found, claims):
        titles = [number for number in run if _is_title(found, number, run)]
        titles = [number for number in titles if found[number].level] or titles
        lone = len(run) == 1 and not TRACK_LABEL.match(found[run[0]].text) and found[run[0]].meaning != "tracks"
        if not titles or lone:
            continue
        for title, texts in _shared_out(run, titles, headed=found[titles[0]].level > 0):
            tracks.append(_track(found, title, texts))
            claims.taken |= {title, *texts}
    return tracks


def _runs(found: Sequence[Paragraph], claims: Claims) -> list[list[int]]:
    """Free paragraphs that stand together; a heading we know by name and a word about whom to ring part them."""
    free = [number for number, each in enumerate(found) if claims.free(number) and not _parts_runs(each)]
    return [[number for _, number in run] for _, run in groupby(enumerate(free), key=lambda pair: pair[1] - pair[0])]


def _parts_runs(paragraph: Paragraph) -> bool:
    if paragraph.level:
        return meaning_of(paragraph.text) is not None
    return is_group(paragraph) or bool(CONTACT.search(paragraph.text))


def _is_title(found: Sequence[Paragraph], number: int, run: Sequence[int]) -> bool:
    paragraph = found[number]
    labelled = bool(TRACK_LABEL.match(paragraph.text))
    if len(paragraph.text) > 160 or paragraph.meaning == "title":
        return False
    if labelled or paragraph.meaning == "tracks":
        if labelled or _is_named(paragraph) or (paragraph.level > 0 and not meaning_of(paragraph.text)):
            return True
        return paragraph.level == 0 and (_is_over_its_text(found, number, run) or _is_asked(paragraph, run))
    if len(run) < 2 or not (paragraph.looks_like_heading() or _is_short_question(paragraph)):
        return False
    return bool(_DASHED.search(paragraph.text)) or _is_spoken_of(found, number) or _asks(found, number, run)


def _is_over_its_text(found: Sequence[Paragraph], number: int, run: Sequence[int]) -> bool:
    """A short line under a heading for tracks, with a sentence right under it."""
    after = found[number + 1] if number + 1 in run else None
    return (
        found[number].looks_like_heading() and after is not None and not after.looks_like_heading() and not after.mark
    )


def _is_asked(paragraph: Paragraph, run: Sequence[int]) -> bool:
    """A question that is all there is to the track: a bullet, or alone under its heading."""
    return paragraph.text.endswith("?") and len(paragraph.text) < 160 and (bool(paragraph.mark) or len(run) == 1)


def _is_short_question(paragraph: Paragraph) -> bool:
    return paragraph.text.endswith("?") and len(paragraph.text) < 90 and not paragraph.mark


def _is_named(paragraph: Paragraph) -> bool:
    return name_in(paragraph.text, bool(paragraph.mark)) is not None


def _is_spoken_of(found: Sequence[Paragraph], number: int) -> bool:
    return bool(_around(found, number))


def _around(found: Sequence[Paragraph], number: int) -> str:
    """What another paragraph's sentence says after it has named this one: "Sporet X er udvalgt som ..."; else before."""
    words = re.findall(r"\w+", _without_label(found[number].words).text)
    if len(words) < 2:
        return ""
    name = re.compile(r"\W+".join(map(re.escape, words)) + r"\b", re.IGNORECASE)
    for other, paragraph in enumerate(found):
        match = name.search(paragraph.text) if other != number else None
        if match and len(paragraph.text) > match.end() - match.start() + 15:
            after = re.split(r"[.!]\s", paragraph.text[match.end() :])[0]
            return after if len(after.split()) > 2 else re.split(r"[.!?]\s", paragraph.text[: match.start()])[-1]
    return ""


def _asks(found: Sequence[Paragraph], number: int, run: Sequence[int]) -> bool:
    """A heading right above a question or a proposal that says it is one."""
    after = number + 1
    if after not in run or found[after].level or not found[number].level:
        return False
    text = found[after].text
    return text.endswith("?") or bool(
        re.search(r"løsningsforslag|problemstilling|vi foreslår|vil undersøge", text, re.IGNORECASE)
    )


def _shared_out(run: Sequence[int], titles: Sequence[int], headed: bool) -> list[tuple[int, list[int]]]:
    """Each title with the paragraphs that belong to it: those after it, or before it where a title ends the run."""
    if len(titles) == 1 and not headed:
        return [(titles[0], [number for number in run if number != titles[0]])]
    titles_first = headed or run[0] in titles or run[-1] not in titles
    shared: dict[int, list[int]] = {title: [] for title in titles}
    for number in run:
        if number not in shared and not (headed and number < titles[0]):
            before = [title for title in titles if title < number]
            after = [title for title in titles if title > number]
            owner = (before[-1] if before else after[0]) if titles_first else (after[0] if after else before[-1])
            shared[owner].append(number)
    return list(shared.items())


def _without_label(words: Passage) -> Passage:
    match = TRACK_LABEL.match(words.text)
    return words.slice(match.end()) if match else words


def _track(found: Sequence[Paragraph], title: int, texts: Sequence[int]) -> Track:
    head = found[title]
    name = _without_label(head.words)
    inside = EMPTY
    place = _name_of(name.text, bool(head.mark)) if head.mark or (len(name.text) > 80 and not texts) else None
    if place:
        name, inside = name.slice(0, place[0]), name.slice(place[1])
    note = _NOTE.search(name.text)
    if note:
        name = name.slice(0, note.start())
    beginning = [Paragraph(inside)] if inside.text else []
    text = running_text([*beginning, *(found[number] for number in texts)])
    kind = kind_of(head.text, text.text, _heading_over(found, title), _around(found, title))
    return Track(name.text, text.text, kind, covers([head.whole.slice(0, len(head.mark)), name, text]))


def _name_of(text: str, bulleted: bool) -> tuple[int, int] | None:
    asked = _ASKED.match(text)
    return (asked.end("name"), asked.end()) if asked else name_in(text, bulleted, among_names=bulleted)


def _heading_over(found: Sequence[Paragraph], number: int) -> str:
    """The heading of the part for tracks that it stands in: "Løsningsforslag", "Undersøgelsesspørgsmål"."""
    part = found[number].part
    first = next(each for each in found if each.part == part)
    return first.text if first.level and first is not found[number] and first.meaning == "tracks" else ""


def kind_of(title: str, text: str, heading: str, said_elsewhere: str) -> TrackKind:
    """What the track, or the heading over it, calls it; else what is said of it elsewhere; else how its text sounds."""
    label = TRACK_LABEL.match(title)
    told = (label["label"] + " " + (label["note"] or "")) if label else " ".join(re.findall(r"\(([^()]*)\)", title))
    for words in (told, heading, said_elsewhere, f"{title}\n{text}"):
        asking = words.lower() if "?" in words else _INDIRECT.sub(" ", words.lower())
        weight = len(set(_QUESTION.findall(asking))) - len(set(_PROPOSAL.findall(words.lower())))
        weight += 2 * words.count("?")
        if weight:
            return "question" if weight > 0 else "proposal"
    return "proposal"
