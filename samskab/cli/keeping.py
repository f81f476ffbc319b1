"""`samskab backup`, `restore`, `port` and `doctor`: what an operator does to a whole installation."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from django.core.exceptions import ImproperlyConfigured

from samskab.cli.main import data_option
from samskab.cli.setting_up import set_up
from samskab.cli.words import first_line, plainly, refuse

if TYPE_CHECKING:
    from samskab.ground.installation import Installation
    from samskab.ground.keeping.checking import Checked
    from samskab.ground.keeping.restoring import Restored, Wanted

PATH = click.Path(path_type=Path)
SQLITE = "sqlite"


@click.command()
@click.argument("into", metavar="DIR", type=PATH)
@click.option("--keys", type=PATH, metavar="DIR", help="Put the keys here instead, on another disk than the copy.")
@data_option
def backup(into: Path, keys: Path | None) -> None:
    """Copy the installation into a dated folder in DIR, while people work."""
    with said_plainly("Kopien kunne ikke laves: {}. Intet er efterladt."):
        installation = open_installation()
        from samskab.ground.keeping.backing_up import back_up

        made = back_up(installation, into.resolve(), keys.resolve() if keys else None)
    held = made.manifest
    click.echo(made.folder)
    click.echo(f"{number(held.rows, 'række', 'rækker')} i {len(held.tables)} tabeller, {files(held.files)}.")
    click.echo(
        "Nøglerne er med i kopien. Pas på den, som på nøglerne." if held.keys_within else f"Nøglerne ligger i {keys}."
    )
    for name in held.missing:
        click.echo(f"Filen {name} mangler i installationen og er ikke med. Se samskab doctor.", err=True)
    if held.loose:
        click.echo(
            f"Kopien kan ikke genskabes, som den er: {held.loose}. Gem den sidste kopi fra før, og se samskab doctor.",
            err=True,
        )
        sys.exit(1)


@click.command()
@click.argument("copy", metavar="BACKUP", type=PATH)
@click.option("--keys", type=PATH, metavar="DIR", help="Where the keys are, when they are not within the copy.")
@click.option("--as-new", is_flag=True, help="Make another installation of it, with keys of its own.")
@click.option("--replace", is_flag=True, help="Put it in the place of what is there. What was there is put by.")
@click.option("--erasures", type=PATH, metavar="FILE", multiple=True, help="An erased.log to follow, too.")
@click.option("--check", "only_check", is_flag=True, help="Say whether the copy is whole and ours, and stop.")
@click.option("--yes", is_flag=True, help="Do not ask before replacing.")
@data_option
def restore(
    copy: Path, keys: Path | None, as_new: bool, replace: bool, erasures: tuple[Path, ...], only_check: bool, yes: bool
) -> None:
    """Make the copy in BACKUP an installation again, in an empty place."""
    checked = check_copy(copy.resolve(), keys.resolve() if keys else None, as_new)
    if only_check:
        held = checked.manifest
        click.echo(f"Kopien er hel: {number(held.rows, 'række', 'rækker')}, {files(held.files)}.")
        return
    for path in erasures:
        if not path.is_file():
            refuse(f"Der er ingen liste i {path}.")
    from samskab.ground.installation import installation_from_environment
    from samskab.ground.keeping.restoring import Wanted

    target = installation_from_environment()
    if replace and not yes:
        confirm(f"Alt i {target.folder} erstattes af kopien fra {checked.manifest.made_at}. Skriv ja for at gå videre")
    embedded = not os.environ.get("DATABASE_URL")
    tell_restored(put_back(Wanted(checked, target, embedded, replace, [path.resolve() for path in erasures])))


def check_copy(copy: Path, keys: Path | None, as_new: bool) -> "Checked":
    with said_plainly("Kopien kan ikke læses: {}."):
        from samskab.ground.keeping.checking import check

        return check(copy, keys, as_new=as_new)


def put_back(wanted: "Wanted") -> "Restored":
    """Stage the folder, let the settings name it, fill the database, put all of it in place."""
    os.umask(0o077)
    with said_plainly("Kopien kunne ikke genskabes: {}. Intet er ændret."):
        from samskab.ground.keeping.holding import alone
        from samskab.ground.keeping.restoring import bring_back, stage, staged

        with alone(wanted.target), staged(wanted.target):
            os.environ["SAMSKAB_DATA"] = str(stage(wanted).folder)
            set_up()
            return bring_back(wanted)


def tell_restored(done: "Restored") -> None:
    click.echo(f"Genskabt: {number(done.rows, 'række', 'rækker')}, {files(done.files)}.")
    if done.followed:
        click.echo(f"Listen over det, der er taget tilbage, er fulgt ({number(done.followed, 'linje', 'linjer')}).")
    if done.put_by:
        click.echo(f"Det, der lå der før, ligger i {done.put_by}. Slet det, når alt er, som det skal være.")
    click.echo("Se efter med samskab doctor.")


@click.command()
@click.option("--to", metavar="URL", required=True, help="postgresql://…, or the word sqlite. Empty.")
@data_option
def port(to: str) -> None:
    """Move the database to another, check every row, and leave the old one as it was."""
    with said_plainly("Databasen kunne ikke flyttes: {}. Den gamle er urørt, og den nye er tom."):
        installation = find_installation()
        from samskab.ground.databases import database
        from samskab.ground.keeping.holding import alone

        try:
            here = database(os.environ.get("DATABASE_URL", ""), installation)
            database("" if to == SQLITE else to, installation)
        except ImproperlyConfigured as error:
            refuse(str(error))
        with alone(installation):
            rows = move_to_a_file(installation, here) if to == SQLITE else move_to(to, here)
    click.echo(f"Flyttet: {number(rows, 'række', 'rækker')}, og alle er ens i de to databaser.")
    click.echo("Fjern DATABASE_URL, og start." if to == SQLITE else "Sæt DATABASE_URL til den nye, og start.")
    click.echo("Slet den gamle database, når du er sikker: det, der siden tages tilbage, bliver liggende i den.")


def move_to(address: str, here: dict[str, Any]) -> int:
    os.environ["DATABASE_URL"] = address
    set_up()
    from samskab.ground.keeping.porting import move

    return move(here)


def move_to_a_file(installation: "Installation", here: dict[str, Any]) -> int:
    from samskab.ground.keeping.porting import move, new_file

    with new_file(installation) as there:
        os.environ.pop("DATABASE_URL", None)
        os.environ["SAMSKAB_DATA"] = str(there.folder)
        set_up()
        return move(here)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON object.")
@data_option
def doctor(as_json: bool) -> None:
    """Say what is wrong with the installation, and what to do. Exit code 1 when something is."""
    with said_plainly("Installationen kan ikke undersøges: {}."):
        installation = open_installation()
        from samskab.ground.keeping.doctor import examine

        faults = examine(installation)
    grave = [fault for fault in faults if fault.grave]
    if as_json:
        told = {"healthy": not grave, "faults": [asdict(fault) for fault in faults]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for fault in faults:
            click.echo(f"{'FEJL' if fault.grave else 'RÅD '}  {fault.wrong}\n      {fault.remedy}")
        click.echo(f"{installation.folder}: " + ("alt er, som det skal være." if not grave else f"{len(grave)} fejl."))
    sys.exit(1 if grave else 0)


def open_installation() -> "Installation":
    """The installation that is there, as it is: nothing is made, and nothing brought up to date."""
    installation = find_installation()
    set_up()
    return installation


def find_installation() -> "Installation":
    from samskab.ground.installation import installation_from_environment

    os.umask(0o077)
    installation = installation_from_environment()
    apart = (installation.key_file, installation.id_file) if os.environ.get("DATABASE_URL") else ()
    if not any(path.is_file() for path in (installation.database, *apart)):
        refuse(f"Der er ingen Samskab i mappen {installation.folder}. Nævn den rigtige med --data MAPPE.")
    os.environ["SAMSKAB_DATA"] = str(installation.folder.resolve())
    return installation_from_environment()


@contextmanager
def said_plainly(otherwise: str) -> Iterator[None]:
    """What stops us is one sentence: our own, or why the disk or the database would not."""
    from django.db import DatabaseError

    from samskab.ground.keeping.refusing import Refused

    try:
        yield
    except Refused as reason:
        refuse(str(reason))
    except OSError as error:
        refuse(otherwise.format(plainly(error)))
    except UnicodeError:
        refuse(otherwise.format("et navn eller en fil er ikke skrevet med bogstaver"))
    except DatabaseError as error:
        refuse(otherwise.format(first_line(error)))


def confirm(question: str) -> None:
    try:
        answer = click.prompt(question, default="nej", show_default=False, err=True)
    except click.Abort:
        click.echo(err=True)
        refuse("Intet er ændret. Er der ingen til at svare, så skriv --yes.")
    if answer.strip().lower() != "ja":
        refuse("Intet er ændret.")


def number(count: int, one: str, many: str) -> str:
    """As Danes write it: 12.345 rækker."""
    return f"{count:,} {one if count == 1 else many}".replace(",", ".")


def files(names: list[str]) -> str:
    return number(len(names), "fil", "filer")
