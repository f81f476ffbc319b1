"""The whole chain: a voice is taken back, or an answer changes, and every card answers at once."""

import json

import pypdfium2
import pytest
from django.urls import reverse

from samskab.publishing.postcards import actions, printing, queries
from samskab.publishing.postcards.models import Edition, Postcard, PostcardLine
from samskab.voices.consent.actions import withdraw
from tests.checked import look_through

SECRET = "Min mor faldt tre gange i januar."


def words_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def everything_kept(project):
    rows = [edition.card for edition in Edition.objects.all()]
    rows += [line.excerpt for line in PostcardLine.objects.all()]
    return json.dumps(rows, ensure_ascii=False)


def shown(client, name, card):
    return client.get(reverse(name, args=[card.project.slug, card.number])).content.decode()


@pytest.fixture
def told(say):
    return say(SECRET)


@pytest.fixture
def out(make_card, told, say, publish):
    return publish(make_card(told, say("Et andet citat.")))


def test_a_withdrawn_voice_leaves_every_card_at_once(client, as_amina, out, told, make_card, say, by_amina, project):
    draft = make_card(say("Kladdens citat."), told)
    assert SECRET in shown(client, "public-postcard", out)
    withdraw(told, by=by_amina)
    for card in (out, draft):
        card.refresh_from_db()
        assert SECRET not in shown(as_amina, "postcard", card)
        assert SECRET not in words_of(printing.print_edition(queries.as_it_stands(card)))
        assert SECRET not in printing.page_file(queries.as_it_stands(card))
    assert SECRET not in shown(client, "public-postcard", out)
    assert SECRET not in words_of(client.get(reverse("public-postcard-pdf", args=[project.slug, out.number])).content)
    assert SECRET not in client.get(reverse("public-project", args=[project.slug])).content.decode()
    assert SECRET not in everything_kept(project)


def test_the_place_stands_empty_and_says_so(client, out, told, by_amina):
    withdraw(told, by=by_amina)
    page = shown(client, "public-postcard", out)
    assert f"{told.code}</span> Trukket tilbage. Ordene er slettet; pladsen står tom." in page
    assert "Et andet citat." in page


def test_taking_back_makes_one_new_edition_that_says_why(as_amina, out, told, by_amina):
    withdraw(told, by=by_amina)
    withdraw(told, by=by_amina)
    assert [edition.number for edition in out.editions.all()] == [1, 2]
    assert f"{told.code}: Trukket tilbage." in shown(as_amina, "postcard", out)


def test_a_new_edition_says_nothing_the_partners_have_not_seen(
    client, say, make_card, understood, publish, told, by_amina
):
    from samskab.meaning.themes.actions import reword_insight

    card = publish(make_card(told, insights=understood["insights"]))
    reword_insight(understood["insights"][0], "Nye ord, ingen har sagt ja til.", by=by_amina)
    withdraw(told, by=by_amina)
    assert "Nye ord" not in shown(client, "public-postcard", card)
    assert "Tvivlen er størst om aftenen." in shown(client, "public-postcard", card)


def test_a_no_to_the_web_leaves_the_web_and_stays_on_paper(client, as_amina, out, told, answer, project):
    answer(told, web=False)
    page = shown(client, "public-postcard", out)
    assert SECRET not in page
    assert "Står kun på det trykte kort." in page
    assert SECRET not in client.get(reverse("public-project", args=[project.slug])).content.decode()
    public = words_of(client.get(reverse("public-postcard-pdf", args=[project.slug, out.number])).content)
    assert SECRET not in public
    assert "Nogle citater står kun på det trykte kort." in public
    assert SECRET in words_of(as_amina.get(reverse("postcard-pdf", args=[project.slug, out.number])).content)
    answer(told, web=True)
    assert SECRET in shown(client, "public-postcard", out)


def test_a_no_to_print_takes_the_words_off_everything_still_ours(client, as_amina, out, told, answer, project):
    answer(told, print=False)
    assert SECRET not in shown(client, "public-postcard", out)
    assert SECRET not in shown(as_amina, "postcard", out)
    assert "Må ikke stå her længere." in shown(client, "public-postcard", out)
    assert SECRET not in everything_kept(project)


def test_words_that_left_once_do_not_come_back_by_themselves(client, out, told, answer):
    answer(told, print=False)
    answer(told, print=True, web=True)
    assert SECRET not in shown(client, "public-postcard", out)


def test_a_no_to_print_between_yes_and_publishing_stops_the_card(make_card, told, say, by_amina, answer, partners):
    card = make_card(told, say())
    actions.ask_partners(card, by=by_amina)
    for party in partners:
        actions.approve(card, party, by=by_amina)
    answer(told, print=False)
    with pytest.raises(actions.MayNotBePrinted, match=told.code):
        actions.publish(card, by=by_amina)
    card.refresh_from_db()
    assert card.state == Postcard.State.ASKING


def test_taking_back_between_yes_and_publishing_asks_the_partners_again(make_card, told, say, by_amina, partners):
    card = make_card(told, say())
    actions.ask_partners(card, by=by_amina)
    for party in partners:
        actions.approve(card, party, by=by_amina)
    withdraw(told, by=by_amina)
    with pytest.raises(actions.NotThisNow, match="om nogen kan genkendes"):
        actions.publish(card, by=by_amina)
    look_through(card, by_amina)
    with pytest.raises(actions.NotThisNow, match="Vi mangler et ja"):
        actions.publish(card, by=by_amina)


def test_the_preview_of_taking_back_names_the_cards(out, told):
    from samskab.ground.reactions import ask

    assert ("", out.title) in ask("what_rests_on_this_voice", voice=told)
