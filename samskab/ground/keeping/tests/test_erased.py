"""The list of what was taken back: whole lines, on the disk, and no words."""

import os
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.ground.keeping import erased
from samskab.ground.keeping.erased import Erasure

MADE = datetime(2026, 3, 19, 11, 5, 6, 123456, UTC)
NOW = datetime(2026, 4, 1, tzinfo=UTC)


def test_a_line_says_which_row_and_when_it_was_made(tmp_path):
    path = tmp_path / "erased.log"
    erased.note(path, Erasure("voice", 31, MADE), NOW)
    assert path.read_text() == "2026-04-01T00:00:00+00:00 voice 31 2026-03-19T11:05:06.123456+00:00\n"
    assert erased.erasures(erased.lines_of(path)) == [Erasure("voice", 31, MADE)]
    assert path.stat().st_mode & 0o077 == 0


def test_a_line_says_what_the_words_were_taken_out_of(tmp_path):
    path = tmp_path / "erased.log"
    erasure = Erasure("voice", 31, MADE, (Erasure("source", 4, MADE), Erasure("source", 5, NOW)))
    erased.note(path, erasure, NOW)
    assert erased.erasures(erased.lines_of(path)) == [erasure]


def test_a_line_that_was_cut_is_passed_over_and_spoils_no_other(tmp_path):
    path = tmp_path / "erased.log"
    erased.note(path, Erasure("voice", 31, MADE), NOW)
    whole = path.read_bytes()
    for cut in range(1, len(whole)):
        path.write_bytes(whole + whole[:cut].replace(b" 31 ", b" 32 "))
        erased.note(path, Erasure("voice", 33, MADE), NOW)
        found = {one.id for one in erased.erasures(erased.lines_of(path))}
        assert {31, 33} <= found <= {31, 32, 33}


@given(st.binary(max_size=300))
def test_anything_else_in_the_list_is_no_erasure(tmp_path_factory, noise):
    path = tmp_path_factory.mktemp("noise") / "erased.log"
    path.write_bytes(noise)
    assert all(isinstance(one, Erasure) for one in erased.erasures(erased.lines_of(path)))


def test_a_list_that_is_not_there_is_empty(tmp_path):
    assert erased.lines_of(tmp_path / "none") == [] == erased.gathered([])


def test_several_lists_become_one(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    erased.note(one, Erasure("voice", 1, MADE), NOW)
    erased.note(other, Erasure("voice", 1, MADE), NOW)
    erased.note(other, Erasure("voice", 2, MADE), NOW)
    erased.keep(tmp_path / "both", erased.gathered([one, other, tmp_path / "none"]))
    assert [erasure.id for erasure in erased.erasures(erased.lines_of(tmp_path / "both"))] == [1, 2]


def test_many_who_write_at_once_write_whole_lines(tmp_path):
    path = tmp_path / "erased.log"
    children = []
    for child in range(4):
        if (pid := os.fork()) == 0:
            for number in range(25):
                erased.note(path, Erasure("voice", child * 100 + number, MADE), NOW)
            os._exit(0)
        children.append(pid)
    for pid in children:
        assert os.waitpid(pid, 0)[1] == 0
    assert len(erased.erasures(erased.lines_of(path))) == 100


def test_a_list_that_cannot_be_written_is_an_error(tmp_path):
    with pytest.raises(OSError):
        erased.note(tmp_path / "nowhere" / "erased.log", Erasure("voice", 1, MADE), NOW)
