"""`samskab date`: how Samskab reads the dates of a phrase."""

import datetime
import json
import sys
from typing import NoReturn

import click

from samskab.cli.main import data_option
from samskab.ground.dates import Found, NoSuchDate, fields, read, write

LONGEST = 100_000


@click.command()
@click.argument("text", metavar="TEXT")
@click.option(
    "--after", metavar="YYYY-MM-DD", help="A missing year is that of the first such date on or after this day."
)
@click.option("--json", "as_json", is_flag=True, help="One object per date, as a JSON list.")
@data_option
def date(text: str, after: str | None, as_json: bool) -> None:
    """Read the dates of TEXT, as people write them in plans."""
    if len(text) > LONGEST:
        refuse("Teksten er for lang: Samskab læser datoer i højst 100.000 tegn ad gangen.")
    anchor = day_of(after)
    try:
        found = read(text, after=anchor)
    except NoSuchDate as error:
        refuse(str(error))
    if as_json:
        click.echo(json.dumps([fields(each) for each in found], ensure_ascii=False, indent=2))
    else:
        for each in found:
            click.echo(line(each))


def day_of(words: str | None) -> datetime.date | None:
    """The day --after names."""
    if words is None:
        return None
    try:
        return datetime.datetime.strptime(words, "%Y-%m-%d").date()
    except ValueError:
        refuse(f"--after skal være en dato, der findes, skrevet som 2025-01-31, ikke “{' '.join(words.split())[:40]}”.")


def line(found: Found) -> str:
    """One date for people, with what to look out for."""
    words = write(found.when)
    notes = [found.doubt] if found.doubt else []
    if found.when.year_inferred:
        notes.append("Årstallet er taget fra det, der står før.")
    return " · ".join([words, *notes])


def refuse(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(2)
