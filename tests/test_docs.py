"""What is written about Samskab is so: links lead somewhere, and lists are whole."""

import re
from pathlib import Path

import pytest

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


def test_every_decision_is_on_its_list():
    folder = ROOT / "docs/decisions"
    names = {path.name for path in folder.glob("0*.md")}
    assert set(LINK.findall((folder / "README.md").read_text(encoding="utf-8"))) == names
