"""The only door for photo tasks: print them, send a picture, take one away, and choose together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max, QuerySet

from samskab.ground import clock
from samskab.ground.cpr import find_cpr
from samskab.ground.keeping import erased
from samskab.ground.keeping.erased import Erasure
from samskab.ground.locker import Locker
from samskab.ground.pictures import CleanPicture
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.models import Activity
from samskab.projects.permission import NotAllowed, require, turn_of
from samskab.projects.perspectives import standing_and_sector
from samskab.projects.words import ContainsCpr, line
from samskab.voices.consent import receipts
from samskab.voices.consent.actions import Agreement, record
from samskab.voices.consent.models import ConsentRecord
from samskab.voices.consent.participation import in_force
from samskab.voices.intake.actions import NotGivenThisWay, Told, capture, ways_to_capture
from samskab.voices.intake.models import Voice
from samskab.voices.photos.models import PhotoTask, SentPhoto
from samskab.voices.pictures import actions as pictures

LOCKER = Locker("photos", "photo")
METHOD = "photo_elicitation"
MOST_TASKS, MOST_PHOTOS = 30, 10
OPEN_FOR = timedelta(days=60)
PHOTO = "photo"
USES = (ConsentRecord.Purpose.INTERNAL, ConsentRecord.Purpose.PRINT, ConsentRecord.Purpose.WEB)


class Closed(Exception):
    """It has been chosen already, or the last day has been. Nothing is stored."""


class Enough(Exception):
    """So many pictures are nobody's to choose among. Nothing is stored."""


class NotAsked(ValueError):
    """A picture nobody may use, or without a word about it, cannot become a voice. Nothing is stored."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A task to be printed, and its code: the only time anybody but its holder sees it."""

    task: PhotoTask
    code: str


Press = Callable[[Activity, list[Handed]], bytes]


@transaction.atomic
def hand_out(activity: Activity, people: int, *, by: Actor) -> list[Handed]:
    """A task for each. Raises NotGivenThisWay where the activity's method is another, or it was dropped."""
    require(by, activity.project, May.CAPTURE_VOICE)
    may_be = activity.method_key == METHOD and ways_to_capture(activity, Voice.Capture.CARD)
    if not may_be or not 1 <= people <= MOST_TASKS:
        raise NotGivenThisWay
    last = PhotoTask.objects.filter(activity=activity).aggregate(last=Max("number"))["last"] or 0
    made = [_handed(activity, last + place, by) for place in range(1, people + 1)]
    journal.write(
        "photo_tasks_printed", by=by, project_id=activity.project_id, subject="activity", subject_id=activity.pk,
        facts={"tasks": people},
    )  # fmt: skip
    return made


@transaction.atomic
def print_out(activity: Activity, people: int, press: Press, *, by: Actor) -> bytes:
    """The file `press` makes of so many new tasks; where it cannot be made, nobody was given one."""
    return press(activity, hand_out(activity, people, by=by))


def _handed(activity: Activity, number: int, by: Actor) -> Handed:
    given = receipts.make_blank(activity.project, by=by)
    held_on = activity.held_on or activity.ends_on or activity.starts_on or clock.today()
    task = PhotoTask.objects.create(
        project=activity.project, activity=activity, number=number, receipt=given.receipt, printed_at=clock.now(),
        printed_by_id=by.id if by.kind == "staff" else None, open_until=max(held_on, clock.today()) + OPEN_FOR,
    )  # fmt: skip
    return Handed(task, given.code)


@transaction.atomic
def send(
    task: PhotoTask, key: UUID, clean: CleanPicture, caption: str, uses: Mapping[str, bool], *, by: Actor
) -> SentPhoto:
    """Keep a picture as `clean_picture` wrote it, locked. The same once more is the same picture.

    Raises Closed, Enough, and ContainsCpr: nothing is stored then.
    """
    task = _own(task, by)
    if (sent := task.photos.filter(key=key).first()) is not None:
        return sent
    if not task.is_open:
        raise Closed
    if task.photos.count() >= MOST_PHOTOS:
        raise Enough
    if find_cpr(caption):
        raise ContainsCpr
    name, locked_key = LOCKER.put(clean.bytes)
    sent = SentPhoto.objects.create(
        task=task, key=key, name=name, locked_key=locked_key, kind=clean.kind, width=clean.width, height=clean.height,
        caption=line(caption), sent_at=clock.now(), **{use: uses.get(use, False) for use in USES},
    )  # fmt: skip
    _note("photo_sent", task, by)
    return sent


@transaction.atomic
def take_away(task: PhotoTask, pk: int, *, by: Actor) -> None:
    """Whoever sent it deletes it again, at once and for good. Safe to repeat."""
    task = _own(task, by)
    if _delete(task.photos.filter(pk=pk)):
        _note("photo_taken_away", task, by)


