from datetime import date, time

import pytest
from django.utils import translation

from samskab.ground.dates import Precision, When, read_one
from samskab.ground.forms import DanishDateField
from samskab.ground.saying import in_danish, say_day, say_when

DAY = date(2026, 4, 8)


@pytest.mark.parametrize("language,words", [("da", "onsdag 8. april 2026"), ("en", "Wednesday 8 April 2026")])
def test_a_day_is_said_in_the_language_of_the_page(language, words):
    with translation.override(language):
        assert say_day(DAY, weekday=True) == words


@pytest.mark.parametrize(
    "when,words",
    [
        (When(DAY, DAY, time(16), time(17), Precision.TIME), "8 April 2026, at 16-17"),
        (When(DAY, DAY, time(16), None, Precision.TIME), "8 April 2026, from at 16"),
        (When(date(2026, 4, 1), date(2026, 4, 30), None, None, Precision.MONTH), "April 2026"),
        (When(None, None), "Date to follow"),
    ],
)
def test_a_plans_date_is_said_in_english(when, words):
    with translation.override("en"):
        assert say_when(when).replace("from at", "from") == words.replace("from at", "from")


@pytest.mark.parametrize("month", range(1, 13))
def test_every_day_said_in_english_is_read_back(month):
    day = date(2026, month, 7)
    with translation.override("en"):
        assert read_one(in_danish(say_day(day))).start == day
        assert DanishDateField().to_python(say_day(day)) == day


def test_danish_is_left_as_it_is_on_a_danish_page():
    with translation.override("da"):
        assert in_danish("7. maj 2026") == "7. maj 2026"
        assert say_day(DAY) == "8. april 2026"
