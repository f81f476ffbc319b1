"""Nobody is known by accident from what is seen outside the team."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samskab.people.actors import SYSTEM
from samskab.projects.access import Role
from samskab.projects.perspectives import standing_and_sector
from samskab.publishing.postcards import actions
from samskab.publishing.postcards.checking import Decisions, Undecided, check
from samskab.publishing.postcards.contents import card_data, quotes_of
from samskab.publishing.postcards.signs import signs_on
from samskab.publishing.postcards.spoken import is_checked, who_spoke
from samskab.publishing.recognising.queries import said_by
from samskab.voices.intake.models import Voice
from samskab.voices.intake.second_reading import read_again
from tests.checked import look_through

TELLING = ("svævebaneleder", "bag det gule hus", "Ensomhøj")


@pytest.fixture
def crowd(project, by_amina):
    """crowd(5, "citizen"): so many more say something nobody prints."""
    from samskab.voices.intake.actions import Told, capture

    def spoke(many, perspective="citizen", **told):
        standing, sector = standing_and_sector(perspective)
        return [
            capture(project, Told("Noget.", standing=standing, sector=sector, **told), by=by_amina)
            for _one in range(many)
        ]

    return spoke


@pytest.fixture
def unchecked(project, by_amina):
    def made(*voices):
        card = actions.make_postcard(project, "Tryg hjemme", by=by_amina)
        actions.choose(card, actions.Choice(voices=voices, front=voices[0] if voices else None), by=by_amina)
        card.refresh_from_db()
        return card

    return made


def quote_on(card):
    return next(quotes_of(card_data(card)))


def test_no_card_leaves_the_team_before_it_is_checked(unchecked, say, by_amina, as_amina):
    card = unchecked(say())
    with pytest.raises(actions.NotThisNow, match="Tjek først"):
        actions.ask_partners(card, by=by_amina)
    assert (
        "Tjek, om nogen kan genkendes"
        in as_amina.get(reverse("postcard", args=[card.project.slug, 1])).content.decode()
    )
    look_through(card, by_amina)
    actions.ask_partners(card, by=by_amina)
    actions.publish(card, by=by_amina)


def test_a_word_changed_afterwards_makes_it_due_again(unchecked, say, by_amina, carl, as_carl):
    from samskab.projects.team.actions import add_member

    card = unchecked(say("Kun det, der er set efter."))
    add_member(card.project, carl, Role.READER, by=by_amina)
    look_through(card, by_amina)
    actions.ask_partners(card, by=by_amina)
    there = reverse("postcard", args=[card.project.slug, card.number])
    assert "Kun det, der er set efter." in as_carl.get(there).content.decode()
    actions.write_on(card, title="Hos familien Kragh", intro="", by=by_amina)
    assert not is_checked(card)
    assert "Kun det, der er set efter." not in as_carl.get(there).content.decode()
    assert as_carl.get(reverse("postcard-pdf", args=[card.project.slug, card.number])).status_code == 404
    with pytest.raises(actions.NotThisNow, match="Tjek først"):
        actions.publish(card, by=by_amina)


def test_what_fewer_than_five_could_have_said_is_told_more_coarsely(unchecked, say, crowd, by_amina):
    voice = say(position="møller", said_at="ved åen")
    crowd(5)
    card = unchecked(voice)
    assert quote_on(card)["said_by"] == "Møller, ved åen"
    check(card, Decisions(), by=by_amina)
    assert quote_on(card)["said_by"] == "Borger"


def test_where_the_whole_perspective_is_small_nothing_is_told(unchecked, say, crowd, by_amina):
    voice = say()
    crowd(4, "relative")
    card = unchecked(voice)
    check(card, Decisions(), by=by_amina)
    assert (quote_on(card)["said_by"], quote_on(card)["perspective"]) == ("", "")


def test_a_reason_lets_it_stand_and_is_asked_for_where_nothing_else_helps(unchecked, say, by_amina):
    voice = say(position="borgmester")
    card = unchecked(voice)
    with pytest.raises(Undecided, match=voice.code):
        check(card, Decisions(), by=by_amina)
    assert not is_checked(card)
    check(card, Decisions({voice.code: "Hun har læst det og sagt ja."}), by=by_amina)
    assert is_checked(card)
    assert quote_on(card)["said_by"] == "Borgmester"


def test_every_sign_in_the_words_is_decided(unchecked, say, crowd, by_amina):
    voice = say("Min nabo Karen Sørensen på 87 år fik sclerose efter branden.")
    crowd(5)
    card = unchecked(voice)
    found = signs_on(card, card_data(card))
    assert {sign.kind for sign in found} >= {"name", "age", "illness", "event"}
    with pytest.raises(Undecided, match="er ikke afgjort"):
        check(card, Decisions(signs={sign.key: "nobody" for sign in found[1:]}), by=by_amina)
    check(card, Decisions(signs={sign.key: "agreed" for sign in found}), by=by_amina)
    assert is_checked(card)


def test_words_taken_back_can_leave_too_few_and_then_it_is_due_again(unchecked, say, crowd, by_amina):
    from samskab.voices.consent.actions import withdraw

    voice = say()
    others = [*crowd(4), *crowd(5, "relative")]
    card = unchecked(voice)
    check(card, Decisions(), by=by_amina)
    actions.ask_partners(card, by=by_amina)
    withdraw(others[0], by=by_amina)
    with pytest.raises(actions.NotThisNow, match="Tjek først"):
        actions.publish(card, by=by_amina)


def test_reasons_go_with_the_words(unchecked, say, by_amina):
    from samskab.voices.consent.actions import withdraw

    voice, other = say("Mit barn er 7 år."), say()
    card = unchecked(voice, other)
    look_through(card, by_amina)
    withdraw(voice, by=by_amina)
    assert not card.judgements.filter(voice=voice).exists()


def test_who_spoke_is_not_out_because_it_is_written_down_later(publish, unchecked, say, crowd, by_amina):
    from samskab.voices.intake.actions import say_who

    voice = say()
    crowd(5)
    card = publish(unchecked(voice))
    say_who(voice, by=by_amina, perspective="citizen", position=TELLING[0])
    for page in ("", f"postkort/{card.number}/", f"t/{voice.code}/"):
        assert TELLING[0] not in Client().get(f"/o/{card.project.slug}/{page}").content.decode()


INSIDE = (
    "",
    "indsigter/",
    "indsigter/I-1/",
    "spor/",
    "spor/S-1/",
    "t/I-1/",
    "t/S-1/",
    "udgivelser/",
    "plan/",
    "rundt/",
    "viden/",
)
OUTSIDE = ("", "postkort/1/", "t/I-1/", "t/U-1/")


def test_outside_the_team_only_a_card_tells_who_spoke(
    project, publish, make_card, say, crowd, by_amina, carl, as_carl, understood, story_day
):
    """Every page a reader or a stranger may open: perspective and words of what stands on a card, and the names of
    perspectives that have spoken; no position, place, or where it was said of any other voice, and no count of them."""
    from samskab.meaning.themes.actions import tie
    from samskab.projects.actions import add_place
    from samskab.projects.team.actions import add_member

    place = add_place(project, TELLING[2], by=by_amina)
    told = say()
    hidden = say("Ord, der ikke er ude.", position=TELLING[0], said_at=TELLING[1], place=place)
    crowd(5)
    for voice in (told, hidden):
        tie(understood["insights"][0], voice, "supports", by=by_amina)
    publish(make_card(told, insights=understood["insights"], tracks=understood["tracks"]))
    add_member(project, carl, Role.READER, by=by_amina)
    seen = [as_carl.get(f"/p/{project.slug}/{page}") for page in INSIDE]
    seen += [Client().get(f"/o/{project.slug}/{page}") for page in OUTSIDE]
    assert sum(page.status_code == 200 for page in seen) > 10
    for page in seen:
        words = page.content.decode()
        assert not [telling for telling in (*TELLING[:2], "Ord, der ikke er ude.") if telling in words], page.request


TOLD = st.tuples(
    st.sampled_from(["citizen", "relative", "regional", ""]), st.sampled_from(["", "nabo"]), st.sampled_from(["", "i byen"])
)  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TOLD, min_size=5, max_size=14), st.data())
def test_whatever_the_project_nobody_among_fewer_than_five_is_told_apart(amina, by_amina, story_day, told, data):
    from samskab.projects.actions import begin_project
    from samskab.voices.consent.actions import Agreement, record
    from samskab.voices.intake.actions import Told, capture

    project = begin_project("Tryg hjemme", coordinator=amina)
    for perspective, position, where in told:
        standing, sector = standing_and_sector(perspective)
        capture(project, Told("Ord.", standing=standing, sector=sector, position=position, said_at=where), by=by_amina)
    voices = list(Voice.objects.filter(project=project))
    chosen = data.draw(st.lists(st.sampled_from(voices), min_size=1, max_size=4, unique=True))
    for voice in chosen:
        read_again(voice, by=SYSTEM)
        record(voice, {"print": True, "web": True}, Agreement("consent", "oral", story_day), by=by_amina)
    card = actions.make_postcard(project, "Kort", by=by_amina)
    actions.choose(card, actions.Choice(voices=chosen), by=by_amina)
    check(card, Decisions(), by=by_amina)
    for quote in quotes_of(card_data(card)):
        assert len([voice for voice in voices if _could_be(voice, quote)]) >= 5
    assert all(who.rank < 4 for who in who_spoke(card))


def _could_be(voice, quote):
    shown = [(said_by(voice, rank), voice.perspective if rank < 3 else "") for rank in range(4)]
    return (quote["said_by"], quote["perspective"]) in shown
