"""What is written is there to be read: every page, every link in it, every picture."""

import re
from html import unescape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from samskab.frontdoor.handbook.queries import address, address_of, page_called
from samskab.frontdoor.handbook.setting import anchor_of, set_page
from samskab.frontdoor.handbook.shelf import TREE, by_place, key_of, pages, pictures

KEYS = [key for key in pages() if key]
HREF = re.compile(r'<a\b[^>]*?\shref="([^"]+)"')
SOURCE = re.compile(r'<img\b[^>]*?\ssrc="([^"]+)"')


@pytest.fixture
def reader(db):
    return Client()


def shown(reader, key):
    answer = reader.get(address(pages()[key]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_page_that_is_written_is_on_the_shelf():
    written = {path.relative_to(TREE).as_posix() for path in TREE.glob("docs/**/*.md")}
    assert written and written == {place for place in by_place() if place.startswith("docs/")}


@pytest.mark.parametrize("key", KEYS)
def test_a_page_is_shown_with_one_heading_and_its_language(key, reader):
    html = shown(reader, key)
    assert html.count("<h1") == 1
    assert f'<article class="written" lang="{pages()[key].language}">' in html
    assert "&lt;!--" not in html and "<script>" not in html


@pytest.mark.parametrize("key", KEYS)
def test_every_link_and_picture_of_a_shown_page_is_there(key, reader):
    here = address(pages()[key])
    html = shown(reader, key)
    own = html[html.index("<article") :]
    gone = []
    for target in {unescape(link) for link in [*HREF.findall(own), *SOURCE.findall(own)]}:
        parts = urlsplit(urljoin(here, target))
        if parts.netloc or parts.scheme == "mailto":
            continue
        answer = reader.get(parts.path)
        if answer.status_code != 200:
            gone.append(target)
        elif parts.fragment and f'id="{unquote(parts.fragment)}"' not in answer.content.decode():
            gone.append(f"{target}: ingen sådan overskrift")
    assert gone == []


@pytest.mark.parametrize("key", KEYS)
def test_every_link_written_within_the_tree_is_served(key):
    """A link that is not would stand as mere words on screen."""
    page = pages()[key]
    written = re.findall(r"\]\((?![a-z]+:|#)([^)\s]+)\)", page.text)
    assert [link for link in written if not address_of(page.place, link)] == []


def test_every_page_is_reached_from_the_index(reader):
    seen, waiting = set(), ["/hjaelp/"]
    while waiting:
        here = waiting.pop()
        seen.add(here)
        for link in HREF.findall(reader.get(here).content.decode()):
            there = urlsplit(urljoin(here, unescape(link))).path
            if there.startswith("/hjaelp/") and there.endswith("/") and there not in seen:
                seen.add(there)
                waiting.append(there)
    assert {address(page) for page in pages().values()} - seen == set()


def test_a_picture_is_shown_as_what_it_is(reader):
    for name, path in pictures().items():
        answer = reader.get(f"/hjaelp/billeder/{name}")
        assert answer.headers["Content-Type"] == {".png": "image/png", ".svg": "image/svg+xml"}[path.suffix]


@pytest.mark.parametrize(
    "path",
    ["/hjaelp/findes-ikke/", "/hjaelp/../settings/", "/hjaelp/how-to/", "/hjaelp/billeder/..%2f..%2fpyproject.toml",
     "/hjaelp/licenser/..%2fLICENSE", "/hjaelp/docs/README.md/", "/hjaelp/%2fetc%2fpasswd/"],
)  # fmt: skip
def test_nothing_else_of_the_machine_is_shown(path, reader):
    assert reader.get(path, follow=True).status_code == 404


def test_the_page_that_helps_says_who_to_call_and_lists_what_is_written(reader):
    html = reader.get("/hjaelp/").content.decode()
    assert "Sådan får du fat i os" in html and "Din første time som tovholder" in html


# --- Setting ----------------------------------------------------------------------------------------------------


def set_alone(text):
    return set_page(text, lambda link: f"/there/{link}")


def test_no_html_in_a_page_is_let_through():
    body = set_alone("# T\n\n<script>alert(1)</script>\n\nA <b onclick=x>bold</b> [x](javascript:alert(1))\n").body
    assert "<script" not in body and "<b" not in body and "href" not in body


def test_a_comment_is_for_those_who_write():
    assert set_alone("<!-- lang: da -->\n# T\n\n<!-- drawn by a program -->\nHello\n").body == "<p>Hello</p>\n"


def test_a_table_scrolls_by_itself_and_names_its_columns():
    body = set_alone("# T\n\n| A | |\n|---|---|\n| 1 | 2 |\n").body
    assert '<th scope="col">A</th>' in body and body.count("<th ") == 1  # an empty one is a plain cell
    assert 'tabindex="0"' in body


def test_headings_of_the_same_words_have_anchors_of_their_own():
    headings = set_alone("# T\n\n## Steps\n\n## Steps\n\n## Steps-1\n").headings
    assert [one.anchor for one in headings] == ["steps", "steps-1", "steps-1-1"]


def test_a_picture_leads_to_itself_and_says_what_it_shows():
    body = set_alone('# T\n\n![The "round"](x.png)\n').body
    assert '<a class="written__picture" href="/there/x.png"><img src="/there/x.png" alt="The &quot;round&quot;"' in body


def test_a_link_out_of_what_is_served_is_only_words():
    body = set_page("# T\n\n[Here](../../x.py) and ![pic](y.png)\n", lambda link: "").body
    assert "href" not in body and "src" not in body and "pic" in body


@given(st.text())
def test_an_anchor_has_no_spaces_and_no_marks(words):
    assert re.fullmatch(r"[\w-]+", anchor_of(words)) and '"' not in anchor_of(words)


@given(st.text(max_size=400))
def test_any_text_can_be_set(text):
    ready = set_alone(text)
    assert "<script" not in ready.body
    assert len({one.anchor for one in ready.headings}) == len(ready.headings)


@given(st.lists(st.sampled_from(["..", ".", "docs", "a", "how-to", "x.md"]), max_size=8))
def test_no_link_climbs_out_of_the_tree(parts):
    there = address_of("docs/how-to/x.md", "/".join(parts) or "x")
    assert there == "" or there.startswith("/hjaelp/")


def test_a_readme_is_its_folders_own_page():
    assert (key_of("decisions/README.md"), key_of("README.md"), key_of("how-to/x.md")) == ("decisions", "", "how-to/x")
    assert page_called("") is None
    assert PurePosixPath(pages()["decisions"].place).name == "README.md"
    assert isinstance(pages()["decisions"].path, Path)
