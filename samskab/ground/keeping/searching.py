"""Where some words stand: in the bytes of every file of an installation, and in every text column of its database.

A long text may lie in pieces (a page of the database is full, a line was broken), and in another spelling than one typed it
in. So a few words at a time are looked for, in every form they may have been written in.
"""

import gzip
import html
import io
import json
import mmap
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Any

from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from samskab.ground.keeping.refusing import Refused
from samskab.ground.locked_text import LockedTextField, locked_columns
from samskab.ground.locking import Locked

AT_A_TIME, STEP, FEWEST, MOST = 6, 3, 4, 60  # words, words, words, pieces
CODINGS = ("utf-8", "utf-16-le", "utf-16-be")
CHUNK, UNPACKED = 1 << 20, 1 << 29  # bytes
COLUMNS = """
SELECT c.table_name, c.column_name FROM information_schema.columns c
JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
AND c.data_type IN ('text', 'character varying', 'character', 'json', 'jsonb', 'bytea', 'tsvector')
ORDER BY 1, 2"""


def pieces(text: str) -> list[str]:
    """Six words at a time, line by line; the whole of a short one. Refuses what is too little to be known again."""
    lines = [line.split() for line in text.splitlines()]
    found = [" ".join(part) for words in lines if len(words) >= FEWEST for part in _windows(words)]
    if not found:
        raise Refused("Der er for få ord at lede efter. Skriv mindst fire ord på en linje, som de blev sagt.")
    return found[:: len(found) // MOST + 1]


def _windows(words: list[str]) -> Iterator[list[str]]:
    last = max(0, len(words) - AT_A_TIME)
    for start in sorted({*range(0, last, STEP), last}):
        yield words[start : start + AT_A_TIME]


def forms(piece: str) -> set[str]:
    """As it was typed and in small letters; letters whole and taken apart; as a page and as JSON writes it."""
    spelled = {unicodedata.normalize(way, one) for way in ("NFC", "NFD") for one in (piece, piece.lower())}
    return spelled | {json.dumps(one)[1:-1] for one in spelled} | {html.escape(one) for one in spelled}


def needles(text: str) -> set[bytes]:
    return {form.encode(coding) for piece in pieces(text) for form in forms(piece) for coding in CODINGS}


def files_with(folder: Path, text: str) -> Iterator[str]:
    """The files in a folder where any of it stands, also packed (zip, gzip). Raises OSError for one that cannot be read."""
    wanted = needles(text)
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        if _stands_in(path, wanted) or _is_packed_in(path, wanted):
            yield str(path.relative_to(folder))


def _stands_in(path: Path, wanted: Iterable[bytes]) -> bool:
    with path.open("rb") as file:
        if not path.stat().st_size:
            return False
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
            return any(held.find(one) >= 0 for one in wanted)


def _is_packed_in(path: Path, wanted: set[bytes]) -> bool:
    with path.open("rb") as file:
        return any(_streams_in(stream, wanted) for stream in _unpacked(file))


def stands_within(data: bytes, wanted: set[bytes]) -> bool:
    """The same of what is in hand: as it is, and unpacked."""
    return any(one in data for one in wanted) or any(
        _streams_in(stream, wanted) for stream in _unpacked(io.BytesIO(data))
    )


def _unpacked(file: IO[bytes]) -> Iterator[IO[bytes]]:
    """What is in an archive, as it is when it is opened; nothing for any other file."""
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            for info in archive.infolist():
                if not info.flag_bits & 1:  # locked with a password: nobody reads it
                    with archive.open(info) as member:
                        yield member
        return
    file.seek(0)
    if file.read(2) == b"\x1f\x8b":
        file.seek(0)
        with gzip.open(file) as unpacked:
            yield unpacked  # type: ignore[misc]


def _streams_in(stream: IO[bytes], wanted: set[bytes]) -> bool:
    """A chunk at a time, each with the end of the one before; not for ever, whatever an archive unfolds to."""
    overlap, kept, read = max(map(len, wanted)), b"", 0
    try:
        while read < UNPACKED and (chunk := stream.read(CHUNK)):
            kept, read = kept[-overlap:] + chunk, read + len(chunk)
            if any(one in kept for one in wanted):
                return True
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        return False  # no archive after all
    return False


def indexes() -> list[str]:
    """SQLite's full text indexes, by name. PostgreSQL's are part of the rows they are about."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%'")
        return [name for (name,) in cursor.fetchall()]


def indexes_that_differ() -> Iterator[str]:
    """Those that hold something else than the rows they were made from."""
    for name in indexes():
        quoted = connection.ops.quote_name(name)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"INSERT INTO {quoted}({quoted}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
        except DatabaseError:
            yield name


def columns_with(text: str) -> Iterator[str]:
    """On PostgreSQL the columns where any of it stands, as `table.column`. SQLite is a file, and searched as one."""
    if connection.vendor != "postgresql":
        return
    wanted = sorted(set(chain.from_iterable(map(forms, pieces(text)))))
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        for table, column in cursor.fetchall():
            if _column_holds(cursor, table, column, wanted):
                yield f"{table}.{column}"


def locked_columns_with(text: str) -> Iterator[str]:
    """The locked columns where any of it stands once they are opened, as `table.column`, on every database.

    A text that does not open here is passed over: `samskab doctor` names it.
    """
    wanted = sorted(set(chain.from_iterable(map(forms, pieces(text)))))
    for model, fields in locked_columns():
        for field in fields:
            rows = model._base_manager.exclude(**{field.name: ""}).only(field.name, *field.row).order_by("pk")
            if any(_holds(row, field, wanted) for row in rows.iterator(chunk_size=10)):
                yield f"{model._meta.db_table}.{field.column}"


def _holds(row: Model, field: LockedTextField, wanted: list[str]) -> bool:
    try:
        text = field.in_words(getattr(row, field.attname))
    except Locked:
        return False
    return any(piece in text or piece in text.lower() for piece in wanted)


def _column_holds(cursor: Any, table: str, column: str, wanted: list[str]) -> bool:
    quote = connection.ops.quote_name
    cursor.execute(
        f"SELECT EXISTS(SELECT 1 FROM {quote(table)} AS held, unnest(%s::text[]) AS wanted(piece)"  # noqa: S608
        f" WHERE position(wanted.piece IN held.{quote(column)}::text) > 0"
        f" OR position(wanted.piece IN lower(held.{quote(column)}::text)) > 0)",
        [wanted],
    )
    (found,) = cursor.fetchone()
    return bool(found)
