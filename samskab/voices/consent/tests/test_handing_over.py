"""A receipt is handed over once, on paper or in a message; the agreement is shown, and what was shown is remembered."""

import re
from html import unescape

import pytest

from samskab.voices.consent.handing_over import ONE_MESSAGE, sheet
from samskab.voices.consent.models import ConsentRecord, ParticipationAgreement, Receipt
from samskab.voices.consent.participation import write_agreement
from samskab.voices.consent.receipts import give, with_code
from samskab.voices.intake.actions import Told, capture

HALF = r"(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}"
CODE = re.compile(rf"({HALF}-)</span>\s*<span[^>]*>({HALF})")


def page_of(voice):
    return f"/p/{voice.project.slug}/stemmer/{voice.code}/kvittering/"


def agreement_of(project):
    return f"/p/{project.slug}/deltageraftale/"


def test_the_code_is_shown_once_and_opens_the_receipt(voice, as_amina):
    assert not CODE.search(as_amina.get(page_of(voice)).content.decode()) and not Receipt.objects.exists()
    page = as_amina.post(page_of(voice))
    code = "".join(CODE.search(page.content.decode()).groups())
    assert with_code(code) == Receipt.objects.get() and "no-store" in page.headers["Cache-Control"]
    for again in (page_of(voice), f"/p/{voice.project.slug}/stemmer/{voice.code}/"):
        assert not CODE.search(as_amina.get(again).content.decode())


def test_the_square_and_the_message_carry_the_code_where_no_server_sees_it(voice, by_amina, settings):
    settings.SITE_URL = "https://samskab.mågsund-kommune.dk"
    given = give(voice, by=by_amina)
    made = sheet(given)
    assert made.message.endswith(f"/k/#{given.code}") and len(made.message) <= ONE_MESSAGE
    assert made.address == "samskab.mågsund-kommune.dk/k" and given.code not in made.qr


@pytest.mark.parametrize("length", [1, 40, 70, 120])
def test_the_message_is_one_message_wherever_we_are(voice, by_amina, settings, length):
    settings.SITE_URL = f"https://{'a' * length}.dk"
    message = sheet(give(voice, by=by_amina)).message
    assert len(message) <= max(ONE_MESSAGE, len(settings.SITE_URL) + 28)


def test_the_second_time_it_says_that_the_first_stops(voice, as_amina):
    assert "virker den gamle kode ikke mere" not in as_amina.get(page_of(voice)).content.decode()
    as_amina.post(page_of(voice))
    assert "virker den gamle kode ikke mere" in as_amina.get(page_of(voice)).content.decode()


def test_a_voice_goes_on_the_receipt_the_person_holds(voice, project, by_amina, as_amina):
    given, other = give(voice, by=by_amina), capture(project, Told("Ingen tager den."), by=by_amina)
    answer = as_amina.post(page_of(other), {"kode": given.code}, follow=True)
    assert "kommet med på personens kvittering" in answer.content.decode()
    assert given.code not in answer.content.decode() and Receipt.objects.count() == 1


@pytest.mark.parametrize("typed", ["ABC", "2" * 24, "2" * 23 + "3"])
def test_a_code_nobody_holds_is_said_beside_the_field(voice, as_amina, typed):
    page = as_amina.post(page_of(voice), {"kode": typed})
    assert "Den kode kender vi ikke her i projektet." in unescape(page.content.decode())
    assert not Receipt.objects.exists()


def test_who_may_not_write_the_agreement_down_gives_no_receipt(voice, as_bo, as_carl):
    for somebody in (as_bo, as_carl):
        assert somebody.get(page_of(voice)).status_code == somebody.post(page_of(voice)).status_code == 404
    assert not Receipt.objects.exists()


# --- The participation agreement ------------------------------------------------------------------------------------


def test_before_anybody_has_written_it_there_are_words_to_begin_with(project, as_amina):
    page = as_amina.get(agreement_of(project)).content.decode()
    assert "Vi kan ikke love, at ingen kender dig igen." in page and "Skriv aftalen" in page


def test_a_version_is_written_and_the_old_ones_stand(project, as_amina):
    for text in ("Du bestemmer selv.", "Du bestemmer altid selv."):
        sent = {"text": text, "legal_basis": "public_task", "in_force_from": "19. marts 2026"}
        assert as_amina.post(f"{agreement_of(project)}ny/", sent).status_code == 302
    page = as_amina.get(agreement_of(project)).content.decode()
    assert "Udgave 2" in page and "Du bestemmer selv." in page and "Du bestemmer altid selv." in page
    assert "Du bestemmer altid selv." in as_amina.get(f"{agreement_of(project)}ny/").content.decode()


def test_a_cpr_number_in_the_agreement_is_refused_with_the_words_kept(project, as_amina):
    sent = {"text": "Ring 010190-1234.", "legal_basis": "consent", "in_force_from": "19. marts 2026"}
    page = as_amina.post(f"{agreement_of(project)}ny/", sent).content.decode()
    assert "CPR-nummer" in page and "Ring 010190-1234." in page and not ParticipationAgreement.objects.exists()


def test_what_was_shown_is_what_is_remembered(voice, project, by_amina, as_amina):
    shown = write_agreement(project, "Du bestemmer selv.", "public_task", by=by_amina)
    page = f"/p/{project.slug}/stemmer/{voice.code}/aftale/"
    assert "Du bestemmer selv." in as_amina.get(page).content.decode()
    write_agreement(project, "En ny, mens der blev talt.", "public_task", by=by_amina)
    sent = {"answer_print": "yes", "basis": "public_task", "channel": "oral", "given_on": "18. marts 2026"}
    as_amina.post(page, sent | {"shown": "1", "expires_on": "1. maj 2026"})
    kept = ConsentRecord.objects.get()
    assert kept.agreement == shown and kept.expires_on.isoformat() == "2026-05-01"


def test_a_yes_that_is_over_before_it_began_is_told_at_the_field(voice, as_amina):
    sent = {"answer_print": "yes", "basis": "consent", "channel": "oral", "given_on": "18. marts 2026"}
    page = as_amina.post(
        f"/p/{voice.project.slug}/stemmer/{voice.code}/aftale/", sent | {"expires_on": "1. marts 2026"}
    )
    assert "før den dag, I talte sammen" in page.content.decode() and not ConsentRecord.objects.exists()
