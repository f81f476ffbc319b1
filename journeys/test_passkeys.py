"""Signing in with more than a password: a passkey, an app's codes, and the codes one keeps for the day without a telephone."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from journeys.conftest import PHONE, Visits
from journeys.installation import Installation, serving
from journeys.looking import look
from tests import made_once

EMAIL, PASSWORD = "amina@example.org", "fire-glade-ord-her"
STEP = 30  # seconds an app shows the same code


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Installation]:
    """An installation for one journey: what is set up on an account stays on it."""
    made_once.empty(folder := tmp_path / "data", cluster="")
    with serving(folder, "serve") as running:
        yield running


def begin(page: Page) -> None:
    """The first person, signed in, in a project of her own."""
    page.goto("/")
    page.get_by_label("Hvad hedder projektet?").fill("Lys i vinduet")
    page.get_by_label("Dit navn").fill("Amina Holm")
    page.get_by_label("Din e-mail").fill(EMAIL)
    page.get_by_label("Telefon").fill("00 00 00 00")
    page.get_by_label("Vælg en adgangskode").fill(PASSWORD)
    page.get_by_label("Begynd med et tomt projekt").check()
    page.get_by_role("button", name="Begynd").click()
    page.wait_for_url("**/p/**")


def key_in_the_telephone(page: Page) -> None:
    """A passkey of the browser's own making, as in a telephone that knows its owner's finger."""
    telephone = page.context.new_cdp_session(page)
    telephone.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    telephone.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": kind | {"isUserVerified": True, "automaticPresenceSimulation": True}},
    )


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Log af").first.click()
    page.wait_for_url("**/log-ind/")


def write_password(page: Page) -> None:
    page.goto("/log-ind/")
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Log ind", exact=True).click()


def test_a_passkey_is_set_up_and_signs_in_alone(house: Installation, visit: Visits) -> None:
    page = visit(house)
    key_in_the_telephone(page)
    begin(page)
    page.get_by_role("link", name="Amina Holm").click()
    look(page, "account")
    page.get_by_role("link", name="Sæt en adgangsnøgle til").click()
    look(page, "key-add")
    page.get_by_label("Hvad skal nøglen hedde?").fill("Min telefon")
    page.get_by_role("button", name="Lav nøglen").click()
    page.wait_for_url("**/konto/noedkoder/")
    look(page, "codes")
    page.get_by_role("link", name="Jeg har gemt dem").click()
    assert page.get_by_text("Min telefon").first.is_visible()
    look(page, "account-with-key")
    sign_out(page)
    look(page, "sign-in")
    page.get_by_role("button", name="Brug en adgangsnøgle").click()
    page.wait_for_url("**/p/**")
    assert "Amina Holm" in page.locator(".head__person").inner_text()


def test_after_the_password_the_key_is_asked_for_too(house: Installation, visit: Visits) -> None:
    page = visit(house, size=PHONE)
    key_in_the_telephone(page)
    begin(page)
    page.goto("/konto/noegler/ny/")
    page.get_by_role("button", name="Lav nøglen").click()
    page.wait_for_url("**/konto/noedkoder/")
    page.locator(".drawer summary").click()
    page.locator(".drawer__person").get_by_role("button").click()
    write_password(page)
    page.wait_for_url("**/log-ind/trin-to/")
    look(page, "second-step")
    page.goto("/p/lys-i-vinduet/")
    assert "/log-ind/" in page.url, "half signed in is not signed in"
    page.goto("/log-ind/trin-to/")
    page.get_by_role("button", name="Brug min adgangsnøgle").click()
    page.wait_for_url("**/p/**")


def test_a_code_from_an_app_and_a_code_kept_on_paper(house: Installation, visit: Visits) -> None:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    page = visit(house)
    begin(page)
    page.goto("/konto/app/")
    look(page, "app-add")
    secret = page.locator(".app-secret").inner_text()

    def code(ahead: int = 0) -> str:
        return format_hotp_value(hotp_value(secret, int(time.time()) // STEP + ahead))

    page.get_by_label("Kode").fill("000000")
    page.get_by_role("button", name="Gem").click()
    look(page, "app-wrong-code")
    page.get_by_label("Kode").fill(code())
    page.get_by_role("button", name="Gem").click()
    page.wait_for_url("**/konto/noedkoder/")
    kept = page.locator(".emergency-codes code").all_inner_texts()
    assert len(kept) == 10
    page.get_by_role("link", name="Jeg har gemt dem").click()
    sign_out(page)

    write_password(page)
    look(page, "second-step-app")
    page.get_by_label("Kode").fill(code(1))
    page.get_by_role("button", name="Log ind").click()
    page.wait_for_url("**/p/**")
    sign_out(page)

    write_password(page)
    page.get_by_label("Kode").fill(kept[0])
    page.get_by_role("button", name="Log ind").click()
    page.wait_for_url("**/p/**")
    sign_out(page)
    write_password(page)
    page.get_by_label("Kode").fill(kept[0])
    page.get_by_role("button", name="Log ind").click()
    assert page.get_by_text("Koden passer ikke").first.is_visible(), "a code on paper is used once"
    look(page, "second-step-wrong")


def test_signing_out_somewhere_else(house: Installation, visit: Visits) -> None:
    page, other = visit(house), visit(house)
    begin(page)
    write_password(other)
    other.wait_for_url("**/p/**")
    page.goto("/konto/steder/")
    look(page, "places")
    page.get_by_role("button", name=re.compile("^Log af.*Linux")).click()
    page.wait_for_load_state()
    other.goto("/konto/")
    assert "/log-ind/" in other.url
    page.goto("/konto/")
    assert "/konto/" in page.url
