"""A conversation is full of names. Amina replaces them with the keyboard alone; Bo, who takes part, reads it and sees none."""

import re
from pathlib import Path

from journeys.conftest import DESK, PHONE, Visits, sign_in_as
from journeys.installation import Installation
from journeys.keyboard import Keyboard
from journeys.looking import look, violations
from samskab.ground.readers.tests.sounding import wav

NAMES = ("Karen", "Jens", "Fatou", "Birgit", "Lægehuset i Kragelev", "22 33 44 55")
SAID = (
    ("Karen", "Det var i går, at Jens ringede til vagten, og der kom ingen."),
    ("Interviewer", "Hvad gjorde du så?"),
    ("Karen", "Jeg ringede til Fatou på 22 33 44 55, og Fatous mand kørte."),
    ("Karen", "Jens' søster hedder Birgit. Hun sad hos Lægehuset i Kragelev hele natten."),
    ("Interviewer", "Og nu?"),
    ("Karen", "Nu ringer Jens først til mig."),
)  # fmt: skip


def brought(page, demo: Installation, folder: Path) -> str:
    """The sound, and the words laid beside it. Its address."""
    sound, words = folder / "Samtale med Karen.wav", folder / "ord.vtt"
    sound.write_bytes(wav())
    cues = (f"00:{at:02}.000 --> 00:{at + 1:02}.000\n<v {who}>{said}" for at, (who, said) in enumerate(SAID))
    words.write_text("WEBVTT\n\n" + "\n\n".join(cues) + "\n", encoding="utf-8")
    page.goto(demo.inside("kilder/ny/"))
    page.locator("input[type=file]").set_input_files(sound)
    page.get_by_role("main").get_by_role("button").last.click()
    there = page.url
    page.get_by_role("link", name="Læg en udskrift ved").click()
    page.locator("input[type=file]").set_input_files(words)
    page.get_by_role("button", name="Læg den ved").click()
    return there


def answer_everything(hands: Keyboard) -> int:
    """Enter at each question: what is suggested will do. How many there were."""
    page, asked = hands.page, 0
    while page.locator("#id_written").count():
        assert hands.focus().name.startswith("Skriv i stedet"), "one can begin to type"
        with page.expect_navigation():
            page.keyboard.press("Enter")
        asked += 1
    return asked


def test_five_names_are_replaced_with_the_keyboard_alone_and_bo_sees_none(
    demo: Installation, visit: Visits, tmp_path: Path
) -> None:
    page = visit(demo)
    sign_in_as(page, "Amina")
    there = brought(page, demo, tmp_path)
    hands = Keyboard(page)
    hands.go("Skift navne ud", "link")
    look(page, "source-names-begin")
    assert hands.focus().name.startswith("Led efter navne")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    look(page, "source-names")
    assert answer_everything(hands) == len(NAMES)
    look(page, "source-names-answered")
    assert hands.focus().name.startswith("Lav teksten med de opdigtede navne")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_text("Teksten har de opdigtede navne nu.").is_visible()
    hands.go("Se listen over navne", "link")
    look(page, "names")
    assert all(page.get_by_role("cell", name=name, exact=True).count() for name in NAMES)
    assert not [one for one in hands.unmarked if "/navne/" in one], "elsewhere the browser's own player draws its own"
    assert not violations(page)
    page.goto(there)
    assert page.locator("audio").count() == 1, "Amina may hear it"

    bo = visit(demo, expected=(404,))
    sign_in_as(bo, "Bo")
    bo.goto(there)
    look(bo, "source-other-names")
    shown = bo.locator("main").inner_text()
    assert not [name for name in NAMES if name in shown] and len(re.findall(r"\[[^\]]+\]", shown)) >= len(NAMES)
    assert bo.locator("audio").count() == 0
    for path in (f"{there}fil/", f"{there}navne/", demo.inside("navne/")):
        assert bo.request.get(path).status == 404
    text = bo.request.get(f"{there}tekst.txt").text()
    assert "vagten" in text and not [name for name in NAMES if name in text]
    for name in NAMES:
        bo.goto(demo.inside(f"stemmer/?ord={name.split()[0]}"))
        assert bo.locator(f"a[href*='{there.removeprefix(demo.url)}']").count() == 0


def test_names_are_asked_about_on_a_phone_and_in_english(demo: Installation, visit: Visits, tmp_path: Path) -> None:
    page = visit(demo, size=PHONE, language="en")
    sign_in_as(page, "Amina")
    page.goto(demo.inside("kilder/ny/"))
    words = tmp_path / "to.txt"
    words.write_text("I går kom Mette Holm forbi.\n\nMette Holms hund kom også, og så gik Bo hjem.", encoding="utf-8")
    page.locator("input[type=file]").set_input_files(words)
    page.get_by_role("main").get_by_role("button").last.click()
    page.get_by_role("link", name="Replace names").click()
    page.get_by_role("button", name="Look for names").click()
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        look(page, "source-names-en")
    page.get_by_label("Write instead").fill("Mette Holm")
    page.get_by_role("button", name="Replace everywhere").click()
    assert page.get_by_text("Choose another").is_visible() and not violations(page)


def test_a_voice_written_down_with_a_name_gets_other_names_with_the_keyboard_alone(
    demo: Installation, visit: Visits
) -> None:
    page = visit(demo)
    sign_in_as(page, "Amina")
    page.goto(demo.inside("stemmer/ny/"))
    page.locator("#id_words").fill("I går ringede Birgit Holm til vagten. Birgits mand kørte, for ingen kom.")
    page.locator("main form .button-primary").click()
    page.locator("main form .button-primary").click()  # the hint was read, and the words are as they were said
    page.wait_for_url("**/stemmer/U-*/")
    there, hands = page.url, Keyboard(page)
    look(page, "voice-may-hold-a-name")
    hands.go("Skift navne ud", "link")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    look(page, "voice-names")
    assert answer_everything(hands) == 2
    assert hands.focus().name.startswith("Giv ordene de opdigtede navne")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    hands.reach("Ordene, som de blev sagt")
    page.keyboard.press("Enter")
    assert page.get_by_text("I går ringede Birgit Holm til vagten").is_visible()
    look(page, "voice-names-done")
    assert not violations(page) and not hands.unmarked

    bo = visit(demo, expected=(404,))
    sign_in_as(bo, "Bo")
    bo.goto(there)
    shown = bo.locator("main").inner_text()
    assert "Birgit" not in shown and len(re.findall(r"\[[^\]]+\]", shown)) >= 2
    assert bo.request.get(f"{there}navne/").status == 404
    bo.goto(demo.inside("stemmer/?ord=Birgit"))
    assert bo.locator(f"a[href*='{there.removeprefix(demo.url)}']").count() == 0
