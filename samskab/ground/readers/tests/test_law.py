"""What holds for every document, whichever format it came in."""

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.ground.readers import page_of, read_bytes
from samskab.ground.readers.tests import making


def check(document):
    """Every place points at its own text, in order, and the text is clean."""
    assert unicodedata.is_normalized("NFC", document.text)
    assert "\r" not in document.text and "\0" not in document.text
    last = 0
    for block in document.blocks:
        assert last <= block.at < block.to
        last = block.to
        check_block(document, block)


def check_block(document, block):
    assert document.text[block.at : block.to] == block.text
    assert 1 <= block.page <= document.pages
    for link in block.links:
        assert document.text[link.at : link.to] == link.text
        assert block.at <= link.at < link.to <= block.to
    assert len({len(row) for row in block.rows}) <= 1
    for row in block.rows:
        for cell in row:
            assert document.text[cell.at : cell.to] == cell.text
            assert block.at <= cell.at <= cell.to <= block.to
            for inner in cell.blocks:
                check_block(document, inner)


def table_texts(document):
    return [
        [[" ".join(cell.text.split()) for cell in row] for row in block.rows]
        for block in document.blocks
        if block.kind == "table"
    ]


PLANS = {
    "plan.docx": making.word_plan,
    "plan.odt": making.odt_plan,
    "plan.pdf": making.pdf_plan,
    "uden mærker.pdf": lambda: making.pdf_plan(tagged=False),
    "uden streger.pdf": lambda: making.pdf_plan("none", tagged=False),
    "kun vandrette streger.pdf": lambda: making.pdf_plan("(x: none, y: 0.5pt)", tagged=False),
    "plan.tsv": lambda: "\n".join("\t".join(row) for row in making.PLAN).encode(),
    "plan.txt": lambda: "\r\n".join("\t".join(row) for row in making.PLAN).encode("utf-16"),
    "plan.md": lambda: "\n".join(
        ["# Procesplan", "", *(f"| {' | '.join(row)} |" for row in [making.PLAN[0], ["---"] * 3, *making.PLAN[1:]])]
    ).encode(),
}


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_keeps_every_date_in_the_row_of_its_action(name):
    document = read_bytes(PLANS[name](), name)
    check(document)
    [table] = table_texts(document)
    assert table == making.PLAN


@pytest.mark.parametrize("name", ["plan.docx", "plan.odt", "plan.pdf", "uden streger.pdf", "plan.md"])
def test_the_heading_over_a_plan_is_a_heading_and_stands_before_it(name):
    document = read_bytes(PLANS[name](), name)
    assert [block.kind for block in document.blocks][:2] == ["heading", "table"]
    assert document.blocks[0].text == "Procesplan"
    assert document.blocks[0].level == 1


def test_a_document_knows_its_file():
    data = making.word_plan()
    document = read_bytes(data, "plan.docx")
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert (document.name, document.format) == ("plan.docx", "docx")


def test_the_content_decides_and_not_the_name():
    assert read_bytes(making.odt_plan(), "plan.docx").format == "odt"
    assert read_bytes(making.pdf_plan(), "plan.txt").format == "pdf"
    assert read_bytes(b"Hej med dig", "plan.docx").format == "txt"


def test_a_position_knows_its_page():
    document = read_bytes("Side ét.\n\fSide to.\n\fSide tre.".encode(), "a.txt")
    assert document.pages == 3
    assert [page_of(document, document.text.index(word)) for word in ("ét", "to", "tre")] == [1, 2, 3]


words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "M"]), min_size=1, max_size=60)
plain_lines = st.lists(st.one_of(st.just(""), words, st.tuples(words, words).map("\t".join)), min_size=1, max_size=12)


@given(plain_lines, st.sampled_from(["a.txt", "a.md", "a.tsv", "a"]), st.sampled_from(["\n", "\r\n"]))
def test_no_letter_of_a_text_is_lost(written, name, line_end):
    text = line_end.join(["Først.", *written])
    document = read_bytes(text.encode(), name)
    check(document)
    assert document.text == unicodedata.normalize(
        "NFC", text.replace("\r\n", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    )
    if document.format == "txt":
        kept = "".join(block.text for block in document.blocks)
        assert sorted("".join(kept.split())) == sorted("".join(document.text.split()))
