"""The dates of a real plan, where the two seed documents are at hand."""

from datetime import date, time
from pathlib import Path

import pytest

from samskab.ground.dates import Precision, find

SEED = Path(__file__).parents[4] / "../shared/seeds/000_948ac680dd00c4a4.txt"
PROVISO = "Præcist tidspunkt afhænger af borgerne, der skal deltage"


@pytest.fixture
def found() -> list:
    if not SEED.exists():
        pytest.skip("the seed documents are not here")
    return find(SEED.read_text("utf-8"))


def test_every_day_of_the_plan_is_found(found) -> None:
    days = [f.when for f in found if f.when.precision in (Precision.DAY, Precision.TIME)]
    assert [(w.start, w.end, w.start_time, w.end_time, w.tentative) for w in days] == [
        (date(2024, 10, 11), date(2024, 10, 11), None, None, False),
        (date(2024, 12, 10), date(2024, 12, 10), None, None, False),
        (date(2024, 12, 16), date(2024, 12, 16), None, None, False),
        (date(2025, 1, 16), date(2025, 1, 17), None, None, False),
        (date(2025, 1, 20), date(2025, 1, 20), None, None, True),
        (date(2025, 1, 21), date(2025, 1, 21), None, time(14), True),
        (date(2025, 2, 17), date(2025, 2, 17), time(12), None, True),
        (date(2025, 2, 21), date(2025, 2, 21), time(12), None, True),
        (date(2025, 3, 13), date(2025, 3, 13), time(15), time(17, 30), False),
        (date(2025, 4, 7), date(2025, 4, 7), time(16), time(17), False),
        (date(2025, 5, 17), date(2025, 5, 17), None, None, False),
        (date(2025, 9, 5), date(2025, 9, 5), time(11), time(13), False),
    ]
    assert {w.condition for w in days if w.tentative} == {PROVISO}
    assert [w.year_inferred for w in days] == [False] * 11 + [True]


def test_every_month_of_the_plan_is_found(found) -> None:
    months = [f.when for f in found if f.when.precision is Precision.MONTH]
    assert [(w.start.isoformat()[:7], w.end.isoformat()[:7]) for w in months] == [
        ("2024-10", "2024-10"),
        ("2024-11", "2024-11"),
        ("2024-11", "2024-11"),
        ("2024-12", "2024-12"),
        ("2025-01", "2025-01"),
        ("2025-02", "2025-02"),
        ("2025-03", "2025-04"),
        ("2025-05", "2025-06"),
        ("2025-09", "2025-09"),
    ]
    assert len(found) == 12 + 9
