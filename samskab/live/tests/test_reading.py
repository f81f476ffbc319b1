"""A reader asks in a thread of its own, on a connection that may be lost."""

import asyncio
import threading

import pytest
from django.db import OperationalError

from samskab.live.reading import Reader


def ask(question, *args):
    async def once():
        return await Reader("test").ask(question, *args)

    return asyncio.run(once())


def failing(times, error):
    """A question that fails so many times, and then answers where it was asked."""
    left = [error] * times

    def question():
        if left:
            raise left.pop()
        return threading.current_thread().name

    return question


def test_nothing_is_asked_on_the_loops_own_thread():
    assert ask(failing(0, None)).startswith("test")


def test_a_connection_that_was_lost_is_opened_anew():
    assert ask(failing(1, OperationalError("server closed the connection"))).startswith("test")


@pytest.mark.parametrize("times,error", [(2, OperationalError("away")), (1, ValueError("wrong"))])
def test_what_keeps_failing_or_is_our_own_fault_is_told(times, error):
    with pytest.raises(type(error)):
        ask(failing(times, error))
