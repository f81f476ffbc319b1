"""Documents made on the spot, so that the tests read real files. Nothing here knows how they are read."""

import io
import zipfile

import docx
import pikepdf
import typst
from odf.opendocument import OpenDocumentText
from odf.style import ParagraphProperties, Style
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import A, H, List, ListItem, P

PLAN = [
    ["Tid", "Handling", "Dato"],
    ["Januar", "Opstart med politikere og fagpersoner, hvor vi går rundt i problemet", "21. januar (før kl. 14.00)"],
    ["Februar", "Samtalesalon", "4. februar kl. 9-12"],
    ["", "Fællestolkning af det, vi har hørt, sammen med dem, der sagde det", "18. februar"],
    ["Marts/april", "Fyraftensmøde", "Dato følger"],
]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def word(fill) -> bytes:
    """A Word document that `fill(document)` has written in."""
    document = docx.Document()
    fill(document)
    return saved(document)


def word_plan() -> bytes:
    def fill(document):
        document.add_heading("Procesplan", 1)
        table = document.add_table(rows=0, cols=3)
        for texts in PLAN:
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                cell.text = text
        document.add_paragraph("Efter planen.")

    return word(fill)


def word_with(parts: dict[str, bytes]) -> bytes:
    """A good Word document with some of its parts put in another's place, or added."""
    good = zipfile.ZipFile(io.BytesIO(word(lambda document: document.add_paragraph("hej"))))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in [*good.namelist(), *(name for name in parts if name not in good.namelist())]:
            archive.writestr(name, parts.get(name) or good.read(name))
    return out.getvalue()


def word_body(body: str) -> bytes:
    """A Word document with this XML as its body."""
    root = f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    return word_with({"word/document.xml": root.encode()})


def odt_plan() -> bytes:
    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text="Procesplan"))
    document.text.addElement(odt_table(PLAN))
    document.text.addElement(P(text="Efter planen."))
    return saved(document)


def odt_table(rows) -> Table:
    table = Table(name="Plan")
    for texts in rows:
        row = TableRow()
        for text in texts:
            cell = TableCell()
            if text:
                cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    return table


def odt(fill) -> bytes:
    document = OpenDocumentText()
    fill(document)
    return saved(document)


def odt_with(parts: dict[str, bytes]) -> bytes:
    good = zipfile.ZipFile(io.BytesIO(odt_plan()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in good.namelist():
            archive.writestr(name, parts.get(name) or good.read(name))
    return out.getvalue()


def pdf(source: str, tagged: bool = True) -> bytes:
    """A PDF set by typst; untagged, it holds nothing but what stands where."""
    made = typst.compile(f'#set text(lang: "da")\n{source}'.encode(), format="pdf")
    if tagged:
        return made
    document = pikepdf.open(io.BytesIO(made))
    for key in ("/StructTreeRoot", "/MarkInfo"):
        if key in document.Root:
            del document.Root[key]
    return saved(document)


def pdf_plan(stroke: str = "0.5pt", tagged: bool = True) -> bytes:
    cells = ", ".join(f"[{text}]" for row in PLAN for text in row)
    return pdf(
        f"= Procesplan\n#table(columns: (3cm, 7cm, 5cm), stroke: {stroke}, {cells})\n"
        "Efter planen kommer en linje, der går hele vejen over siden, så den ikke hører til.",
        tagged,
    )


__all__ = [
    "PLAN",
    "A",
    "CoveredTableCell",
    "H",
    "List",
    "ListItem",
    "P",
    "ParagraphProperties",
    "Style",
    "TableCell",
    "TableRow",
    "odt",
    "odt_plan",
    "odt_table",
    "odt_with",
    "pdf",
    "pdf_plan",
    "saved",
    "word",
    "word_body",
    "word_plan",
    "word_with",
]
