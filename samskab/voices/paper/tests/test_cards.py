"""Paper becomes voices: what stands on a card is typed in once, whole, with its answers and its receipt."""

import re
from contextlib import suppress

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samskab.ground.dates import read_one
from samskab.projects.plan.actions import drop, plan_activity
from samskab.voices.consent.actions import Agreement, withdraw
from samskab.voices.consent.models import ConsentRecord, Receipt
from samskab.voices.consent.queries import voices_on
from samskab.voices.consent.receipts import with_code
from samskab.voices.intake.actions import NotGivenThisWay
from samskab.voices.intake.models import Voice
from samskab.voices.paper import actions, card_code
from samskab.voices.paper.models import PaperCard

WORDS = "Jeg venter ved vinduet, til lyset går ud."
digits = st.text("0123456789", min_size=5, max_size=5)


@pytest.fixture
def url(project):
    return lambda name, *args: reverse(name, args=[project.slug, *args])


@pytest.fixture
def salon(project, by_amina):
    return plan_activity(project, "Salon", read_one("10. april 2026"), by=by_amina, method_key="conversation_salon")


@pytest.fixture
def blanks(project, by_bo):
    return actions.print_cards(project, "harvest", 1, by=by_bo)


@pytest.fixture
def card(blanks):
    return blanks[0].card


def typed(card, **more):
    return {"code": card.code, "words": WORDS, "perspective": "citizen", "yes": ["take_part", "print"]} | more


def code_with(drawn):
    return drawn + card_code._check(drawn)


@given(digits, st.integers(0, 5), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(drawn, place, off):
    code = code_with(drawn)
    wrong = code[:place] + str((int(code[place]) + off) % 10) + code[place + 1 :]
    assert card_code.read(card_code.in_groups(code)) == code
    with pytest.raises(card_code.Slip):
        card_code.read(wrong)


@given(digits, st.integers(0, 4))
def test_two_neighbours_that_changed_places_are_always_noticed(drawn, place):
    code = code_with(drawn)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if swapped != code:
        with pytest.raises(card_code.Slip):
            card_code.read(swapped)


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_code_or_a_slip(text):
    with suppress(card_code.Slip):
        assert re.fullmatch("[0-9]{6}", card_code.read(text))


def test_a_card_becomes_a_voice_with_its_answers_and_its_receipt(as_bo, bo, card, blanks, url, story_day):
    answer = as_bo.post(url("voice-stack"), typed(card), follow=True)
    voice = Voice.objects.get()
    assert f"Gemt som {voice.code}" in answer.content.decode()
    assert (voice.words, voice.perspective, voice.capture_method, voice.captured_by) == (WORDS, "citizen", "card", bo)
    kept = {(one.purpose, one.answer, one.channel, one.given_on) for one in ConsentRecord.objects.all()}
    said = {"take_part": True, "internal": False, "print": True, "web": False}
    assert kept == {(purpose, yes, "paper", story_day) for purpose, yes in said.items()}
    receipt = with_code(blanks[0].receipt_code)
    assert list(voices_on(receipt)) == [voice]


def test_before_it_is_typed_in_the_receipt_says_so(client, blanks):
    answer = client.post(reverse("receipt"), {"kode": blanks[0].receipt_code}, follow=True)
    assert "Dit kort er ikke skrevet ind endnu" in answer.content.decode()


def test_the_same_card_twice_is_one_voice(as_bo, card, url):
    for _again in range(2):
        assert as_bo.post(url("voice-stack"), typed(card)).status_code == 302
    assert Voice.objects.count() == 1 and ConsentRecord.objects.count() == 4


def test_other_words_on_a_card_that_is_typed_in_show_both_and_change_nothing(as_bo, card, url):
    as_bo.post(url("voice-stack"), typed(card))
    answer = as_bo.post(url("voice-stack"), typed(card, words="Noget helt andet."))
    html = answer.content.decode()
    assert answer.status_code == 409 and WORDS in html and "Noget helt andet." in html
    assert [one.words for one in Voice.objects.all()] == [WORDS]


def test_words_that_were_taken_back_are_not_typed_in_again(as_bo, by_amina, card, url):
    as_bo.post(url("voice-stack"), typed(card))
    withdraw(Voice.objects.get(), by=by_amina)
    html = as_bo.post(url("voice-stack"), typed(card)).content.decode()
    assert "taget tilbage" in html
    assert Voice.objects.get().words == ""


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"words": "Mit nummer er 010180-1234"}, "Her står et CPR-nummer"),
        ({"words": " "}, "Skriv"),
        ({"code": "123 456"}, "Der er et tal galt"),
        ({"code": code_with("00000")}, "står ikke på et kort"),
    ],
)
def test_a_slip_loses_nothing_and_stores_nothing(as_bo, card, url, wrong, said):
    PaperCard.objects.filter(code=code_with("00000")).delete()
    html = as_bo.post(url("voice-stack"), typed(card) | wrong).content.decode()
    assert said in html and 'value="print"' in html and (wrong.get("words") or WORDS).strip() in html
    assert not Voice.objects.exists() and not ConsentRecord.objects.exists()


