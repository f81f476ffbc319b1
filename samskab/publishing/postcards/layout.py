"""What a coordinator can choose between when she lays out a card, as it stands on her page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.core.paginator import Page
from django.utils.translation import gettext as _

from samskab.ground.pages import page_of
from samskab.meaning.themes import queries as insights
from samskab.meaning.themes.models import Insight, InsightVoice
from samskab.projects.access import May
from samskab.projects.codes import parse
from samskab.projects.team.models import Membership
from samskab.publishing.postcards.choosing import Choice
from samskab.publishing.postcards.conditions import WAITS
from samskab.publishing.postcards.models import Postcard
from samskab.publishing.recognising.queries import said_by
from samskab.trials.tracks import queries as tracks
from samskab.trials.tracks.models import Track
from samskab.voices.consent.queries import why_not_printed
from samskab.voices.intake import queries as voices
from samskab.voices.intake.models import Voice
from samskab.voices.intake.second_reading import unread
from samskab.voices.knowledge import queries as knowledge
from samskab.voices.knowledge.models import Knowledge
from samskab.voices.search.queries import that_say

A_TABLE = 60
KINDS = ("voices", "insights", "tracks", "knowledge")


@dataclass(slots=True)
class Row:
    """One thing that can stand on the card. `reason` says why it cannot; then nothing can choose it."""

    kind: str
    code: str
    words: str
    note: str = ""
    perspective: str = ""
    number: int = 0
    reason: str = ""
    chosen: bool = False
    on_front: bool = False
    excerpt: str = ""
    is_first: bool = False
    is_last: bool = False

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.code}"


@dataclass(frozen=True, slots=True)
class Laid:
    """What is ticked on the page: codes in order for each kind, the front's code, and shortened quotes by code."""

    codes: dict[str, list[str]] = field(default_factory=dict)
    front: str = ""
    excerpts: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not any(self.codes.values())


@dataclass(frozen=True, slots=True)
class Look:
    """Which voices one chooses among: a perspective's key, words they say, and the page of them."""

    chosen: str = ""
    words: str = ""
    page: str = ""


class Table:
    """Everything in the project that could stand on a card, as this person may see it. Asked once for a page.

    Of very many voices there is a part at a time; what stands on the card, or was `sent` as ticked, is always there.
    """

    def __init__(
        self, membership: Membership, postcard: Postcard, sent: Iterable[str] = (), look: Look = Look()
    ) -> None:
        self.part = _voices_to_lay(membership, postcard, look)
        numbers = {code[1] for one in sent if (code := parse(one)) and code[0] == "U"}
        numbers |= set(postcard.lines.filter(voice__isnull=False).values_list("voice__number", flat=True))
        also = voices.seen_by(membership).filter(number__in=numbers)
        laid = {voice.code: voice for voice in (*self.part, *also) if voice.is_kept}
        self.voices: dict[str, Voice] = laid
        self.insights: dict[str, Insight] = {one.code: one for one in insights.seen_by(membership)}
        self.tracks: dict[str, Track] = {one.code: one for one in tracks.seen_by(membership)}
        self.knowledge: dict[str, Knowledge] = {f"V-{one.number}": one for one in knowledge.seen_by(membership)}
        waits = unread([voice.pk for voice in self.voices.values()])
        self.reasons: dict[str, str] = {
            code: why_not_printed(voice) or (str(WAITS) if voice.pk in waits else "")
            for code, voice in self.voices.items()
        }
        self.may_ask = membership.may(May.RECORD_CONSENT)

    def choosable(self, kind: str) -> list[str]:
        """The codes a card may hold now. A quote without consent for print is not among them."""
        if kind == "voices":
            return [code for code, reason in self.reasons.items() if not reason]
        return list(getattr(self, kind))

    def choice(self, laid: Laid) -> Choice:
        """What was ticked, as the action takes it. KeyError for a code that is not on the table."""
        chosen = [self.voices[code] for code in laid.codes["voices"]]
        return Choice(
            voices=chosen,
            insights=[self.insights[code] for code in laid.codes["insights"]],
            knowledge=[self.knowledge[code] for code in laid.codes["knowledge"]],
            tracks=[self.tracks[code] for code in laid.codes["tracks"]],
            front=self.voices[laid.front] if laid.front else None,
            excerpts={
                self.voices[code].pk: text for code, text in laid.excerpts.items() if code in laid.codes["voices"]
            },
        )

    def rows(self, kind: str, laid: Laid) -> list[Row]:
        """What is chosen, in its order; then what can be chosen; last what cannot, each with its reason."""
        chosen = [code for code in laid.codes.get(kind, []) if code in getattr(self, kind)]
        rows = [self._row(kind, code, laid) for code in [*chosen, *_others(list(getattr(self, kind)), chosen)]]
        for place, row in enumerate(rows):
            row.chosen = row.code in chosen and not row.reason
            row.is_first, row.is_last = place == 0, place == len(chosen) - 1
        return sorted(rows, key=lambda row: (bool(row.reason), not row.chosen))

    def _row(self, kind: str, code: str, laid: Laid) -> Row:
        if kind == "voices":
            return self._voice(code, laid)
        if kind == "insights":
            return Row(kind, code, self.insights[code].sentence)
        if kind == "tracks":
            track = self.tracks[code]
            return Row(kind, code, track.title, str(track.get_kind_display()))
        item = self.knowledge[code]
        return Row(kind, code, item.text, item.attribution)

    def _voice(self, code: str, laid: Laid) -> Row:
        voice = self.voices[code]
        row = Row("voices", code, voice.words, said_by(voice), voice.perspective, voice.number)
        row.reason, row.excerpt = self.reasons[code], laid.excerpts.get(code, "")
        row.on_front = laid.front == code
        return row


def _voices_to_lay(membership: Membership, postcard: Postcard, look: Look) -> Page[Voice]:
    """Those that stand under the card's own insights first, then the newest."""
    found = that_say(membership, chosen=look.chosen, words=look.words)
    on_the_card = postcard.lines.filter(insight__isnull=False).values("insight")
    under = InsightVoice.objects.filter(insight__in=on_the_card).values("voice")
    return page_of(look.page, A_TABLE, found.filter(pk__in=under), found.exclude(pk__in=under))


def _others(codes: Sequence[str], chosen: Sequence[str]) -> list[str]:
    """The rest, oldest first."""
    return sorted((code for code in codes if code not in chosen), key=lambda code: int(code[2:]))


def laid_out(postcard: Postcard) -> Laid:
    """What is on the card now."""
    codes: dict[str, list[str]] = {kind: [] for kind in KINDS}
    excerpts, front = {}, ""
    for line in postcard.lines.select_related("voice", "insight", "knowledge", "track"):
        if line.voice:
            codes["voices"].append(line.voice.code)
            excerpts[line.voice.code] = line.excerpt
            front = line.voice.code if line.pk == postcard.front_line_id else front
        elif line.insight:
            codes["insights"].append(line.insight.code)
        elif line.track:
            codes["tracks"].append(line.track.code)
        elif line.knowledge:
            codes["knowledge"].append(f"V-{line.knowledge.number}")
    return Laid(codes, front, excerpts)


def moved(codes: Sequence[str], code: str, step: int) -> list[str]:
    """The same codes with one of them a place up (-1) or down (1); unchanged at the ends."""
    order = list(codes)
    if code not in order:
        return order
    here = order.index(code)
    there = here + step
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
    return order


def refused(code: str) -> str:
    return _("%(code)s må ikke trykkes – spørg, om I må.") % {"code": code}
