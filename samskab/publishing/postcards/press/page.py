"""The postcard as a web page: inside the site's own page, or alone in a file that can be opened from disk."""

from pathlib import Path

from samskab.ground.documents.html import to_html, to_html_page
from samskab.publishing.postcards.press.card import Card
from samskab.publishing.postcards.press.sheet import card_tree

STYLE = Path(__file__).with_name("postcard.css")


def card_body_html(card: Card) -> str:
    """The card as an <article class="document"> for the site's page; its looks come from the site's CSS."""
    return to_html(card_tree(card))


def card_html(card: Card) -> str:
    """The card as a whole page: one <style>, no scripts, nothing to fetch."""
    return to_html_page(card_tree(card), style=STYLE.read_text(encoding="utf-8"))
