"""Looking for names in a voice or the latest text of a source, once; what was answered is not asked again."""

from contextlib import suppress

from django.db import transaction
from django_tasks import task

from samskab.ground import clock
from samskab.ground.anchors import anchor_at, follow_along
from samskab.ground.edits import EditScript
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.permission import NotAllowed, require, turn_of
from samskab.projects.policy import is_open
from samskab.tasks.backend import enqueue_once
from samskab.tasks.queries import is_under_way
from samskab.voices.intake.models import Voice
from samskab.voices.pseudonyms.finding import Found, found_in
from samskab.voices.pseudonyms.map import NameMap, forget_unused
from samskab.voices.pseudonyms.models import NameSearch, Spot
from samskab.voices.pseudonyms.texts import Laid, VoiceWords, labels_of, project_of, text_with
from samskab.voices.pseudonyms.words import Taken, key
from samskab.voices.sources.models import Revision, Source

AT_ONCE = 500  # rows
Answered = dict[tuple[int | None, int, int], Spot]


class ChangedSince(Exception):
    """The text is another now. Nothing is stored."""


LONG = 1_000_000  # characters: who has more waits for the worker, not for the page


class NoText(ValueError):
    """There are no words to look in. Nothing is stored."""


def look_for_names(source: Source, *, by: Actor) -> NameSearch:
    """Every place in the latest text that may tell who somebody is. Safe to repeat. Raises ChangedSince, NoText.

    What takes its time is done before anything is stored, so that nobody waits for it.
    """
    require(by, source.project, May.SEE_NAMES)
    revision = source.revisions.last()
    if revision is None:
        raise NoText
    if there := NameSearch.objects.filter(revision=revision).first():
        return there
    labels = labels_of(revision)
    known = NameMap(source.project).said_instead
    found = found_in(revision.text, labels, known)
    before = NameSearch.objects.filter(revision__source=source).select_related("revision").first()
    answered = _followed(before, revision, labels) if before else {}
    return _keep(source, revision, _with_answers(revision.text, found, answered), by)


def look_soon(source: Source, *, by: Actor) -> None:
    """The same, but a long text is looked through by the worker: the page says so until it is done."""
    require(by, source.project, May.SEE_NAMES)
    revision = source.revisions.last()
    if revision is None or len(revision.text) <= LONG or by.id is None:
        look_for_names(source, by=by)
    else:
        enqueue_once(_work_on(revision), look_later, source.pk, by.id)


@task(atomic=False)
def look_later(source_pk: int, user_pk: int) -> None:
    """Safe to repeat. Whoever asked may be gone meanwhile, and the text another."""
    source = Source.objects.filter(pk=source_pk).select_related("project").first()
    if source is not None:
        with suppress(NotAllowed, NoText, ChangedSince):
            look_for_names(source, by=Actor("staff", user_pk))


def is_looked_through(revision: Revision) -> bool:
    """Whether the worker is at it, or will be."""
    return is_under_way(_work_on(revision))


def _work_on(revision: Revision) -> str:
    return f"names-{revision.pk}"


def words_of(spot: Spot, laid: Laid) -> str:
    """What stands there."""
    return text_with(laid, spot.segment)[spot.start : spot.end]


def _followed(before: NameSearch, revision: Revision, labels: dict[str, int]) -> Answered:
    """Where each spot with an answer stands in the new text: the same words, surely no others. The rest is asked again."""
    script = EditScript(before.laid.text, revision.text)
    called = {number: label for label, number in labels_of(before.laid).items()}
    places: Answered = {}
    for spot in before.spots.exclude(state=Spot.State.WAITING).iterator(chunk_size=2_000):
        if spot.segment is not None:
            if (number := labels.get(called.get(spot.segment, ""))) is not None:
                places[number, spot.start, spot.end] = spot
            continue
        place = follow_along(anchor_at(script.old, spot.start, spot.end), script)
        if not place.needs_a_person:
            places[None, place.start, place.end] = spot
    return places


def _with_answers(text: str, found: list[Found], answered: Answered) -> list[Spot]:
    """What was found, with the answers it has; and what was answered that a person had found."""
    alike: dict[str, int] = {}
    there = {(one.segment, one.start, one.end) for one in found}
    taken = Taken((one.start, one.end) for one in found if one.segment is None)
    for (segment, start, end), spot in answered.items():
        if (segment, start, end) not in there and segment is None and taken.is_free(start, end):
            found.append(Found(None, start, end, spot.kind, key(spot.kind, text[start:end])))
    spots = []
    for one in found:
        group = alike.setdefault(one.key, len(alike) + 1)
        spot = Spot(segment=one.segment, start=one.start, end=one.end, kind=one.kind, alike=group)
        if said := answered.get((one.segment, one.start, one.end)):
            spot.state, spot.pseudonym_id = said.state, said.pseudonym_id
            spot.answered_by_id, spot.answered_at = said.answered_by_id, said.answered_at
        spots.append(spot)
    return spots


@transaction.atomic
def _keep(source: Source, revision: Revision, spots: list[Spot], by: Actor) -> NameSearch:
    require(by, source.project, May.SEE_NAMES)
    latest = source.revisions.defer("text").last()
    if latest is None or latest.pk != revision.pk:
        raise ChangedSince
    if there := NameSearch.objects.filter(revision=revision).first():
        return there
    search = lay_search(revision, spots, by.id if by.kind == "staff" else None)
    facts = {"number": revision.number, "found": len(spots)}
    journal.write(
        "names_looked_for", by=by, project_id=source.project_id, subject="source", subject_id=source.pk, facts=facts
    )
    return search


def lay_search(laid: Laid, spots: list[Spot], made_by_id: int | None) -> NameSearch:
    """These are the spots of the text from now on. Call it in the transaction that changes them."""
    if isinstance(laid, VoiceWords):
        NameSearch.objects.filter(voice=laid.voice).delete()
        search = NameSearch(voice=laid.voice, made_by_id=made_by_id, made_at=clock.now())
    else:
        NameSearch.objects.filter(revision__source=laid.source_id).delete()
        search = NameSearch(revision=laid, made_by_id=made_by_id, made_at=clock.now())
    search.save()
    for spot in spots:
        spot.search = search
    Spot.objects.bulk_create(spots, batch_size=AT_ONCE)
    forget_unused(project_of(laid).pk)
    return search


@transaction.atomic
def look_in_voice(voice: Voice, *, by: Actor) -> NameSearch:
    """Every place in a voice's own words that may tell who somebody is. Safe to repeat.

    Raises ChangedSince, also where the words are taken back, or stand in a source: names are replaced there.
    """
    require(by, voice.project, May.SEE_NAMES)
    turn_of(voice.project)
    voice = Voice.objects.select_for_update(of=("self",)).select_related("project").get(pk=voice.pk)
    if voice.source_id is not None or not is_open("voice", voice.state, May.SEE_NAMES):
        raise ChangedSince
    if there := NameSearch.objects.filter(voice=voice).first():
        return there
    laid, known = VoiceWords(voice), NameMap(voice.project).said_instead
    found = [one for one in found_in(laid.text, {}, known) if not laid.is_across(one.start, one.end)]
    search = lay_search(laid, _with_answers(laid.text, found, {}), by.id if by.kind == "staff" else None)
    journal.write(
        "voice_names_looked_for", by=by, project_id=voice.project_id, subject="voice", subject_id=voice.pk,
        code=voice.code, facts={"found": len(found)},
    )  # fmt: skip
    return search
