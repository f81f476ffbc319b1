"""What must hold for every page: no style or script in it, no file missing, no drawing that is not there."""

import re
from pathlib import Path

import pytest

import samskab
from samskab.ground.templatetags.samskab import OWN_MARKS

PACKAGE = Path(samskab.__file__).parent
TEMPLATES = [
    *(path for path in PACKAGE.rglob("*.html") if "templates" in path.parts and "collected" not in path.parts),
]
STATIC = PACKAGE / "ground/static"
SHEETS = [*STATIC.rglob("*.css")]
needs_vendor = pytest.mark.skipif(not (STATIC / "vendor/dkfds/css").exists(), reason="tools/assets.py has not been run")


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_page_has_style_or_script_of_its_own(path):
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"<[a-z][^>]*\sstyle=", source)
    assert "<style" not in source
    assert not re.search(r"\son[a-z]+=\"", source)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", source))


@needs_vendor
@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_icon_is_in_the_sheet_it_comes_from(path):
    sheet = set(
        re.findall(r'<symbol id="([^"]+)"', (STATIC / "vendor/dkfds/img/icons.svg").read_text(encoding="utf-8"))
    )
    used = set(re.findall(r"{% icon \"([^\"]+)\"", path.read_text(encoding="utf-8")))
    assert used <= sheet | OWN_MARKS


def test_every_mark_of_ours_is_drawn():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "samskab/marks.svg").read_text(encoding="utf-8")))
    assert drawn == OWN_MARKS


@needs_vendor
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_points_only_at_files_that_are_there(sheet):
    urls = re.findall(r"url\([\"']?([^\"')]+)", sheet.read_text(encoding="utf-8"))
    missing = [url for url in urls if not url.startswith("data:") and not (sheet.parent / url).exists()]
    assert not missing


@needs_vendor
def test_the_shipped_sheet_is_whole_and_small():
    css = (STATIC / "vendor/dkfds/css/dkfds.css").read_text(encoding="utf-8")
    assert css.count("{") == css.count("}")
    assert "sourceMappingURL" not in css
    assert "@media print" not in css
    assert len(css) < 120_000
    assert all(
        part in css for part in (".button.button-primary", ".form-input", ".alert-error", ".skipnav", ".container")
    )


def test_no_sheet_of_ours_is_longer_than_one_can_read():
    assert all(len(path.read_text(encoding="utf-8").splitlines()) <= 300 for path in (STATIC / "samskab").glob("*.css"))
