"""A receipt opens what its holder said, to its holder alone; its code is kept nowhere."""

import secrets
from contextlib import suppress

import pytest
from hypothesis import given, strategies

from samskab.journal.models import Entry
from samskab.people.actors import Actor
from samskab.projects.permission import NotAllowed
from samskab.voices.consent import receipt_code
from samskab.voices.consent.actions import withdraw
from samskab.voices.consent.models import Receipt, ReceiptVoice
from samskab.voices.consent.queries import is_holder, open_receipt, voices_on
from samskab.voices.consent.receipts import NoSuchReceipt, NothingToHold, give, holder, put_on, with_code
from samskab.voices.intake.actions import Told, capture
from samskab.voices.intake.models import Voice

codes = strategies.text(receipt_code.ALPHABET, min_size=23, max_size=23).map(
    lambda drawn: drawn + receipt_code._check(drawn)
)


def test_a_code_has_a_hundred_bits_and_no_sign_one_mistakes():
    assert len(receipt_code.ALPHABET) ** receipt_code.DRAWN > 2**110
    assert not set("01OIl") & set(receipt_code.ALPHABET)
    assert len({receipt_code.make() for _time in range(500)}) == 500


@given(codes, strategies.sampled_from(["-", " ", ".", "–", ""]), strategies.booleans())
def test_a_code_is_read_however_it_is_divided(code, between, small):
    typed = receipt_code.in_groups(code).replace("-", between)
    assert receipt_code.read(f" {typed.lower() if small else typed}\n") == code


@given(codes, strategies.integers(0, 23), strategies.sampled_from(receipt_code.ALPHABET))
def test_one_wrong_sign_is_noticed(code, place, sign):
    typed = code[:place] + sign + code[place + 1 :]
    if typed != code:
        with pytest.raises(receipt_code.Slip):
            receipt_code.read(typed)


@given(codes, strategies.integers(0, 22), strategies.integers(0, 22))
def test_two_signs_that_changed_places_are_noticed(code, one, other):
    signs = list(code)
    signs[one], signs[other] = signs[other], signs[one]
    if "".join(signs) != code:
        with pytest.raises(receipt_code.Slip):
            receipt_code.read("".join(signs))


@given(strategies.text())
def test_anything_else_is_a_slip(typed):
    with suppress(receipt_code.Slip):
        assert len(receipt_code.read(typed)) == receipt_code.LENGTH


def test_the_code_opens_the_receipt_and_is_stored_nowhere(voice, by_amina):
    given = give(voice, by=by_amina)
    assert with_code(receipt_code.in_groups(given.code).lower()) == given.receipt
    row = Receipt.objects.values().get()
    assert given.code not in str(row) and receipt_code.in_groups(given.code) not in str(row)
    assert given.code not in str(list(Entry.objects.values()))


def test_a_code_nobody_holds_opens_nothing(voice, by_amina):
    give(voice, by=by_amina)
    assert with_code(receipt_code.make()) is None


def test_the_fingerprint_cannot_be_made_without_the_key(voice, by_amina, settings):
    given = give(voice, by=by_amina)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "en-anden-noegle-" * 3, []
    assert with_code(given.code) is None


def test_a_receipt_outlives_the_key_it_was_made_with(voice, by_amina, settings):
    given = give(voice, by=by_amina)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "en-anden-noegle-" * 3, [settings.SECRET_KEY]
    assert with_code(given.code) == given.receipt
    settings.SECRET_KEY_FALLBACKS = []
    assert with_code(given.code) == given.receipt, "used once, it stands under the key of today"


def test_given_anew_the_old_code_opens_nothing_and_the_rest_is_as_it_was(voice, project, by_amina):
    first = give(voice, by=by_amina)
    other = capture(project, Told("Ingen tager den."), by=by_amina)
    put_on(other, first.code, by=by_amina)
    second = give(voice, by=by_amina)
    assert with_code(first.code) is None and with_code(second.code) == first.receipt
    assert list(voices_on(second.receipt)) == [voice, other]
    assert open_receipt(first.receipt.pk, 1) is None and open_receipt(first.receipt.pk, 2) == first.receipt


def test_what_the_same_person_said_later_stands_on_the_same_receipt(voice, project, by_amina):
    given = give(voice, by=by_amina)
    other = capture(project, Told("Ingen tager den."), by=by_amina)
    give(other, by=by_amina)
    for _time in range(2):
        put_on(other, given.code, by=by_amina)
    assert list(voices_on(given.receipt)) == [voice, other]
    assert ReceiptVoice.objects.count() == 2


def test_a_receipt_of_another_project_holds_nothing_here(voice, carl, by_carl, by_amina):
    from samskab.projects.actions import begin_project

    theirs = capture(begin_project("Et andet", coordinator=carl), Told("Noget andet."), by=by_carl)
    given = give(theirs, by=by_carl)
    with pytest.raises(NoSuchReceipt):
        put_on(voice, given.code, by=by_amina)
    assert not is_holder(holder(given.receipt), voice)


def test_only_who_may_write_down_the_agreement_may_give_a_receipt(project, voice, by_bo, by_carl):
    own = capture(project, Told("Hos os hjælper vi hinanden."), by=by_bo)
    assert give(own, by=by_bo).code
    for stranger in (by_bo, by_carl, Actor("receipt", 1)):
        with pytest.raises(NotAllowed):
            give(voice, by=stranger)
    assert ReceiptVoice.objects.count() == 1


def test_for_words_that_are_gone_there_is_no_receipt(voice, by_amina):
    withdraw(voice, by=by_amina)
    with pytest.raises(NothingToHold):
        give(voice, by=by_amina)
    assert not Receipt.objects.exists()


def test_the_holder_takes_back_what_is_on_the_receipt_and_nothing_else(voice, project, by_amina):
    other = capture(project, Told("En andens ord."), by=by_amina)
    me = holder(give(voice, by=by_amina).receipt)
    withdraw(voice, by=me)
    with pytest.raises(NotAllowed):
        withdraw(other, by=me)
    assert [Voice.objects.get(pk=one.pk).is_kept for one in (voice, other)] == [False, True]
    told = Entry.objects.get(verb="voice_withdrawn")
    assert (told.actor_kind, told.actor_id, told.facts) == ("receipt", me.id, {})


def test_the_holder_answers_for_their_own_words_and_no_others(voice, project, agree, by_amina):
    other = capture(project, Told("En andens ord."), by=by_amina)
    me = holder(give(voice, by=by_amina).receipt)
    assert agree(voice, by=me, web=False)[0].taken_by_id is None
    with pytest.raises(NotAllowed):
        agree(other, by=me, web=True)


def test_somebody_who_guesses_the_number_of_a_receipt_holds_nothing(voice):
    for guess in (Actor("receipt", secrets.randbelow(9)), Actor("receipt"), Actor("system")):
        assert not is_holder(guess, voice)
