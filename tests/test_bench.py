"""What the bench measures is a card that can be printed: a bench that cannot run measures nothing."""

from bench.postcards import a_card, different
from samskab.publishing.postcards.press.page import card_html
from samskab.publishing.postcards.press.press import print_card


def test_the_benchs_cards_can_be_printed_and_differ():
    first, other = print_card(a_card()), print_card(different(a_card(), 7))
    assert first[:5] == other[:5] == b"%PDF-" and first != other
    assert "U-14" in card_html(a_card())
