"""`samskab read`: what a document says, as JSON or in a few plain lines. Nothing is stored."""

import datetime
import json
from pathlib import Path

import click

from samskab.cli.main import data_option
from samskab.cli.words import refuse
from samskab.ground.readers import Unreadable, read_file


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Everything that was found, as one JSON object.")
@click.option(
    "--after",
    metavar="YYYY-MM-DD",
    help="A year that is written nowhere is that of the first such date on or after this day.",
)
@data_option
def read(file: Path, as_json: bool, after: str | None) -> None:
    """Read the project description, plan or postcard in FILE (.docx, .pdf, .odt, .txt, .md, tab-separated text)."""
    anchor = _day(after)
    from samskab.frontdoor.reading.recognise import recognise
    from samskab.frontdoor.reading.refusing import refuse_cpr
    from samskab.frontdoor.reading.telling import told

    try:
        document = read_file(file)
        refuse_cpr(file.name, document)
    except Unreadable as error:
        refuse(str(error))

    reading = recognise(document, anchor)
    words = json.dumps(reading.as_json(), ensure_ascii=False, indent=2) if as_json else told(reading)
    click.echo(f"{words}\n".encode(), nl=False)


def _day(words: str | None) -> datetime.date | None:
    """The day that --after names."""
    if words is None:
        return None
    try:
        return datetime.datetime.strptime(words, "%Y-%m-%d").date()
    except ValueError:
        refuse(f"--after skal være en dato, der findes, skrevet som 2025-01-31, ikke “{' '.join(words.split())[:40]}”.")
