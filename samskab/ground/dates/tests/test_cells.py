"""A plan's date cell, beside the month of its row."""

from datetime import date, time

import pytest

from samskab.ground.dates import NoSuchDate, Precision, When, fields, find, find_in_cell, read, read_one

MARCH = When(date(2025, 3, 1), date(2025, 3, 31), precision=Precision.MONTH, year_inferred=True)


def whens(text: str, **known) -> list[When]:
    return [found.when for found in find_in_cell(text, **known)]


def test_a_cell_takes_its_year_from_the_month_of_the_row() -> None:
    assert whens("16. marts", month_cell=MARCH, after=date(2030, 1, 1)) == [
        When(date(2025, 3, 16), date(2025, 3, 16), precision=Precision.DAY, year_inferred=True)
    ]


def test_an_empty_cell_takes_the_month_of_the_row() -> None:
    assert whens("", month_cell=MARCH) == [MARCH]


def test_a_cell_with_a_time_alone_keeps_it_in_the_month_of_the_row() -> None:
    [when] = whens("kl. 9-12", month_cell=MARCH)
    assert (when.start, when.end, when.start_time, when.end_time) == (MARCH.start, MARCH.end, time(9), time(12))
    assert when.precision is Precision.TIME


def test_a_cell_with_a_condition_alone_makes_the_month_tentative() -> None:
    [when] = whens("(Præcist tidspunkt afhænger af borgerne)", month_cell=MARCH)
    assert (when.start, when.tentative, when.condition) == (MARCH.start, True, "Præcist tidspunkt afhænger af borgerne")


def test_an_empty_cell_without_a_month_is_undated() -> None:
    assert whens("") == [When(None, None)]


def test_a_condition_holds_for_the_dates_listed_before_it() -> None:
    first, second, third = whens("10. marts 2025\n11. marts 2025 kl. 9\n(hvis lokalet er ledigt)\n12. marts 2025")
    assert first.condition == second.condition == "hvis lokalet er ledigt"
    assert third == When(date(2025, 3, 12), date(2025, 3, 12), precision=Precision.DAY)


def test_one_impossible_date_never_loses_the_others() -> None:
    found = find("Vi mødes 31. november 2025, 3. december 2025 og 30/2 2026.")
    assert [f.impossible for f in found] == [True, False, True]
    assert found[0].doubt == "Datoen findes ikke: 31. november 2025."
    with pytest.raises(NoSuchDate, match=r"^Datoen findes ikke: 30/2 2026\.$"):
        read("3. december 2025 og 30/2 2026")
    with pytest.raises(NoSuchDate):
        read_one("31. november")


def test_a_wrong_weekday_is_a_doubt_and_the_date_is_kept() -> None:
    [found] = find("tirsdag den 17. februar 2025")
    assert found.when.start == date(2025, 2, 17)
    assert found.doubt == "Ugedagen passer ikke: 17. februar 2025 er en mandag."
    assert fields(found)["date_certain"] is False


def test_a_year_may_come_from_what_follows() -> None:
    assert [f.when.start for f in find("16. december. Så 3. januar 2025.")] == [date(2024, 12, 16), date(2025, 1, 3)]
    [found] = find("16. december", before=date(2025, 2, 1))
    assert (found.when.start, found.when.year_inferred) == (date(2024, 12, 16), True)


def test_a_date_without_any_year_keeps_its_words() -> None:
    [found] = find("Vi mødes 17. maj kl. 14 i haven")
    assert (found.text, found.when.start, found.when.start_time) == ("17. maj kl. 14", None, time(14))
    assert found.doubt == "Årstallet mangler: 17. maj kl. 14."
