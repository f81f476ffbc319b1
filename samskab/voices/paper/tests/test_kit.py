"""Everything a method needs on paper, in one file, with codes that are printed once."""

import io

import pypdfium2
import pytest
from django.urls import reverse

from samskab.ground.dates import read_one
from samskab.projects.methods import shelf
from samskab.projects.plan.actions import plan_activity
from samskab.voices.consent.models import Receipt
from samskab.voices.paper import card_code
from samskab.voices.paper.models import PaperCard


@pytest.fixture
def kit(project):
    return reverse("kit", args=[project.slug])


def words_of(pdf):
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.parametrize("key", shelf.KEYS)
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_method_has_a_kit_with_its_steps_questions_and_agreement(as_bo, kit, key, language):
    as_bo.cookies["django_language"] = language
    method = shelf.method(key)
    kinds = {"none": "", "volunteered_only": "harvest"}.get(method.capture_rule, "voice")
    answer = as_bo.post(f"{kit}?metode={key}", {"sheets": 1 if kinds else 0, "kind": kinds})
    assert answer["Content-Type"] == "application/pdf" and answer["Cache-Control"] == "no-store"
    pages = words_of(answer.content)
    whole = " ".join(" ".join(pages).split())
    text = method.text(language)
    assert text.name in whole and text.questions[0] in whole
    assert PaperCard.objects.count() == (4 if kinds else 0)
    for card in PaperCard.objects.all():
        assert card_code.in_groups(card.code) in pages[-1]
    place = "Lov til at være her" if language == "da" else "Leave to be here"
    assert (place in whole) is (key == "ethno_raid")


def test_a_kit_without_cards_makes_no_codes(as_bo, kit):
    pages = words_of(as_bo.post(f"{kit}?metode=kitchen_table", {"sheets": 0, "kind": "voice"}).content)
    assert pages and not Receipt.objects.exists()


def test_an_activity_prints_its_own_and_its_cards_belong_to_it(as_bo, kit, project, by_amina):
    raid = plan_activity(project, "Raid i bussen", read_one("10. april 2026"), by=by_amina, method_key="ethno_raid")
    answer = as_bo.post(f"{kit}?aktivitet={raid.number}", {"sheets": 2, "kind": "voice"})
    assert "raid-i-bussen.pdf" in answer["Content-Disposition"]
    assert set(PaperCard.objects.values_list("activity", flat=True)) == {raid.pk} and PaperCard.objects.count() == 8


def test_where_people_are_not_noted_no_card_is_offered(as_bo, kit):
    html = as_bo.get(f"{kit}?metode=conversation_salon").content.decode()
    assert "Høstkort" in html and "Stemmekort" not in html
    refused = as_bo.post(f"{kit}?metode=conversation_salon", {"sheets": 1, "kind": "voice"})
    assert "application/pdf" not in refused["Content-Type"] and not PaperCard.objects.exists()


@pytest.mark.parametrize("sheets", ["-1", "26", "mange", ""])
def test_a_strange_number_of_sheets_gets_a_sentence(as_bo, kit, sheets):
    answer = as_bo.post(kit, {"sheets": sheets, "kind": "voice"})
    assert answer.status_code == 200 and "form-error-message" in answer.content.decode()
    assert not PaperCard.objects.exists()


def test_where_the_words_cannot_be_printed_no_card_was_made(as_bo, kit, project, by_amina):
    odd = plan_activity(project, "Møde \U0001f999", read_one("10. april 2026"), by=by_amina)
    html = as_bo.post(f"{kit}?aktivitet={odd.number}", {"sheets": 1, "kind": "voice"}).content.decode()
    assert "kan ikke trykkes" in html and not PaperCard.objects.exists() and not Receipt.objects.exists()


def test_readers_and_strangers_print_no_cards(as_carl, kit):
    assert as_carl.get(kit).status_code == 404
