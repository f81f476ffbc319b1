from datetime import date, datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override

from samskab.ground.templatetags import samskab as tags


def drawn(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_a_token_is_read_with_the_name_of_what_it_is():
    assert '<span class="sr-only">Indsigt </span>I-9' in tags.token("I-9", "/i/9")


def test_the_token_one_stands_on_says_so():
    assert 'aria-current="true"' in tags.token("S-2", "/s/2", "here")
    assert "aria-current" not in tags.token("S-2", "/s/2")


def test_a_missing_link_is_shown_and_named_as_not_yet():
    assert "ikke endnu" in tags.token("P", "", "ahead")
    assert "<a " not in tags.token("P", "", "ahead")


def test_a_withdrawn_voice_keeps_its_number():
    assert "U-20" in tags.token("U-20", "", "withdrawn")
    assert "trukket tilbage" in tags.token("U-20", "", "withdrawn")


def test_the_thread_is_an_ordered_list_with_a_name():
    html = drawn("{% thread_header links %}", links=[("U-31", "/u", ""), ("I-9", "/i", "here"), ("A", "", "ahead")])
    assert '<ol class="thread-header" aria-label="Den røde tråd">' in html
    assert html.count("<li") == 3
    assert html.index("U-31") < html.index("I-9")


def test_a_thread_of_nothing_is_not_drawn():
    assert drawn("{% thread_header links %}", links=[]).strip() == ""


def test_a_disc_has_its_name_even_where_only_two_letters_are_seen():
    assert 'aria-label="Pårørende"' in tags.disc("relative")
    assert tags.disc("no one") == ""


def test_a_badge_always_has_its_word():
    for kind in ("held", "agreed", "maybe", "circa", "either", "moved", "dropped", "undated", "doubt"):
        assert tags.badge_words(kind)
        assert tags.badge_words(kind) in tags.badge(kind)


def test_an_icon_is_hidden_from_those_who_listen():
    assert 'aria-hidden="true"' in tags.icon("print")


@pytest.mark.parametrize(("count", "words"), [(0, "ingen"), (1, "én"), (2, "to"), (10, "ti"), (11, "11"), (300, "300")])
def test_numbers_up_to_ten_are_words(count, words):
    assert tags.number_word(count) == words


def test_one_has_a_gender():
    assert drawn("{{ 1|number_word }} stemme, {{ 1|number_word:'et' }} spor") == "én stemme, ét spor"


def test_dates_are_written_as_danes_do():
    day = date(2025, 3, 20)
    assert tags.danish_date(day) == "20. marts 2025"
    assert tags.danish_date("2025-03-20") == "20. marts 2025"
    assert tags.danish_date(datetime(2025, 3, 20, 12)) == "20. marts 2025"
    assert tags.danish_day(day) == "torsdag den 20. marts 2025"
    assert tags.danish_weekday(day) == "torsdag 20. marts"
    assert tags.short_date(day) == "20. marts"
    assert tags.short_month(day) == "mar"
    assert tags.danish_date(None) == ""


def test_an_english_page_writes_english_dates():
    with override("en"):
        assert tags.danish_date(date(2025, 3, 20)) == "20 March 2025"


def test_paragraphs_keep_lines_and_let_no_markup_through():
    assert tags.paragraphs("En <b>\r\nto\n\n\ntre") == "<p>En &lt;b&gt;<br>to</p><p>tre</p>"
    assert drawn("{{ text|paragraphs }}", text="a & b") == "<p>a &amp; b</p>"
