"""Laws: what we can write we can read, and no text at all makes the reader stumble."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from samskab.ground.dates import Precision, When, find, find_in_cell, read_one, write, write_day
from samskab.ground.dates.danish import MONTHS, WEEKDAYS, last_day

unhurried = settings(deadline=None)
days = st.dates(date(1990, 1, 1), date(2068, 12, 31))
clock_times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
lengths = st.integers(0, 400)


def month_after(day: date, number: int) -> date:
    months = day.year * 12 + day.month - 1 + number
    return date(months // 12, months % 12 + 1, 1)


def whole_months(start: date, count: int, precision: Precision) -> When:
    first = start.replace(day=1)
    last = month_after(first, count - 1)
    return When(first, last_day(last.year, last.month), precision=precision)


def whole_weeks(day: date, count: int) -> When:
    monday = day - timedelta(days=day.weekday())
    return When(monday, monday + timedelta(days=7 * count - 1), precision=Precision.WEEK)


def part_of_month(day: date, part: tuple[int, int]) -> When:
    last = monthrange(day.year, day.month)[1]
    return When(day.replace(day=part[0]), day.replace(day=min(part[1], last)), precision=Precision.PART_OF_MONTH)


def parts_across(day: date, count: int, opening: int, closing: int) -> When:
    last = month_after(day, count)
    end = last_day(last.year, last.month)
    return When(
        day.replace(day=opening), end if closing == 31 else end.replace(day=closing), precision=Precision.PART_OF_MONTH
    )


def quarters(day: date, count: int) -> When:
    return whole_months(day.replace(day=1, month=(day.month - 1) // 3 * 3 + 1), 3 * count, Precision.QUARTER)


def seasons(day: date, count: int) -> When:
    return whole_months(day.replace(day=1, month=max(3, day.month // 3 * 3)), 3 * count, Precision.SEASON)


def day_range(start: date, length: int) -> When:
    return When(start, start + timedelta(days=length), precision=Precision.DAY)


def with_clock(when: When, start: time | None, end: time | None) -> When:
    return replace(when, start_time=start, end_time=end, precision=Precision.TIME) if start or end else when


day_ranges = st.builds(day_range, days, lengths)
timed = st.builds(with_clock, day_ranges, st.none() | clock_times, st.none() | clock_times)
thirds = st.sampled_from([(1, 10), (11, 20), (21, 31), (1, 20), (11, 31), (1, 15), (16, 31)])
ongoing = st.builds(
    lambda when, start, end, time: replace(
        when,
        start=when.start if start else None,
        end=when.end if end else None,
        start_time=time,
        precision=Precision.ONGOING,
    ),
    day_ranges,
    st.booleans(),
    st.booleans(),
    st.none() | clock_times,
)
periods = st.one_of(
    st.builds(whole_months, days, st.integers(1, 30), st.just(Precision.MONTH)),
    st.builds(whole_weeks, days, st.integers(1, 60)),
    st.builds(part_of_month, days, thirds),
    st.builds(parts_across, days, st.integers(1, 14), st.sampled_from([1, 11, 21]), st.sampled_from([10, 20, 31])),
    st.builds(quarters, days, st.integers(1, 9)),
    st.builds(seasons, days, st.integers(1, 9)),
    st.builds(
        lambda y, n: When(date(y, 1, 1), date(y + n, 12, 31), precision=Precision.YEAR),
        st.integers(1990, 2060),
        st.integers(0, 9),
    ),
)
undated = st.just(When(None, None))
firm = st.one_of(timed, periods, ongoing, undated)
conditions = st.sampled_from(
    ["", "afhænger af vejret", "hvis borgerne kan være med", "lokalet er ledigt", "Efter aftale med pårørende"]
)
whens = st.builds(
    lambda when, unsure, condition: replace(when, tentative=unsure, condition=condition if unsure else ""),
    firm,
    st.booleans(),
    conditions,
)


@unhurried
@given(whens)
@example(whole_weeks(date(2026, 12, 30), 1))
@example(seasons(date(2024, 12, 5), 2))
def test_what_we_write_we_read_back(when: When) -> None:
    assert read_one(write(when)) == when


@unhurried
@given(
    st.lists(firm.filter(lambda when: when.start and when.precision is not Precision.ONGOING), min_size=1, max_size=5)
)
def test_a_page_of_dates_reads_back_in_order(whens: list[When]) -> None:
    text = "\n".join(f"{write(when)}\tMøde nr. {number} i huset\t3-4 personer" for number, when in enumerate(whens, 1))
    assert [found.when for found in find(text)] == whens


DAY_STYLES = [
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{d.day:02}.{d.month:02}.{d.year % 100:02}",
    lambda d: f"{d.day:02}-{d.month:02}-{d.year}",
    lambda d: f"{d.day}/{d.month}-{d.year % 100:02}",
    lambda d: f"{d.day}/{d.month} {d.year}",
    lambda d: f"d. {d.day}/{d.month}-{d.year}",
    lambda d: d.isoformat(),
    lambda d: f"{WEEKDAYS[d.weekday()]} den {d.day}. {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{WEEKDAYS[d.weekday()][:3]}. d. {d.day}. {MONTHS[d.month - 1]} {d.year}".upper(),
    lambda d: f"{d.day}. {MONTHS[d.month - 1][:3]}. {d.year}",
    lambda d: f"{d.day} {MONTHS[d.month - 1][:3]} {d.year}",
    lambda d: f"{d.day}.\u00a0{MONTHS[d.month - 1]}\n{d.year}",
    lambda d: write_day(d, weekday=True),
]
TIME_STYLES = [
    lambda s, e: f" kl. {s:%H.%M}-{e:%H.%M}",
    lambda s, e: f", kl. {s.hour}.{s.minute:02} til {e.hour}.{e.minute:02}",
    lambda s, e: f" kl {s:%H:%M} – {e:%H:%M}",
    lambda s, e: f" mellem kl. {s:%H.%M} og {e:%H.%M}",
    lambda s, e: f" (fra kl. {s:%H.%M} til kl. {e:%H.%M})",
    lambda s, e: f" {s:%H.%M}-{e:%H.%M}",
]
RANGE_LINKS = ["-", " - ", " – ", " til ", " til og med "]


@unhurried
@given(days, st.sampled_from(DAY_STYLES), clock_times, clock_times, st.sampled_from(TIME_STYLES))
def test_a_day_reads_the_same_in_every_style(day: date, style, start: time, end: time, hours) -> None:
    found = find(style(day) + hours(start, end))
    assert [f.when for f in found] == [When(day, day, start, end, Precision.TIME)]
    assert found[0].doubt == ""


@unhurried
@given(days, st.sampled_from(DAY_STYLES))
def test_a_day_alone_reads_the_same_in_every_style(day: date, style) -> None:
    assert [f.when for f in find(style(day))] == [When(day, day, precision=Precision.DAY)]


@unhurried
@given(days, lengths, st.sampled_from(DAY_STYLES), st.sampled_from(RANGE_LINKS))
def test_a_range_reads_the_same_in_every_style(start: date, length: int, style, link: str) -> None:
    end = start + timedelta(days=length)
    if link == "-" and "-" in style(start):
        link = " - "  # nobody writes 17-02-2025-19-02-2025
    found = find(f"{style(start)}{link}{style(end)}")
    assert [f.when for f in found] == [When(start, end, precision=Precision.DAY)]


@unhurried
@given(days, days)
def test_a_missing_year_is_the_first_one_on_or_after(day: date, after: date) -> None:
    [found] = find(write_day(day, year=False), after=after)
    when = found.when
    assert when.start is not None and when.start == when.end and when.year_inferred
    assert (when.start.day, when.start.month) == (day.day, day.month)
    assert when.start >= after
    assert not any(
        after <= date(y, day.month, day.day) < when.start for y in range(after.year, when.start.year) if is_day(y, day)
    )


def is_day(year: int, day: date) -> bool:
    return (day.month, day.day) != (2, 29) or monthrange(year, 2)[1] == 29


PHRASEBOOK = """
17. 3 31. 30/2 17/2-25 2025 17.2.25 2025-02-17 maj marts nov. februar uge ugerne 7 53 7-8 kl. 9-12 9.30 12 fra til og eller
mellem d. den mandag tirs. hver løbende evt. ca. (evt.) hvis ( ) , . - – / primo ultimo slutningen af første halvdel kvartal
1. halvår Q1 forår vinter 2024/25 efter før frem dato følger i ; ? 99999 0 24 § tlf. side januar- Maj Hansen afhænger
"""
WORDS = st.sampled_from([*PHRASEBOOK.split(), "\n", "\n\n\n", "\t", "\u00ad", "\u00a0"])


def assert_sound(text: str) -> None:
    for found in (
        *find(text),
        *find(text, after=date(2025, 1, 1)),
        *find_in_cell(text, after=date.max),
        *find_in_cell(text),
    ):
        assert text[found.at : found.to] == found.text
        when = found.when
        assert when.start is None or when.end is None or when.start <= when.end
        assert when.condition == "" or when.tentative
        write(when)


@unhurried
@given(st.lists(WORDS, max_size=25), st.sampled_from(["", " "]))
def test_words_in_any_order_never_stumble(words: list[str], glue: str) -> None:
    assert_sound(glue.join(words))


@unhurried
@given(st.text(max_size=200))
@example("İ 17. maj 2025 ǅ")
@example("\u00ad\n17.\u00ad maj")
def test_any_text_never_stumbles(text: str) -> None:
    assert_sound(text)


@unhurried
@given(st.text(alphabet="0123456789 ./-:,()", max_size=400))
def test_numbers_and_stops_never_stumble(text: str) -> None:
    assert_sound(text)


def test_writing_without_the_year_leaves_it_out() -> None:
    assert write(day_range(date(2025, 2, 28), 2), year=False) == "28. februar - 2. marts"
    assert write(day_range(date(2024, 12, 30), 3), year=False) == "30. december 2024 - 2. januar 2025"
    assert write(whole_months(date(2025, 5, 1), 2, Precision.MONTH), year=False) == "Maj/juni"


def test_dates_are_written_short() -> None:
    written = [
        write(with_clock(day_range(date(2025, 4, 7), 0), time(16), time(17))),
        write(whole_months(date(2025, 5, 1), 2, Precision.MONTH)),
        write(whole_weeks(date(2025, 2, 12), 1)),
        write(part_of_month(date(2025, 3, 1), (1, 10))),
        write(seasons(date(2025, 3, 1), 1)),
        write(seasons(date(2024, 12, 1), 1)),
        write(When(None, None, precision=Precision.ONGOING)),
        write(When(None, None)),
        write_day(date(2025, 4, 7), weekday=True),
    ]
    assert written == [
        "7. april 2025, kl. 16-17",
        "Maj/juni 2025",
        "Uge 7, 2025",
        "Primo marts 2025",
        "Forår 2025",
        "Vinter 2024/25",
        "Løbende",
        "Dato følger",
        "mandag 7. april 2025",
    ]
