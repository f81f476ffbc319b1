from datetime import date, datetime, time

import pytest

from samskab.ground import clock


def test_a_told_day_is_the_day_it_is():
    with clock.telling(date(2025, 11, 20), time(22, 10)):
        assert clock.now() == datetime(2025, 11, 20, 22, 10, tzinfo=clock.COPENHAGEN)
        assert clock.today() == date(2025, 11, 20)


def test_a_told_day_without_a_time_is_noon():
    with clock.telling(date(2025, 11, 20)) as moment:
        assert clock.now() == moment == clock.at_noon(date(2025, 11, 20))


def test_the_clock_goes_on_when_the_telling_is_over(story_day):
    with clock.telling(date(2025, 10, 6)):
        with clock.telling(date(2026, 1, 8)):
            assert clock.today() == date(2026, 1, 8)
        assert clock.today() == date(2025, 10, 6)
    assert clock.today() == story_day


def test_the_clock_goes_on_when_the_telling_breaks_off(story_day):
    with pytest.raises(ZeroDivisionError), clock.telling(date(2025, 10, 6)):
        1 / 0  # noqa: B018
    assert clock.today() == story_day


def test_a_told_summer_evening_is_summer_time():
    with clock.telling(date(2026, 4, 8), time(16, 30)):
        assert clock.now().utcoffset().total_seconds() == 2 * 60 * 60
