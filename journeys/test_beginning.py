"""An empty folder becomes a Samskab: a coordinator, a project, and a colleague who is invited by a link."""

import re

from playwright.sync_api import Page

from journeys.conftest import PHONE, Visits
from journeys.installation import Installation
from journeys.looking import look


def begin(page: Page) -> None:
    """The first page, filled in by the coordinator."""
    page.goto("/")
    page.get_by_label("Hvad hedder projektet?").fill("Varme hænder")
    page.get_by_label("Dit navn").fill("Signe Toft")
    page.get_by_label("Din e-mail").fill("signe@example.org")
    page.get_by_label("Telefon").fill("70 00 00 01")
    page.get_by_label("Vælg en adgangskode").fill("tre-kander-kaffe-til")
    page.get_by_label("Begynd med et tomt projekt").check()
    page.get_by_role("button", name="Begynd").click()
    page.wait_for_url(re.compile(r"/p/[\w-]+/$"))


def test_what_is_missing_on_the_first_page_is_said_and_nothing_typed_is_lost(
    empty: Installation, visit: Visits
) -> None:
    page = visit(empty, expected=(422,))
    page.goto("/")
    page.get_by_label("Hvad hedder projektet?").fill("Varme hænder")
    page.get_by_role("button", name="Begynd").click()
    look(page, "first-run-mistakes")
    assert page.get_by_label("Hvad hedder projektet?").input_value() == "Varme hænder"


def test_a_coordinator_begins_and_an_invitation_works_once(empty: Installation, visit: Visits) -> None:
    signe, first, second = visit(empty), visit(empty, size=PHONE), visit(empty, size=PHONE, expected=(410,))
    begin(signe)
    look(signe, "overview-empty")
    home = signe.url

    signe.goto(f"{home}deltagere/")
    signe.get_by_label("Navn").fill("Malthe Ravn")
    signe.get_by_role("button", name=re.compile("[Ii]nviter|[Ll]ink")).click()
    link = re.search(r"http://localhost:\d+/invitation/[\w-]+/", signe.locator("main").inner_text())
    assert link
    look(signe, "team-invited")

    first.goto(link[0])
    look(first, "invitation")
    first.get_by_label("Din e-mail").fill("malthe@example.org")
    first.get_by_label("Vælg en adgangskode").fill("fire-kander-kaffe-til")
    first.locator(".button-primary").click()
    first.wait_for_url(home)
    assert first.get_by_text("Varme hænder").count()

    second.goto(link[0])
    look(second, "invitation-used")
    second.goto(home)
    assert "/log-ind/" in second.url

    for room in ("plan/", "beskrivelse/", "metoder/", "parter/", "stemmer/", "viden/", "indsigter/", "runden/",
                 "spor/", "udgivelser/", "laes-ind/", "om/", "nyt/"):  # fmt: skip
        signe.goto(home + room)
        look(signe, f"empty-{room.strip('/')}")
        signe.set_viewport_size({"width": 390, "height": 844})
        look(signe, f"empty-{room.strip('/')}")
        signe.set_viewport_size({"width": 1440, "height": 900})


def test_in_a_real_installation_the_telephone_rings(empty: Installation, visit: Visits) -> None:
    """The other half of the demo's promise: here the number can be called."""
    page = visit(empty, size=PHONE)
    page.goto("/log-ind/")
    page.get_by_label("E-mail").fill("signe@example.org")
    page.get_by_label("Adgangskode").fill("tre-kander-kaffe-til")
    page.get_by_role("button", name="Log ind").click()
    page.goto("/p/varme-haender/om/")
    page.get_by_label("Ja").check()
    page.get_by_role("button", name="Gem").click()
    page.goto("/o/varme-haender/")
    assert page.locator('main a[href="tel:70000001"]').first.is_visible()
    look(page, "public-project-empty")
