"""Documents of the story, made as Word files when they are asked for: nothing binary lies in the package.

Their sources are Markdown of the plainest kind: headings, paragraphs, list items, one kind of table.
"""

import io
from datetime import date, datetime

import docx
from docx.document import Document

from samskab.frontdoor.story.book import Page, folder, page

_SOURCES = "dokumenter"
_WRITTEN = datetime(2026, 3, 2, 9)


def example_documents() -> dict[str, bytes]:
    """File name → Word file, for somebody who wants to try reading a document in and has none at hand."""
    sources = sorted((folder() / _SOURCES).iterdir(), key=lambda source: source.name)
    return {
        source.name.removesuffix(".md") + ".docx": word_file(source.read_text(encoding="utf-8"))
        for source in sources
        if source.name.endswith(".md")
    }


def first_description() -> tuple[str, bytes]:
    """The description the story's project began with: the file's name, and the Word file."""
    return "Lys i vinduet - projektbeskrivelse, oktober 2025.docx", word_file(
        _markdown_of(page("story"), page("description"), page("plan"))
    )


def word_file(markdown: str) -> bytes:
    """A Word file with the same headings, paragraphs, list items and tables."""
    document = docx.Document()
    document.core_properties.language = "da-DK"
    document.core_properties.author = "Samskab (opdigtet)"
    document.core_properties.created = document.core_properties.modified = _WRITTEN
    table: list[list[str]] = []
    for line in [*markdown.splitlines(), ""]:
        if line.startswith("|"):
            table.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        _write_table(document, table)
        table = []
        _write_line(document, line.strip())
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _write_line(document: Document, line: str) -> None:
    marks, _, words = line.partition(" ")
    if marks and set(marks) == {"#"}:
        document.add_heading(words, level=len(marks) - 1)
    elif marks == "-":
        document.add_paragraph(words, style="List Bullet")
    elif line:
        document.add_paragraph(line)


def _write_table(document: Document, rows: list[list[str]]) -> None:
    rows = [row for row in rows if not all(set(cell) <= {"-"} for cell in row)]
    if not rows:
        return
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words


def _markdown_of(story: Page, description: Page, plan: Page) -> str:
    """What the project looked like on its first day: first versions, and what was planned by then."""
    day = story["project"]["at"].date()
    return "\n\n".join(
        [
            f"# {story['project']['began_as']}",
            "Et samarbejde mellem Mågsund Kommune og Region Sundmark. Alt i dette dokument er opdigtet.",
            *(f"## {part['heading']}\n\n{part['version'][0]['text'].strip()}" for part in description["section"]),
            "## Bærende principper",
            "\n".join(f"- {part['name']}: {part['text']}" for part in description["principle"]),
            "## Metoder",
            "\n".join(
                f"- {part['name']}: {part['text']}" for part in description["method"] if part["at"].date() == day
            ),
            "## Procesplan",
            _table_of(plan, day),
        ]
    )


def _table_of(plan: Page, day: date) -> str:
    entries = [part for part in plan["activity"] if part["at"].date() == day]
    rows = [f"| {part['time_label']} | {part['title']} | {part['as_written']} |" for part in entries]
    return "\n".join(["| Tid | Handling | Dato |", "| --- | --- | --- |", *rows])
