"""What is written about Samskab is so: links lead somewhere, and lists are whole."""

import re
from pathlib import Path

import pytest

from samskab.ground.locked_text import locked_columns
from tests.test_declared import MODELS

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("samskab/*/README.md")]
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#]+)(?:#[^)]*)?\)")
ROW = re.compile(r"^\| \w+ \| ((?:`\w+`(?:, )?)+) \| (.+) \|$", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page):
    gone = [target for target in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / target).exists()]
    assert not gone


def test_every_model_has_its_words_in_the_glossary():
    words = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    assert [model.__name__ for model in MODELS if f"`{model.__name__}`" not in words] == []


def test_the_page_about_data_says_what_the_models_declare():
    page = (ROOT / "docs/reference/data.md").read_text(encoding="utf-8")
    written = {
        name: set() if columns == "–" else set(columns.split(", "))
        for names, columns in ROW.findall(page)
        for name in re.findall(r"`(\w+)`", names)
    }
    assert written == {model.__name__: set(model.personal) for model in MODELS}


def test_what_is_said_to_be_locked_is():
    page = (ROOT / "docs/reference/data.md").read_text(encoding="utf-8")
    written = {
        name: set(columns.split(", ")) for name, columns in re.findall(r"^\| `(\w+)` \| ([a-z_, ]+) \|$", page, re.M)
    }
    assert written == {model.__name__: {one.name for one in fields} for model, fields in locked_columns()}


def test_every_decision_is_on_its_list():
    folder = ROOT / "docs/decisions"
    names = {path.name for path in folder.glob("0*.md")}
    assert set(LINK.findall((folder / "README.md").read_text(encoding="utf-8"))) == names


def test_every_page_is_on_the_list_of_documentation():
    docs = ROOT / "docs"
    listed = {(docs / target).resolve() for target in LINK.findall((docs / "README.md").read_text(encoding="utf-8"))}
    pages = {path for path in docs.rglob("*.md") if path.parent.name != "decisions" and path.parent != docs}
    assert {str(path.relative_to(ROOT)) for path in pages - listed} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_says_which_language_it_is_in(page):
    """English, unless its first line says `<!-- lang: da -->`: who listens to the page hears it in the right voice."""
    text = page.read_text(encoding="utf-8").lower()
    danish, english = (len(re.findall(words, text)) for words in (r"\b(og|er|det|ikke)\b", r"\b(and|is|the|not)\b"))
    assert text.startswith("<!-- lang: da -->\n") is (danish > english)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_begins_with_its_one_heading(page):
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert re.match(r"(<!-- lang: \w\w -->\n)?# \S", text)
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1


def test_every_picture_says_what_it_shows():
    silent = [
        str(page.relative_to(ROOT))
        for page in PAGES
        for words in re.findall(r"!\[([^\]]*)\]", page.read_text(encoding="utf-8"))
        if len(words) < 15
    ]
    assert silent == []
