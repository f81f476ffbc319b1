"""What is looked for is sent: words become an address one can keep, the code of a receipt does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.meaning.themes.actions import write_insight
from samskab.voices.consent import receipt_code
from samskab.voices.intake.actions import Told, capture


@pytest.fixture
def find(project, as_amina):
    def find(**typed):
        return as_amina.post(f"/p/{project.slug}/stemmer/find/", typed, follow=True)

    return find


def test_words_lead_to_the_list_in_an_address_that_can_be_kept(project, find, by_amina):
    capture(project, Told("Jeg ventede i elleve uger."), by=by_amina)
    capture(project, Told("Bussen kører ikke."), by=by_amina)
    page = find(ord=" ventede ", fra="", tidligst="2026-01-01")
    assert page.redirect_chain == [(f"/p/{project.slug}/stemmer/?ord=ventede&tidligst=2026-01-01", 302)]
    assert "Bussen" not in page.content.decode()


@pytest.mark.parametrize("written", [str, str.lower, receipt_code.in_groups])
def test_the_code_of_a_receipt_stands_in_no_address(project, find, written):
    typed = written(receipt_code.make())
    page = find(ord=typed, her=f"/p/{project.slug}/stemmer/")
    assert page.redirect_chain == [(f"/p/{project.slug}/stemmer/", 302)]
    assert "koden på en kvittering" in page.content.decode() and typed not in page.content.decode()


def test_one_comes_back_to_the_list_one_came_from(project, find, by_amina):
    write_insight(project, "Ventetid slider.", by=by_amina)
    here = f"/p/{project.slug}/indsigter/I-1/stemmer/"
    assert find(ord="vente", her=here).redirect_chain == [(f"{here}?ord=vente", 302)]


@pytest.mark.parametrize("her", ["https://example.org/", "//example.org/p/x/", "/p/another/", "", "\\\\x", "/p/"])
def test_nobody_is_sent_elsewhere(project, find, her):
    assert find(ord="vente", her=her).redirect_chain[0][0] == f"/p/{project.slug}/stemmer/?ord=vente"


@given(st.integers(0, 23), st.sampled_from(receipt_code.ALPHABET + "OIL01"))
def test_a_code_with_a_slip_is_still_a_code(place, sign):
    code = receipt_code.make()
    typed = code[:place] + sign + code[place + 1 :]
    assert receipt_code.is_meant(typed) or not any(map(str.isdigit, typed)), "without a figure it may be words"


def test_a_code_without_a_figure_is_a_code():
    drawn = "ABCDEFGHJKMNPQRSTUVWXYZ"
    assert receipt_code.is_meant(drawn + receipt_code._check(drawn))


@pytest.mark.parametrize("words", ["ventede 3 måneder på svar", "lægen kom først den 14. maj", "ventetidsgarantien", "kl. 20.40 om aftenen igen"])  # fmt: skip
def test_words_are_words(words):
    assert not receipt_code.is_meant(words)
