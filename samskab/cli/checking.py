"""`samskab check-text`: what in a text can tell who somebody is. Nothing is stored, and nothing is changed."""

import json
from pathlib import Path

import click

from samskab.cli.main import data_option
from samskab.cli.words import refuse
from samskab.ground.identifying import Checked, Hit, check_file
from samskab.ground.readers import Unreadable
from samskab.ground.text import one_line

NAME_HAS_A_NUMBER = "Filens navn rummer et CPR-nummer. Giv filen et andet navn, før du deler den."
NOTHING = "Samskab fandt ikke noget, der kan fortælle, hvem nogen er. Læs selv teksten igennem, før du deler den."
_CALLED = {
    "cpr": "CPR-nummer",
    "name": "navn",
    "address": "adresse",
    "phone": "telefonnummer",
    "email": "e-mailadresse",
    "plate": "nummerplade",
    "institution": "lille institution",
}


@click.command("check-text")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Everything that was found, as a JSON list.")
@data_option
def check_text(file: Path, as_json: bool) -> None:
    """Find what in FILE can tell who somebody is: CPR numbers, names, addresses, telephones (text, .docx, .odt, .pdf)."""
    try:
        checked = check_file(file)
    except Unreadable as error:
        refuse(str(error))
    words = (
        json.dumps([_fields(hit) for hit in checked.hits], ensure_ascii=False, indent=2) if as_json else _told(checked)
    )
    click.echo(f"{words}\n".encode(), nl=False)
    if checked.number_in_name:
        click.echo(NAME_HAS_A_NUMBER, err=True)


def _fields(hit: Hit) -> dict[str, str | int | float]:
    return {"kind": hit.kind, "start": hit.start, "end": hit.end, "text": hit.text, "confidence": hit.confidence}


def _told(checked: Checked) -> str:
    """One line for each hit: where, what, and how sure."""
    lines, line, last = [], 1, 0
    for hit in checked.hits:
        line += checked.text.count("\n", last, hit.start)
        last = hit.start
        lines.append(f"linje {line}: {_CALLED[hit.kind]}: {one_line(hit.text)} ({_sure(hit.confidence)})")
    return "\n".join(lines) or NOTHING


def _sure(confidence: float) -> str:
    return "sikkert" if confidence >= 0.9 else "sandsynligvis" if confidence >= 0.6 else "måske"
