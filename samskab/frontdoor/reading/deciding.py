"""What a person said to each finding: taken, changed or left out; and the answer to each doubt."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from samskab.frontdoor.reading.finds import Find, written
from samskab.frontdoor.reading.recognise import Activity, Choice
from samskab.ground.dates import NoSuchDate, Precision, When, read_one

# One answer for every doubt a person has not answered: our guess is right.
OUR_GUESSES = "our-guesses"


@dataclass(frozen=True, slots=True)
class Decision:
    """One finding with its answer. `values` are the words to keep: what we read, or what the person wrote instead."""

    find: Find
    take: bool
    values: dict[str, str]
    when: When | None = None
    as_written: str = ""
    certain: bool = True
    problem: str = ""
    chosen: str = ""

    @property
    def is_changed(self) -> bool:
        return self.values != self.find.values


def decide(find: Find, form: Mapping[str, str], *, after: date | None = None) -> Decision:
    """Read one finding's answer from the form. A date nobody can read becomes a problem in words, nothing is lost."""
    take = form.get(f"{find.key}-take", "yes") == "yes"
    values = {
        name: form.get(f"{find.key}-{name}", value).replace("\r\n", "\n").strip() for name, value in find.values.items()
    }
    decision = Decision(find, take, values, chosen=form.get(f"{find.key}-answer", ""))
    if not isinstance(find.thing, Activity):
        return decision
    decision = _dated(decision, find.thing, after)
    if not (decision.certain or decision.chosen or decision.problem) and form.get(OUR_GUESSES):
        return replace(decision, when=find.thing.when, certain=True)
    return decision


def _dated(decision: Decision, activity: Activity, after: date | None) -> Decision:
    words = decision.values["when"]
    if words != written(activity):
        return _rewritten(decision, words, after or activity.start)
    choice = _choice(decision)
    if choice is not None:
        return _answered(decision, activity, choice)
    if not activity.date_certain:
        return replace(decision, when=_undated(activity), as_written=activity.written, certain=False)
    return replace(decision, when=activity.when, as_written=activity.written or words)


def _rewritten(decision: Decision, words: str, after: date | None) -> Decision:
    """The person wrote the date anew; then it is certain."""
    if not words:
        return replace(decision, when=When(None, None))
    try:
        when = read_one(words, after=after)
    except NoSuchDate as error:
        return replace(decision, problem=str(error), when=When(None, None))
    if when.precision == Precision.UNDATED and not when.condition:
        return replace(
            decision, problem=_("Den dato forstår vi ikke. Skriv den som fx 7. april 2026, kl. 16-17."), when=when
        )
    return replace(decision, when=when, as_written=words)


def _choice(decision: Decision) -> Choice | None:
    question = decision.find.question
    if question is None or not decision.chosen.isdigit() or int(decision.chosen) >= len(question.choices):
        return None
    return question.choices[int(decision.chosen)]


def _answered(decision: Decision, activity: Activity, choice: Choice) -> Decision:
    """A choice names the action the date belongs to, or says that the date is right; one with neither: I do not know."""
    if not (choice.title or choice.written or choice.start):
        return replace(decision, when=_undated(activity), as_written=activity.written, certain=False)
    values = {**decision.values, "title": choice.title or decision.values["title"]}
    return replace(decision, values=values, when=activity.when, as_written=activity.written)


def _undated(activity: Activity) -> When:
    """An open doubt is kept without date."""
    return When(None, None, tentative=activity.tentative, condition=activity.condition)


def settle_rows(decisions: list[Decision]) -> list[Decision]:
    """What follows from the answers in a plan row: an action that was given a date by an answer no longer stands
    with the row's own time; one whose date went to another keeps its place, without a date."""
    rows: dict[int, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if _is_flat(decision):
            rows[decision.find.thing.row].append(decision)
    settled = {id(old): new for row in rows.values() for old, new in _settle(row)}
    return [new for old in decisions for new in settled.get(id(old), [old])]


def _is_flat(decision: Decision) -> bool:
    return any(doubt.kind in {"which_action", "follows"} for doubt in decision.find.doubts)


def _settle(row: list[Decision]) -> list[tuple[Decision, list[Decision]]]:
    following = [one for one in row if one.find.question and one.find.question.kind == "follows"]
    asked = [one for one in row if one not in following]
    given = {one.values["title"] for one in asked if one.take and one.certain and one.when is not None}
    all_answered = all(one.certain for one in asked)
    result: list[tuple[Decision, list[Decision]]] = []
    for one in asked:
        own = one.find.thing.title
        lost = one.certain and one.values["title"] != own and own not in given
        left = (
            [replace(one, values={**one.values, "title": own}, when=_undated(one.find.thing), as_written="")]
            if lost
            else []
        )
        result.append((one, [one, *left]))
        given |= {own} if lost else set()
    for one in following:
        result.append((one, [] if one.find.thing.title in given else [_remaining(one, all_answered)]))
    return result


def _remaining(one: Decision, all_answered: bool) -> Decision:
    """An action no date was for takes the row's own time once every date has found its place."""
    if one.is_changed or not all_answered:
        return one
    return replace(one, when=one.find.thing.when, as_written=one.find.thing.written, certain=True)
