"""The only door for saying what is to be done about a name, and for laying the text with other names."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from django.db import transaction
from django.db.models import QuerySet

from samskab.ground import clock
from samskab.ground.cpr import find_cpr
from samskab.ground.edits import EditScript
from samskab.ground.reactions import tell
from samskab.ground.text import normalise, one_line, without_control_characters
from samskab.journal import actions as journal
from samskab.people.actors import Actor
from samskab.projects.access import May
from samskab.projects.permission import require, turn_of
from samskab.projects.words import ContainsCpr
from samskab.voices.correcting.actions import settle
from samskab.voices.correcting.following import follow_voices
from samskab.voices.intake.models import Voice
from samskab.voices.pseudonyms.finding import Found, more_of
from samskab.voices.pseudonyms.inventing import in_brackets
from samskab.voices.pseudonyms.looking import AT_ONCE, ChangedSince, lay_search, words_of
from samskab.voices.pseudonyms.map import NameMap, forget_unused
from samskab.voices.pseudonyms.models import NameSearch, Replacement, Spot
from samskab.voices.pseudonyms.queries import changed_in_names_only
from samskab.voices.pseudonyms.swapping import Swap, swapped
from samskab.voices.pseudonyms.texts import Laid, VoiceWords, labels_of
from samskab.voices.pseudonyms.words import Taken, bare, key, said_instead_in, with_others
from samskab.voices.sources.models import Revision, Source
from samskab.voices.sources.revisions import lay_followed

State = Spot.State
LONGEST_NAME = 100  # characters


class AnsweredSince(Exception):
    """Somebody else has said what is to be done about it. Nothing is changed."""


class NotThere(ValueError):
    """These words do not stand in the text, or are among what is asked about already. Nothing is stored."""


class NothingToReplace(ValueError):
    """Nobody has said that anything is to be replaced. Nothing is stored."""


@transaction.atomic
def say_instead(spot: Spot, written: str, *, by: Actor, everywhere: bool) -> int:
    """What is to stand there, or everywhere the same stands unanswered: how many places. The text is not changed yet.

    Raises ChangedSince, AnsweredSince, ContainsCpr, NotLikeThat, and IsARealName for what somebody here is called.
    """
    spot, laid = _asked(spot, by)
    if find_cpr(written):
        raise ContainsCpr
    instead = in_brackets(written)
    known = NameMap(spot.search.project)
    known.refuse_a_real_name(instead, laid.text)
    by_id = by.id if by.kind == "staff" else None
    told: dict[str, list[Spot]] = defaultdict(list)
    for one in _waiting_alike(spot) if everywhere else [spot]:
        told[words_of(one, laid)].append(one)
    for words, spots in told.items():
        line = known.line(spots[0].kind, words, instead, by_id)
        _answer(spots, by_id, state=State.REPLACED, pseudonym=line)
    return sum(map(len, told.values()))


@transaction.atomic
def leave(spot: Spot, *, by: Actor, everywhere: bool) -> int:
    """It stands as it is, and is not asked about again; how many places. Raises ChangedSince, AnsweredSince."""
    spot, _laid = _asked(spot, by)
    spots = list(_waiting_alike(spot)) if everywhere else [spot]
    _answer(spots, by.id if by.kind == "staff" else None, state=State.LEFT)
    return len(spots)


@transaction.atomic
def ask_again(spot: Spot, *, by: Actor) -> None:
    """Whatever was answered about this, and where the same stands, is asked about again. Safe to repeat."""
    project = spot.search.project
    require(by, project, May.SEE_NAMES)
    alike = Spot.objects.filter(search=spot.search_id, alike=spot.alike)
    alike.update(state=State.WAITING, pseudonym=None, answered_by=None, answered_at=None)
    forget_unused(project.pk)


@transaction.atomic
def point_out(search: NameSearch, words: str, *, by: Actor) -> int:
    """A name nobody had found, wherever it stands: how many places. What is left standing is asked about again.

    Raises NotThere, ChangedSince.
    """
    require(by, search.project, May.SEE_NAMES)
    laid, words = _still_latest(search), _as_in_a_text(words)
    if not (wanted := key("name", words)):
        raise NotThere
    asked = list(search.spots.all())
    found = list(_more(laid, words, asked, NameMap(search.project).said_instead))
    alike = [one for one in asked if key(one.kind, words_of(one, laid)) == wanted]
    left = [one for one in alike if one.state == State.LEFT]
    if not found and not left:
        raise NotThere
    group = alike[0].alike if alike else max((one.alike for one in asked), default=0) + 1
    Spot.objects.bulk_create(
        [
            Spot(search=search, segment=number, start=one.start, end=one.end, kind="name", alike=group)
            for number, one in found
        ],
        batch_size=AT_ONCE,
    )
    _answer(left, None, state=State.WAITING)
    return len(found) + len(left)


def _more(laid: Laid, words: str, asked: list[Spot], known: set[str]) -> Iterator[tuple[int | None, Found]]:
    """Where these words stand and nobody asks yet: (the segment whose speaker is called so, the place)."""
    wanted = {words: ("name", key("name", words))}
    for text, number in ((laid.text, None), *labels_of(laid).items()):
        places = [(one.start, one.end) for one in asked if one.segment == number]
        for one in more_of(text, wanted, Taken([*places, *said_instead_in(text, known)])):
            yield number, one


def _as_in_a_text(words: str) -> str:
    """As the text has it, without a genitive; "" for what is no name."""
    try:
        words = one_line(normalise(without_control_characters(words[:1_000])))
    except ValueError:
        return ""
    return bare("name", words) if 0 < len(words) <= LONGEST_NAME else ""


def _still_latest(search: NameSearch) -> Laid:
    laid = search.laid
    if isinstance(laid, VoiceWords):
        if not laid.voice.is_kept:
            raise ChangedSince
    elif laid.source.revisions.defer("text").filter(number__gt=laid.number).exists():
        raise ChangedSince
    return laid


def _asked(spot: Spot, by: Actor) -> tuple[Spot, Laid]:
    """The spot as it is now, that waits for an answer, in a text that is still the latest."""
    require(by, spot.search.project, May.SEE_NAMES)
    texts = ("search__revision__source__project", "search__voice__project")
    now = Spot.objects.select_related(*texts).filter(pk=spot.pk).first()
    if now is None:
        raise ChangedSince
    laid = _still_latest(now.search)
    if now.state != State.WAITING:
        raise AnsweredSince
    return now, laid


def _waiting_alike(spot: Spot) -> "QuerySet[Spot]":
    return Spot.objects.filter(search=spot.search_id, alike=spot.alike, state=State.WAITING)


def _answer(spots: list[Spot], by_id: int | None, **said: object) -> None:
    at = None if said["state"] == State.WAITING else clock.now()
    for first in range(0, len(spots), AT_ONCE):
        some = Spot.objects.filter(pk__in=[one.pk for one in spots[first : first + AT_ONCE]])
        some.update(answered_by_id=by_id, answered_at=at, **said)


@transaction.atomic
def replace_names(source: Source, *, by: Actor, seen: int) -> Revision:
    """One new revision with everything said so far; `seen` is the number of the one that was read.

    Voices are followed as when a text is corrected. Raises ChangedSince, NothingToReplace.
    """
    require(by, source.project, May.SEE_NAMES)
    turn_of(source.project)
    source = Source.objects.select_for_update(of=("self",)).select_related("project").get(pk=source.pk)
    before = source.revisions.last()
    search = NameSearch.objects.filter(revision=before).first()
    if before is None or before.number != seen or search is None:
        raise ChangedSince
    spots = list(search.spots.order_by("start", "id").select_related("pseudonym"))
    chosen = [one for one in spots if one.state == State.REPLACED]
    if not chosen:
        raise NothingToReplace
    in_text = [one for one in chosen if one.segment is None]
    new = swapped(before.text, swaps_of(in_text))
    script = EditScript(before.text, new.text, new.blocks)
    called, log = _called(before, chosen)
    by_id = by.id if by.kind == "staff" else None
    revision = lay_followed(source, before, script, by_id, Revision.Why.PSEUDONYM, called)
    log += [row_of(one, *place) for one, place in zip(in_text, new.places, strict=True)]
    for row in log:
        row.revision = revision
    Replacement.objects.bulk_create(log, batch_size=AT_ONCE)
    states = follow_voices(before, revision, script)
    _rename(source, chosen)
    lay_search(revision, list(_carried(spots, script, before, revision, called)), by_id)
    names = len({one.pseudonym_id for one in chosen})
    facts = {"number": revision.number, "places": len(chosen), "names": names, "changed": states.count("changed")}
    journal.write(
        "names_replaced", by=by, project_id=source.project_id, subject="source", subject_id=source.pk, facts=facts
    )
    return revision


def swaps_of(spots: list[Spot]) -> list[Swap]:
    return [Swap(one.start, one.end, one.pseudonym.said_instead) for one in spots if one.pseudonym]


def row_of(spot: Spot, start: int, end: int) -> Replacement:
    return Replacement(
        pseudonym=spot.pseudonym, segment=spot.segment, start=start, end=end, old_start=spot.start, old_end=spot.end
    )


def _called(before: Revision, chosen: list[Spot]) -> tuple[Callable[[str], str], list[Replacement]]:
    """What speakers are called from now on, and what was replaced in that."""
    by_number: dict[int, list[Spot]] = defaultdict(list)
    for one in chosen:
        if one.segment is not None:
            by_number[one.segment].append(one)
    called: dict[str, str] = {}
    log: list[Replacement] = []
    for number, spots in by_number.items():
        label = before.segments.get(number=number).speaker
        new = swapped(label, swaps_of(spots))
        called[label] = new.text
        log += [row_of(one, *place) for one, place in zip(spots, new.places, strict=True)]
    return lambda label: called.get(label, label), log


def _rename(source: Source, chosen: list[Spot]) -> None:
    """The name of the file may tell the same as the text did, and in small letters."""
    lines = [one.pseudonym for one in chosen if one.pseudonym and len(one.pseudonym.told) > 2]
    name = source.name.replace("_", " ")
    renamed = with_others(name, {one.told.lower(): one.said_instead for one in lines})
    if renamed != name:
        source.name = renamed[:200]
        source.save(update_fields=["name"])


def _carried(
    spots: list[Spot], script: EditScript, before: Revision, revision: Revision, called: Callable[[str], str]
) -> Iterator[Spot]:
    """Those that were not replaced, where they stand in the new text."""
    rest = [one for one in spots if one.state != State.REPLACED]
    numbers = labels_of(revision) if any(one.segment for one in rest) else {}
    for one in rest:
        if one.segment is not None:
            label = before.segments.get(number=one.segment).speaker
            if called(label) != label or label not in numbers:
                continue
            one.segment = numbers[label]
        else:
            became = script.became(one.start, one.end)
            one.start, one.end = became.start, became.end
        one.pk = None
        yield one


@transaction.atomic
def take_new_words(source: Source, *, by: Actor) -> int:
    """Each voice from here that is changed in names alone takes the words that stand now. How many did. Safe to repeat."""
    require(by, source.project, May.SEE_NAMES)
    anchors = changed_in_names_only(source)
    instead = instead_of(Replacement.objects.filter(revision__source=source)) if anchors else {}
    for anchor in anchors:
        before = anchor.voice.words
        settle(anchor, "take", by=by)
        voice = Voice.objects.select_related("project").get(pk=anchor.voice_id)
        tell("names_in_voice_replaced", voice=voice, before=before, instead=instead)
    return len(anchors)


def instead_of(replaced: "QuerySet[Replacement]") -> dict[str, str]:
    """What was told → what is said instead, the latest where there are two."""
    return {one.pseudonym.told: one.pseudonym.said_instead for one in replaced.select_related("pseudonym")}
