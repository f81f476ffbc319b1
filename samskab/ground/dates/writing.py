"""Writing dates the short Danish way, so that `find` reads back what was written."""

from datetime import date, time, timedelta

from samskab.ground.dates.danish import MONTHS, SEASONS, WEEKDAYS, last_day
from samskab.ground.dates.provisos import is_proviso
from samskab.ground.dates.when import Precision, When

THIRDS = {
    (1, 10): "primo",
    (11, 20): "medio",
    (21, 31): "ultimo",
    (1, 20): "primo/medio",
    (11, 31): "medio/ultimo",
    (1, 15): "første halvdel af",
    (16, 31): "anden halvdel af",
}


def write(when: When, *, year: bool = True, proviso: bool = True) -> str:
    """A date in short Danish: "7. april 2025, kl. 16-17", "Maj/juni 2025", "Uge 7, 2025".

    Without `year` the year is left out where start and end share one. Without `proviso` a tentative date looks
    like a firm one. Days that do not fill their week, month or the like are written as days.
    """
    words = period(when, year)
    hours = write_times(when)
    if hours:
        words = f"{words}, {hours}"
    if proviso and when.condition:
        return f"{words} ({when.condition if is_proviso(when.condition) else f'forbehold: {when.condition}'})"
    return f"{words} (forventet)" if proviso and when.tentative else words


def write_day(day: date, *, weekday: bool = False, year: bool = True) -> str:
    """A day in full: "mandag 7. april 2025"."""
    words = f"{day.day}. {MONTHS[day.month - 1]}"
    words = f"{words} {day.year}" if year else words
    return f"{WEEKDAYS[day.weekday()]} {words}" if weekday else words


def write_times(when: When) -> str:
    """The time of day: "kl. 16-17.30", "fra kl. 12", "før kl. 14"; empty when there is none."""
    start, end = when.start_time, when.end_time
    if start and end:
        return f"kl. {clock(start)}-{clock(end)}"
    if start:
        return f"fra kl. {clock(start)}"
    return f"før kl. {clock(end)}" if end else ""


def clock(at: time) -> str:
    return f"{at.hour}.{at.minute:02}" if at.minute else str(at.hour)


def period(when: When, year: bool) -> str:
    if when.precision is Precision.ONGOING:
        return ongoing(when, year)
    if when.start is None or when.end is None:
        known = when.start or when.end
        return write_day(known, year=year) if known else "Dato følger"
    writer = WRITERS.get(when.precision)
    words = writer(when.start, when.end, year) if writer else None
    return words or days(when.start, when.end, year)


def ongoing(when: When, year: bool) -> str:
    if when.start and when.end:
        return f"Løbende {days(when.start, when.end, year)}"
    if when.start:
        return f"Løbende fra {write_day(when.start, year=year)}"
    return f"Løbende til {write_day(when.end, year=year)}" if when.end else "Løbende"


def days(start: date, end: date, year: bool) -> str:
    """One day, or "16.-17. januar 2025", "28. februar - 2. marts 2025"."""
    if start == end:
        return write_day(start, year=year)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}.-{write_day(end, year=year)}"
    apart = start.year != end.year
    return f"{write_day(start, year=apart)} - {write_day(end, year=year or apart)}"


def span(first: str, last: str, years: tuple[int, int], year: bool, link: str = "-") -> str:
    """Two named periods and their years, written once when they share it."""
    if years[0] != years[1]:
        return f"{first} {years[0]} - {last} {years[1]}".capitalize()
    words = first if first == last else f"{first}{link}{last}"
    return (f"{words} {years[1]}" if year else words).capitalize()


def months(start: date, end: date, year: bool) -> str | None:
    if start.day != 1 or end != last_day(end.year, end.month):
        return None
    link = "/" if end.month == start.month + 1 else "-"
    return span(MONTHS[start.month - 1], MONTHS[end.month - 1], (start.year, end.year), year, link)


def parts(start: date, end: date, year: bool) -> str | None:
    """Primo, medio, ultimo; across months "ultimo marts - primo april 2025"."""
    first = 31 if end == last_day(end.year, end.month) else end.day
    if (start.year, start.month) == (end.year, end.month):
        name = THIRDS.get((start.day, first))
        return (
            span(f"{name} {MONTHS[end.month - 1]}", f"{name} {MONTHS[end.month - 1]}", (end.year, end.year), year)
            if name
            else None
        )
    opening = {1: "primo", 11: "medio", 21: "ultimo", 16: "anden halvdel af"}.get(start.day)
    closing = {10: "primo", 20: "medio", 31: "ultimo", 15: "første halvdel af"}.get(first)
    if not opening or not closing:
        return None
    names = f"{opening} {MONTHS[start.month - 1]}", f"{closing} {MONTHS[end.month - 1]}"
    return span(*names, (start.year, end.year), year, " - ")


def weeks(start: date, end: date, year: bool) -> str | None:
    if start.weekday() != 0 or end.weekday() != 6:
        return None
    (year1, week1, _), (year2, week2, _) = start.isocalendar(), end.isocalendar()
    if year1 != year2:
        return f"Uge {week1}, {year1} - uge {week2}, {year2}"
    words = f"Uge {week1}" if week1 == week2 else f"Uge {week1}-{week2}"
    return f"{words}, {year2}" if year else words


def quarters(start: date, end: date, year: bool) -> str | None:
    if start.month % 3 != 1 or end.month % 3 or months(start, end, year) is None:
        return None
    first, last = (start.month + 2) // 3, end.month // 3
    if start.year != end.year:
        return f"{first}. kvartal {start.year} - {last}. kvartal {end.year}"
    words = f"{last}. kvartal" if first == last else f"{first}.-{last}. kvartal"
    return f"{words} {end.year}" if year else words


def seasons(start: date, end: date, year: bool) -> str | None:
    """A season by name; a winter by both its years, as it spans the turn of one."""
    if start.month % 3 or end.month % 3 != 2 or months(start, end, year) is None:
        return None
    first, first_year = season(start)
    last, last_year = season(end - timedelta(days=40))
    link = "/" if SEASONS.index(last) == SEASONS.index(first) + 1 else "-"
    if last == "vinter" and first_year == last_year:
        words = first if first == last else f"{first} {first_year} - {last}"
        return (
            f"{words} {last_year}/{(last_year + 1) % 100:02}".capitalize()
            if year or first != last
            else words.capitalize()
        )
    first_words = f"vinter {first_year}/{(first_year + 1) % 100:02}" if first == "vinter" else f"{first} {first_year}"
    last_words = f"vinter {last_year}/{(last_year + 1) % 100:02}" if last == "vinter" else f"{last} {last_year}"
    if first_year != last_year:
        return f"{first_words} - {last_words}".capitalize()
    return span(first, last, (first_year, last_year), year, link)


def season(day: date) -> tuple[str, int]:
    """The season a day lies in, and the year in which that season began."""
    return SEASONS[(day.month - 3) % 12 // 3], day.year - (day.month < 3)


def years(start: date, end: date, _year: bool) -> str | None:
    if (start.month, start.day, end.month, end.day) != (1, 1, 12, 31):
        return None
    return str(start.year) if start.year == end.year else f"{start.year}-{end.year}"


WRITERS = {
    Precision.WEEK: weeks,
    Precision.PART_OF_MONTH: parts,
    Precision.MONTH: months,
    Precision.QUARTER: quarters,
    Precision.SEASON: seasons,
    Precision.YEAR: years,
}
