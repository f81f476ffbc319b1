"""A card as a file or as a part of a page. The card's language is Danish, whatever language the page is in."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from samskab.ground.documents.tree import NotAccessible
from samskab.ground.documents.typesetting import CannotBeSet
from samskab.publishing.postcards.card import Edition, for_those_who_take_part, to_card
from samskab.publishing.postcards.contents import CardData
from samskab.publishing.postcards.press.page import card_body_html, card_html
from samskab.publishing.postcards.press.press import print_card

CannotBePrinted = (CannotBeSet, NotAccessible)
"""What may be wrong with a card; `str` of each is one sentence that says what to change."""


def print_edition(data: CardData, *, draft: bool = False) -> bytes:
    """The card for paper, as PDF. Raises one of CannotBePrinted."""
    return _pdf(data, "print", draft)


def web_pdf(data: CardData) -> bytes:
    """The card for anyone to fetch, as PDF: without the words that may only stand on paper."""
    return _pdf(data, "web", False)


def _pdf(data: CardData, edition: Edition, draft: bool) -> bytes:
    with override("da"):
        return print_card(to_card(data, edition, draft=draft))


def as_download(pdf: bytes, number: int) -> HttpResponse:
    """A card's PDF as a file to keep: opened inside the page it would leave a keyboard no way back."""
    name = f'attachment; filename="postkort-{number}.pdf"'
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": name})


def leads_to_this_machine_only() -> bool:
    """Whether the addresses on a card lead nowhere for anyone else. A demo's are not meant to."""
    host = urlsplit(settings.SITE_URL).hostname or ""
    is_local = host in {"localhost", "::1"} or host.startswith("127.") or host.endswith(".localhost")
    return is_local and not settings.DEMO


def page_file(data: CardData, *, draft: bool = False) -> str:
    """The printed card as a web page of its own, to open from disk."""
    with override("da"):
        return card_html(to_card(data, "print", draft=draft))


def public_html(data: CardData) -> SafeString:
    """The card inside its public page; codes lead to the public thread."""
    with override("da"):
        return _under_a_heading(card_body_html(to_card(data, "page")))


def preview_html(data: CardData, *, draft: bool) -> SafeString:
    """The printed card inside a page for those who take part; codes lead to their thread.

    A card that cannot be set on paper can be looked at all the same; one that would shut a reader out is "".
    """
    with override("da"):
        card = for_those_who_take_part(to_card(data, draft=draft), data["slug"])
        try:
            return _under_a_heading(card_body_html(card))
        except NotAccessible:
            return SafeString("")


def what_is_wrong(data: CardData) -> str:
    """One sentence about why the card cannot be printed, nor as a draft, which says so too; "" when it can."""
    try:
        print_edition(data, draft=True)
    except CannotBePrinted as error:
        return str(error)
    return ""


def _under_a_heading(html: str) -> SafeString:
    """The card's headings one level down: the page has its own h1. Words are escaped, so only elements match."""
    return mark_safe(re.sub(r"<(/?)h([1-5])>", lambda found: f"<{found[1]}h{int(found[2]) + 1}>", html))
