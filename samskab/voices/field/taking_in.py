"""From a message to what is written down: the same form, and the same rules, as on the ordinary page."""

from contextlib import suppress
from dataclasses import dataclass, replace

from samskab.ground import clock
from samskab.ground.pictures import CleanPicture, Unreadable, clean_picture
from samskab.ground.sounds import CleanSound, clean_sound
from samskab.projects.models import Project
from samskab.voices.consent.actions import Agreement
from samskab.voices.consent.models import ConsentRecord
from samskab.voices.field.message import Message
from samskab.voices.intake.actions import Told, may_record
from samskab.voices.intake.queries import activities_spoken_at
from samskab.voices.listening.forms import LINES, VoiceForm

# What may have changed in the project since the telephone last had network: the words are kept without it.
MAY_HAVE_GONE = ("place", "activity", "perspective", "position")


class NotThisWay(ValueError):
    """The rules do not let these words be kept in the way they were written down."""


@dataclass(frozen=True, slots=True)
class Clean:
    """A picture that could be opened, with the words about it."""

    picture: CleanPicture
    caption: str
    alt: str


@dataclass(frozen=True, slots=True)
class Given:
    """What came with the words and could be opened; `left_out` is how many could not, or may not be kept."""

    pictures: tuple[Clean, ...] = ()
    sounds: tuple[CleanSound, ...] = ()
    left_out: int = 0

    def without_sound(self) -> "Given":
        return Given(self.pictures, (), self.left_out + len(self.sounds))


def clean(message: Message) -> Given:
    """Pictures and sound written again."""
    pictures, sounds = [], []
    for sent in message.pictures:
        with suppress(Unreadable):
            pictures.append(Clean(clean_picture(sent.bytes), sent.caption, sent.alt))
    for sound in message.sounds:
        with suppress(Unreadable):
            sounds.append(clean_sound(sound))
    came = len(message.pictures) + len(message.sounds)
    return Given(tuple(pictures), tuple(sounds), came - len(pictures) - len(sounds))


def as_may_be_kept(given: Given, told: Told, answers: dict[str, bool]) -> Given:
    """No sound without a yes to it, and none from a meeting whose method has no room for it. The words are kept."""
    may = answers.get(ConsentRecord.Purpose.RECORD, False) and may_record(told.activity)
    return given if may else given.without_sound()


def understood(project: Project, message: Message) -> tuple[Told, dict[str, bool], Agreement | None]:
    """What was told, what was answered, and how that was agreed. Raises NotThisWay."""
    form = _form(project, message.fields)
    if gone := [name for name in MAY_HAVE_GONE if name in form.errors]:
        form = _form(project, {name: value for name, value in message.fields.items() if name not in gone})
    if not form.is_valid():
        raise NotThisWay
    day = min(message.on or clock.today(), clock.today())
    agreement = form.agreement()
    return (
        replace(form.told(), captured_on=day),
        form.answers(),
        replace(agreement, given_on=day) if agreement else None,
    )


def _form(project: Project, fields: dict[str, str | list[str]]) -> VoiceForm:
    known = {line for line, _label in LINES}
    fields = fields | {"agreed": [line for line in fields.get("agreed", []) if line in known]}
    form = VoiceForm(fields, places=project.places.all(), activities=activities_spoken_at(project))
    form.is_valid()
    return form
