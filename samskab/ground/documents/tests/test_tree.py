import json
import re
from datetime import date
from html.parser import HTMLParser

import pytest
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from samskab.ground.documents.html import to_html, to_html_page
from samskab.ground.documents.tree import (
    Code,
    Document,
    Figure,
    Framed,
    Heading,
    Link,
    ListBlock,
    NotAccessible,
    Paragraph,
    Part,
    Quote,
    Strong,
    Table,
    plain_text,
    tidy,
)
from samskab.ground.documents.typesetting import to_typst_json

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><path d="M0 0H9V9Z"/></svg>'
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=30).filter(lambda one: tidy(one))


def document(*blocks, title="Papiret", lang="da"):
    return Document(title, lang, "Samskab", date(2025, 3, 20), (Heading(1, "Papiret"), *blocks))


EVERYTHING = document(
    Paragraph(("Se", Link("hele tråden", "https://samskab.example/t/U-31"), Code("U-31"), Strong("nu"))),
    Heading(2, "Hørt"),
    Quote("Det går.", "U-31", "Borger"),
    ListBlock((("Et",), ("To",)), ordered=True),
    Figure(SQUARE, "En firkant", "Den er lille.", "Firkant"),
    Table(("By", "Antal"), (("Bakkeby", "skjult"),), "Svar"),
    Framed("Viden udefra", (Paragraph(("En rapport.",)),)),
    Part("foot", (Paragraph(("Slut.",), "small"),)),
)


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        ((Heading(3, "For dybt"),), "springer et niveau"),
        ((Heading(1, "En til"),), "netop én overskrift"),
        ((Heading(2, " "),), "tom"),
        ((Figure(SQUARE, " "),), "billede"),
        ((Table((), ((),), "Svar"),), "overskrifter på sine kolonner"),
        ((Table(("By", ""), (("a", "b"),), "Svar"),), "overskrifter på sine kolonner"),
        ((Table(("By", "Antal"), (("a",),), "Svar"),), "passer til"),
        ((Paragraph((Link("https://samskab.example/t", "https://samskab.example/t"),)),), "med ord"),
        ((Paragraph((Link("www.samskab.example", "https://samskab.example"),)),), "med ord"),
        ((Paragraph((Link("samskab.example/t", "https://samskab.example"),)),), "med ord"),
        ((ListBlock(((Link(" ", "https://samskab.example"),),)),), "med ord"),
        ((Paragraph((Link("klik", "javascript:alert(1)"),)),), "ikke nogen steder"),
        ((Part("x", (Framed("Ramme", (Figure(SQUARE, ""),)),)),), "billede"),
    ],
)
def test_a_document_that_shuts_somebody_out_cannot_be_made(blocks, words):
    with pytest.raises(NotAccessible, match=words):
        document(*blocks)


def test_title_and_language_are_mandatory():
    with pytest.raises(NotAccessible, match="titel"):
        document(title="  ")
    with pytest.raises(NotAccessible, match="sprog"):
        document(lang="")


def test_a_document_without_a_first_heading_cannot_be_made():
    with pytest.raises(NotAccessible):
        Document("Papiret", "da", "Samskab", date(2025, 3, 20), (Paragraph(("Hej",)),))


def test_a_frame_counts_as_a_heading():
    document(Heading(2, "To"), Framed("Ramme", (Heading(3, "Tre"),)))
    with pytest.raises(NotAccessible):
        document(Framed("Ramme", (), level=3))


def test_plain_text_holds_every_word_in_reading_order():
    text = plain_text(EVERYTHING)
    places = [text.index(word) for word in ("Papiret", "hele tråden", "Det går.", "U-31 Borger", "To", "En firkant")]
    places += [text.index(word) for word in ("Svar", "By Antal", "Bakkeby skjult", "Viden udefra", "Slut.")]
    assert places == sorted(places)


def test_html_says_with_elements_what_each_thing_is():
    html = to_html(EVERYTHING)
    for element in ("<h1>", "<blockquote>", "<ol><li>", '<th scope="col">By</th>', "<caption>Svar</caption>"):
        assert element in html
    assert 'role="img" aria-label="En firkant"' in html
    assert '<a href="https://samskab.example/t/U-31">hele tråden</a>' in html


def test_a_page_says_its_language_title_and_date_and_has_no_script():
    page = to_html_page(EVERYTHING, style="p { margin: 0 }")
    assert '<html lang="da">' in page and "<title>Papiret</title>" in page and "2025-03-20" in page
    assert "<script" not in page and " style=" not in page and page.count("<style>") == 1


class Balanced(HTMLParser):
    """Follows the tags of a page and complains when one is closed that is not open."""

    VOID = {"meta", "wbr", "path", "br"}

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@given(WORDS, WORDS, WORDS)
def test_no_word_can_become_markup(first, second, third):
    made = document(
        Quote(first, second, third),
        Paragraph((first, Strong(second))),
        ListBlock(((first,), (third,))),
        Table(("a",), ((second,),), first),
        Framed(f"x{first}", (Paragraph((third,)),)),
        Figure(SQUARE, f"x{first}", second, third),
    )
    page = to_html_page(made)
    reader = Balanced()
    reader.feed(page)
    assert reader.open == []
    tags = set(re.findall(r"<([a-z0-9]+)", page))
    assert tags <= {
        *("html", "head", "meta", "title", "style", "body", "main", "article", "h1", "h2", "figure", "blockquote"),
        *("figcaption", "span", "p", "strong", "ul", "li", "table", "caption", "thead", "tbody", "tr", "th", "td"),
        *("section", "div", "svg", "path", "wbr"),
    }


def test_html_and_plain_text_hold_the_same_words():
    html_words = strip_tags(re.sub(r"<", " <", to_html(EVERYTHING))).split()
    assert sorted([*html_words, "En", "firkant"]) == sorted(plain_text(EVERYTHING).split())


def test_the_json_names_every_block():
    data = json.loads(to_typst_json(EVERYTHING))
    assert [one["is"] for one in data["blocks"]] == [
        *("Heading", "Paragraph", "Heading", "Quote", "ListBlock", "Figure", "Table", "Framed", "Part")
    ]
    assert data["date"] == "2025-03-20"


@given(st.text())
def test_tidy_text_is_one_line_without_invisible_letters(text):
    tidied = tidy(text)
    assert tidy(tidied) == tidied
    assert "\n" not in tidied and "  " not in tidied and "\u200b" not in tidied
    assert [one for one in tidied if one.isalnum()] or not any(one.isascii() and one.isalnum() for one in text)
