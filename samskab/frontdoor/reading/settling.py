"""What follows from the answers in a plan row where the document leaves open which date belongs to which action.

No action is lost and none is kept twice without need: an action that was given a date does not also stand without
one; an action whose date went to another stays, and takes the row's own time when every date has found its place.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from samskab.frontdoor.reading.deciding import Decision, undated
from samskab.ground.dates import When


def settle_rows(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions as they are to be kept; those outside such rows as they were."""
    rows: dict[int, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if _is_open_row(decision):
            rows[decision.find.thing.row].append(decision)
    settled: list[Decision] = []
    for decision in decisions:
        if not _is_open_row(decision):
            settled.append(decision)
        elif row := rows.pop(decision.find.thing.row, None):
            settled += _settled(row)
    return settled


def _is_open_row(decision: Decision) -> bool:
    return any(doubt.kind in {"which_action", "follows"} for doubt in decision.find.doubts)


def _settled(row: Sequence[Decision]) -> list[Decision]:
    """One row: first the dates where they belong, then the actions that are left without."""
    asked = [one for one in row if not one.find.follows]
    following = [one for one in row if one.find.follows]
    names = _names(row)
    kept = [_with_name(one, names) for one in asked]
    dated = {one.action for one in asked if one.take and one.certain}
    standing = {one.action for one in asked if one.take}
    own_time = next((one for one in following if not one.is_redated), None)
    every_date_placed = all(one.certain for one in asked)
    for one in asked:
        own = one.find.thing.title
        if one.take and own not in standing:
            standing.add(own)
            bare = replace(one, belongs_to="", when=undated(one.find.thing), as_written="", certain=True)
            kept.append(_at_row_time(_with_name(bare, names), own_time if every_date_placed else None))
    for one in following:
        if one.is_redated:
            kept.append(one)
        elif one.find.thing.title not in dated:
            kept.append(_at_row_time(one, one if every_date_placed else None))
    return kept


def _names(row: Sequence[Decision]) -> dict[str, str]:
    """What the actions of a row are called now: a name changed on one card holds for the others."""
    return {one.find.thing.title: one.values["title"] for one in row if one.values["title"] != one.find.values["title"]}


def _with_name(one: Decision, names: dict[str, str]) -> Decision:
    if not one.belongs_to and one.values["title"] != one.find.values["title"]:
        return one
    return replace(one, values={**one.values, "title": names.get(one.action, one.action)})


def _at_row_time(one: Decision, time: Decision | None) -> Decision:
    """The action at the time the row itself gives, when we know it."""
    if time is None:
        return one
    when: When = time.find.thing.when
    return replace(one, when=when, as_written=time.find.thing.written, certain=True)
