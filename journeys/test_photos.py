"""A person gets a task on paper, sends two pictures from their own telephone, and chooses one together with who listens."""

import re
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from journeys.conftest import PHONE, Visits, sign_in_as
from journeys.installation import Installation
from journeys.looking import look


def a_picture(folder: Path, name: str, colour: str) -> Path:
    out = BytesIO()
    image = Image.new("RGB", (800, 600), colour)
    ImageDraw.Draw(image).rectangle((200, 150, 600, 600), fill="white")
    image.save(out, "JPEG")
    (folder / name).write_bytes(out.getvalue())
    return folder / name


def printed(page: Page, into: Path) -> str:
    """The code on the one sheet, read off the paper."""
    page.get_by_role("link", name="Fotoelicitering: Her går grænsen").first.click()
    page.get_by_role("link", name="Deltagernes billeder").click()
    look(page, "photo-tasks")
    with page.expect_download() as fetched:
        page.get_by_role("button", name="Hent arkene").click()
    fetched.value.save_as(into)
    words = " ".join(one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(into))
    groups = re.findall(r"(?<![A-Z0-9])(?:[2-9A-HJKMNP-Z]{4}-){2}[2-9A-HJKMNP-Z]{4}", words)
    assert len(groups) == 2, words
    return "".join(groups).replace("-", "")


def send(phone: Page, picture: Path, words: str, *uses: str) -> None:
    phone.locator("input[type=file]").set_input_files(picture)
    phone.locator("[name=caption]").fill(words)
    for use in uses:
        phone.locator(f"[name=uses][value={use}]").check(force=True)
    phone.locator("main form button.button-primary").click()
    expect(phone.locator("article", has_text=words)).to_be_visible()


@pytest.mark.parametrize("language", ["da", "en"])
def test_two_pictures_from_a_telephone_become_one_voice(
    demo: Installation, visit: Visits, tmp_path: Path, language: str
) -> None:
    table, phone = visit(demo), visit(demo, size=PHONE, language=language)
    sign_in_as(table, "Amina")
    table.goto(demo.inside("plan/?vis=alt"))
    code = printed(table, tmp_path / "opgaver.pdf")

    phone.goto(f"/billeder/#{code}")
    expect(phone.locator("input[name=kode]")).to_have_value(code)
    assert phone.url == demo.at("/billeder/"), "the code is in no address"
    look(phone, "photos-code")
    phone.locator("main form button").first.click()
    phone.locator("input[type=file]").wait_for()
    look(phone, "photos-empty")
    send(
        phone,
        a_picture(tmp_path, "et.jpg", "#7a4b21"),
        "Min dør står åben, så jeg kan høre bilen.",
        "internal",
        "print",
    )
    send(phone, a_picture(tmp_path, "to.jpg", "#376439"), "Stien, jeg ikke går mere.", "internal")
    look(phone, "photos")

    table.goto(table.url)
    table.get_by_role("link", name=re.compile("Vælg sammen")).last.click()
    look(table, "photos-choose")
    article = table.locator("article", has_text="Min dør står åben")
    article.get_by_label("Denne skal med").check(force=True)
    table.locator("[name=perspective][value=citizen]").check(force=True)
    table.get_by_role("button", name="Gem det, I valgte").click()
    expect(table.get_by_text("Ét billede bliver en stemme.")).to_be_visible()
    look(table, "photos-sure")
    table.get_by_role("button", name="Ja, gem og slet resten").click()
    number = re.findall(r"U-\d+", table.locator(".alert, [role=status], .messages").first.inner_text())[0]
    table.goto(demo.inside(f"stemmer/{number}/"))
    expect(table.locator("main blockquote").first).to_contain_text("Min dør står åben")
    expect(table.locator("main figure.given img")).to_have_count(1)
    look(table, "photo-voice")

    phone.goto("/billeder/")
    look(phone, "photos-chosen")
    phone.locator("main a.button-primary").click()
    expect(phone.locator("main blockquote").first).to_contain_text("Min dør står åben")
    expect(phone.get_by_text("Stien, jeg ikke går mere.")).to_have_count(0)
