"""The only door for what telephones send: new, known already, other words under the same key, or taken back since."""

import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from samskab.ground import clock
from samskab.ground.keeping.disk import write_whole
from samskab.ground.sealing import SealKey, seal_keys
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.models import Project
from samskab.projects.permission import require
from samskab.voices.field import parts
from samskab.voices.field.message import Message, NotAMessage, read
from samskab.voices.field.models import SetAside, Submission
from samskab.voices.field.shutting import note_shut, was_shut
from samskab.voices.field.taking_in import Given, NotThisWay, as_may_be_kept, clean, understood
from samskab.voices.intake.models import Voice
from samskab.voices.listening.actions import write_down
from samskab.voices.pictures import actions as pictures
from samskab.voices.recordings import actions as recordings

AN_HOUR = 60 * 60  # seconds: no act takes that long
WAITING = SetAside.State.WAITING


@dataclass(frozen=True, slots=True)
class Answer:
    """What the telephone is told. 201 and 200: it is on the disk. 409: a person looks at it. 410: it was taken back."""

    status: int
    submission: Submission
    voice: Voice | None = None


def our_keys() -> list[SealKey]:
    """Those that open what telephones sealed; the first is the one they seal with now."""
    return seal_keys(settings.INSTALLATION.capture_keys)


def place_of(name: str) -> Path:
    """Where a message waits for a person, sealed as it came."""
    return Path(settings.INSTALLATION.files) / "set-aside" / name[:2] / name


def receive(project: Project, envelope: bytes, *, by: Actor) -> Answer:
    """Take one message in; when this returns 201 or 200, what it held is on the disk. Safe to repeat, and for two at once.

    Raises NotAMessage for what cannot be opened.
    """
    message = read(envelope, project.pk, our_keys())
    is_known = Submission.objects.filter(project=project, key=message.key).exists()
    opened = Given() if is_known else clean(message)  # before it is our turn to write: it takes a while
    return _receive(project, message, envelope, opened, by=by)


def receive_whole(whole: parts.Whole, *, by: Actor) -> Answer:
    """The same of a message that came in parts. Raises NotWhole, and NotAMessage for what cannot be opened."""
    envelope = parts.together(whole)
    try:
        answer = receive(whole.project, envelope, by=by)
    except NotAMessage:
        parts.let_go(whole)
        raise
    parts.let_go(whole)
    return answer


def receive_all(project: Project, envelopes: Iterable[bytes], *, by: Actor) -> tuple[list[Answer], int]:
    """An outbox, each message by itself: the answers, and how many could not be opened."""
    answers, unopened = [], 0
    for envelope in envelopes:
        try:
            answers.append(receive(project, envelope, by=by))
        except NotAMessage:
            unopened += 1
    return answers, unopened


@transaction.atomic
def _receive(project: Project, message: Message, envelope: bytes, opened: Given, *, by: Actor) -> Answer:
    require(by, project, May.CAPTURE_VOICE)
    found, is_new = Submission.objects.select_related("voice").get_or_create(
        project=project, key=message.key,
        defaults={
            "sha256": message.sha256, "masked": message.masked,
            "received_by_id": by.id, "received_at": clock.now(),
        },
    )  # fmt: skip
    if not is_new:
        return _again(found, message, envelope, by)
    if was_shut(message.key):
        Submission.objects.filter(pk=found.pk).update(sha256="", erased_at=clock.now())
        return Answer(410, found)
    try:
        found.voice, found.left_out = _write_down(project, message, opened, by)
    except NotThisWay:
        found.sha256 = ""  # it is known by what is set aside
        _set_aside(found, message, envelope, SetAside.Reason.NOT_THIS_WAY, by)
    found.save(update_fields=["voice", "sha256", "left_out"])
    return Answer(201, found, found.voice) if found.voice else Answer(409, found)


def _again(found: Submission, message: Message, envelope: bytes, by: Actor) -> Answer:
    """The key is known. Whatever was taken back under it, nothing that nobody knows is taken in under it again."""
    aside = found.set_aside.select_related("voice").filter(sha256=message.sha256).first()
    if aside is not None:
        return Answer(409 if aside.state == WAITING else 200, found, aside.voice)
    if found.sha256 == message.sha256:
        return Answer(200, found, found.voice)
    if found.erased_at or found.set_aside.filter(state=SetAside.State.ERASED).exists():
        return Answer(410, found)
    _set_aside(found, message, envelope, SetAside.Reason.OTHER_WORDS, by)
    return Answer(409, found)


