"""What is not safe about letting others in at this address: one sentence a fault, with what to do."""

import ipaddress
import stat
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register, run_checks
from django.core.exceptions import ImproperlyConfigured

from samskab.config.proxy import networks

LONG_ENOUGH = 40  # characters of a key
LOCAL = {"localhost", ""}
TOLD_ABOVE = {"security.W009", "security.W018"}  # a weak key, debugging


def is_loopback(host: str) -> bool:
    """Only programs on this machine can come in here."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host in LOCAL


@register("samskab", deploy=True)
def nothing_unsafe(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Errors samskab.E1nn where others can come in and something is not as it must be.

    Of a start that is for this machine alone, only that the proxies can be understood.
    """
    found = [*_of_the_proxies()]
    if settings.BEHIND_HTTPS or not is_loopback(settings.LISTEN):
        found += [*_of_the_web(), *_of_the_folder(), *_of_the_rest()]
    return [Error(said, id=f"samskab.{number}") for number, said in found]


def _of_the_proxies() -> Iterator[tuple[str, str]]:
    try:
        trusted = networks(settings.TRUSTED_PROXIES)
    except ImproperlyConfigured:
        yield "E105", "SAMSKAB_PROXY forstås ikke. Skriv adresser eller net med komma imellem: 10.0.0.4,10.1.0.0/16."
    else:
        if any(one.prefixlen == 0 for one in trusted):
            yield "E104", "SAMSKAB_PROXY tror på hele nettet. Nævn kun de adresser, jeres proxy har."


def _of_the_web() -> Iterator[tuple[str, str]]:
    if settings.DEBUG:
        yield "E101", "SAMSKAB_DEBUG=1 viser alle, hvad der er indeni. Fjern den, når andre kan komme ind."
    if not settings.BEHIND_HTTPS and not settings.PLAIN_HTTP:
        yield (
            "E102",
            "Uden https kan andre på nettet læse med. Sæt SAMSKAB_URL til en https-adresse, eller sæt "
            "SAMSKAB_PLAIN_HTTP=1, hvis det kun er en prøve på jeres eget net.",
        )
    if any("*" in name for name in settings.ALLOWED_HOSTS):
        yield "E103", "SAMSKAB_HOSTS må ikke have en stjerne: nævn de navne, Samskab skal svare på."


def _of_the_folder() -> Iterator[tuple[str, str]]:
    """The folder is ours alone, and so is the key in it."""
    here = settings.INSTALLATION
    if here.folder.exists() and stat.S_IMODE(here.folder.stat().st_mode) & stat.S_IRWXO:
        yield "E111", f"Andre på maskinen kan åbne mappen {here.folder}. Luk den: chmod 700 {here.folder}"
    if not here.key_file.exists() or len(settings.SECRET_KEY) < LONG_ENOUGH:
        yield "E112", f"Nøglen {here.key_file} mangler eller er for kort. Slet den, så laver Samskab en ny."
    elif stat.S_IMODE(here.key_file.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
        yield "E113", f"Andre på maskinen kan læse nøglen. Luk den: chmod 600 {here.key_file}"


def _of_the_rest() -> Iterator[tuple[str, str]]:
    """A database elsewhere is reached with encryption; and what Django knows to ask is asked."""
    database = settings.DATABASES["default"]
    host, options = database.get("HOST", ""), database["OPTIONS"]
    is_near = is_loopback(host) or host.startswith("/")
    if database["ENGINE"].endswith("postgresql") and not is_near and "sslmode" not in options:
        yield (
            "E121",
            f"Databasen på {host} kan nås uden kryptering. Skriv ?sslmode=require efter DATABASE_URL, eller "
            "?sslmode=disable, hvis nettet mellem dem er jeres eget.",
        )
    if settings.BEHIND_HTTPS:
        for fault in run_checks(tags=[Tags.security], include_deployment_checks=True):
            if not fault.is_silenced() and fault.id not in TOLD_ABOVE:
                yield "E122", fault.msg
