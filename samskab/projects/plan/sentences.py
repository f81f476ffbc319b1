"""The one sentence that answers a page's question, made from the plan."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samskab.ground import clock
from samskab.ground.saying import say_day, say_times
from samskab.ground.wording import number_word
from samskab.projects.plan.queries import Plan
from samskab.projects.plan.rows import Row, in_words, inside_sentence, when_of


def day_and_hour(row: Row) -> str:
    """ "7. april kl. 16": the year only when it is not this one."""
    if row.begins is None:
        return ""
    when, one = when_of(row.activity), row.activity
    day = say_day(row.begins, year=row.begins.year != clock.today().year)
    if one.start_time:
        hour = (
            f"{one.start_time.hour}.{one.start_time.minute:02}" if one.start_time.minute else str(one.start_time.hour)
        )
        return f"{day} kl. {hour}"
    return " ".join(part for part in (day, say_times(when)) if part)


def counts(plan: Plan) -> str:
    """ "To ting står som måske, og én er flyttet." Empty when there is nothing of the kind to tell."""
    maybe, moved = len(plan.maybe), len([row for row in plan.recent if row.moved and not row.is_dropped])
    doubtful = len([row for row in plan.rows if row.badge == "doubt"])
    undated = len([row for row in plan.undated if row.badge == "undated"])
    told = [
        _counted(maybe, ngettext("%s ting står som måske", "%s ting står som måske", maybe)),
        _counted(moved, ngettext("%s er flyttet", "%s er flyttet", moved)),
        _counted(undated, ngettext("%s er uden dato", "%s er uden dato", undated)),
        _counted(doubtful, ngettext("%s er vi i tvivl om", "%s er vi i tvivl om", doubtful)),
    ]
    return _sentence([part for part in told if part])


def _counted(number: int, words: str) -> str:
    return words % number_word(number) if number else ""


def _sentence(parts: list[str]) -> str:
    if not parts:
        return ""
    words = (
        parts[0]
        if len(parts) == 1
        else _("%(these)s, og %(last)s") % {"these": ", ".join(parts[:-1]), "last": parts[-1]}
    )
    return f"{words[:1].upper()}{words[1:]}."


def planned(row: Row) -> str:
    """What we understand by the date as it was written; "" where there is none, or it says the same."""
    words = in_words(when_of(row.activity)) if row.activity.starts_on else ""
    return "" if words.casefold() == row.dates.casefold() else words


def of_activity(row: Row) -> str:
    """What is to happen with it, or what happened."""
    one, planned = row.activity, inside_sentence(in_words(when_of(row.activity)))
    if row.is_dropped:
        return _("Den er droppet. Her kan I se hvorfor.")
    if row.is_held and one.held_on:
        held = say_day(one.held_on, weekday=True)
        if row.held_elsewhere and one.starts_on:
            return _("Den var planlagt til %(planned)s og blev afholdt %(held)s.") % {"planned": planned, "held": held}
        return _("Den blev afholdt %(held)s.") % {"held": held}
    if not one.date_certain:
        return _("Vi er i tvivl om datoen: %(planned)s. Se efter, og sig til.") % {"planned": planned}
    if row.begins is None:
        return _("Den har ingen dato endnu.")
    if row.is_past:
        return _("Den stod til %(planned)s. Hvordan gik det?") % {"planned": planned}
    if row.is_maybe:
        return _("Måske: %(planned)s.") % {"planned": planned}
    return _("Den står til %(planned)s.") % {"planned": planned}
