"""The only door for keeping documents that were read in."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from django.db import transaction

from samskab.ground import clock
from samskab.ground.material import Material, Segment, segments_of_text
from samskab.ground.reactions import tell
from samskab.ground.text import normalise
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.codes import next_number
from samskab.projects.models import Project
from samskab.projects.permission import require
from samskab.voices.sources.cutting import TAKEN_BACK, are_known_again, cut, places_of, without, without_in_revision
from samskab.voices.sources.media import forget_media, lay_media, media_of, sweep_media
from samskab.voices.sources.models import Revision, Source
from samskab.voices.sources.originals import forget_originals, lay_original, sweep_originals
from samskab.voices.sources.revisions import lay, lay_anew


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: its bytes unchanged, the text we read in it, and its segments where a reader knows them."""

    name: str
    format: str
    data: bytes
    text: str
    kind: str = ""
    segments: tuple[Segment, ...] | None = None


@transaction.atomic
def keep(project: Project, upload: Upload, *, by: Actor) -> Source:
    """Keep a document unchanged, and locked. The file is on disk before its row is: a row never points at nothing.

    Where this is part of a greater act that fails, `sweep` takes the file away again.
    """
    require(by, project, May.READ_IN)
    sweep()
    source = Source.objects.create(
        project=project,
        number=next_number(project, "K"),
        name=upload.name[:200],
        format=upload.format,
        sha256=hashlib.sha256(upload.data).hexdigest(),
        size=len(upload.data),
        kind=upload.kind,
        text=upload.text,
        read_by_id=by.id if by.kind == "staff" else None,
        read_at=clock.now(),
    )
    lay_original(source, upload.data)
    _lay_first(source, upload)
    journal.write("document_read_in", by=by, project_id=project.pk, subject="source", subject_id=source.pk)
    return source


@transaction.atomic
def keep_media(project: Project, material: Material, data: bytes, *, by: Actor) -> Source:
    """Keep sound or a picture, locked. It has no words before somebody lays some beside it."""
    require(by, project, May.READ_IN)
    source = Source.objects.create(
        project=project, number=next_number(project, "K"), name=material.name[:200], format=material.format,
        sha256=material.sha256, size=material.size, kind=material.kind, text="",
        read_by_id=by.id if by.kind == "staff" else None, read_at=clock.now(),
    )  # fmt: skip
    lay_media(source, material, data)
    journal.write("document_read_in", by=by, project_id=project.pk, subject="source", subject_id=source.pk)
    return source


@transaction.atomic
def attach(source: Source, material: Material, *, by: Actor) -> bool:
    """The words of sound or a picture, with who speaks and when. False where it has words already, or is gone."""
    require(by, source.project, May.READ_IN)
    if not lay_words(source, material.text, material.segments, Revision.Why.READ_IN, by=by):
        return False
    journal.write("transcript_attached", by=by, project_id=source.project_id, subject="source", subject_id=source.pk)
    return True


def lay_words(source: Source, text: str, segments: Iterable[Segment], why: Revision.Why, *, by: Actor) -> bool:
    """The first words of a source that has none, found by the search from now on. Call it in the transaction of the act.

    False where it has words already, or is gone.
    """
    found = Source.objects.select_for_update(of=("self",)).filter(pk=source.pk).first()
    if found is None or media_of(found) is None or found.revisions.exists():
        return False
    found.text = text
    found.save(update_fields=["text"])
    lay(found, text, segments, why, by.id if by.kind == "staff" else None)
    tell("words_laid", source=found)
    return True


def _lay_first(source: Source, upload: Upload) -> None:
    """Revision 1: the text as it was read in."""
    text = upload.text if upload.segments is not None else normalise(upload.text)
    segments = upload.segments if upload.segments is not None else segments_of_text(text)
    lay(source, text, segments, Revision.Why.READ_IN, source.read_by_id)


def sweep(of_the_act: AbstractSet[str] = frozenset()) -> None:
    """Take away every file no row points at: left by an act that failed, or by a computer that stopped."""
    sweep_originals(of_the_act)
    sweep_media()


def forget_words(source: Source, words: str) -> list[Source]:
    """Take a voice's words out of the text we read, its revisions, and the original that holds them off the disk.

    A document that was read in twice forgets them twice; those that did are given back. Runs in the transaction of the
    withdrawal; the file goes when that is committed.
    """
    read_in = source.text
    return _forget(source, without(read_in, words), lambda latest: without_in_revision(latest, read_in, words))


def forget_everything(source: Source) -> None:
    """When nobody can tell any more which of its words were taken back."""
    _forget(source, TAKEN_BACK, lambda latest: TAKEN_BACK)


def _forget(source: Source, text: str, rewritten: Callable[[str], str]) -> list[Source]:
    """`rewritten` is asked what the latest revision says without the words."""
    before = source.text
    sources = Source.objects.filter(project=source.project_id).iterator(chunk_size=1)
    forgot = [one for one in sources if one.text == before] if before else [source]
    held = Source.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in forgot])
    list(held.order_by("pk").values_list("pk"))  # whoever is locking one of them is done with it, or sees that it went
    forget_media(forgot)
    forget_originals(forgot)
    for one in forgot:
        lay_anew(one, rewritten)
        one.text, one.sha256 = text, ""
        one.save(update_fields=["text", "sha256"])
    tell("source_text_erased", project_id=source.project_id)
    return forgot


def forget_words_elsewhere(project: Project, words: str) -> list[Source]:
    """The same words in any other document of the project: a quote may stand in the description and on a card.

    Only words that are enough to be known again: nobody's "ja, tak" is looked for.
    """
    if not are_known_again(words):
        return []
    holding = {pk for pk, text in _texts(project) if places_of(text, words)}
    sources = list(Source.objects.filter(pk__in=holding))
    return [forgot for source in sources for forgot in _forget_found(source, words)]


def _forget_found(source: Source, words: str) -> list[Source]:
    """Words that stand in the text as it was read in, or came into a later revision and stand only there."""
    if places_of(source.text, words):
        return forget_words(source, words)
    return _forget(source, source.text, lambda latest: cut(latest, places_of(latest, words)))


def _texts(project: Project) -> Iterator[tuple[int, str]]:
    """Every text of the project's documents, one at a time: as they were read in, and as they are now."""
    for source in Source.objects.filter(project=project).iterator(chunk_size=1):
        yield source.pk, source.text
    for revision in Revision.objects.filter(source__project=project, number__gt=1).iterator(chunk_size=1):
        yield revision.source_id, revision.text
