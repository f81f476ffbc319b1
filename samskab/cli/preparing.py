"""`samskab prepare`: what a package does before anything is served."""

import os

import click

from samskab.cli.main import data_option
from samskab.cli.serving import prepare_installation


@click.command()
@data_option
def prepare() -> None:
    """Make the folder and its tables, or bring them up to date, and stop."""
    prepare_installation()
    click.echo(f"{os.environ['SAMSKAB_DATA']} er klar.")
