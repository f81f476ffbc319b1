import pytest

from samskab.ground.readers import Unreadable, read_bytes
from samskab.ground.readers.tests.test_law import check


def read(text, name="a.txt"):
    document = read_bytes(text.encode(), name)
    check(document)
    return document


def shown(document):
    return [(block.kind, block.text) for block in document.blocks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_danish_letters_are_read_in_every_encoding_people_use(encoding):
    text = "Sygeplejersken sagde: “Åh, så gør vi det på en anden måde” – og gik.\n"
    document = read_bytes(text.encode(encoding), "a.txt")
    assert document.text == text


@pytest.mark.parametrize(
    "data", ["Привет, как дела".encode("cp1251"), "Γειά σου".encode("cp1253"), bytes(range(128, 256))]
)
def test_letters_from_elsewhere_are_refused_rather_than_guessed(data):
    with pytest.raises(Unreadable, match="bogstaver kan ikke læses"):
        read_bytes(data, "a.txt")


def test_blank_lines_part_blocks_and_a_bullet_begins_one():
    document = read("Linje et\nlinje to\n\n• Første - forklaring\nfortsat\n• Andet\n   \nSlut")
    assert shown(document) == [
        ("paragraph", "Linje et\nlinje to"),
        ("list_item", "• Første - forklaring\nfortsat"),
        ("list_item", "• Andet"),
        ("paragraph", "Slut"),
    ]


def test_a_form_feed_begins_a_page():
    document = read("Et\n\fTo\f\fTre")
    assert [(block.text, block.page) for block in document.blocks] == [
        ("Et", 1), ("\f", 1), ("To", 2), ("\f", 2), ("\f", 3), ("Tre", 4)
    ]  # fmt: skip


def test_lines_with_tabs_in_the_middle_of_a_text_are_a_table():
    document = read("Plan\n\nTid\tDato\nMarts\t4. marts\n\nSlut")
    assert [block.kind for block in document.blocks] == ["paragraph", "table", "paragraph"]
    assert [[cell.text for cell in row] for row in document.blocks[1].rows] == [["Tid", "Dato"], ["Marts", "4. marts"]]


def test_a_cell_of_several_lines_is_one_cell_and_a_quote_keeps_its_marks():
    document = read('Tid\tHandling\nMarts\t"Først\nså"\n\t"Vi mangler hinanden"\n', "a.tsv")
    assert [[cell.text for cell in row] for row in document.blocks[0].rows] == [
        ["Tid", "Handling"],
        ["Marts", "Først\nså"],
        ["", '"Vi mangler hinanden"'],
    ]


def test_markdown_has_headings_lists_tables_and_links():
    document = read(
        "# Titel #\n\nSe [rapporten](https://eksempel.dk/a) og https://eksempel.dk/b.\n\nUnder\n-----\n"
        "- et\n  - to\n1. tre\n\n| Tid | Dato |\n|:---|---|\n| Marts | 4. \\| 5. |\n| Maj |\n\n***\nSlut\n",
        "a.md",
    )
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("heading", 1), ("paragraph", 0), ("heading", 2), ("list_item", 0), ("list_item", 1), ("list_item", 0),
        ("table", 0), ("paragraph", 0),
    ]  # fmt: skip
    assert [(link.text, link.url) for link in document.blocks[1].links] == [
        ("rapporten", "https://eksempel.dk/a"),
        ("https://eksempel.dk/b", "https://eksempel.dk/b"),
    ]
    assert [[cell.text for cell in row] for row in document.blocks[6].rows] == [
        ["Tid", "Dato"],
        ["Marts", "4. \\| 5."],
        ["Maj", ""],
    ]


def test_a_dash_in_a_text_file_is_not_markdown():
    assert read("# ikke en overskrift her\n", "a.txt").format == "txt"
    assert read("Citat nummer 1\n- en borger\n").format == "txt"


def test_an_address_in_the_text_is_a_link():
    [block] = read("Læs mere: https://eksempel.dk/rapport-1.\nEller www.eksempel.dk").blocks
    assert [(link.text, link.url) for link in block.links] == [
        ("https://eksempel.dk/rapport-1", "https://eksempel.dk/rapport-1"),
        ("www.eksempel.dk", "https://www.eksempel.dk"),
    ]
