"""The `samskab` command. Thin: each group of commands has a file of its own."""

import importlib
import os
from pathlib import Path
from typing import Any

import click

from samskab.cli.usage import understood
from samskab.cli.words import plainly, refuse
from samskab.ground.credentials import take_up

# command → the module that holds it; opened only when asked for, so that `samskab date` starts at once.
COMMANDS = {
    "demo": "samskab.cli.serving",
    "serve": "samskab.cli.serving",
    "prepare": "samskab.cli.preparing",
    "read": "samskab.cli.reading",
    "check-text": "samskab.cli.checking",
    "date": "samskab.cli.dates",
    "postcard": "samskab.cli.postcards",
    "worker": "samskab.cli.working",
    "backup": "samskab.cli.keeping",
    "restore": "samskab.cli.keeping",
    "port": "samskab.cli.keeping",
    "doctor": "samskab.cli.keeping",
    "erase": "samskab.cli.erase",
    "journal": "samskab.cli.journal",
    "keys": "samskab.cli.keys",
    "people": "samskab.cli.people",
    "sources": "samskab.cli.sources",
}


class Lazy(click.Group):
    """A group that imports a command when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name])
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command

    def make_context(self, *words: Any, **how: Any) -> click.Context:
        with understood():
            return super().make_context(*words, **how)

    def invoke(self, ctx: click.Context) -> Any:
        with understood():
            return super().invoke(ctx)


def name_installation(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:
    """Every command understands --data; the settings read it from here."""
    if value is not None:
        os.environ["SAMSKAB_DATA"] = str(value.resolve())
    return value


data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    callback=name_installation,
    is_eager=True,
    expose_value=False,
    metavar="DIR",
    help="The installation's folder (also SAMSKAB_DATA).",
)


@click.command(cls=Lazy)
@data_option
@click.version_option(package_name="samskab")
def main() -> None:
    """Samskab carries a voice all the way to a decision, and the decision back to the voice."""
    try:
        take_up()
    except OSError as error:
        refuse(f"Det hemmelige i CREDENTIALS_DIRECTORY kan ikke læses ({error.filename}): {plainly(error)}.")
    except UnicodeDecodeError:
        refuse("Det hemmelige i CREDENTIALS_DIRECTORY kan ikke læses: det er ikke tekst.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samskab.config.settings")
