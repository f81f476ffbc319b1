from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.ground.cpr import find_cpr, mask

days = st.dates(date(1858, 1, 1), date(2057, 12, 31))
last_four = st.integers(0, 9999).map("{:04}".format)
separators = st.sampled_from(
    ["", "-", " ", ".", " - ", "–", "—", "‑", "−", "\u00a0", "/", "_", "\n", "-\n", " -\n ", "\r\n", "\n\n", "\u00ad"]
)
inner = st.sampled_from(["", "", ".", "-", " ", "/"])
words = st.text(st.characters(exclude_categories=["Nd", "Cs"]), max_size=30)


@given(days, last_four, separators, words, words)
def test_any_day_and_four_digits_is_found_whatever_stands_between(day, four, separator, before, after):
    number = f"{day:%d%m%y}{separator}{four}"
    text = f"{before}{number}{after}"
    hits = find_cpr(text)
    assert [(hit.at, hit.to, hit.text) for hit in hits] == [(len(before), len(before) + len(number), number)]


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
        "den 21.01.25\n2025 bliver et godt år",
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
