"""`samskab postcard`: the cards of an installation, as files."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any, NoReturn

import click

from samskab.cli.keeping import find_installation
from samskab.cli.main import data_option
from samskab.cli.words import plainly, refuse

FILES = ("postcard.pdf", "postcard.html")


@click.command(context_settings={"ignore_unknown_options": True})  # so that -1 is a number we do not have
@click.argument("which", metavar="ID|list", required=False)
@click.option("--out", metavar="DIR", help="The folder postcard.pdf and postcard.html are put in.")
@click.option("--json", "as_json", is_flag=True, help="With list: one object per card, as a JSON list.")
@data_option
def postcard(which: str | None, out: str | None, as_json: bool) -> None:
    """Write the card ID as PDF and HTML into a folder, or list the cards."""
    if which == "list":
        show_list(as_json)
    elif which is None:
        refuse("Skriv et korts nummer, eller `samskab postcard list` for at se kortene.")
    elif out is None:
        refuse("Sig, hvor kortet skal lægges: --out MAPPE.")
    else:
        write_card(which, Path(out))


def show_list(as_json: bool) -> None:
    cards = [facts(card) for card in every_card()]
    if as_json:
        click.echo(json.dumps(cards, ensure_ascii=False, indent=2))
        return
    for card in cards:
        click.echo(f"{card['id']}\t{card['title']}\t{card['state']}\t{card['project']}")


def facts(card: Any) -> dict[str, Any]:
    """What identifies a card: `id` is what the command takes, `number` its number in its own project."""
    return {
        "id": card.pk,
        "title": card.title,
        "project": card.project.name,
        "number": card.number,
        "state": card.state,
        "edition_label": card.edition_label,
    }


def every_card() -> list[Any]:
    """Every card, from an installation that is there: nothing is made by looking."""
    open_installation()
    from django.db import DatabaseError

    from samskab.publishing.postcards.queries import all_cards

    try:
        return list(all_cards())
    except DatabaseError:
        unreadable()


def open_installation() -> None:
    find_installation()
    from django.db import DatabaseError

    from samskab.cli.serving import prepare_installation

    try:
        prepare_installation()
    except DatabaseError:
        unreadable()


def unreadable() -> NoReturn:
    refuse(f"Databasen i mappen {os.environ.get('SAMSKAB_DATA', '')} kan ikke læses.")


def write_card(which: str, folder: Path) -> None:
    cards = {str(card.pk): card for card in every_card()}
    if which not in cards:
        refuse(
            f"Der er intet postkort med nummeret {' '.join(which.split())[:40]}. Se dem med `samskab postcard list`."
        )
    made = set_card(cards[which])
    try:
        put_in_place(folder, dict(zip(FILES, made, strict=True)))
    except OSError as error:
        refuse(f"Kortet kan ikke skrives i {folder}: {plainly(error)}. Intet er skrevet.")
    for name in FILES:
        click.echo(folder / name)


def set_card(card: Any) -> tuple[bytes, bytes]:
    """The card as PDF and as a page, or one sentence about what to change."""
    from samskab.publishing.postcards import printing, queries

    data, draft = queries.as_it_stands(card), queries.is_draft(card)
    note_copy(card)
    try:
        return printing.print_edition(data, draft=draft), printing.page_file(data, draft=draft).encode()
    except printing.CannotBePrinted as refusal:
        refuse(str(refusal))


def note_copy(card: Any) -> None:
    """Whoever sits at the machine has no name here: it is the house that reads what stands on a draft."""
    from samskab.journal.actions import note_reading
    from samskab.journal.purposes import Purpose
    from samskab.people.actors import SYSTEM
    from samskab.publishing.postcards.queries import voices_read_on

    ids = voices_read_on(card)
    note_reading(SYSTEM, project_id=card.project_id, subject="voice", ids=ids, purpose=Purpose.COPY)


def put_in_place(folder: Path, files: dict[str, bytes]) -> None:
    """Both files whole, or the folder as it was. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".postkort-", dir=folder) as beside:
        new, old = Path(beside, "new"), Path(beside, "old")
        new.mkdir()
        old.mkdir()
        for name, content in files.items():
            with (new / name).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        swap(folder, new, old, list(files))


def swap(folder: Path, new: Path, old: Path, names: list[str]) -> None:
    """Every new file in place, each former one put by; or everything back as it was."""
    done: list[str] = []
    try:
        for name in names:
            if (folder / name).exists():
                (folder / name).replace(old / name)
            done.append(name)
            (new / name).replace(folder / name)
    except OSError:
        for name in done:
            if not (new / name).exists():
                (folder / name).unlink(missing_ok=True)
            if (old / name).exists():
                (old / name).replace(folder / name)
        raise
