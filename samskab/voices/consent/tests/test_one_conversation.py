"""One conversation may be about several quotes; each gets its own record, and then the next one waits."""

import pytest

from samskab.projects.permission import membership_of
from samskab.voices.consent.actions import Agreement, AlreadyWithdrawn, withdraw
from samskab.voices.consent.conversation import record_conversation
from samskab.voices.consent.models import ConsentRecord
from samskab.voices.consent.queries import from_the_same_document, is_unknown, left_to_agree, next_to_agree
from samskab.voices.consent.saying import how_many_are_left, in_words, what_was_kept
from samskab.voices.intake.actions import Told, capture
from samskab.voices.intake.models import Voice
from samskab.voices.sources.models import Source

SENT = {
    "answer_print": "yes",
    "answer_web": "no",
    "basis": "consent",
    "channel": "telephone",
    "given_on": "18. marts 2026",
}


@pytest.fixture
def from_document(project, by_amina, story_day):
    """from_document("Ét", "To"): the voices of one document."""
    from samskab.ground import clock

    def read(*words, number=1):
        source = Source.objects.create(project=project, number=number, name="postkort.txt", size=1, read_at=clock.now())
        return [capture(project, Told(one, capture_method="read_in", source=source), by=by_amina) for one in words]

    return read


@pytest.fixture
def three(from_document):
    return from_document("Vi mangler en nøgle.", "Vi mangler en klokke.", "Vi mangler en vej.")


def again(voice):
    return Voice.objects.get(pk=voice.pk)


def page_of(voice):
    return f"/p/{voice.project.slug}/stemmer/{voice.code}/aftale/"


def said(page):
    return [str(message) for message in page.context["messages"]]


def kept():
    return sorted(ConsentRecord.objects.values_list("voice__number", "purpose", "answer"))


def test_the_same_answers_hold_for_those_ticked_each_with_its_own_record(three, as_amina, story_day):
    page = as_amina.post(page_of(three[0]), SENT | {"also": ["3"], "perspective": "citizen"}, follow=True)
    assert kept() == [(1, "print", True), (1, "web", False), (3, "print", True), (3, "web", False)]
    assert {(one.basis, one.channel, one.given_on.isoformat()) for one in ConsentRecord.objects.all()} == {
        ("consent", "telephone", "2026-03-18")
    }
    assert [again(voice).perspective for voice in three] == ["citizen", "", "citizen"]
    assert said(page) == ["Gemt for to citater. Ja til tryk, nej til nettet."]


def test_nothing_is_ticked_and_nobody_is_guessed_before_a_person_does(three, as_amina):
    form = as_amina.get(page_of(three[0])).context["form"]
    assert not form["also"].value() and not form["perspective"].value()
    as_amina.post(page_of(three[0]), SENT)
    assert {number for number, *_rest in kept()} == {1} and again(three[0]).perspective == ""


def test_what_is_known_about_who_spoke_is_neither_asked_again_nor_written_over(three, by_amina, as_amina):
    from samskab.voices.intake.actions import say_who

    say_who(three[2], by=by_amina, perspective="practice", position="læge")
    assert "perspective" not in as_amina.get(page_of(three[2])).context["form"].fields
    as_amina.post(page_of(three[0]), SENT | {"also": ["3"], "perspective": "citizen"})
    assert (again(three[2]).perspective, again(three[2]).position) == ("practice", "læge")


def test_only_quotes_from_the_same_document_that_wait_are_offered(
    three, from_document, project, amina, agree, by_amina
):
    from_document("Et andet dokument.", number=2)
    capture(project, Told("Ved bordet."), by=by_amina)
    agree(three[1], print=True)
    assert list(from_the_same_document(membership_of(amina, project), three[0])) == [three[2]]


@pytest.mark.parametrize("forged", ["4", "99", "x"])
def test_a_quote_that_was_not_offered_stores_nothing_at_all(forged, three, project, by_amina, as_amina):
    capture(project, Told("Ved bordet."), by=by_amina)
    page = as_amina.post(page_of(three[0]), SENT | {"also": ["2", forged]})
    assert page.status_code == 200 and "venter ikke længere" in page.content.decode()
    assert not ConsentRecord.objects.exists()


def test_when_one_was_taken_back_in_between_nothing_is_kept_about_any(three, by_amina, story_day):
    withdraw(three[2], by=by_amina)
    with pytest.raises(AlreadyWithdrawn):
        record_conversation(
            {voice: {"print": True} for voice in three},
            Agreement("consent", "oral", story_day),
            by=by_amina,
            perspective="citizen",
        )
    assert not ConsentRecord.objects.exists() and again(three[0]).perspective == ""


def test_who_only_listened_is_led_through_their_own(three, project, bo, by_bo, as_bo):
    own = [capture(project, Told(words), by=by_bo) for words in ("Én.", "To.")]
    place = membership_of(bo, project)
    assert list(left_to_agree(place)) == own and next_to_agree(place, own[1]) == own[0]
    page = as_bo.post(page_of(own[0]), SENT | {"naeste": "1"}, follow=True)
    assert page.request["PATH_INFO"] == page_of(own[1])


def test_after_one_the_next_is_open_until_none_is_left(three, as_amina):
    page = as_amina.post(page_of(three[1]), SENT | {"naeste": "1"}, follow=True)
    assert page.request["PATH_INFO"] == page_of(three[2])
    assert said(page) == ["Gemt. Ja til tryk, nej til nettet. To citater mangler endnu."]
    page = as_amina.post(page_of(three[2]), SENT | {"naeste": "1"}, follow=True)
    assert page.request["PATH_INFO"] == page_of(three[0]), "from the last it goes on with the first"
    assert said(page)[0].endswith("Ét citat mangler endnu.")
    assert 'name="naeste"' not in page.content.decode()
    page = as_amina.post(page_of(three[0]), SENT | {"naeste": "1"}, follow=True)
    assert said(page)[0].endswith("Nu venter der ikke flere.")
    assert not any(is_unknown(again(voice)) for voice in three)


def test_who_came_from_a_card_goes_back_to_it(three, as_amina):
    address = f"{page_of(three[0])}?tilbage=/p/tryg-hjemme/postkort/1/"
    assert 'name="naeste"' not in as_amina.get(address).content.decode()
    answer = as_amina.post(address, SENT | {"naeste": "1"})
    assert answer.headers["Location"] == "/p/tryg-hjemme/postkort/1/"


@pytest.mark.parametrize(
    "answers,words",
    [
        ({"print": True, "web": False}, "Ja til tryk, nej til nettet"),
        ({"contact": False, "internal": True}, "Ja til brug i projektet, nej til et opkald"),
        ({"web": False}, "Nej til nettet"),
    ],
)
def test_what_was_agreed_is_said_in_words(answers, words):
    assert in_words(answers) == words
    assert what_was_kept(answers, 1) == f"Gemt. {words}."


def test_how_many_are_left_is_said_in_words():
    assert how_many_are_left(1) == "Ét citat mangler endnu." and how_many_are_left(2) == "To citater mangler endnu."
