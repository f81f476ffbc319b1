"""`samskab people`: for the one who runs the server, when somebody cannot sign in."""

from typing import TYPE_CHECKING

import click

from samskab.cli.keeping import open_installation, said_plainly
from samskab.cli.main import data_option
from samskab.cli.words import refuse

if TYPE_CHECKING:
    from samskab.people.models import User

UNREADABLE = "Databasen kan ikke læses."


@click.group()
def people() -> None:
    """Help somebody in: a link to a new password, or without the second step."""


@people.command(name="reset-link")
@click.argument("email", metavar="EMAIL")
@data_option
def reset_link(email: str) -> None:
    """Print a link that lets EMAIL choose a new password: once, and within an hour."""
    open_installation()
    from samskab.people import actions
    from samskab.people.actors import SYSTEM
    from samskab.people.signing_in import links

    with said_plainly(UNREADABLE):
        user = person(email)
        actions.note_reset_link(user, by=SYSTEM)
        click.echo(links.reset_link(user))
    click.echo("Linket virker i en time og kun én gang. Giv det til personen selv, og til ingen anden.", err=True)


@people.command(name="forget-second-step")
@click.argument("email", metavar="EMAIL")
@data_option
def forget_second_step(email: str) -> None:
    """Take passkeys and codes away from EMAIL, who has lost them. Then the password alone opens."""
    open_installation()
    from samskab.people import actions
    from samskab.people.actors import SYSTEM

    with said_plainly(UNREADABLE):
        actions.forget_second_step(person(email), by=SYSTEM)
    click.echo("Nøgler og koder er væk, og personen er logget af alle steder.")


@people.command(name="close")
@click.argument("email", metavar="EMAIL")
@data_option
def close(email: str) -> None:
    """Close the account of EMAIL, as the person could have done. It cannot be opened again."""
    open_installation()
    from samskab.people import actions
    from samskab.people.actors import SYSTEM

    with said_plainly(UNREADABLE):
        try:
            actions.close(person(email), by=SYSTEM)
        except actions.StillNeeded as reason:
            refuse(f"Kontoen er den eneste tovholders, og er ikke lukket: {reason}")
    click.echo("Kontoen er lukket. Det, personen har gjort, bliver stående uden navn.")


@people.command()
@data_option
def providers() -> None:
    """The other ways to sign in that sign-in.toml tells of, and what each provider must know about us."""
    open_installation()
    from django.conf import settings
    from django.urls import reverse

    if not settings.SIGN_IN_PROVIDERS:
        click.echo("sign-in.toml nævner ingen. Alle logger ind med deres e-mail.")
    for one in settings.SIGN_IN_PROVIDERS:
        names = ("openid_connect_callback",) if one.kind == "oidc" else ("saml_metadata", "saml_acs")
        told = [settings.SITE_URL + reverse(name, args=[one.key]) for name in names]
        click.echo("\t".join([one.key, one.kind, one.name, *told]))


def person(email: str) -> "User":
    from samskab.people.queries import with_address

    user = with_address(email)
    if user is None or user.closed_at:
        refuse(f"Der er ingen konto med e-mailen {email}.")
    return user
