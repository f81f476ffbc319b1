"""The door: a document in, everything it says out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from samskab.frontdoor.reading.recognise import aligned, listed
from samskab.frontdoor.reading.recognise.findings import (
    Activity,
    DocumentKind,
    Item,
    Knowledge,
    Party,
    Reading,
    Section,
    Span,
    Title,
    Track,
    Voice,
)
from samskab.frontdoor.reading.recognise.flat import rows_of
from samskab.frontdoor.reading.recognise.furniture import without_furniture
from samskab.frontdoor.reading.recognise.kind import kind_of
from samskab.frontdoor.reading.recognise.knowledge import knowledge_in
from samskab.frontdoor.reading.recognise.lines import Line, Piece, stream
from samskab.frontdoor.reading.recognise.named import items_of_table, named_in, names_alone
from samskab.frontdoor.reading.recognise.paragraphs import Paragraph, lines_among, paragraphs, running_text
from samskab.frontdoor.reading.recognise.parties import parties_in_list, parties_in_text
from samskab.frontdoor.reading.recognise.parts import Part, parts_of
from samskab.frontdoor.reading.recognise.passage import EMPTY, covers
from samskab.frontdoor.reading.recognise.plan import activities_of
from samskab.frontdoor.reading.recognise.rows import Row, names_in, with_week
from samskab.frontdoor.reading.recognise.tables import OfProjects, named_columns, rows_of_table
from samskab.frontdoor.reading.recognise.title import NO_TITLE, take_title
from samskab.frontdoor.reading.recognise.tracks import tracks_in
from samskab.frontdoor.reading.recognise.unread import unread_in
from samskab.frontdoor.reading.recognise.voices import Claims, voices_in
from samskab.frontdoor.reading.recognise.years import seen
from samskab.ground.dates import Precision
from samskab.ground.readers import Block, Document


@dataclass(slots=True)
class Found:
    """What has been found so far, while the document is read part by part."""

    title: Title = NO_TITLE
    principles: list[Item] = field(default_factory=list)
    methods: list[Item] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    rest: list[Paragraph] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    knowledge: list[Knowledge] = field(default_factory=list)
    tracks: list[Track] = field(default_factory=list)


def recognise(document: Document, after: date | None = None) -> Reading:
    """Everything the document says. `after` helps to find a year that is written nowhere."""
    found, keeps = Found(), OfProjects()
    parts = _parts(found, stream(document, keeps))
    names = names_in(document.text)
    for number, part in enumerate(parts):
        rows = len(found.rows)
        _read_part(found, part, number, names, keeps)
        if document.format == "pdf":
            _doubt_what_is_left(found, part, number, rows)
    activities = activities_of(found.rows, after, _year_of(found, parts))
    claims = Claims(set())
    _read_rest(found, claims, document, bool(found.principles or found.methods or activities))
    kind = _kind(found, parts, document.text, len(activities))
    if kind == "unknown":
        found.voices, found.knowledge, found.tracks, claims = [], [], [], Claims(set())
        activities = []
    reading = Reading(
        kind=kind,
        title=found.title,
        parties=_parties(found) if kind in ("project_description", "plan") else (),
        sections=tuple(_sections(found.rest, claims, parts, headed_only=kind == "unknown")),
        principles=tuple(found.principles),
        methods=tuple(found.methods),
        activities=tuple(activities),
        voices=tuple(found.voices),
        knowledge=tuple(found.knowledge),
        tracks=tuple(found.tracks),
    )
    return replace(reading, unread=unread_in(document.text, _taken(reading)))


def _parts(found: Found, pieces: Sequence[Piece]) -> list[Part]:
    """The parts without what only the pages carry; the title, which tells a running header, is taken out of them."""
    first_title = take_title(parts_of(pieces), pieces)
    kept = without_furniture(pieces, first_title.text)
    parts = parts_of(kept)
    found.title = take_title(parts, kept)
    return parts


def _kind(found: Found, parts: Sequence[Part], text: str, activities: int) -> DocumentKind:
    return kind_of(
        parts,
        found.title.text,
        text,
        named=len(found.principles) + len(found.methods),
        activities=activities,
        voices=len(found.voices),
        beside=len(found.knowledge) + len(found.tracks),
        tracks=len(found.tracks),
    )


def _read_part(found: Found, part: Part, number: int, names: frozenset[str], keeps: OfProjects) -> None:
    """Takes the plan, the principles or the methods out of the part; what is left of it waits in `found.rest`."""
    if part.columns:
        found.rows += _rows_without_cells(part, names)
    has_table = any(isinstance(piece, Block) for piece in part.pieces)
    lines = lines_among(_read_tables(found, part, keeps))
    if part.meaning in ("principles", "methods"):
        named = named_in(lines)
        (found.principles if part.meaning == "principles" else found.methods).extend(named.items)
        left = list(named.rest)
    elif not has_table and (entries := _entries(part, lines)):
        found.rows += entries[0]
        left = entries[1]
    else:
        left = paragraphs(lines, alone=names_alone(lines) if part.meaning == "tracks" else ())
    found.rest += [replace(each, part=number, meaning=part.meaning) for each in (*_heading(part), *left)]


def _doubt_what_is_left(found: Found, part: Part, number: int, rows: int) -> None:
    """Where dates on a page are left outside a plan that has no lines round its cells, its rows may be wrong.

    Those dates are shown as unread, and never as running text. `rows` is how many there were before this part.
    """
    blind = bool(part.columns)
    tables = [piece for piece in part.pieces if isinstance(piece, Block) and piece.told_by]
    if not blind and not tables:
        return
    begins = 0 if blind else tables[0].at
    after = [each for each in found.rest if each.part == number and covers([each.words])[0][0] >= begins]
    left = [each for each in after if not each.level and _has_day(each.words.text)]
    if not blind and not left:
        return
    found.rest = [each for each in found.rest if each not in left]
    found.rows[rows:] = [replace(row, guessed=True) for row in found.rows[rows:]]


def _has_day(text: str) -> bool:
    return any(each.when.precision in (Precision.TIME, Precision.DAY) for each in seen(text))


def _rows_without_cells(part: Part, names: frozenset[str]) -> list[Row]:
    """The rows of a table that is only lines now; they are taken out of the part."""
    lines = [piece for piece in part.pieces if isinstance(piece, Line)]
    part.pieces = [piece for piece in part.pieces if not isinstance(piece, Line)]
    if part.weeks:
        lines = list(map(with_week, lines))
    if len(part.edges) == len(part.columns) and aligned.keeps_to(part.edges, lines):
        return aligned.rows_of(lines, part.columns, part.edges)
    return rows_of(lines, part.columns, names)


def _entries(part: Part, lines: Sequence[Line]) -> tuple[list[Row], list[Paragraph]] | None:
    """A plan written as a list: under its own heading, or where most of the lines have a date."""
    if part.meaning not in ("plan", None, "other"):
        return None
    rows, left = listed.rows_in(paragraphs(lines, listed.alone(lines), listed.begins_an_entry))
    is_plan = part.meaning == "plan" or len(rows) > max(2, len(left))
    return (rows, left) if rows and is_plan else None


def _heading(part: Part) -> tuple[Paragraph, ...]:
    """The part's heading; the label before a title is no heading of what follows the title."""
    if not part.heading.text or part.meaning == "title":
        return ()
    return (Paragraph(part.heading, level=max(1, part.level), gap=1),)


