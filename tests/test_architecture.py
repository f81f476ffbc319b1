"""The picture of the house is drawn from the house."""

import pytest

from tools import architecture


def test_picture_and_table_are_what_the_imports_say():
    stale = [path.name for path, words in architecture.made().items() if path.read_text(encoding="utf-8") != words]
    assert not stale, f"{stale}: run .venv/bin/python tools/architecture.py"


def test_every_stage_has_a_screen_of_its_own():
    missing = [
        name for name in architecture.order() if not (architecture.ROOT / "samskab" / name / "README.md").is_file()
    ]
    assert not missing


def test_no_arrow_points_upwards():
    assert all(start < end for start, end in architecture.arrows(architecture.stages()))


@pytest.mark.parametrize(
    "knows,expected",
    [
        ({"top": ("middle", "floor"), "middle": ("floor",), "floor": ()}, [(0, 1), (1, 2)]),
        ({"top": ("floor",), "middle": ("floor",), "floor": ()}, [(0, 2), (1, 2)]),
    ],
)
def test_an_arrow_that_follows_from_two_others_is_not_drawn(knows, expected):
    house = [architecture.Stage(name, (), below, ()) for name, below in knows.items()]
    assert architecture.arrows(house) == expected
