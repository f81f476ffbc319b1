"""The plan: what was planned, what was moved and why, what came of it, and what is owed."""

from collections import defaultdict
from functools import partial

from samskab.frontdoor.story.book import Happening, Happenings, Page
from samskab.frontdoor.story.known import Known
from samskab.ground.dates import Precision, When
from samskab.projects.guides import actions as guides
from samskab.projects.guides.models import Guide
from samskab.projects.leave.actions import note_leave
from samskab.projects.models import OwedAction
from samskab.projects.plan import actions as plan


def plans(page: Page, known: Known) -> Happenings:
    for activity in page["activity"]:
        yield Happening(activity["at"], partial(_plan, known, activity))
        for moved in activity.get("moved", []):
            yield Happening(moved["at"], partial(_move, known, activity, moved))
        if held := activity.get("held"):
            yield Happening(held["at"], partial(_hold, known, activity, held))
        if dropped := activity.get("dropped"):
            yield Happening(dropped["at"], partial(_drop, known, activity, dropped))
        if leave := activity.get("leave"):
            yield Happening(leave["at"], partial(_give_leave, known, activity, leave))
    yield from _alternatives(page, known)
    for owed in page["owed"]:
        kept: list[OwedAction] = []
        yield Happening(owed["at"], partial(_owe, known, owed, kept))
        if settled := owed.get("settled"):
            yield Happening(settled, partial(_settle, known, owed, kept))
    for told in page["guide"]:
        yield from _guide(known, told)


def when_of(told: Page) -> When:
    """The date as the story knows it; a day without an end is one day."""
    start = told.get("starts")
    return When(
        start,
        told.get("ends", start),
        told.get("start_time"),
        told.get("end_time"),
        Precision(told["precision"]),
        told.get("tentative", False),
        told.get("condition", ""),
        told.get("year_inferred", False),
    )


def _plan(known: Known, told: Page) -> None:
    activity = plan.plan_activity(
        known.project,
        told["title"],
        when_of(told),
        by=known.by(told["by"]),
        as_written=told["as_written"],
        text=told.get("text", ""),
        method_key=told.get("method", ""),
        time_label=told.get("time_label", ""),
        involvement_level=told.get("involvement", ""),
        is_milestone=told.get("milestone", False),
    )
    plan.expect_only(activity, told["expects"], by=known.by(told["by"]))
    known.activities[told["key"]] = activity


def _move(known: Known, told: Page, moved: Page) -> None:
    activity = known.activities[told["key"]]
    plan.move(activity, when_of(moved), moved["as_written"], moved["reason"], by=known.by(moved["by"]))


def _hold(known: Known, told: Page, held: Page) -> None:
    plan.mark_held(
        known.activities[told["key"]],
        held["on"],
        by=known.by(told["by"]),
        outcome=held["outcome"],
        perspectives=held["perspectives"],
    )


def _drop(known: Known, told: Page, dropped: Page) -> None:
    plan.drop(known.activities[told["key"]], dropped["reason"], by=known.by(told["by"]))


def _give_leave(known: Known, told: Page, leave: Page) -> None:
    facts = {name: leave[name] for name in ("place", "who", "allows", "given_on")}
    note_leave(known.activities[told["key"]], by=known.by(leave["by"]), **facts)


def _alternatives(page: Page, known: Known) -> Happenings:
    groups: dict[str, list[Page]] = defaultdict(list)
    for told in page["activity"]:
        if group := told.get("alternative"):
            groups[group].append(told)
    for among in groups.values():
        yield Happening(max(told["at"] for told in among), partial(_choose_between, known, among))


def _choose_between(known: Known, among: list[Page]) -> None:
    activities = [known.activities[told["key"]] for told in among]
    plan.make_alternatives(activities, by=known.by(among[0]["by"]))


def _owe(known: Known, told: Page, kept: list[OwedAction]) -> None:
    owed = plan.owe(
        known.project,
        told["what"],
        by=known.by(told["by"]),
        owner=known.people.get(told.get("owner", "")),
        who=told.get("who", ""),
        due_on=told["due"],
        activity=known.activities.get(told.get("activity", "")),
        is_question=told.get("question", False),
    )
    kept.append(owed)


def _settle(known: Known, told: Page, kept: list[OwedAction]) -> None:
    plan.settle(kept[0], by=known.by(told["owner"]))


def _guide(known: Known, told: Page) -> Happenings:
    written: list[Guide] = []
    yield Happening(told["at"], partial(_write_guide, known, told, written))
    for version in told["version"]:
        yield Happening(version["at"], partial(_rewrite_guide, known, told, version, written))
    for seen in told["qualified"]:
        yield Happening(seen["at"], partial(_qualify_guide, known, seen, written))
    for use in told["used_at"]:
        yield Happening(use["at"], partial(_use_guide, known, told, use, written))


def _write_guide(known: Known, told: Page, written: list[Guide]) -> None:
    by = known.by(told["by"])
    made = guides.write_guide(known.project, told["title"], told["questions"], by=by, method_key=told["method"])
    written.append(made)


def _rewrite_guide(known: Known, told: Page, version: Page, written: list[Guide]) -> None:
    guides.rewrite(written[0], told["title"], version["questions"], version["reason"], by=known.by(version["by"]))


def _qualify_guide(known: Known, seen: Page, written: list[Guide]) -> None:
    seen_version = written[0].versions.latest("number")
    guides.qualify(seen_version, seen["who"], seen["at"].date(), said=seen["said"], by=known.by(seen["by"]))


def _use_guide(known: Known, told: Page, use: Page, written: list[Guide]) -> None:
    guides.use_at(written[0], [known.activities[key] for key in use["activities"]], by=known.by(told["by"]))
