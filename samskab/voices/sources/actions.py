"""The only door for keeping documents that were read in."""

import hashlib
import os
import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from samskab.ground import clock
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.codes import next_number
from samskab.projects.models import Project
from samskab.projects.permission import require
from samskab.voices.sources.models import Source

TAKEN_BACK = "[trukket tilbage]"
KNOWN_AGAIN = 4  # words


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: its bytes unchanged, and the text we read in it."""

    name: str
    format: str
    data: bytes
    text: str
    kind: str = ""


def place_of(sha256: str) -> Path:
    """Where an original is kept: in the installation's files, named by its fingerprint, outside the web root."""
    return Path(settings.INSTALLATION.files) / "sources" / sha256[:2] / sha256


@transaction.atomic
def keep(project: Project, upload: Upload, *, by: Actor) -> Source:
    """Keep a document unchanged. The file is on disk before the row is: a row never points at nothing.

    Where this is part of a greater act that fails, `sweep` takes the file away again.
    """
    require(by, project, May.READ_IN)
    sweep()
    sha256 = hashlib.sha256(upload.data).hexdigest()
    _put_on_disk(place_of(sha256), upload.data)
    source = Source.objects.create(
        project=project,
        number=next_number(project, "K"),
        name=upload.name[:200],
        format=upload.format,
        sha256=sha256,
        size=len(upload.data),
        kind=upload.kind,
        text=upload.text,
        read_by_id=by.id if by.kind == "staff" else None,
        read_at=clock.now(),
    )
    journal.write("document_read_in", by=by, project_id=project.pk, subject="source", subject_id=source.pk)
    return source


def _put_on_disk(path: Path, data: bytes) -> None:
    """Whole or not at all: written beside, flushed, then given its name."""
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


@transaction.atomic
def sweep() -> None:
    """Take away every original no row points at: left by an act that failed, or by a computer that stopped.

    A transaction here holds the only right to write, so no file of an act under way is taken.
    """
    places = place_of("0").parent.parent
    held = set(Source.objects.exclude(sha256="").values_list("sha256", flat=True))
    for path in places.glob("*/*"):
        if path.name not in held:
            path.unlink(missing_ok=True)


def forget_words(source: Source, words: str) -> list[Source]:
    """Take a voice's words out of the text we read, and the original that holds them off the disk.

    A document that was read in twice forgets them twice; those that did are given back. Runs in the transaction of the
    withdrawal; the file goes when that is committed.
    """
    return _forget(source, without(source.text, words))


def forget_everything(source: Source) -> None:
    """When nobody can tell any more which of its words were taken back."""
    _forget(source, TAKEN_BACK)


def _forget(source: Source, text: str) -> list[Source]:
    same = Source.objects.filter(project=source.project_id, text=source.text)
    forgot = list(same)
    same.update(text=text, sha256="")
    for sha256 in {one.sha256 for one in forgot if one.sha256}:
        if not Source.objects.filter(sha256=sha256).exists():
            transaction.on_commit(partial(place_of(sha256).unlink, missing_ok=True))
    return forgot


def forget_words_elsewhere(project: Project, words: str) -> list[Source]:
    """The same words in any other document of the project: a quote may stand in the description and on a card.

    Only words that are enough to be known again: nobody's "ja, tak" is looked for.
    """
    if len(re.findall(r"[^\W_]+", words)) < KNOWN_AGAIN:
        return []
    holding = [one for one in Source.objects.filter(project=project) if _said(words).search(one.text)]
    return [forgot for source in holding for forgot in forget_words(source, words)]


def _said(words: str) -> re.Pattern[str]:
    """Those words, however lines are broken, and whatever signs and capitals stand between them."""
    pattern = r"[\W_]+".join(re.escape(word) for word in re.findall(r"[^\W_]+", words))
    return re.compile(rf"(?<![^\W_]){pattern}(?![^\W_])", re.IGNORECASE)


def without(text: str, words: str) -> str:
    """The text without those words, however lines are broken, and whatever signs and capitals stand between them.

    When a person mended the words so that they stand nowhere, we cannot tell what to take: then all of it goes.
    """
    if not re.search(r"[^\W_]", words):
        return text
    left, times = _said(words).subn(TAKEN_BACK, text)
    return left if times else TAKEN_BACK
