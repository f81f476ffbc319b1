"""Documents made on the spot: the same blocks as .docx, .odt, .pdf and Markdown."""

from collections.abc import Sequence
from pathlib import Path

import docx
import typst
from odf.opendocument import OpenDocumentText
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import H, P

from samskab.frontdoor.reading.recognise import Activity, Reading, recognise
from samskab.ground.readers import read_bytes, read_file

# ("h", level, text) | ("p", text) | ("li", text) | ("t", rows); a line end in a cell begins a paragraph.
Blocks = Sequence[tuple]


def write_docx(path: Path, blocks: Blocks) -> Path:
    document = docx.Document()
    for kind, *rest in blocks:
        if kind == "h":
            document.add_heading(rest[1], rest[0])
        elif kind == "t":
            _docx_table(document, rest[0])
        else:
            document.add_paragraph(rest[0], style="List Bullet" if kind == "li" else None)
    document.save(str(path))
    return path


def _docx_table(document, rows) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            first, *more = text.split("\n")
            cell.paragraphs[0].text = first
            for each in more:
                cell.add_paragraph(each)


def write_odt(path: Path, blocks: Blocks) -> Path:
    document = OpenDocumentText()
    for kind, *rest in blocks:
        if kind == "h":
            document.text.addElement(H(outlinelevel=rest[0], text=rest[1]))
        elif kind == "t":
            document.text.addElement(_odt_table(rest[0]))
        else:
            document.text.addElement(P(text=f"• {rest[0]}" if kind == "li" else rest[0]))
    document.save(str(path))
    return path


def _odt_table(rows) -> Table:
    table = Table()
    table.addElement(TableColumn(numbercolumnsrepeated=len(rows[0])))
    for row in rows:
        line = TableRow()
        table.addElement(line)
        for text in row:
            cell = TableCell()
            line.addElement(cell)
            for each in text.split("\n"):
                cell.addElement(P(text=each))
    return table


def write_pdf(path: Path, blocks: Blocks) -> Path:
    lines = ['#set page(paper: "a4", margin: 2cm)', '#set text(size: 11pt, lang: "da")']
    for kind, *rest in blocks:
        if kind == "h":
            lines.append(f"#heading(level: {rest[0]})[{_quoted(rest[1])}]")
        elif kind == "t":
            cells = ", ".join(_typst_cell(text) for row in rest[0] for text in row)
            lines.append(f"#table(columns: {len(rest[0][0])}, stroke: 0.5pt, {cells})")
        else:
            lines.append(f"\n{_quoted(('• ' if kind == 'li' else '') + rest[0])}\n")
    path.write_bytes(typst.compile("\n".join(lines).encode()))
    return path


def _typst_cell(text: str) -> str:
    return f"[{' #parbreak() '.join(_quoted(line) for line in text.splitlines() if line)}]"


def _quoted(text: str) -> str:
    return '#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


WRITERS = {"docx": write_docx, "odt": write_odt, "pdf": write_pdf}


def reading_of(path: Path, **kwargs) -> Reading:
    return recognise(read_file(path), **kwargs)


def reading_of_text(text: str, name: str = "document.txt", **kwargs) -> Reading:
    return recognise(read_bytes(text.encode(), name), **kwargs)


def plan_of(reading: Reading) -> list[tuple]:
    """Title, first and last day and the times of each activity, as short texts."""
    return [(activity.title, when_of(activity)) for activity in reading.activities]


def when_of(activity: Activity) -> str:
    days = [day.isoformat() for day in (activity.start, activity.end) if day]
    times = f"{_clock(activity.start_time)}-{_clock(activity.end_time)}"
    return "/".join(dict.fromkeys(days)) + (f" {times}" if times != "-" else "")


def _clock(at) -> str:
    return at.strftime("%H:%M") if at else ""
