"""`samskab serve` and `samskab demo`: one command, one port, nothing to configure."""

import os
import socket
import threading
import time
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from samskab.cli import servers
from samskab.cli.main import data_option
from samskab.cli.safely import listening_at, refuse_unsafe
from samskab.cli.servers import Fallen, Place, Taken
from samskab.cli.setting_up import set_up
from samskab.cli.words import first_line, plainly, refuse
from samskab.cli.working import open_tables, worker_beside

if TYPE_CHECKING:
    from samskab.ground.installation import Installation

STORY_DAY = "2026-03-19"


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--host",
    default="127.0.0.1",
    envvar="SAMSKAB_HOST",
    show_default=True,
    help="0.0.0.0 lets others on the network in.",
)
@click.option("--socket", "at_file", type=click.Path(path_type=Path), help="Answer at this socket file, not on a port.")
@click.option("--only", type=click.Choice(["pages", "live"]), help="Half of it, behind a proxy that splits by address.")
@data_option
def serve(port: int, host: str, at_file: Path | None, only: str | None) -> None:
    """Serve this installation. An empty folder becomes a new one: open the page, and begin."""
    os.environ.setdefault("SAMSKAB_URL", f"http://localhost:{port}")
    listening_at(host if at_file is None else "localhost")
    if only == "live":
        open_tables()
    else:
        prepare_installation()
    refuse_unsafe()
    where = at_file or f"http://localhost:{port}/"
    run(Place(host, port, at_file), f"Samskab: {where}  (stop med Ctrl+C)", only)


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.option("--no-serve", is_flag=True, help="Tell the story into the folder, and stop.")
@data_option
def demo(port: int, no_browser: bool, no_serve: bool) -> None:
    """Serve an invented project to look around in. Sign in as Amina, Bo or Carl with one click."""
    os.environ.setdefault("SAMSKAB_URL", f"http://localhost:{port}")
    prepare_demo()
    if no_serve:
        click.echo(f"Fortællingen ligger i {os.environ['SAMSKAB_DATA']}.")
        return
    address = f"http://localhost:{port}/"
    if not no_browser:
        open_when_ready(address, port)
    run(Place(port=port), f"Samskab: {address}  (fortsæt som Amina, Bo eller Carl; stop med Ctrl+C)")


def prepare_demo() -> None:
    """A folder marked as a demo, with the story told once. Refuses a folder that real people use."""
    from samskab.ground.installation import Installation, usual_place

    os.environ.setdefault("SAMSKAB_DATA", str(usual_place("samskab-demo")))
    installation = Installation(Path(os.environ["SAMSKAB_DATA"]))
    if installation.database.exists() and not installation.demo_file.exists():
        refuse(f"{installation.folder} er en rigtig installation. Vælg en anden mappe til eksemplet.")
    make_folder(installation)
    if not installation.demo_file.exists():
        installation.demo_file.write_text(STORY_DAY + "\n")
    prepare_installation()
    from samskab.frontdoor.story.telling import tell_once

    tell_once()


def prepare_installation() -> None:
    """Folder, key and tables are there, and as new as the program."""
    from samskab.ground.installation import installation_from_environment

    os.umask(0o077)  # what is written here is for this person alone, also in a folder others can open
    installation = installation_from_environment()
    make_folder(installation)
    os.environ["SAMSKAB_DATA"] = str(installation.folder)
    set_up()
    from django.db import DatabaseError

    try:
        bring_up_to_date(installation)
        settle_in()
    except DatabaseError as error:
        refuse(f"Databasen i mappen {installation.folder} kan ikke læses: {first_line(error)}.")
    except OSError as error:
        refuse(f"Mappen {installation.folder} kan ikke bruges: {plainly(error)}.")


def bring_up_to_date(installation: "Installation") -> None:
    """Tables as new as the program, or as they were."""
    from samskab.ground.keeping import upgrading
    from samskab.ground.keeping.refusing import Refused

    try:
        upgrading.bring_up_to_date(installation)
    except Refused as reason:
        refuse(str(reason))


def settle_in() -> None:
    """What no migration can do: files are locked that an older program kept open. What cannot be done now waits."""
    from samskab.ground.reactions import tell

    try:
        tell("brought_up_to_date")
    except OSError as error:
        click.echo(
            f"Ældre filer kunne ikke låses nu: {plainly(error)}. De ligger, som de lå, og der prøves igen i nat.",
            err=True,
        )


def make_folder(installation: "Installation") -> None:
    from samskab.ground.keeping.holding import enter
    from samskab.ground.keeping.refusing import Refused

    try:
        enter(installation)
        installation.prepare()
        _day = installation.story_day
    except Refused as reason:
        refuse(str(reason))
    except OSError as error:
        refuse(f"Mappen {installation.folder} kan ikke bruges: {plainly(error)}.")
    except ValueError:
        refuse(f"I filen {installation.demo_file} skal der stå en dag, skrevet som {STORY_DAY}.")


def run(place: Place, line: str, only: str | None = None) -> None:
    """Serve until told to stop, and say where, once it is so. A taken port is one sentence, not a traceback."""
    from django.utils.module_loading import import_string

    try:
        if only == "pages":
            servers.serve_pages("samskab.config.wsgi:application", place, lambda: click.echo(line))
            return
        with servers.opened(place) as door:
            click.echo(line)
            if only == "live":
                servers.serve(import_string("samskab.config.asgi.live_alone")(), door)
            else:
                with worker_beside():
                    servers.serve(import_string("samskab.config.asgi.application"), door)
    except (Taken, Fallen) as reason:
        refuse(str(reason))
    servers.leave_soon()


def open_when_ready(address: str, port: int) -> None:
    def wait_and_open() -> None:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    webbrowser.open(address)
                    return
            time.sleep(0.1)

    threading.Thread(target=wait_and_open, daemon=True).start()