def test_when_the_answers_cannot_be_kept_the_card_is_not_half_typed_in(as_bo, card, url, monkeypatch):
    def breaks(*_args, **_kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("samskab.voices.paper.actions.record", breaks)
    with pytest.raises(RuntimeError):
        as_bo.post(url("voice-stack"), typed(card))
    card.refresh_from_db()
    assert card.voice is None and not Voice.objects.exists()


def test_the_last_one_can_be_corrected_by_who_typed_it(as_bo, as_amina, card, url):
    as_bo.post(url("voice-stack"), typed(card))
    assert "ikke noget kort at rette" in as_amina.get(url("voice-stack-correct")).content.decode()
    assert WORDS in as_bo.get(url("voice-stack-correct")).content.decode()
    sent = {"words": "Jeg venter ved vinduet.", "perspective": "relative", "yes": ["take_part"]}
    as_bo.post(url("voice-stack-correct"), sent)
    voice = Voice.objects.get()
    assert (voice.words, voice.perspective) == ("Jeg venter ved vinduet.", "relative")
    assert ConsentRecord.objects.filter(purpose="print").latest("pk").answer is False
    assert ConsentRecord.objects.count() == 5, "an answer that stands is not asked again"


def test_what_somebody_has_built_on_is_not_corrected(as_bo, by_bo, card, url, monkeypatch):
    as_bo.post(url("voice-stack"), typed(card))
    monkeypatch.setattr("samskab.voices.paper.actions.ask", lambda *_args, **_kwargs: [("I-1", "En indsigt")])
    html = as_bo.post(url("voice-stack-correct"), {"words": "Andet."}, follow=True).content.decode()
    assert "Nogen har brugt ordene siden" in html and Voice.objects.get().words == WORDS


def test_the_page_counts_what_this_person_typed_today(as_bo, as_amina, blanks, url):
    for blank in blanks[:3]:
        as_bo.post(url("voice-stack"), typed(blank.card, words=f"{WORDS} {blank.card.code}"))
    assert "Du har skrevet tre kort ind i dag" in as_bo.get(url("voice-stack")).content.decode()
    assert "kort ind i dag" not in as_amina.get(url("voice-stack")).content.decode()


def test_at_a_salon_only_what_people_hand_in_is_printed(project, by_bo, salon):
    with pytest.raises(NotGivenThisWay):
        actions.print_cards(project, "voice", 1, by=by_bo, activity=salon)
    assert not PaperCard.objects.exists() and not Receipt.objects.exists()
    made = actions.print_cards(project, "harvest", 1, by=by_bo, activity=salon)
    assert {blank.card.activity for blank in made} == {salon}


def test_a_card_from_what_was_dropped_is_not_typed_in(as_bo, project, by_amina, by_bo, salon, url):
    [card, *_rest] = [one.card for one in actions.print_cards(project, "harvest", 1, by=by_bo, activity=salon)]
    drop(salon, "Ingen kunne.", by=by_amina)
    html = as_bo.post(url("voice-stack"), typed(card)).content.decode()
    assert "Kortet kan ikke skrives ind" in html and not Voice.objects.exists()


def test_no_two_cards_have_the_same_code(project, by_bo):
    made = actions.print_cards(project, "voice", 10, by=by_bo)
    assert len({blank.card.code for blank in made}) == len({blank.receipt_code for blank in made}) == 40


def test_the_receipts_code_is_kept_nowhere(blanks):
    kept = " ".join(str(value) for row in Receipt.objects.values() for value in row.values())
    assert not [blank for blank in blanks if blank.receipt_code in kept]


def test_another_projects_card_is_none_of_ours(as_carl, card, url):
    assert as_carl.post(url("voice-stack"), typed(card)).status_code == 404


def test_an_answer_is_dated_by_who_took_it(project, card, by_bo, story_day):
    agreement = Agreement("consent", "paper", story_day)
    voice = actions.type_in(card, actions.Typed(WORDS, answers=(("print", True),)), agreement, by=by_bo)
    assert ConsentRecord.objects.get().voice == voice


def test_a_pile_has_its_own_day_which_stays_until_the_next_card(as_bo, blanks, url, story_day):
    assert 'value="19. marts 2026"' in as_bo.get(url("voice-stack")).content.decode(), "today, until somebody says else"
    as_bo.post(url("voice-stack"), typed(blanks[0].card, on="12. marts 2026"))
    day = story_day.replace(day=12)
    assert Voice.objects.get().captured_on == day and {one.given_on for one in ConsentRecord.objects.all()} == {day}
    assert 'value="12. marts 2026"' in as_bo.get(url("voice-stack")).content.decode()


def test_a_day_that_has_not_come_is_refused_and_nothing_is_stored(as_bo, card, url):
    page = as_bo.post(url("voice-stack"), typed(card, on="20. marts 2026")).content.decode()
    assert "Den dag er ikke kommet endnu." in page and WORDS in page and not Voice.objects.exists()
