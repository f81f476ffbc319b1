"""Who speaks: told from names that are written before what they say, and only where the text behaves like turns.

A name is one to four words with a capital first and a colon after. "Dato:", "kl. 10:30" and "https:" are none.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from samskab.ground.material.laying import Paragraph, paragraphs_of_text
from samskab.ground.material.material import Segment
from samskab.ground.readers.document import Unreadable
from samskab.ground.readers.limits import LIMIT_SEGMENTS
from samskab.ground.readers.pieces import TOO_LONG
from samskab.ground.text import one_line, trimmed

_CLOCK = r"(?:\d{1,2}:)?[0-5]?\d:[0-5]\d(?:[.,]\d{1,3})?"
_LABEL = re.compile(
    rf"[ \t]*(?:[\[(]?(?P<before>{_CLOCK})[\])]?[ \t]+)?(?:[-–—•][ \t]+)?(?:\*\*)?"
    r"(?P<name>[A-ZÆØÅÄÖÜÉ][^\W_]*\.?(?:[ \-/'’&][^\W_]+\.?){0,3})"
    rf"(?:[ \t]*[\[(](?P<after>{_CLOCK})[\])])?[ \t]?(?:\*\*:|:\*\*|:)(?=[ \t\n]|\Z)[ \t]*"
)
_LONGEST_NAME = 40
# What people write before a colon without its being somebody who speaks.
_NOBODY = frozenset(
    "adresse aftale aktivitet anbefaling antal baggrund bemærk bemærkning beskrivelse beslutning bilag bord cc cpr cvr dag "  # noqa: SIM905
    "dagsorden dato deltagere eksempel email emne eller formål forslag fra fund handling husk hvad hvem hvor hvordan "
    "hvorfor hvornår indhold indsigt info kilde kilder kl klokken konklusion link læring mail mobil mål målgruppe metode "
    "møde navn nb note noter obs om område opgave opsamling opsummering overskrift ps punkt pris referat referent resultat "
    "resultater resume side sted status tak tid tidspunkt tilføjelse tilstede titel tlf telefon til vigtigt web".split()
)
# Words that stand in sentences and in no name.
_IN_SENTENCES = frozenset(
    "at blev da de den der det dette disse du efter en er et for få går gør hans har have havde hun han hvis i ikke ind ja "  # noqa: SIM905
    "jeg kan kom kun man med men mere mig min mit nej nogle nu når på sagde siger sig skal som sådan således så tre to tænkte "
    "ud under var ved vi ville være".split()
)
_ASKED = (frozenset({"spørgsmål", "spm", "q"}), frozenset({"svar", "a"}))
_NOBODY_SPEAKS = re.compile(r"\s*(?:[-–—]\s*\S|[\[(♪♫][^\n]*[\])♪♫]\s*\Z)", re.DOTALL)
LONGEST_SEGMENT = 4_000  # characters: what stands on one page of the screen must stay small
_GOOD_END = re.compile(r"[.!?…](?=\s)|\n")


@dataclass(frozen=True, slots=True)
class _Label:
    """A name before a colon: its line begins at `start`, and what is said at `end`."""

    start: int
    end: int
    name: str
    at_ms: int | None


def segments_of_text(text: str) -> tuple[Segment, ...]:
    """Segments of a text one knows nothing else about."""
    return segments(text, paragraphs_of_text(text))


def segments(text: str, paragraphs: Sequence[Paragraph], cues: bool = False) -> tuple[Segment, ...]:
    """The segments, in order and apart from each other. A name that is markup counts; only without any is it looked for.

    A turn goes on until somebody else speaks: paragraphs without a name belong to the name before them.
    """
    if any(paragraph.speaker for paragraph in paragraphs):
        parts = iter(paragraphs)
    else:
        labels = [_labels(text, paragraph) for paragraph in paragraphs]
        speakers = _speakers(labels)
        parts = _turns(text, paragraphs, [[one for one in some if one.name in speakers] for some in labels], cues)
    found = tuple(segment for part in parts for segment in _short_enough(text, part))
    if len(found) > LIMIT_SEGMENTS:
        raise Unreadable(TOO_LONG)
    return found


def _labels(text: str, paragraph: Paragraph) -> list[_Label]:
    """Every name that begins a line of the paragraph."""
    if paragraph.aside:
        return []
    found, at = [], paragraph.start
    while at < paragraph.end:
        match = _LABEL.match(text, at, paragraph.end)
        if match and _may_be_a_name(match["name"]):
            told = match["before"] or match["after"]
            found.append(_Label(at, match.end(), one_line(match["name"]), _milliseconds(told)))
        line_end = text.find("\n", at, paragraph.end)
        at = paragraph.end if line_end < 0 else line_end + 1
    return found


@lru_cache(1_000)
def _may_be_a_name(name: str) -> bool:
    words = re.findall(r"[^\W_]+", name.lower())
    is_nobody = len(words) == 1 and words[0] in _NOBODY
    return len(name) <= _LONGEST_NAME and not is_nobody and not any(word in _IN_SENTENCES for word in words)


def _speakers(labels: Sequence[Sequence[_Label]]) -> frozenset[str]:
    """The names that are somebody speaking; none where the text does not behave like turns.

    It does where half of its paragraphs or more begin with a name, or where at least two names come back.
    """
    counts = Counter(label.name for some in labels for label in some)
    paragraphs = sum(max(1, len(some)) for some in labels)
    asked = {name for name in counts if any(name.lower() in words for words in _ASKED)}
    if len({words for name in asked for words in _ASKED if name.lower() in words and counts[name] > 1}) < len(_ASKED):
        counts = Counter({name: count for name, count in counts.items() if name not in asked})
    named = sum(counts.values())
    back = sum(1 for count in counts.values() if count > 1)
    if named >= 2 and (named * 2 >= paragraphs or (back >= 2 and named * 20 >= paragraphs)):
        return frozenset(counts)
    return frozenset()


def _turns(
    text: str, paragraphs: Sequence[Paragraph], labels: Sequence[Sequence[_Label]], cues: bool
) -> Iterator[Paragraph]:
    speaker = ""
    for paragraph, names in zip(paragraphs, labels, strict=True):
        first = names[0].start if names else paragraph.end
        if text[paragraph.start : first].strip():
            nobody = paragraph.aside or (cues and _NOBODY_SPEAKS.match(text, paragraph.start, paragraph.end))
            yield replace(paragraph, end=_end(text, paragraph.start, first), speaker="" if nobody else speaker)
        for label, after in zip_longest(names, names[1:]):
            speaker = label.name
            start, end = trimmed(text, label.end, after.start if after else paragraph.end)
            if start < end:
                start_ms = paragraph.from_ms if label.at_ms is None else label.at_ms
                yield replace(paragraph, start=start, end=end, speaker=speaker, from_ms=start_ms)


def _end(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _milliseconds(clock: str | None) -> int | None:
    if clock is None:
        return None
    *hours, minutes, seconds = clock.replace(",", ".").split(":")
    return round(((int(hours[0]) if hours else 0) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)


def _short_enough(text: str, part: Paragraph) -> Iterator[Segment]:
    """A long paragraph in several segments, each ending where a sentence does when one can."""
    start = part.start
    while part.end - start > LONGEST_SEGMENT:
        ends = [
            match.end() for match in _GOOD_END.finditer(text, start + LONGEST_SEGMENT // 2, start + LONGEST_SEGMENT)
        ]
        end = ends[-1] if ends else _last_space(text, start)
        yield Segment(start, _end(text, start, end), part.speaker, part.from_ms, part.to_ms)
        start = end + len(text[end : part.end]) - len(text[end : part.end].lstrip())
    if start < part.end:
        yield Segment(start, part.end, part.speaker, part.from_ms, part.to_ms)


def _last_space(text: str, start: int) -> int:
    space = text.rfind(" ", start + 1, start + LONGEST_SEGMENT)
    return space if space > 0 else start + LONGEST_SEGMENT
