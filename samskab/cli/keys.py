"""`samskab keys`: what was locked with an older key is locked with the newest."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from samskab.cli.keeping import number, open_installation, said_plainly
from samskab.cli.main import data_option

if TYPE_CHECKING:
    from samskab.ground.relocking import Relocked


@click.group()
def keys() -> None:
    """Change the keys that words and files are locked with."""


@keys.command()
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON object.")
@data_option
def relock(as_json: bool) -> None:
    """Lock everything again with the newest key, while people work. Exit code 0 when no older key is needed any more."""
    with said_plainly("Der kunne ikke låses om: {}. Det, der er låst om, er det; kør kommandoen igen."):
        open_installation()
        from samskab.ground import relocking

        done = [relocking.relock_texts(), relocking.relock_files()]
    is_done = not any(one.left for one in done)
    if as_json:
        click.echo(json.dumps({"done": is_done, "keys": [asdict(one) for one in done]}, ensure_ascii=False, indent=2))
    else:
        for one in done:
            say(one)
        click.echo("capture.key er ikke med: telefoner kan have noget liggende, der er låst med en gammel linje.")
    raise SystemExit(0 if is_done else 1)


def say(one: "Relocked") -> None:
    click.echo(f"{one.key_file}: {number(one.locked, 'række', 'rækker')} er låst om med den nyeste nøgle.")
    if one.closed:
        click.echo(f"{one.key_file}: {number(one.closed, 'række', 'rækker')} kan ikke låses op. Se samskab doctor.")
    if one.left:
        click.echo(f"{one.key_file}: behold de gamle linjer. {number(one.left, 'række', 'rækker')} bruger dem endnu.")
    else:
        click.echo(f"{one.key_file}: ingen række bruger andet end den første linje. De andre kan tages ud.")
