"""Two who back up into the same folder, in the same second."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from samskab.ground.keeping.backing_up import _workshop
from samskab.ground.keeping.manifest import UNFINISHED


def test_copies_made_in_the_same_second_take_nothing_from_each_other(tmp_path):
    many = 8
    together, begun = Barrier(many, timeout=30), Barrier(many, timeout=30)

    def copy(number):
        together.wait()
        with _workshop(tmp_path, "samskab-now", [tmp_path]) as (here, name):
            (here / "part").write_text(str(number))
            begun.wait()
            here.rename(tmp_path / name)
        return name

    with ThreadPoolExecutor(many) as hands:
        names = list(hands.map(copy, range(many)))
    assert len(set(names)) == many
    assert [(tmp_path / name / "part").read_text() for name in names] == [str(number) for number in range(many)]


def test_what_a_killed_one_left_is_cleared_away(tmp_path):
    left = tmp_path / f"{UNFINISHED}samskab-before-1"
    left.mkdir()
    with _workshop(tmp_path, "samskab-now", [tmp_path]) as (here, name):
        assert not left.exists() and here.is_dir() and name == "samskab-now"
