"""`samskab erase`: is anything left of what was taken back, and make what is left go."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from samskab.cli.keeping import open_installation, said_plainly
from samskab.cli.main import data_option
from samskab.cli.words import refuse

if TYPE_CHECKING:
    from samskab.voices.consent.verifying import Verdict


@click.group()
def erase() -> None:
    """See that words that were taken back are gone, and clean up after them."""


@erase.command()
@click.argument("code", metavar="CODE")
@click.option("--words", "file", type=click.Path(path_type=Path), metavar="FILE", help="Look for these words, too.")
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON object.")
@data_option
def verify(code: str, file: Path | None, as_json: bool) -> None:
    """Say whether anything is left of the voices of CODE: a receipt's, or a voice's own. Exit code 0 when nothing is."""
    words = read_words(file) if file else ""
    with said_plainly("Installationen kan ikke undersøges: {}."):
        open_installation()
        from samskab.voices.consent import verifying

        verdict = verifying.verify(code, words)
    if as_json:
        click.echo(json.dumps({"clean": verdict.is_clean, **asdict(verdict)}, ensure_ascii=False, indent=2))
    else:
        say(verdict, bool(words))
    raise SystemExit(0 if verdict.is_clean else 1)


def read_words(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        refuse(f"Ordene i {file} kan ikke læses. Gem dem som ren tekst (UTF-8).")


def say(verdict: "Verdict", looked: bool) -> None:
    for one in verdict.left:
        click.echo(f"TILBAGE  {one.where}")
    for sentence in verdict.unknown:
        click.echo(f"UKENDT   {sentence}")
    names = ", ".join(verdict.voices)
    if not verdict.is_clean:
        click.echo(f"{names}: der er noget tilbage. Er ordene taget tilbage, så prøv samskab erase sweep.")
    else:
        where = "rækker, filer eller bytes" if looked else "rækker eller filer"
        click.echo(f"{names}: der er intet tilbage i {where}. Sikkerhedskopier er ikke undersøgt.")


@erase.command()
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON object.")
@data_option
def sweep(as_json: bool) -> None:
    """Clean the database's own files of what was deleted. Exit code 0 when all could be done, 1 when not."""
    with said_plainly("Der kunne ikke ryddes op: {}."):
        open_installation()
        from samskab.voices.consent import verifying

        swept = verifying.sweep_what_is_erased()
    if as_json:
        click.echo(json.dumps({"clean": not swept.left, **asdict(swept)}, ensure_ascii=False, indent=2))
    else:
        for word, sentences in (("GJORT", swept.done), ("TILBAGE", swept.left), ("UKENDT", swept.unknown)):
            for sentence in sentences:
                click.echo(f"{word:8} {sentence}")
    raise SystemExit(1 if swept.left else 0)
