"""`samskab journal`: is the journal as it was written, and a seal on it as it is now."""

import json
import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from samskab.cli.keeping import said_plainly
from samskab.cli.main import data_option
from samskab.cli.setting_up import set_up
from samskab.cli.words import refuse
from samskab.ground.dates import write_day

if TYPE_CHECKING:
    from samskab.journal.verifying import Report
    from samskab.journal.walking import Wrong

UNREADABLE = "Journalen kan ikke læses: {}."
SAID = {
    "changed": "post {entry} er ændret.",
    "missing": "noget er taget ud eller skrevet om lige før post {entry}.",
    "inserted": "post {entry} er skudt ind (i alt {other}).",
    "out_of_order": "post {entry} står et forkert sted. Den hører til som post {other}.",
    "unreadable": "post {entry} kan ikke læses.",
    "cut": "slutningen er skåret af. Den sidste post skal være {entry}, og {other} mangler.",
    "end": "kædens ende er ændret. Den sidste post er {entry}.",
    "no_end": "kædens ende er væk. Den sidste post er {entry}.",
    "rewritten": "post {entry} er ikke den, der blev forseglet med segl {other}. Kæden er skrevet om.",
    "sealed_gone": "post {entry} er væk. Den blev forseglet med segl {other}.",
    "seal": "segl {other} er ændret, eller installationen har fået en anden nøgle.",
    "seal_gone": "et segl mangler: det før segl {other}.",
    "kept_seal": "det segl, du har gemt, findes ikke i databasen.",
    "readings": "læsningerne den {day} er ikke dem, der blev talt.",
}


@click.group()
def journal() -> None:
    """See whether the journal is as it was written, or put a seal on it."""


@journal.command()
@click.option("--seal", "kept", metavar="LINE", default="", help="A seal you have kept: the line that `seal` printed.")
@click.option("--json", "as_json", is_flag=True, help="The counts and what is wrong, as JSON.")
@data_option
def verify(kept: str, as_json: bool) -> None:
    """Look every entry, chain, seal and counted day through. Exit code 0 when all is as it was written, 1 when not."""
    open_as_it_is()
    from samskab.journal import verifying

    seal_kept = read_line(kept) if kept else None
    with said_plainly(UNREADABLE):
        report = verifying.verify(kept=seal_kept)
    if as_json:
        click.echo(json.dumps(asdict(report), ensure_ascii=False, indent=2, default=str))
    else:
        say(report)
    raise SystemExit(1 if report.wrong else 0)


@journal.command()
@data_option
def seal() -> None:
    """Seal the journal as it is now, and print a line to keep in another place."""
    open_as_it_is()
    from samskab.journal import sealing

    with said_plainly(UNREADABLE):
        click.echo(sealing.line_of(sealing.seal()))


def open_as_it_is() -> None:
    """An installation that is there; nothing is made or changed by looking."""
    from samskab.ground.installation import installation_from_environment

    os.umask(0o077)
    installation = installation_from_environment()
    if not installation.key_file.is_file():
        refuse(f"Der er ingen Samskab i mappen {installation.folder}. Nævn den rigtige med --data MAPPE.")
    set_up()
    from samskab.cli.working import tables_are_as_new_as_the_program

    if not tables_are_as_new_as_the_program():
        refuse("Databasen er ældre end programmet. Start `samskab serve` én gang: så er den i orden.")


def read_line(line: str) -> tuple[int, str]:
    """(number, mark) of a seal, as `seal` printed it."""
    words = line.split()
    if len(words) != 3 or not words[0].isdecimal() or not words[2].isascii():
        refuse("Skriv seglet, som det blev skrevet ud: nummer, dag og mærke, i anførselstegn.")
    return int(words[0]), words[2]


def say(report: "Report") -> None:
    """What was looked at, or what is wrong, in Danish."""
    if not report.wrong:
        click.echo(f"Journalen er, som den blev skrevet: {how_much(report)}.")
        return
    click.echo(f"Journalen er IKKE, som den blev skrevet ({how_much(report)}):")
    names = names_of_projects()
    for one in report.wrong:
        click.echo(f"{where(one, names)}: {SAID[one.what].format(**asdict(one))}")


def how_much(report: "Report") -> str:
    sealed = f", det seneste fra {write_day(report.sealed_on)}" if report.sealed_on else ""
    return f"{report.entries} poster i {report.chains} kæder, {report.seals} segl{sealed}, {report.days} talte døgn"


def where(one: "Wrong", names: dict[Any, str]) -> str:
    if one.what in {"seal", "seal_gone", "kept_seal"}:
        return "Segl"
    if one.chain is None:
        return "Installationens egen journal"
    name = names.get(one.chain)
    return f"Projektet »{name}« ({one.chain})" if name else f"Projekt {one.chain}"


def names_of_projects() -> dict[Any, str]:
    from samskab.projects.models import Project

    return dict(Project.objects.values_list("pk", "name"))
