import itertools
import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.ground.charts.perspectives import BY_KEY, IN_ORDER
from samskab.ground.charts.round import Seat, draw_round
from samskab.ground.charts.wrapping import width, wrap, wrap_in_circle

SVG = "{http://www.w3.org/2000/svg}"
EVERYONE = tuple(Seat(one.key, "spoken") for one in IN_ORDER)
STATES = st.sampled_from(["spoken", "mentioned", "unheard"])
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=80)


def drawn(seats=EVERYONE, wording="Hvem mangler?", **more):
    return draw_round(seats, wording, sentence="Alle er hørt.", title="Rundt om problemet", **{"size": 300, **more})


def seat_paths(svg):
    """The outlines of the seats, in order: they alone begin with a move and an arc."""
    return [one for one in ET.fromstring(svg).findall(f"{SVG}path") if "A" in one.get("d", "")]


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_there_are_eight_perspectives_with_civil_society_first():
    assert [one.letters for one in IN_ORDER] == ["Bo", "På", "Fr", "Ko", "Re", "Ap", "Po", "Le"]
    assert len({one.pattern for one in IN_ORDER}) == len({one.key for one in IN_ORDER}) == 8


@pytest.mark.parametrize("look", IN_ORDER, ids=lambda one: one.key)
def test_white_letters_on_every_perspective_can_be_read_and_none_shouts(look):
    contrast = 1.05 / (luminance(look.colour) + 0.05)
    assert 6.7 <= contrast <= 7.6


def test_every_seat_has_the_same_size_whatever_its_state():
    seats = [Seat(one.key, state) for one, state in zip(IN_ORDER, ["spoken", "mentioned", "unheard"] * 3, strict=False)]
    spans = set()
    for path in seat_paths(drawn(seats)):
        numbers = [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", path.get("d"))]
        (x1, y1), (outer, x2, y2) = numbers[0:2], (numbers[2], numbers[7], numbers[8])
        spans.add((round(outer, 1), round(((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5, 0)))
    assert len(spans) == 1


def test_an_empty_chair_is_white_dashed_and_pulled_outwards():
    taken, empty = drawn([Seat("citizen", "mentioned")] * 4), drawn([Seat("citizen", "unheard")] * 4)
    first, second = seat_paths(taken)[0], seat_paths(empty)[0]
    assert second.get("stroke-dasharray") and not first.get("stroke-dasharray")
    assert second.get("fill") == first.get("fill") == "#FFFFFF"
    start = [float(one) for one in re.match(r"M([\d.]+) ([\d.]+)", second.get("d")).groups()]
    unpulled = [float(one) for one in re.match(r"M([\d.]+) ([\d.]+)", first.get("d")).groups()]
    assert start[0] > unpulled[0] and start[1] < unpulled[1]


def test_who_has_spoken_has_a_pattern_and_a_filled_disc():
    svg = drawn([Seat("volunteer", "spoken"), Seat("practice", "mentioned")])
    first, second = seat_paths(svg)
    assert first.get("fill") == "url(#runden-volunteer)" and second.get("fill") == "#FFFFFF"
    assert second.get("stroke") == BY_KEY["practice"].colour
    assert 'fill="#376439"' in svg


@given(st.lists(STATES, min_size=1, max_size=8), WORDS, WORDS, st.booleans(), st.booleans())
def test_the_round_is_well_formed_and_keeps_strict_csp(states, wording, sentence, black, names):
    seats = [Seat(one.key, state, sentence) for one, state in zip(IN_ORDER, states, strict=False)]
    svg = draw_round(seats, wording, sentence=sentence, title=wording, size=300, black=black, names_outside=names)
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title") is not None and root.find(f"{SVG}desc") is not None
    assert len(seat_paths(svg)) == len(seats)
    assert not any(
        "style" in one.attrib or one.tag.endswith("style") or one.tag.endswith("script") for one in root.iter()
    )
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))


def test_two_rounds_on_a_page_share_no_id():
    first, second = (set(re.findall(r' id="([^"]+)"', drawn(prefix=prefix))) for prefix in ("a", "b"))
    assert first and not first & second


def test_the_black_round_has_no_colour():
    svg = drawn(black=True, names_outside=True)
    for colour in set(re.findall(r"#[0-9A-F]{6}", svg)):
        assert colour[1:3] == colour[3:5] == colour[5:7]


def test_an_empty_chair_on_paper_has_lines_to_write_on():
    seats = [Seat("citizen", "spoken", "Det går."), Seat("management", "unheard")]
    assert drawn(seats, black=True, names_outside=True).count("H") > drawn(seats, names_outside=True).count("H")


def test_names_outside_stand_inside_the_picture_and_never_on_top_of_each_other():
    long = "Det svære er ikke sygdommen. Det er alle timerne, efter bilen er kørt og huset er blevet helt stille igen."
    seats = [Seat(one.key, "unheard" if one.key == "management" else "spoken", long) for one in IN_ORDER]
    root = ET.fromstring(drawn(seats, names_outside=True, black=True))
    height = float(root.get("height"))
    outside = [one for one in root.findall(f"{SVG}text") if one.get("text-anchor") != "middle"]
    for side in ("start", "end"):
        lines = sorted(float(one.get("y")) for one in outside if one.get("text-anchor") == side)
        assert all(later - earlier > 15 for earlier, later in itertools.pairwise(lines))
        assert lines[0] > 10 and lines[-1] < height


def test_the_description_tells_what_the_picture_shows():
    svg = drawn([Seat("citizen", "spoken"), Seat("practice", "mentioned"), Seat("management", "unheard")])
    description = ET.fromstring(svg).find(f"{SVG}desc").text
    assert description.startswith("Alle er hørt.")
    assert "Almen praksis: omtalt, ikke selv hørt." in description
    assert "Ledelse og administration: ikke hørt endnu." in description


@given(st.lists(st.text("abcdeæøåmMW", min_size=1, max_size=12), min_size=1, max_size=20), st.floats(5, 40))
def test_wrapping_loses_no_word(words, measure):
    lines = wrap(" ".join(words), measure)
    assert " ".join(lines).split() == words
    assert all(width(line) <= measure or " " not in line for line in lines)


@given(st.lists(st.text("abcdeæøåmMW", min_size=1, max_size=12), min_size=1, max_size=14))
def test_words_in_the_middle_stay_inside_the_red_ring(words):
    radius = 70.0
    lines, size = wrap_in_circle(" ".join(words), radius, 20.0, 13.0)
    kept = " ".join(lines).split()
    assert kept == words or (lines and lines[-1].endswith("…")) or len(lines) == 1
    for row, line in enumerate(lines):
        height = abs(row - (len(lines) - 1) / 2) * size * 1.25
        assert (width(line) * size / 2) ** 2 + height**2 <= (radius * 1.03) ** 2


def test_an_ordinary_wording_stands_whole_on_three_or_four_lines():
    wording = "Hvordan bliver man tryg i eget hjem, når hjælpen bor langt væk?"
    lines, _size = wrap_in_circle(wording, 132.0, 20.0, 13.0)
    assert " ".join(lines) == wording and len(lines) in (3, 4)
