"""`samskab sources`: what a file would be as a source, as JSON or in a few plain lines. Nothing is stored."""

from pathlib import Path

import click

from samskab.cli.main import data_option
from samskab.cli.words import refuse
from samskab.ground.material import Material, UnknownLetters, Unreadable, read_material_file


@click.group()
@data_option
def sources() -> None:
    """Documents, transcripts, sound and pictures that hold what people said."""


@sources.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Everything that was found, as one JSON object.")
@click.option("--text", "with_text", is_flag=True, help="With --json: the whole working text, too.")
@click.option("--encoding", type=click.Choice(["cp1252"]), help="What a text is written in that is not UTF-8.")
@data_option
def check(file: Path, as_json: bool, with_text: bool, encoding: str | None) -> None:
    """Say what FILE is: its segments, who speaks and when, and what its letters were read as."""
    try:
        material = read_material_file(file, "cp1252" if encoding else "")
    except UnknownLetters as error:
        refuse(f"{error} Skriv --encoding {error.offers}.")
    except Unreadable as error:
        refuse(str(error))
    for part in material.as_json(with_text) if as_json else [f"{_told(material)}\n"]:
        click.echo(part.encode(), nl=False)


def _told(material: Material) -> str:
    """A few plain lines for a person."""
    lines = [f"{material.name}: {_KINDS[material.kind]} ({material.format})."]
    if material.decoding:
        lines.append(f"Bogstaverne er læst som {material.decoding}.")
    if material.kind == "picture":
        lines.append(f"{material.width} × {material.height} billedpunkter. {_beside(material)}")
    elif material.kind == "sound":
        lines.append(f"Varer {_clock(material.duration_ms)}.")
    else:
        lines.append(f"{len(material.text)} tegn i {len(material.segments)} stykker.")
        lines.append(
            f"Taler: {', '.join(material.speakers)}." if material.speakers else "Der er ingen navne på, hvem der taler."
        )
    return "\n".join(lines)


_KINDS = {"document": "dokument", "transcript": "undertekster med tider", "picture": "billede", "sound": "lyd"}


def _beside(material: Material) -> str:
    if material.has_position:
        return "Der står i filen, hvor det er taget. Det fjernes, når billedet gemmes."
    return (
        "Kameraets noter står i filen. De fjernes, når billedet gemmes."
        if material.has_exif
        else "Intet er skjult i filen."
    )


def _clock(milliseconds: int | None) -> str:
    if milliseconds is None:
        return "et ukendt stykke tid"
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    return f"{minutes} min. {seconds} sek."
