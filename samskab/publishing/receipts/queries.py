"""The only door for what the holder of a receipt may see: their own words, what came of them, and who looked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from samskab.ground.reactions import ask
from samskab.journal.actions import note_reading
from samskab.journal.purposes import Purpose
from samskab.journal.queries import readings_of
from samskab.publishing.receipts.story import Step, story_of
from samskab.voices.consent.models import ConsentRecord, ParticipationAgreement, Receipt
from samskab.voices.consent.queries import Agreed, agreed, voices_on
from samskab.voices.consent.receipts import holder
from samskab.voices.intake.models import Voice
from samskab.voices.pseudonyms.said_before import has_other_names

LATEST = 12
Uses = ConsentRecord.Purpose
ASKED = {
    Uses.TAKE_PART: _("Jeg vil være med, som vi aftalte"),
    Uses.RECORD: _("I må optage samtalen på lyd"),
    Uses.INTERNAL: _("I må bruge mine ord i jeres arbejde"),
    Uses.PRINT: _("De må stå på tryk, fx på et postkort"),
    Uses.WEB: _("De må stå på nettet"),
    Uses.PICTURE: _("I må vise billedet de samme steder"),
    Uses.SHARE: _("Andre projekter må få dem at læse"),
    Uses.CONTACT: _("I må ringe og sige, hvad der skete"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked, that day, for that reason. Not who."""

    on: date
    why: str


@dataclass(frozen=True, slots=True)
class Mine:
    """One thing I said, and all there is to know about it. Of what I took back only that I did."""

    voice: Voice
    story: Sequence[Step] = ()
    answers: Sequence[tuple[Agreed, str]] = ()
    looks: Sequence[Look] = ()
    has_more_looks: bool = False
    agreement: ParticipationAgreement | None = None
    other_names: bool = False

    @property
    def next_is_unknown(self) -> bool:
        return len(self.story) < 2


def mine(receipt: Receipt) -> list[Mine]:
    """Everything on the receipt, noted as read by its holder before it is shown."""
    voices = list(voices_on(receipt))
    kept = [voice.pk for voice in voices if voice.is_kept]
    note_reading(holder(receipt), project_id=receipt.project_id, subject="voice", ids=kept, purpose=Purpose.OWN)
    return [_mine(voice) if voice.is_kept else Mine(voice) for voice in voices]


def _mine(voice: Voice) -> Mine:
    looks = _looks(voice)
    return Mine(
        voice,
        story_of(voice),
        [(line, str(ASKED[Uses(line.purpose)])) for line in agreed(voice)],
        looks[:LATEST],
        len(looks) > LATEST,
        next((one.agreement for one in reversed(voice.consents.all()) if one.agreement), None),
        has_other_names(voice),
    )


def _looks(voice: Voice) -> list[Look]:
    """Each day and reason once, the latest first."""
    readings = readings_of("voice", voice.pk).order_by("-day", "purpose")
    seen = readings.values_list("day", "purpose").distinct()[: LATEST + 1]
    return [Look(day, str(Purpose(purpose).label)) for day, purpose in seen if purpose in Purpose]


def find(receipt: Receipt, number: int) -> Voice:
    """One of mine that is still here; 404 for anybody else's, and for what is gone."""
    voice = voices_on(receipt).filter(number=number, state=Voice.State.KEPT).first()
    if voice is None:
        raise Http404
    return voice


def taken_back(receipt: Receipt) -> list[Voice]:
    return [voice for voice in voices_on(receipt) if not voice.is_kept]


def still_here(receipt: Receipt) -> list[Voice]:
    return [voice for voice in voices_on(receipt) if voice.is_kept]


@dataclass(frozen=True, slots=True)
class Preview:
    """What will happen when these are taken back: what rests on them by its code or title, and what we cannot reach."""

    voices: Sequence[Voice]
    codes: Sequence[str]
    cards: Sequence[str]
    printed: Sequence[str]


def preview(voices: Sequence[Voice]) -> Preview:
    rests = [one for voice in voices for one in ask("what_rests_on_this_voice", voice=voice)]
    return Preview(
        voices,
        _once(code for code, _words in rests if code),
        _once(words for code, words in rests if not code),
        cannot_be_called_back(voices),
    )


def cannot_be_called_back(voices: Iterable[Voice]) -> list[str]:
    """The titles of what stands on paper."""
    return _once(title for voice in voices for title in ask("what_cannot_be_called_back", voice=voice))


def _once(found: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(found))
