"""Cards come home on paper. Whoever types them in never lets go of the keyboard."""

import re
from pathlib import Path

import pypdfium2

from journeys.conftest import PHONE, Visits, sign_in_as
from journeys.installation import Installation
from journeys.keyboard import Keyboard
from journeys.looking import look, violations

SAID = "Bussen kommer, men den venter ikke på min rollator. Kort"


def printed(page, into: Path) -> list[str]:
    """Three sheets of cards for the salon, two taps from the plan; the number of each, read off the paper."""
    page.get_by_role("link", name="Samtalesalon").first.click()
    page.get_by_role("link", name="Udskriv guide, aftale og kort").click()
    look(page, "kit")
    page.get_by_label("Hvor mange ark med kort?").fill("3")
    with page.expect_download() as fetched:
        page.get_by_role("button", name="Hent det").click()
    fetched.value.save_as(into)
    words = " ".join(one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(into))
    return re.findall(r"(?<!\S)\d{3} \d{3}(?!\S)", words)


def test_ten_cards_are_typed_in_with_the_keyboard_alone(demo: Installation, visit: Visits, tmp_path: Path) -> None:
    page = visit(demo, expected=(409,))
    sign_in_as(page, "Amina")
    page.goto(demo.inside("plan/?vis=alt"))
    numbers = printed(page, tmp_path / "kit.pdf")
    assert len(numbers) == 12
    page.goto(demo.inside("stemmer/stak/"))
    look(page, "stack")
    hands = Keyboard(page)
    for place, number in enumerate(numbers[:10], 1):
        assert hands.focus().name.startswith("Kortets nummer"), "the next card is ready"
        page.keyboard.type(number)
        page.keyboard.press("Tab")
        assert hands.focus().name.startswith("Ordene")
        page.keyboard.type(f"{SAID} {place}.")
        hands.choose("Hvem sagde det?", "Borger")
        hands.reach("De må stå på tryk", "checkbox")
        page.keyboard.press("Space")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.get_by_text("Kvitteringen på kortet virker nu.").is_visible()
    assert page.get_by_text("Du har skrevet ti kort ind i dag.").is_visible()
    assert not hands.unmarked

    page.keyboard.type(numbers[0])
    page.keyboard.press("Tab")
    page.keyboard.type("Noget helt andet.")
    hands.go("Gem, og tag det næste", "button")
    assert page.get_by_text(f"{SAID} 1.").is_visible()
    assert page.locator("#id_words").input_value() == "Noget helt andet."
    assert not violations(page)

    page.goto(demo.inside("stemmer/stak/"))
    hands.go("Ret det sidste kort", "link")
    assert hands.focus().name.startswith("Ordene")
    page.keyboard.press("Control+A")
    page.keyboard.type("Bussen venter ikke.")
    hands.go("Gem rettelsen", "button")
    assert page.get_by_text("Rettet. Næste kort er klar.").is_visible()


def test_a_pile_is_typed_in_on_a_phone_in_english_too(demo: Installation, visit: Visits) -> None:
    page = visit(demo, size=PHONE, language="en")
    sign_in_as(page, "Amina")
    for path, name in (("stemmer/stak/", "stack-en"), ("print/?metode=ethno_raid", "kit-en")):
        page.goto(demo.inside(path))
        look(page, name)
