import pytest
from django.urls import reverse
from django.utils.translation import override

from samskab.projects.permission import NotAllowed
from samskab.publishing.postcards import actions
from samskab.publishing.postcards.contents import fingerprint
from samskab.publishing.postcards.models import Approval, Postcard
from tests.checked import look_through


def at(name, card):
    return reverse(name, args=[card.project.slug, card.number])


@pytest.fixture
def asking(make_card, say, partners, by_amina):
    card = make_card(say())
    actions.ask_partners(card, by=by_amina)
    return card


def test_asking_then_every_yes_then_publishing(as_amina, as_bo, make_card, say, partners):
    card = make_card(say())
    first, second = partners
    assert "Spørg partnerne" in as_amina.get(at("postcard", card)).content.decode()
    as_amina.post(at("postcard-ask", card))
    page = as_amina.get(at("postcard", card))
    assert "Vi mangler et ja fra Mågsund Kommune og Region Sundmark." in page.content.decode()
    seen = page.context["standing"].seen
    as_amina.post(at("postcard-approve", card), {"party": first.pk, "seen": seen})
    assert "Region Sundmark siger ja" in as_bo.get(at("postcard", card)).content.decode()
    as_bo.post(at("postcard-approve", card), {"party": second.pk, "seen": seen})
    assert {one.party: one.how for one in Approval.objects.all()} == {first: "told", second: "here"}
    assert "Alle har sagt ja." in as_amina.get(at("postcard", card)).content.decode()
    as_amina.post(at("postcard-publish", card))
    card.refresh_from_db()
    assert card.state == Postcard.State.PUBLISHED
    assert "Hent PDF til tryk" in as_amina.get(at("postcard", card)).content.decode()


def test_one_filled_button_at_every_step(as_amina, make_card, say, partners, publish):
    card = make_card()
    for step in (lambda: None, lambda: actions.choose(card, actions.Choice(voices=[say()]), by=system()),
                 lambda: look_through(card, system()), lambda: actions.ask_partners(card, by=system()), lambda: publish(card)):  # fmt: skip
        step()
        assert as_amina.get(at("postcard", card)).content.decode().count("button-primary") <= 1


def system():
    from samskab.people.actors import SYSTEM

    return SYSTEM


def test_a_card_is_not_published_while_a_yes_is_missing(asking, partners, by_amina, as_amina):
    actions.approve(asking, partners[0], by=by_amina)
    with pytest.raises(actions.NotThisNow, match="Vi mangler et ja fra Region Sundmark"):
        actions.publish(asking, by=by_amina)
    forged = as_amina.post(at("postcard-publish", asking), follow=True)
    assert "Vi mangler et ja fra Region Sundmark." in forged.content.decode()
    asking.refresh_from_db()
    assert asking.state == Postcard.State.ASKING


def test_a_yes_counts_for_exactly_the_words(asking, partners, by_amina, as_amina):
    for party in partners:
        actions.approve(asking, party, by=by_amina)
    assert not actions.missing_yes(asking)
    actions.write_on(asking, by=by_amina, title=asking.title, intro="Noget helt andet.")
    assert len(actions.missing_yes(asking)) == 2
    page = as_amina.get(at("postcard", asking)).content.decode()
    assert "Kortet er ændret efter et ja." in page
    assert "Ændret siden sidst" in page
    actions.write_on(asking, by=by_amina, title=asking.title, intro="Det har vi hørt i vinter.")
    assert not actions.missing_yes(asking)


def test_a_yes_to_the_card_one_looked_at_is_not_a_yes_to_another(asking, partners, by_amina, as_bo):
    seen = as_bo.get(at("postcard", asking)).context["standing"].seen
    actions.write_on(asking, by=by_amina, title="En ny overskrift", intro="")
    look_through(asking, by_amina)
    answer = as_bo.post(at("postcard-approve", asking), {"party": partners[1].pk, "seen": seen}, follow=True)
    assert "Kortet er ændret, siden du åbnede siden." in answer.content.decode()
    assert not Approval.objects.exists()


