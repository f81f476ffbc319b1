"""Paper, page and file say the same, in Danish, whatever language the reader has chosen."""

import pypdfium2
from django.urls import reverse
from django.utils.translation import override

from samskab.ground.charts.round import Seat
from samskab.ground.documents.tree import plain_text
from samskab.publishing.postcards import printing, queries
from samskab.publishing.postcards.card import round_sentence, to_card
from samskab.publishing.postcards.press.sheet import card_tree


def test_a_draft_says_it_is_a_draft_and_a_published_card_does_not(as_amina, make_card, say, publish):
    card = make_card(say())
    address = reverse("postcard-pdf", args=[card.project.slug, card.number])
    assert "må ikke deles" in pdf_words(as_amina.get(address).content)
    publish(card)
    assert "må ikke deles" not in pdf_words(as_amina.get(address).content)


def pdf_words(pdf):
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def test_the_card_is_danish_on_an_english_page(make_card, say):
    data = queries.as_it_stands(make_card(say()))
    danish = printing.print_edition(data)
    with override("en"):
        assert printing.print_edition(data) == danish
        assert "Det har vi hørt" in printing.preview_html(data, draft=True)


def test_everything_chosen_stands_on_the_card(make_card, say, understood):
    data = queries.as_it_stands(make_card(say("Forsidens ord."), say("Bagsidens ord."), **understood))
    words = plain_text(card_tree(to_card(data)))
    for expected in ("Forsidens ord.", "Bagsidens ord.", "Tvivlen er størst om aftenen.", "Hvem går med første gang?",
                     "Mange venter.", "En rapport", "00 00 00 00", "Slå en kode op på"):  # fmt: skip
        assert expected in words


def test_the_foot_names_what_may_not_be_put_on_the_web(make_card, say):
    data = queries.as_it_stands(make_card(say("Et."), say("To.", web=None)))
    assert "Må ikke lægges på nettet: U-2." in to_card(data).footer_note
    assert "Må ikke" not in to_card(queries.as_it_stands(make_card(say("Tre.")))).footer_note


def test_the_round_says_who_is_missing_and_never_how_many():
    seats = (Seat("citizen", "spoken"), Seat("practice", "mentioned"), Seat("management", "unheard"))
    assert round_sentence(seats) == (
        "Alle perspektiver fylder lige meget. Ikke hørt endnu: Ledelse og administration. Kun omtalt: Almen praksis."
    )


def test_an_address_that_is_none_does_not_stop_the_card(make_card, project, say, by_amina):
    from samskab.voices.knowledge.actions import Finding, add_knowledge

    item = add_knowledge(project, Finding("Viden.", "Rapport", url="javascript:alert(1)"), by=by_amina)
    data = queries.as_it_stands(make_card(say(), knowledge=[item]))
    assert printing.what_is_wrong(data) == ""
    assert "javascript:" not in printing.page_file(data)
