from datetime import UTC, date, datetime

from samskab.ground.wording import danish_date


def test_a_moment_just_after_midnight_in_copenhagen_is_that_day_and_not_the_day_before():
    assert danish_date(datetime(2026, 3, 18, 23, 5, tzinfo=UTC)) == "19. marts 2026"
    assert danish_date(datetime(2026, 7, 18, 22, 5, tzinfo=UTC)) == "19. juli 2026"


def test_a_day_and_a_written_day_are_themselves():
    assert danish_date(date(2026, 3, 19)) == danish_date("2026-03-19") == "19. marts 2026"
    assert danish_date("i morgen") == danish_date(None) == ""