def test_a_yes_without_having_looked_is_refused(asking, partners, as_bo):
    as_bo.post(at("postcard-approve", asking), {"party": partners[1].pk})
    assert not Approval.objects.exists()


def test_a_yes_is_given_only_to_a_card_that_is_asked_about(make_card, say, partners, by_amina, publish):
    draft = make_card(say())
    with pytest.raises(actions.NotThisNow, match="Partnerne er ikke spurgt"):
        actions.approve(draft, partners[0], by=by_amina)
    out = publish(draft)
    with pytest.raises(actions.NotThisNow, match="Kortet er udgivet"):
        actions.approve(out, partners[0], by=by_amina)


def test_a_yes_is_not_given_to_a_card_that_was_emptied(asking, partners, by_amina):
    actions.choose(asking, actions.Choice(), by=by_amina)
    with pytest.raises(actions.NotThisNow, match="Der står ikke noget"):
        actions.approve(asking, partners[0], by=by_amina)


def test_nobody_says_yes_for_another_partner(asking, partners, by_bo, as_bo):
    with pytest.raises(NotAllowed):
        actions.approve(asking, partners[0], by=by_bo)
    seen = fingerprint(asking)
    assert as_bo.post(at("postcard-approve", asking), {"party": partners[0].pk, "seen": seen}).status_code == 404
    assert as_bo.post(at("postcard-publish", asking)).status_code == 404
    assert as_bo.post(at("postcard-approve", asking), {"party": "nonsense", "seen": seen}).status_code == 404


def test_a_yes_holds_in_every_language(asking):
    with override("en"):
        english = fingerprint(asking)
    assert english == fingerprint(asking)


def test_an_answer_about_the_web_does_not_change_what_is_printed(asking, partners, by_amina, answer):
    actions.approve(asking, partners[0], by=by_amina)
    answer(asking.lines.get().voice, web=False)
    assert actions.missing_yes(asking) == [partners[1]]


def test_an_empty_card_is_not_asked_about(make_card, partners, by_amina, as_amina):
    card = make_card()
    with pytest.raises(actions.NotThisNow, match="Der står ikke noget på kortet endnu"):
        actions.ask_partners(card, by=by_amina)
    assert "Vælg, hvad der skal stå" in as_amina.get(at("postcard", card)).content.decode()


def test_a_project_without_partners_can_publish_and_says_so(make_card, say, as_amina):
    card = make_card(say())
    as_amina.post(at("postcard-ask", card))
    assert "Ingen partnere skal sige ja." in as_amina.get(at("postcard", card)).content.decode()
    as_amina.post(at("postcard-publish", card))
    card.refresh_from_db()
    assert card.state == Postcard.State.PUBLISHED


def test_a_card_that_is_too_full_is_never_published(make_card, say, by_amina, publish):
    card = make_card(
        *[say(f"{one}. Kort. " + "Det er svært at vide, hvem man skal ringe til. " * 5 * one) for one in range(9)]
    )
    with pytest.raises(ValueError, match="Der er for meget under"):
        publish(card)
    card.refresh_from_db()
    assert card.state == Postcard.State.DRAFT
    assert not card.editions.exists()


def test_a_reader_sees_a_card_only_when_asked(project, carl, as_carl, make_card, say, by_amina):
    from samskab.projects.team.actions import add_member

    card = make_card(say("Et citat til kortet."))
    add_member(project, carl, "reader", by=by_amina)
    assert as_carl.get(at("postcard", card)).status_code == 404
    actions.ask_partners(card, by=by_amina)
    assert "Et citat til kortet." in as_carl.get(at("postcard", card)).content.decode()
    add_member(project, carl, "dpo", by=by_amina)
    assert as_carl.get(at("postcard", card)).status_code == 404
