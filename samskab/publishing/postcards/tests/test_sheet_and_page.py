"""Paper, page and file say the same, in Danish, whatever language the reader has chosen."""

import pypdfium2
import pytest
from django.urls import reverse
from django.utils.translation import override

from samskab.ground.charts.perspectives import IN_ORDER
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


def heard(*spoken, mentioned=()):
    states = dict.fromkeys(spoken, "spoken") | dict.fromkeys(mentioned, "mentioned")
    return round_sentence(tuple(Seat(one.key, states.get(one.key, "unheard")) for one in IN_ORDER))


def test_when_nobody_is_heard_the_round_says_just_that():
    assert heard() == "Alle perspektiver fylder lige meget. Ingen er hørt endnu."


def test_where_most_are_unheard_those_who_are_heard_are_named():
    assert heard("citizen", "regional", mentioned=["practice"]).endswith(
        "Hørt indtil nu: Borger · Fagperson, region. Kun omtalt: Almen praksis. Resten er ikke hørt endnu."
    )
    assert heard(mentioned=["practice"]).endswith("Kun omtalt: Almen praksis. Resten er ikke hørt endnu.")


def test_names_under_the_round_are_told_apart_and_the_two_kinds_of_professionals_stand_together():
    assert heard("citizen", "relative", "volunteer", "practice", "politician").endswith(
        "Ikke hørt endnu: Fagperson, kommune og region · Ledelse og administration."
    )
    assert heard("citizen", "relative", "volunteer", "practice", "regional").endswith(
        "Ikke hørt endnu: Fagperson, kommune · Politiker · Ledelse og administration."
    )


def test_a_problem_nobody_has_worded_leaves_a_question_in_the_middle(make_card, say):
    data = queries.as_it_stands(make_card(say()))
    assert data["round"]["wording"] == ""
    assert to_card(data).wording == "Hvad er problemet?"


def test_knowledge_keeps_its_paragraphs(make_card, project, say, by_amina):
    from samskab.voices.knowledge.actions import Finding, add_knowledge

    item = add_knowledge(project, Finding("Nattens tal\n\nMange sover dårligt.\r\nIkke alle.", "Rapport"), by=by_amina)
    card = to_card(queries.as_it_stands(make_card(say(), knowledge=[item])))
    assert card.knowledge[0].paragraphs == ("Nattens tal", "Mange sover dårligt.", "Ikke alle.")


def test_the_pdf_comes_as_a_file_both_inside_and_outside(as_amina, client, make_card, say, publish):
    card = publish(make_card(say()))
    for reader, name in ((as_amina, "postcard-pdf"), (client, "public-postcard-pdf")):
        fetched = reader.get(reverse(name, args=[card.project.slug, card.number]))
        assert fetched.content.startswith(b"%PDF")
        assert fetched["Content-Disposition"] == 'attachment; filename="postkort-1.pdf"'


@pytest.mark.parametrize(
    ("url", "demo", "warns"),
    [
        ("http://localhost:8000", False, True),
        ("http://127.0.0.1:8000", False, True),
        ("http://[::1]:8000", False, True),
        ("http://localhost:8000", True, False),
        ("https://samskab.example", False, False),
        ("https://localhost.example", False, False),
    ],
)
def test_a_card_that_leads_only_to_this_machine_says_so_before_it_is_out(
    as_amina, make_card, say, publish, settings, url, demo, warns
):
    settings.SITE_URL, settings.DEMO = url, demo
    card = make_card(say())
    address = reverse("postcard", args=[card.project.slug, card.number])
    assert ("om at sætte SAMSKAB_URL" in as_amina.get(address).content.decode()) is warns
    publish(card)
    assert "om at sætte SAMSKAB_URL" not in as_amina.get(address).content.decode()


@pytest.mark.parametrize(
    ("words", "wrong"),
    [("Hej 😀", "»😀«"), ("Vi vil have det hele med. " * 60, "Forsidens citat"), ("w" * 200, "for langt")],
)
def test_a_draft_that_cannot_be_printed_can_still_be_read(as_amina, make_card, say, words, wrong):
    card = make_card(say(words))
    shown = as_amina.get(reverse("postcard", args=[card.project.slug, card.number])).content.decode()
    assert wrong in shown and words.strip() in shown
    assert reverse("postcard-pdf", args=[card.project.slug, card.number]) not in shown


def test_a_draft_without_a_title_to_read_aloud_still_opens(as_amina, make_card, say):
    card = make_card(say(), title="\u200b")
    shown = as_amina.get(reverse("postcard", args=[card.project.slug, card.number]))
    assert shown.status_code == 200 and "mangler en titel" in shown.content.decode()


def test_an_address_that_is_none_does_not_stop_the_card(make_card, project, say, by_amina):
    from samskab.voices.knowledge.actions import Finding, add_knowledge

    item = add_knowledge(project, Finding("Viden.", "Rapport", url="javascript:alert(1)"), by=by_amina)
    data = queries.as_it_stands(make_card(say(), knowledge=[item]))
    assert printing.what_is_wrong(data) == ""
    assert "javascript:" not in printing.page_file(data)
