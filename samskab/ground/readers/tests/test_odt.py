from odf.draw import Frame, TextBox
from odf.style import ParagraphProperties, Style
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import A, H, LineBreak, List, ListItem, Note, NoteBody, NoteCitation, P, S, Section, Span, Tab

from samskab.ground.readers import read_bytes
from samskab.ground.readers.tests import making
from samskab.ground.readers.tests.test_law import check


def read(*elements):
    def fill(document):
        for element in elements:
            document.text.addElement(element)

    document = read_bytes(making.odt(fill), "a.odt")
    check(document)
    return document


def holding(element, *children):
    for child in children:
        element.addElement(child)
    return element


def test_headings_and_lists_have_their_level():
    inner = holding(List(), holding(ListItem(), P(text="Dybere")))
    outer = holding(List(), holding(ListItem(), P(text="Punkt"), inner))
    document = read(H(outlinelevel=2, text="Formål"), outer, P(text="Tekst"))
    assert [(block.kind, block.level, block.text) for block in document.blocks] == [
        ("heading", 2, "Formål"),
        ("list_item", 0, "Punkt"),
        ("list_item", 1, "Dybere"),
        ("paragraph", 0, "Tekst"),
    ]


def test_links_spaces_tabs_and_line_breaks_are_kept():
    paragraph = P(text="Se ")
    paragraph.addElement(holding(A(href="https://eksempel.dk"), Span(text="rapporten")))
    paragraph.addText(" nu")
    holding(paragraph, S(c=3), Tab(), LineBreak())
    paragraph.addText("slut")
    [block] = read(paragraph).blocks
    assert block.text == "Se rapporten nu   \t\nslut"
    assert [(link.text, link.url) for link in block.links] == [("rapporten", "https://eksempel.dk")]


def test_a_text_box_is_not_lost():
    frame = holding(Frame(width="5cm", height="2cm"), holding(TextBox(), P(text="I boksen")))
    document = read(holding(P(text="Anker"), frame), holding(Section(name="s"), P(text="Afsnit")))
    assert [(block.text, block.part) for block in document.blocks] == [
        ("Anker", "body"),
        ("I boksen", "text_box"),
        ("Afsnit", "body"),
    ]


def test_a_footnote_is_read_without_its_number():
    note = holding(Note(noteclass="footnote"), NoteCitation(text="1"), holding(NoteBody(), P(text="Kilden")))
    assert [(block.text, block.part) for block in read(holding(P(text="Påstand"), note)).blocks] == [
        ("Påstand", "body"),
        ("Kilden", "footnote"),
    ]


def test_a_merged_cell_has_its_text_once():
    first = holding(
        TableRow(), holding(TableCell(numberrowsspanned=2), P(text="Marts")), holding(TableCell(), P(text="Et"))
    )
    second = holding(TableRow(), CoveredTableCell(), holding(TableCell(), P(text="To")))
    [table] = read(holding(Table(name="t"), first, second)).blocks
    assert [[(cell.text, cell.continues) for cell in row] for row in table.rows] == [
        [("Marts", False), ("Et", False)],
        [("", True), ("To", False)],
    ]


def test_empty_cells_that_repeat_themselves_a_billion_times_are_nothing():
    row = holding(TableRow(), holding(TableCell(), P(text="a")), holding(TableCell(), P(text="b")))
    holding(row, TableCell(numbercolumnsrepeated=1_000_000_000))
    empty = holding(TableRow(numberrowsrepeated=1_000_000_000), TableCell())
    [table] = read(holding(Table(name="t"), row, empty)).blocks
    assert [[cell.text for cell in row] for row in table.rows] == [["a", "b"]]


def test_a_style_that_begins_a_page_does():
    def fill(document):
        style = Style(name="Ny", family="paragraph")
        style.addElement(ParagraphProperties(breakbefore="page"))
        document.automaticstyles.addElement(style)
        document.text.addElement(P(text="Ét"))
        document.text.addElement(P(text="To", stylename=style))

    document = read_bytes(making.odt(fill), "a.odt")
    assert [(block.kind, block.page) for block in document.blocks] == [
        ("paragraph", 1),
        ("page_break", 1),
        ("paragraph", 2),
    ]
