import json
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from samskab.ground.cpr import find_cpr, find_lettered_cpr, find_possible_cpr, mask

VECTORS = json.loads(files("samskab.ground.identifying").joinpath("cpr_vectors.json").read_text("utf-8"))["vectors"]

days = st.dates(date(1858, 1, 1), date(2057, 12, 31))
last_four = st.integers(0, 9999).map("{:04}".format)
separators = st.sampled_from(
    ["", "-", " ", ".", " - ", "–", "—", "‑", "−", "\u00a0", "/", "_", "\n", "-\n", " -\n ", "\r\n", "\n\n", "\u00ad"]
)
inner = st.sampled_from(["", "", ".", "-", " ", "/"])
dashes = [" - ", "–", "—", "‒", "‑", "‐", "−", "－", " – ", "\u00a0-\u00a0", "--", " -\n ", "-\r\n", "-\u2028"]
spaces = ["\u00a0", "\u202f", "\u2007", "\u3000", "\t", "   "]
words = st.text(st.characters(exclude_categories=["Nd", "Cs"]), max_size=30)
unseen = st.text(st.sampled_from("\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f\u0301"), max_size=2)
scripts = st.sampled_from("0０٠०𝟎𝟘𝟬߀")


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: ascii(vector["text"])[:40])
def test_every_vector_is_found_where_it_says(vector):
    hits = find_possible_cpr(vector["text"])
    assert [[hit.at, hit.to] for hit in hits if not hit.doubtful] == vector["numbers"]
    assert [[hit.at, hit.to] for hit in hits if hit.doubtful] == vector["doubtful"]
    assert all(hit.text == vector["text"][hit.at : hit.to] for hit in hits)


@given(days, last_four, inner, st.sampled_from(["", "-", " ", ".", "/", "_", *dashes, *spaces]), scripts, st.data())
def test_no_sign_no_script_and_nothing_unseen_hides_a_number(day, four, sign, separator, zero, data):
    number = f"{day:%d}{sign}{day:%m}{sign}{day:%y}{separator}{four}"
    worn = [chr(ord(zero) + int(char)) if char.isdecimal() else char for char in number]
    text = worn[0] + "".join(data.draw(unseen) + char for char in worn[1:])
    assert [(hit.at, hit.to) for hit in find_cpr(f"{text} står der")] == [(0, len(text))]


@given(days, last_four, st.sampled_from(["", "-", " - "]), st.integers(1, 9), st.sampled_from(["\n", "\r\n", "\n   "]))
def test_a_line_may_end_anywhere_in_a_number(day, four, separator, place, line_end):
    assume(separator or place != 8 or day.year % 100 not in (19, 20))  # 01012020, and a line after it
    number = f"{day:%d%m%y}{separator}{four}"
    assert find_possible_cpr(f"nummer {number[:place]}{line_end}{number[place:]}")


@given(days, st.from_regex(r"[A-Z\d]{0,2}[A-Z]\d[A-Z\d]{0,2}", fullmatch=True).filter(lambda four: len(four) == 4))
def test_a_replacement_number_is_found_apart_from_the_others(day, four):
    text = f"patient {day:%d%m%y}-{four}, {day:%d%m%y}{four}"
    assert [hit.at for hit in find_lettered_cpr(text)] == [8, 21]
    assert find_lettered_cpr(f"rum {day:%d%m%y}-{four}bis {day:%d%m%y} kl. 10") == []


@given(days, last_four, separators, words, words)
def test_any_day_and_four_digits_is_found_whatever_stands_between(day, four, separator, before, after):
    number = f"{day:%d%m%y}{separator}{four}"
    text = f"{before}{number}{after}"
    hits = find_cpr(text)
    assert [(hit.at, hit.to, hit.text) for hit in hits] == [(len(before), len(before) + len(number), number)]


@given(days, last_four, st.sampled_from(["", "-", " - "]), st.sampled_from(["O1", "ol", "OI"]))
def test_a_letter_typed_for_a_digit_hides_little(day, four, separator, letters):
    typed = f"{day:%d%m%y}{separator}{four}".replace("0", letters[0], 2).replace("1", letters[1], 1)
    assert bool(find_lettered_cpr(f"nr. {typed}.")) is not typed.replace(separator, "").isdecimal()


def test_a_word_is_no_number():
    assert find_lettered_cpr("Ooooo looooo Illlll-oooo 01oo0o-oooo 991399-O234") == []


@given(days, last_four, inner, st.sampled_from(["", "-", " ", ".", "–", " - ", "-\n"]))
def test_a_day_written_with_signs_is_found_as_well(day, four, sign, separator):
    assert find_cpr(f"cpr {day:%d}{sign}{day:%m}{sign}{day:%y}{separator}{four}.")


@given(days, last_four, separators, words)
def test_a_masked_text_holds_no_number_and_is_as_long(day, four, separator, around):
    text = f"{around}{day:%d%m%y}{separator}{four}{around} og {day:%d%m%y}{four}"
    masked = mask(text)
    assert find_cpr(masked) == []
    assert len(masked) == len(text)
    assert masked.startswith(around)


@given(st.text(st.characters(categories=["Nd", "Zs", "Pd", "Po"]), max_size=60))
def test_every_hit_is_the_text_at_its_place(text):
    for hit in find_cpr(text):
        assert text[hit.at : hit.to] == hit.text


def test_a_number_that_fails_modulus_11_is_found():
    # 1 January 1965 is one of the days for which numbers without the check were issued.
    assert find_cpr("010165-0000") and find_cpr("010165-1234")


def test_a_leap_day_counts_and_a_day_that_never_was_does_not():
    assert find_cpr("290200-1234")
    assert find_cpr("290224-1234")
    assert not find_cpr("290223-1234")
    assert not find_cpr("310424-1234")
    assert not find_cpr("001224-1234")
    assert not find_cpr("011324-1234")


def test_a_number_in_a_file_name_is_found():
    assert find_cpr("samtale_010160-1234.docx")
    assert find_cpr("0101601234.pdf")
    assert find_cpr("010160_1234.txt")


def test_a_number_split_inside_by_a_line_end_is_found():
    assert find_cpr("010160-12\n34")
    assert find_cpr("0101\n60-1234")


def test_a_day_that_is_no_day_does_not_hide_the_number_after_it():
    assert [hit.text for hit in find_cpr("99 990101601234 99 99 010160-1234")] == ["010160-1234"]


@pytest.mark.parametrize(
    "text",
    [
        "5790001234567",  # EAN
        "5798 0098 1123 4",
        "EAN 5790010160123",
        "+45 21 12 25 40",  # telephone
        "+4521122540",
        "21122540 og 23456789",
        "Tlf. 21 12 25 40, 23 45 67 89",
        "2112 2540",
        "CVR 12345678",
        "CVR-nr. 12 10 60 12",
        "21.01.2025 kl. 14.00",
        "21.01.25 14.30",
        "21. januar 2025",
        "21.01.25–15.03.25",
        "2025-01-21 1430",
        "den 21.01.25\n2025 bliver et godt år",  # a possible one, and nothing to refuse
        "kl. 09.30-15.30",
        "8963 Auning",
        "001010160123499",  # inside a longer number
        "10101601234",
        "01016012345",
    ],
)
def test_ordinary_numbers_are_left_alone(text):
    assert find_cpr(text) == []
    assert mask(text) == text
