"""Whether a process lives is known for sure where it can be known, and left open where it cannot."""

import os
import subprocess
import sys

import pytest

from samskab.tasks import identity
from samskab.tasks.identity import Whereabouts, new_name, whereabouts

NAME = "from samskab.tasks.identity import new_name; print(new_name(), flush=True); import time; time.sleep(60)"


def test_names_are_never_the_same_and_fit_their_column():
    names = {new_name() for _ in range(50)}
    assert len(names) == 50 and max(map(len, names)) <= 80


def test_we_are_here():
    assert whereabouts(new_name()) is Whereabouts.HERE


def test_one_that_was_killed_is_gone_also_while_its_parent_has_not_noticed():
    process = subprocess.Popen([sys.executable, "-c", NAME], stdout=subprocess.PIPE, text=True)
    try:
        name = process.stdout.readline().strip()
        assert whereabouts(name) is Whereabouts.HERE
    finally:
        process.kill()
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # it is dead, and nobody has asked how it went
    assert whereabouts(name) is Whereabouts.GONE
    process.wait()
    assert whereabouts(name) is Whereabouts.GONE


def test_another_process_with_the_same_number_is_not_it():
    machine, process, which = new_name().split("/")
    number, begun = process.split("-")
    assert whereabouts(f"{machine}/{number}-{int(begun) - 1}/{which}") is Whereabouts.GONE


@pytest.mark.parametrize("name", ["", "x", "elsewhere/1-1/a", "//", "/1-/a", "/-1/a"])
def test_of_one_elsewhere_nothing_is_said(name):
    assert whereabouts(name) is Whereabouts.ELSEWHERE


def test_where_the_kernel_does_not_tell_nobody_is_called_gone(monkeypatch):
    name = new_name()
    monkeypatch.setattr(identity, "_machine", lambda: "")
    monkeypatch.setattr(identity, "_begun", lambda pid: "")
    assert whereabouts(name) is Whereabouts.ELSEWHERE
    assert whereabouts(new_name()) is Whereabouts.ELSEWHERE