def _write_down(project: Project, message: Message, given: Given, by: Actor) -> tuple[Voice, int]:
    """The voice, and how much that came with it is not kept."""
    told, answers, agreement = understood(project, message)
    given = as_may_be_kept(given, told, answers)
    voice = write_down(project, told, answers, agreement, by=by)
    for one in given.pictures:
        pictures.keep(voice, one.picture, caption=one.caption, alt=one.alt, by=by)
    for sound in given.sounds:
        recordings.keep(voice, sound, by=by)
    return voice, given.left_out


def _set_aside(found: Submission, message: Message, envelope: bytes, reason: str, by: Actor) -> None:
    """On the disk, sealed, before the row is; `sweep` takes what was left by an act that failed."""
    name = secrets.token_hex(16)
    place_of(name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(place_of(name), envelope)
    aside = SetAside.objects.create(
        submission=found, sha256=message.sha256, name=name, reason=reason, received_by_id=by.id, received_at=clock.now()
    )
    _note("message_set_aside", aside, by)


def settle(aside: SetAside, *, by: Actor, keep: bool) -> Voice | None:
    """A person has looked: keep it as a voice of its own, or lay it away for good. Safe to repeat.

    Raises NotThisWay where the rules still do not let it be kept, and NotAMessage where its key is lost.
    """
    project = aside.submission.project
    if not keep or aside.state != WAITING:
        return _settle(aside.pk, project, None, Given(), by=by)
    message = read(place_of(aside.name).read_bytes(), project.pk, our_keys())
    return _settle(aside.pk, project, message, clean(message), by=by)


@transaction.atomic
def _settle(pk: int, project: Project, message: Message | None, given: Given, *, by: Actor) -> Voice | None:
    require(by, project, May.WITHDRAW_VOICE)
    aside = SetAside.objects.select_for_update(of=("self",)).select_related("submission").get(pk=pk)
    if aside.state != WAITING:
        return aside.voice
    aside.voice = _write_down(project, message, given, by)[0] if message else None
    _lay_away(aside, SetAside.State.KEPT if message else SetAside.State.DROPPED, clock.now(), by)
    _note("message_settled", aside, by)
    return aside.voice


def _lay_away(aside: SetAside, state: str, now: datetime, by: Actor) -> None:
    """The sealed message goes from the disk when this is committed."""
    if aside.name:
        transaction.on_commit(partial(place_of(aside.name).unlink, missing_ok=True))
    aside.state, aside.name, aside.settled_at = state, "", now
    aside.settled_by_id = by.id if by.kind == "staff" else None
    aside.save()


def _note(verb: str, aside: SetAside, by: Actor) -> None:
    project_id = aside.submission.project_id
    journal.write(verb, by=by, project_id=project_id, subject="set_aside", subject_id=aside.pk)


def forget(voice: Voice, *, by: Actor) -> None:
    """The words were taken back: their fingerprints go, and what waits under the same key; the key stays, shut.

    Runs in the transaction of the withdrawal.
    """
    now = clock.now()
    shut = Submission.objects.filter(pk__in=list(Submission.objects.filter(voice=voice).values_list("pk", flat=True)))
    for aside in SetAside.objects.filter(submission__in=shut, state=WAITING):
        _erase(aside, now, by)
    for aside in SetAside.objects.filter(voice=voice):
        _erase(aside, now, by)
    dropped = SetAside.objects.filter(submission__in=shut, state=SetAside.State.DROPPED)
    dropped.update(state=SetAside.State.ERASED, sha256="")
    for submission in shut:
        note_shut(submission)
        transaction.on_commit(partial(parts.forget, submission.project, submission.key))
    shut.update(sha256="", voice=None, erased_at=now)


def _erase(aside: SetAside, now: datetime, by: Actor) -> None:
    aside.sha256, aside.voice = "", None
    _lay_away(aside, SetAside.State.ERASED, now, by)


def sweep() -> None:
    """Take away every sealed message no row points at, left by an act that failed; never one younger than an hour."""
    held = set(SetAside.objects.exclude(name="").values_list("name", flat=True))
    for path in place_of("00").parent.parent.glob("*/*"):
        if path.name not in held and time.time() - path.stat().st_mtime > AN_HOUR:
            path.unlink(missing_ok=True)