@transaction.atomic
def choose_together(task: PhotoTask, chosen: Mapping[int, str], *, by: Actor, perspective: str = "") -> list[Voice]:
    """The chosen pictures become voices with what was said about each; the others are deleted. Safe to repeat.

    `chosen` is the id of each, and what its person says about it where nothing was sent along. Raises NotAsked, and what
    `capture` raises.
    """
    require(by, task.project, May.CAPTURE_VOICE)
    task = _locked(task)
    if task.chosen_at is not None:
        return []
    voices = [
        _become_a_voice(task, sent, chosen[sent.pk], perspective, by) for sent in task.photos.filter(pk__in=chosen)
    ]
    let_go = _delete(task.photos.all(), but_for=set(chosen))
    task.chosen_at, task.chosen_by_id = clock.now(), by.id if by.kind == "staff" else None
    task.save(update_fields=["chosen_at", "chosen_by"])
    _note("photos_chosen", task, by, chosen=len(voices), let_go=let_go)
    return voices


def _become_a_voice(task: PhotoTask, sent: SentPhoto, words: str, perspective: str, by: Actor) -> Voice:
    said = sent.caption or line(words)
    if not sent.internal or not said:
        raise NotAsked
    standing, sector = standing_and_sector(perspective)
    told = Told(
        said, kind=Voice.Kind.OBSERVATION, standing=standing, sector=sector, activity=task.activity,
        capture_method=Voice.Capture.CARD, captured_on=sent.sent_at.date(),
    )  # fmt: skip
    voice = capture(task.project, told, by=by)
    answers = {use.value: bool(getattr(sent, use.value)) for use in USES} | {ConsentRecord.Purpose.PICTURE.value: True}
    shown = in_force(task.project, task.activity)
    agreement = Agreement(ConsentRecord.Basis.CONSENT, ConsentRecord.Channel.DIGITAL, sent.sent_at.date(), None, shown)
    record(voice, answers, agreement, by=by)
    clean = CleanPicture(LOCKER.open(sent.name, sent.locked_key), sent.kind, sent.width, sent.height)
    pictures.keep(voice, clean, caption=said, by=by)
    receipts.fill_in(task.receipt, voice, by=by)
    return voice


@transaction.atomic
def let_go_of_what_is_left(*, by: Actor) -> None:
    """Nobody chose within the time: the pictures are deleted. Safe to repeat."""
    late = PhotoTask.objects.filter(chosen_at=None, open_until__lt=clock.today(), photos__isnull=False).distinct()
    for task in late.select_related("project").order_by("pk"):
        require(by, task.project, May.CAPTURE_VOICE)
        _note("photos_let_go", task, by, let_go=_delete(task.photos.all()))


def _own(task: PhotoTask, by: Actor) -> PhotoTask:
    """The task, locked, for whoever holds its receipt."""
    turn_of(task.project)
    if by.kind != "receipt" or by.id != task.receipt_id:
        raise NotAllowed
    return _locked(task)


def _locked(task: PhotoTask) -> PhotoTask:
    tasks = PhotoTask.objects.select_for_update(of=("self",)).select_related("project", "activity", "receipt")
    return tasks.get(pk=task.pk)


def _delete(photos: "QuerySet[SentPhoto]", but_for: set[int] | None = None) -> int:
    """The rows and their keys now, the files when this is committed; how many nobody chose. No older copy brings those back."""
    rows = list(photos.values_list("pk", "name", "sent_at"))
    for pk, _name, sent_at in rows:
        if pk not in (but_for or ()):
            erased.note(settings.INSTALLATION.erased_file, Erasure(PHOTO, pk, sent_at), clock.real_now())
    LOCKER.let_go([name for _pk, name, _sent_at in rows])
    photos.filter(pk__in=[pk for pk, _name, _sent_at in rows]).delete()
    return len([pk for pk, _name, _sent_at in rows if pk not in (but_for or ())])


def take_away_again(erasures: list[Erasure]) -> None:
    """An older copy came back: what was deleted since goes again."""
    moments = {one.id: one.made_at for one in erasures if one.kind == PHOTO}
    for sent in SentPhoto.objects.filter(pk__in=moments):
        if sent.sent_at == moments[sent.pk]:
            LOCKER.let_go([sent.name])
            sent.delete()


def sweep() -> None:
    """Take away every file no row points at. Safe to repeat."""
    LOCKER.sweep(set(SentPhoto.objects.values_list("name", flat=True)))


def _note(verb: str, task: PhotoTask, by: Actor, **facts: object) -> None:
    journal.write(
        verb, by=by, project_id=task.project_id, subject="photo_task", subject_id=task.pk, code=str(task.number),
        facts=facts,
    )  # fmt: skip