def _read_tables(found: Found, part: Part, keeps: OfProjects) -> list[Piece]:
    """Takes plans and lists of names out of the part; gives what is left."""
    rest: list[Piece] = []
    for piece in part.pieces:
        if not isinstance(piece, Block):
            rest.append(piece)
        elif columns := keeps.plans.get(piece.at):
            before = found.rows.pop() if piece.at in keeps.goes_on and found.rows else None
            found.rows += rows_of_table(piece, columns, before)
        elif named_columns(piece) and (home := _home(found, part, piece)) is not None:
            home.extend(items_of_table(piece))
        else:
            rest.append(piece)
    return rest


def _home(found: Found, part: Part, table: Block) -> list[Item] | None:
    """Whether a list of names holds principles or methods: by its own heading, else by the part it stands in."""
    head = table.rows[0][0].text.lower()
    if "metode" in head or (part.meaning == "methods" and "princip" not in head):
        return found.methods
    if "princip" in head or "værdi" in head or part.meaning == "principles":
        return found.principles
    return None


def _read_rest(found: Found, claims: Claims, document: Document, is_project: bool) -> None:
    links = _links(document.blocks)
    found.voices = voices_in(found.rest, claims)
    found.knowledge = knowledge_in(found.rest, claims, links)
    if not is_project or any(each.meaning == "tracks" for each in found.rest):
        found.tracks = tracks_in(found.rest, claims)


def _links(blocks: Sequence[Block]) -> Mapping[int, str]:
    """Where each link begins, and where it leads."""
    found: dict[int, str] = {}
    for block in blocks:
        found.update((link.at, link.url) for link in block.links)
        for cell in chain.from_iterable(block.rows):
            found.update(_links(cell.blocks))
    return found


def _year_of(found: Found, parts: Sequence[Part]) -> int | None:
    """The year that the heading of the plan, or else the title, speaks of."""
    headings = [part.heading.text for part in parts if part.meaning == "plan"]
    years = re.findall(r"\b20\d\d\b", " ".join([*headings, found.title.text]))
    return int(years[0]) if years else None


def _parties(found: Found) -> tuple[Party, ...]:
    listed_parties = [each for each in found.rest if each.meaning == "parties" and not each.level]
    return parties_in_list(listed_parties) or parties_in_text(found.rest)


def _sections(rest: Sequence[Paragraph], claims: Claims, parts: Sequence[Part], headed_only: bool) -> list[Section]:
    """What is left under each heading; a heading without text stays, so that its words are not lost."""
    by_part: dict[int, list[Paragraph]] = {}
    for place, each in enumerate(rest):
        if claims.free(place):
            by_part.setdefault(each.part, []).append(each)
    sections: list[Section] = []
    for number, mine in sorted(by_part.items()):
        heading = mine[0] if mine[0].level and mine[0].words == parts[number].heading else None
        if heading or not headed_only:
            text = running_text(mine[1:] if heading else mine)
            words = heading.words if heading else EMPTY
            sections.append(Section(words.text.rstrip(" :"), text.text, covers([words, text])))
    return sections


def _taken(reading: Reading) -> list[Span]:
    lists: tuple[tuple[Activity | Item | Knowledge | Party | Section | Track | Voice, ...], ...] = (
        reading.parties,
        reading.sections,
        reading.principles,
        reading.methods,
        reading.activities,
        reading.voices,
        reading.knowledge,
        reading.tracks,
    )
    return [*reading.title.spans, *(span for found in chain.from_iterable(lists) for span in found.spans)]
