from samskab.ground.identifying import find_identifying
from samskab.ground.identifying.tests.ordinary import false_hits, lines

# What is found among 10,000 lines where there is nothing to find. Measured 0 for all but names; the room is for other lines.
AT_MOST = {"cpr": 5, "email": 0, "phone": 10, "plate": 5, "address": 10, "institution": 5, "name": 20}


def test_little_is_found_in_ordinary_lines_where_nothing_is():
    told, each = false_hits(10_000)
    assert {kind: told[kind] for kind in AT_MOST if told[kind] > AT_MOST[kind]} == {}, each[:20]


def test_lines_that_stand_together_make_no_number_between_them():
    text = "\n".join(line for line, _planted in lines(5_000, seed=7))
    assert sum(hit.kind == "cpr" for hit in find_identifying(text)) <= 5


def test_every_telephone_of_the_lines_is_found():
    missed = [
        line
        for line, planted in lines(10_000)
        for kind in planted
        if kind not in {hit.kind for hit in find_identifying(line)}
    ]
    assert missed == []
