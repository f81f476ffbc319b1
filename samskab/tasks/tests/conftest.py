from datetime import datetime, timedelta

import pytest

from samskab.ground import clock
from samskab.tasks.tests import work


@pytest.fixture
def done():
    work.done.clear()
    return work.done


class Hands:
    """The wall clock, and a hand on it."""

    def __init__(self):
        self.at = datetime(2026, 3, 19, 12, tzinfo=clock.COPENHAGEN)

    def move(self, **by):
        self.at += timedelta(**by)


@pytest.fixture
def hands(monkeypatch):
    hands = Hands()
    monkeypatch.setattr(clock, "real_now", lambda: hands.at)
    return hands
