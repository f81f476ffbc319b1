import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from samskab.ground.readers import Unreadable, read_bytes
from samskab.ground.readers.tests import making
from samskab.ground.readers.tests.test_law import check

_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def read(fill):
    document = read_bytes(making.word(fill), "a.docx")
    check(document)
    return document


def shown(document):
    return [(block.kind, block.text) for block in document.blocks]


def body(xml):
    document = read_bytes(making.word_body(xml), "a.docx")
    check(document)
    return document


def p(text, before=""):
    return f'<w:p>{before}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def test_titles_headings_and_lists_have_their_level():
    def fill(document):
        document.add_heading("Titel", 0)
        document.add_heading("Formål", 1)
        document.add_heading("Under", 2)
        document.add_paragraph("Et", style="List Bullet")
        document.add_paragraph("To", style="List Number")
        document.add_paragraph("• Tre")
        document.add_paragraph("Brødtekst")

    assert [(block.kind, block.level) for block in read(fill).blocks] == [
        ("heading", 1),
        ("heading", 1),
        ("heading", 2),
        ("list_item", 0),
        ("list_item", 0),
        ("list_item", 0),
        ("paragraph", 0),
    ]


def test_a_link_keeps_its_address():
    def fill(document):
        paragraph = document.add_paragraph("Blåbær: se ")
        id = document.part.relate_to("https://eksempel.dk/å", _HYPERLINK, is_external=True)
        link = f"<w:hyperlink {nsdecls('w', 'r')} r:id='{id}'><w:r><w:t>rapporten</w:t></w:r></w:hyperlink>"
        paragraph._p.append(parse_xml(link))
        paragraph.add_run(" her")

    [block] = read(fill).blocks
    assert block.text == "Blåbær: se rapporten her"
    assert [(link.text, link.url) for link in block.links] == [("rapporten", "https://eksempel.dk/å")]


def test_a_link_written_as_a_field_keeps_its_address_and_not_its_instruction():
    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = '<w:r><w:instrText>HYPERLINK "https://eksempel.dk"</w:instrText></w:r>'
    [block] = body(
        f"<w:p>{mark('begin')}{instruction}{mark('separate')}<w:r><w:t>Bla\u030abær</w:t></w:r>{mark('end')}</w:p>"
    ).blocks
    assert block.text == "Blåbær"
    assert [(link.text, link.url) for link in block.links] == [("Blåbær", "https://eksempel.dk")]


def test_inserted_text_stays_and_deleted_text_goes():
    document = body(
        p("Fast", '<w:ins w:id="1" w:author="A"><w:r><w:t xml:space="preserve">Ny </w:t></w:r></w:ins>')
        + p("Rest", '<w:del w:id="2" w:author="A"><w:r><w:delText>Slettet</w:delText></w:r></w:del>')
        + p("Her", '<w:moveFrom w:id="3" w:author="A"><w:r><w:t>Flyttet</w:t></w:r></w:moveFrom>')
    )
    assert shown(document) == [("paragraph", "Ny Fast"), ("paragraph", "Rest"), ("paragraph", "Her")]


def test_a_text_box_is_read_once_and_after_its_anchor():
    box = f"<w:txbxContent>{p('I boksen')}</w:txbxContent>"
    drawing = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing><x:txbx xmlns:x="urn:x">{box}</x:txbx></w:drawing></mc:Choice>'
        f'<mc:Fallback><w:pict><v:textbox xmlns:v="urn:v">{box}</v:textbox></w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )
    document = body(p("Anker", drawing) + p("Efter"))
    assert [(block.text, block.part) for block in document.blocks] == [
        ("Anker", "body"),
        ("I boksen", "text_box"),
        ("Efter", "body"),
    ]


def test_an_old_text_box_is_read_as_well():
    old = f'<w:r><w:pict><v:shape xmlns:v="urn:v"><w:txbxContent>{p("Gammel boks")}</w:txbxContent></v:shape></w:pict></w:r>'
    assert "Gammel boks" in body(f"<w:p>{old}</w:p>").text


