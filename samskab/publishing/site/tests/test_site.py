"""The public side: no signing in, and not a word that may not be on the web."""

import pypdfium2
import pytest
from django.urls import reverse

from samskab.projects.actions import open_to_public, set_contact
from samskab.projects.plan.models import Activity


@pytest.fixture
def front(client, project):
    return lambda: client.get(reverse("public-project", args=[project.slug])).content.decode()


def test_a_project_that_is_not_open_is_not_there(client, project, make_card, say, publish, by_amina):
    card = publish(make_card(say()))
    project.refresh_from_db()
    open_to_public(project, False, by=by_amina)
    for name, args in (
        ("public-project", [project.slug]),
        ("public-postcard", [project.slug, card.number]),
        ("public-postcard-pdf", [project.slug, card.number]),
    ):
        assert client.get(reverse(name, args=args)).status_code == 404


def test_a_draft_is_never_public(client, project, make_card, say, by_amina, front):
    open_to_public(project, True, by=by_amina)
    card = make_card(say("Endnu ikke ude."), title="Kladden")
    assert client.get(reverse("public-postcard", args=[project.slug, card.number])).status_code == 404
    assert client.get(reverse("public-postcard-pdf", args=[project.slug, card.number])).status_code == 404
    assert "Endnu ikke ude." not in front()
    assert "Kladden" not in front()


def test_only_what_may_be_on_the_web_is_there(client, project, make_card, say, publish, front):
    card = publish(make_card(say("Må alt."), say("Kun tryk.", web=False), say("Ikke spurgt om nettet.", web=None)))
    say("Aldrig på et kort.")
    page = client.get(reverse("public-postcard", args=[project.slug, card.number])).content.decode()
    for shown in (page, front()):
        assert "Må alt." in shown
        for hidden in ("Kun tryk.", "Ikke spurgt om nettet.", "Aldrig på et kort."):
            assert hidden not in shown
    assert page.count("Står kun på det trykte kort.") == 2
    pdf = client.get(reverse("public-postcard-pdf", args=[project.slug, card.number]))
    words = " ".join(side.get_textpage().get_text_range() for side in pypdfium2.PdfDocument(pdf.content))
    assert pdf["Content-Type"] == "application/pdf"
    assert "Må alt." in words
    assert "Kun tryk." not in words
    assert "Nogle citater står kun på det trykte kort." in " ".join(words.split())


def test_a_front_that_may_not_be_on_the_web_keeps_its_place(client, project, make_card, say, publish):
    card = publish(make_card(say("Kun tryk.", web=False), say("Må alt.")))
    page = client.get(reverse("public-postcard", args=[project.slug, card.number])).content.decode()
    assert "U-1</span> Står kun på det trykte kort." in page
    assert "Kun tryk." not in page


def test_every_code_that_is_shown_leads_somewhere(client, project, make_card, say, publish, understood):
    import re

    card = publish(make_card(say("Må alt."), say("Kun tryk.", web=False), **understood))
    for name, args in (("public-project", [project.slug]), ("public-postcard", [project.slug, card.number])):
        page = client.get(reverse(name, args=args)).content.decode()
        links = set(re.findall(rf'href="(?:http://localhost:8000)?(/o/{project.slug}/t/[^"]+)"', page))
        assert {"U-1", "I-1", "S-1"} <= {link.strip("/").split("/")[-1] for link in links}
        for link in links:
            assert client.get(link).status_code == 200, link


def test_the_page_shows_what_the_cards_say(make_card, say, publish, understood, front):
    publish(make_card(say(), **understood))
    page = front()
    assert "Tvivlen er størst om aftenen." in page
    assert page.count("Hvem går med første gang?") == 2  # a question, and a track
    assert "Det har vi hørt i vinter." in page


def test_what_was_rewritten_since_is_not_public_before_a_card_says_it(
    make_card, say, publish, understood, front, by_amina
):
    from samskab.meaning.themes.actions import reword_insight, write_insight

    publish(make_card(say(), **understood))
    reword_insight(understood["insights"][0], "Nye ord.", by=by_amina)
    write_insight(understood["insights"][0].project, "Ikke på noget kort.", by=by_amina)
    assert "Nye ord." not in front()
    assert "Ikke på noget kort." not in front()


def test_the_newest_card_speaks_when_two_say_the_same(make_card, say, publish, front):
    voice = say("Det er det samme citat.")
    publish(make_card(voice))
    publish(make_card(voice))
    assert front().count("Det er det samme citat.") == 1


def test_an_empty_project_says_what_will_stand_there(project, by_amina, front):
    open_to_public(project, True, by=by_amina)
    page = front()
    assert "Tryg hjemme er lige begyndt." in page
    assert "Vi har ikke aftalt et møde for alle endnu." in page
    assert page.count("button-primary") == 1


def test_a_number_nobody_has_is_shown_and_never_dialled(project, by_amina, front):
    open_to_public(project, True, by=by_amina)
    assert 'href="tel:00000000"' in front()
    set_contact(project, by=by_amina, name="Amina", phone="00 00 00 00", is_inert=True)
    assert "tel:" not in front()
    assert "Nummeret er opdigtet. Det ringer ingen steder." in front()


def test_nothing_rings_in_the_demo(project, by_amina, front, settings):
    open_to_public(project, True, by=by_amina)
    settings.DEMO = True
    assert "tel:" not in front()


@pytest.mark.parametrize(
    ("facts", "is_shown"),
    [
        ({"is_milestone": True}, True),
        ({"involvement_level": "participation"}, True),
        ({"involvement_level": "information"}, False),
        ({}, False),
        ({"is_milestone": True, "tentative": True}, False),
        ({"is_milestone": True, "date_certain": False}, False),
        ({"is_milestone": True, "state": "dropped"}, False),
        ({"is_milestone": True, "starts_on": "2026-01-02", "ends_on": "2026-01-02"}, False),
        ({"is_milestone": True, "precision": "month", "ends_on": "2026-04-30"}, False),
    ],
)
def test_only_what_one_can_turn_up_for_is_shown(project, by_amina, front, facts, is_shown):
    open_to_public(project, True, by=by_amina)
    kept = {"starts_on": "2026-04-08", "ends_on": "2026-04-08", "precision": "day"} | facts
    Activity.objects.create(project=project, number=1, title="Fyraftensmøde", **kept)
    assert ("Fyraftensmøde" in front()) == is_shown


def test_the_page_sets_no_session(client, project, by_amina):
    open_to_public(project, True, by=by_amina)
    answer = client.get(reverse("public-project", args=[project.slug]))
    assert "session" not in answer.cookies
    assert "X-Robots-Tag" not in answer
    assert "noindex" not in answer.content.decode()
