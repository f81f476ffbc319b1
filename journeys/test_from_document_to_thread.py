"""The whole way, by keyboard alone: from two Word documents to a postcard on the table, and back to the voice."""

from pathlib import Path

from playwright.sync_api import Page

from journeys import documents
from journeys.conftest import Visits
from journeys.installation import Installation
from journeys.keyboard import Keyboard
from journeys.looking import look
from journeys.paper import faults_of, language_and_title, lost, text_of

PROJECT = "Lyset på stien"
KEPT = documents.QUOTES["Udsagn fra køkkenbordssamtaler"][0]
LEFT_OUT = documents.QUOTES["Udsagn fra køkkenbordssamtaler"][1]
HEARD_AT_SALON = documents.QUOTES["Udsagn fra samtalesalon i forsamlingshuset"][0]


def test_from_document_to_thread(empty: Installation, visit: Visits, tmp_path: Path) -> None:
    page = visit(empty)
    hands = Keyboard(page)
    page.goto("/")
    begin(hands)
    read_the_description(hands, documents.project_description(tmp_path))
    read_the_postcard(hands, documents.postcard(tmp_path))
    record_consent(hands, page)
    make_the_card(hands, page)
    publish(hands, page)
    on_paper(hands, page, tmp_path)
    back_to_the_voice(hands, page)
    assert not hands.unmarked, "Fokus kan ikke ses:\n" + "\n".join(dict.fromkeys(hands.unmarked))


def begin(hands: Keyboard) -> None:
    hands.write("Hvad hedder projektet", PROJECT)
    hands.write("Dit navn", "Signe Toft")
    hands.write("Din e-mail", "signe@example.org")
    hands.write("Telefon", "70 00 00 01")
    hands.write("Vælg en adgangskode", "tre-kander-kaffe-til")
    hands.go("Begynd", "button")
    look(hands.page, "reading")


def read_the_description(hands: Keyboard, file: Path) -> None:
    page = hands.page
    hands.give_file("Fil", file)
    hands.go("Læs filen", "button")
    look(page, "reading-check")
    assert "Intet er gemt endnu" in page.locator(".lead").inner_text()
    hands.press("Gå til indhold", "link")
    hands.press("Procesplan", "link")
    hands.choose("Året står der ikke", "Ja")
    hands.press("Ret nummer 4", key="Enter")
    hands.write("Handling", "Fyraftensmøde med begge udvalg")
    hands.go("Gem det, vi er enige om", "button")
    look(page, "overview-begun")
    hands.go("Plan", "link")
    plan = page.locator("main").inner_text()
    assert "12. marts kl. 9.30-12" in plan
    assert "År udledt" not in plan, "Året er besvaret, og planen spørger igen"
    assert "Fyraftensmøde med begge udvalg" in plan
    look(page, "plan-begun")


def read_the_postcard(hands: Keyboard, file: Path) -> None:
    page = hands.page
    hands.go("Overblik", "link")
    hands.go("Læs", "link")
    hands.give_file("Fil", file)
    hands.go("Læs filen", "button")
    hands.press("Gå til indhold", "link")
    hands.press("Stemmer", "link")
    hands.choose("Skal nummer 2 med", "Lad ligge")
    hands.go("Gem det, vi er enige om", "button")
    hands.go("Stemmer", "link")
    voices = page.locator("main").inner_text()
    assert KEPT in voices and HEARD_AT_SALON in voices
    assert LEFT_OUT not in voices
    assert "Ikke aftalt endnu" in voices
    look(page, "voices-without-consent")


def record_consent(hands: Keyboard, page: Page) -> None:
    """Only for the first. The second stays unknown, and so cannot be printed."""
    hands.go("Stemme U-1", "link")
    hands.go("Skriv ned, hvad I har aftalt", "link")
    for line in ("Projektet må bruge", "De må stå på tryk", "De må stå på nettet"):
        hands.choose(line, "Ja")
    hands.choose("På hvilket grundlag", "Personen har sagt ja")
    hands.choose("Hvordan", "I telefonen")
    hands.write("Hvilken dag", "2. marts 2026")
    look(page, "voice-consent")
    hands.go("Gem aftalen", "button")
    agreed = page.locator("main").inner_text()
    assert "2. marts 2026" in agreed and "I telefonen" in agreed


def make_the_card(hands: Keyboard, page: Page) -> None:
    hands.go("Udgivelser", "link")
    hands.go("Lav et postkort", "link")
    hands.write("Overskrift", "Et vink over vejen")
    hands.write("Hvorfor dette kort", "Vi har siddet ved fjorten køkkenborde. Sig imod, hvis du så noget andet.")
    hands.go("Videre", "button")
    assert page.locator("#tick-U-2").is_disabled()
    look(page, "postcard-edit")
    for code in ("U-1", "S-1", "S-2"):
        hands.reach("", "checkbox", about=code)
        page.keyboard.press("Space")
    hands.go("Gem, og se kortet", "button")
    assert KEPT in page.locator(".card-sheets").inner_text()
    look(page, "postcard-draft")


def publish(hands: Keyboard, page: Page) -> None:
    hands.go("Tjek, om nogen kan genkendes", "link")
    hands.write("U-1: hvorfor er det i orden?", "Der er mange i kommunen, der kunne have sagt det.")
    look(page, "postcard-check")
    hands.go("Gem tjekket", "button")
    hands.go("Spørg partnerne", "button")
    for _partner in range(page.get_by_role("button", name="Har sagt ja til mig").count()):
        hands.go("Har sagt ja til mig", "button")
    look(page, "postcard-approved")
    hands.go("Udgiv", "button")
    assert "Kortet er ude" in page.locator(".lead").inner_text()
    look(page, "postcard-published")


def on_paper(hands: Keyboard, page: Page, folder: Path) -> None:
    pdf = hands.fetch("Hent PDF til tryk", folder / "postkort.pdf")
    assert faults_of(pdf) == []
    assert language_and_title(pdf) == ("da-DK", "Et vink over vejen")
    card = page.locator(".card-sheets")
    assert lost(card, pdf) == []
    printed = " ".join(text_of(pdf).split())
    assert KEPT in printed and "U-1" in printed
    assert HEARD_AT_SALON not in printed and LEFT_OUT not in printed


def back_to_the_voice(hands: Keyboard, page: Page) -> None:
    page.reload()
    hands.go("U-1", "link")
    assert KEPT in page.locator("main").inner_text()
    look(page, "thread-voice")
    hands.go("Se, hvad der er aftalt om ordene", "link")
    assert KEPT in page.locator("figure.quote--large").inner_text()
    assert "2. marts 2026" in page.locator("main").inner_text()
    look(page, "voice")