def test_content_controls_hide_nothing():
    row = f"<w:tr><w:sdt><w:sdtContent><w:tc>{p('a')}</w:tc></w:sdtContent></w:sdt><w:tc>{p('b')}</w:tc></w:tr>"
    document = body(
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Yderst')}</w:sdtContent></w:sdt>"
        "<w:p><w:sdt><w:sdtContent><w:r><w:t>Inderst</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        f"<w:tbl><w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt></w:tbl>"
    )
    assert shown(document) == [("paragraph", "Yderst"), ("paragraph", "Inderst"), ("table", "a\tb")]


def test_a_merged_cell_has_its_text_once():
    def fill(document):
        table = document.add_table(rows=3, cols=3)
        for number, text in enumerate(["Tid", "Handling", "Dato", "Marts", "Et", "1.3", "", "To", "2.3"]):
            table.rows[number // 3].cells[number % 3].text = text
        table.cell(1, 0).merge(table.cell(2, 0))
        table.cell(0, 1).merge(table.cell(0, 2))

    [table] = read(fill).blocks
    cells = [[(" ".join(cell.text.split()), cell.continues) for cell in row] for row in table.rows]
    assert cells == [
        [("Tid", False), ("Handling Dato", False), ("", True)],
        [("Marts", False), ("Et", False), ("1.3", False)],
        [("", True), ("To", False), ("2.3", False)],
    ]


def test_a_table_in_a_table_lies_in_its_cell():
    def fill(document):
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text = "Ydre"
        inner = table.cell(0, 1).add_table(rows=1, cols=2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "a", "b"

    [table] = read(fill).blocks
    [inner] = table.rows[0][1].blocks
    assert inner.kind == "table"
    assert [cell.text for cell in inner.rows[0]] == ["a", "b"]


def test_a_table_of_one_cell_is_only_a_frame():
    def fill(document):
        document.add_table(rows=1, cols=1).cell(0, 0).text = "Indrammet"

    assert shown(read(fill)) == [("paragraph", "Indrammet")]


def test_header_and_footer_come_first_and_last_and_say_so():
    def fill(document):
        document.sections[0].header.paragraphs[0].text = "Brevhoved"
        document.sections[0].footer.paragraphs[0].text = "Fod"
        document.add_paragraph("Tekst")

    assert [(block.text, block.part) for block in read(fill).blocks] == [
        ("Brevhoved", "header"),
        ("Tekst", "body"),
        ("Fod", "footer"),
    ]


def test_a_footnote_follows_the_paragraph_that_points_at_it():
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    note = f'<w:footnotes xmlns:w="{w}"><w:footnote w:id="2">{p("Kilde: rapporten")}</w:footnote></w:footnotes>'
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = p("Påstand", mark) + p("Næste")
    text = f'<w:document xmlns:w="{w}"><w:body>{body}</w:body></w:document>'
    data = making.word_with({"word/footnotes.xml": note.encode(), "word/document.xml": text.encode()})
    assert [(block.text, block.part) for block in read_bytes(data, "a.docx").blocks] == [
        ("Påstand", "body"),
        ("Kilde: rapporten", "footnote"),
        ("Næste", "body"),
    ]


def test_a_page_break_begins_a_page():
    def fill(document):
        document.add_paragraph("Side ét").add_run().add_break(WD_BREAK.PAGE)
        document.add_paragraph("Side to")

    document = read(fill)
    assert [(block.kind, block.page) for block in document.blocks] == [
        ("paragraph", 1),
        ("page_break", 1),
        ("paragraph", 2),
    ]


def test_hyphens_tabs_and_line_breaks_are_characters():
    [block] = body(
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>"
    ).blocks
    assert block.text == "a\tb\nc\u2011d"


def test_the_stricter_kind_of_word_file_reads_alike():
    strict = (
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>'
        + p("Streng")
        + "</w:body></w:document>"
    )
    assert shown(read_bytes(making.word_with({"word/document.xml": strict.encode()}), "a.docx")) == [
        ("paragraph", "Streng")
    ]


def test_an_empty_word_document_says_there_is_no_text():
    with pytest.raises(Unreadable, match="Der er ingen tekst i filen"):
        read_bytes(making.saved(docx.Document()), "tom.docx")
