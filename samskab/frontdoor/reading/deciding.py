"""What a person said to each finding: taken, changed or left out; and the answer to each doubt."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from samskab.frontdoor.reading.finds import Find, Question, tidied, written
from samskab.frontdoor.reading.recognise import Activity
from samskab.ground.cpr import find_cpr
from samskab.ground.dates import NoSuchDate, Precision, When, read
from samskab.ground.text import normalise
from samskab.projects.forms import HOLDS_CPR
from samskab.projects.perspectives import PERSPECTIVE_NAMES

# One answer for every doubt a person has not answered: our guess is right.
OUR_GUESSES = "our-guesses"
# What must not be empty, by kind.
_NEEDED = {
    "title": "title", "section": "heading", "principle": "name", "method": "name", "activity": "title", "party": "name",
    "voice": "text", "knowledge": "text", "track": "title",
}  # fmt: skip
_LIMITS = {"title": {"title": 160}, "knowledge": {"url": 500}}  # what cannot be shortened without changing what it is
_TRACK_KINDS = ("proposal", "question")
_LATER = re.compile(r"dato(?:en)? (?:følger|kommer|aftales|mangler)|uden dato", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decision:
    """One finding with its answers.

    `values` are the words to keep: what we read, or what the person wrote instead. `belongs_to` is the action, as the
    document names it, that a date in a plan row belongs to; "" for the one we put it beside. `certain` is False where
    a doubt is open: then `when` has no date. `answers` are the choices made, by the question's name.
    """

    find: Find
    take: bool
    values: dict[str, str]
    when: When | None = None
    as_written: str = ""
    certain: bool = True
    belongs_to: str = ""
    problem: str = ""
    answers: frozenset[tuple[str, str]] = frozenset()

    @property
    def is_changed(self) -> bool:
        return self.values != self.find.values

    @property
    def is_redated(self) -> bool:
        """The person wrote another date than the one we read."""
        return self.values.get("when") != self.find.values.get("when")

    @property
    def action(self) -> str:
        """The action its date belongs to, as the document names it."""
        return self.belongs_to or str(self.find.thing.title)


def decide(find: Find, form: Mapping[str, str], *, take: bool = True) -> Decision:
    """Read one finding's answers from the form; `take` where it says nothing. What cannot be kept becomes a problem
    in words, and nothing is lost."""
    values = {name: tidied(name, form.get(f"{find.key}-{name}", value)) for name, value in find.values.items()}
    if values.get("kind", "proposal") not in _TRACK_KINDS:
        values["kind"] = find.values["kind"]
    if "perspective" in values and values["perspective"] not in PERSPECTIVE_NAMES:
        values["perspective"] = ""
    answers = frozenset((ask.name, form[ask.name]) for ask in find.questions if form.get(ask.name))
    taken = form.get(f"{find.key}-take", "yes" if take else "no") == "yes"
    decision = Decision(find, taken, values, answers=answers, problem=_problem(find, values))
    if not isinstance(find.thing, Activity):
        return decision
    return _dated(decision, find.thing, guesses=bool(form.get(OUR_GUESSES)))


def _problem(find: Find, values: dict[str, str]) -> str:
    try:
        normalise("".join(values.values()))
    except ValueError:
        return _("Her er tegn, vi ikke kan gemme. Skriv det med almindelige bogstaver.")
    if any(find_cpr(words) for words in values.values()):
        return str(HOLDS_CPR)
    if not values[_NEEDED[find.kind]]:
        return _("Her mangler ord. Skriv dem, eller lad det ligge.")
    for name, limit in _LIMITS.get(find.kind, {}).items():
        if len(values[name]) > limit:
            return _("Det er for langt. Der er plads til %(limit)s tegn.") % {"limit": limit}
    if (url := values.get("url", "")) and not re.match(r"https?://[^\s/]", url):
        return _("Et link begynder med https:// – ret det, eller slet det.")
    return ""


def _dated(decision: Decision, activity: Activity, *, guesses: bool) -> Decision:
    """The decision with its date. An open doubt is kept without date, whatever the doubt is about."""
    owner, is_open = _owner(decision, guesses)
    decision = replace(decision, belongs_to=owner)
    if decision.values["when"] != written(activity):
        return _rewritten(decision, activity)
    for ask in decision.find.questions:
        answer = _answer(decision, ask)
        if ask.doubt.kind != "which_action":
            is_open |= not (guesses if answer is None else ask.doubt.choices[answer].start)
    as_written = activity.written or decision.values["when"]
    if is_open or (decision.find.follows and not guesses):
        return replace(decision, when=undated(activity), as_written=as_written, certain=False, belongs_to="")
    when = replace(activity.when, year_inferred=False) if _year_is_settled(decision) else activity.when
    return replace(decision, when=when, as_written=as_written)


def _year_is_settled(decision: Decision) -> bool:
    """A person was asked about the year, and no doubt is left open: the plan shall not ask again."""
    return any(ask.doubt.kind == "year" for ask in decision.find.questions)


def _owner(decision: Decision, guesses: bool) -> tuple[str, bool]:
    """The action a date in a plan row was given to ("" for the one beside it), and whether that is still open."""
    ask = next((ask for ask in decision.find.questions if ask.doubt.kind == "which_action"), None)
    if ask is None:
        return "", False
    answer = _answer(decision, ask)
    if answer is None:
        return "", not guesses
    title = ask.doubt.choices[answer].title
    return ("" if title == decision.find.thing.title else title), not title


def _answer(decision: Decision, ask: Question) -> int | None:
    chosen = dict(decision.answers).get(ask.name, "")
    known = {str(number): number for number in range(len(ask.doubt.choices))}
    return known.get(chosen)


def _rewritten(decision: Decision, activity: Activity) -> Decision:
    """The person wrote the date anew; then it is certain."""
    words = decision.values["when"]
    decision = replace(decision, when=When(None, None), as_written=words)
    if not words or _LATER.fullmatch(words):
        return decision
    try:
        found = read(words, after=activity.start)
    except NoSuchDate as error:
        return _wrong(decision, str(error))
    if doubt := next((each.doubt for each in found if each.doubt), ""):
        return _wrong(decision, doubt)
    if len(found) > 1:
        return _wrong(decision, _("Der står flere datoer. Skriv én her, og læg de andre i planen bagefter."))
    when = found[0].when
    if when.precision == Precision.UNDATED and not when.condition:
        return _wrong(decision, _("Den dato forstår vi ikke. Skriv den som fx 7. april 2026, kl. 16-17."))
    return replace(decision, when=when)


def _wrong(decision: Decision, words: str) -> Decision:
    return replace(decision, problem=decision.problem or words)


def undated(activity: Activity) -> When:
    """What is left of a date that is open: what it depends on."""
    return When(None, None, tentative=activity.tentative, condition=activity.condition)
