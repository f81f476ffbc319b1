"""Is this installation well? Everything that is not is said in two sentences: what is wrong, and what to do."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import run_checks
from django.db import DatabaseError

from samskab.ground.installation import Installation
from samskab.ground.keeping import looking_at_the_database, looking_at_the_folder, looking_at_the_locks
from samskab.ground.keeping.faults import Fault
from samskab.ground.reactions import ask

WRONG = "what_is_wrong"
HERE = {"localhost", "127.0.0.1", "::1"}


def examine(installation: Installation) -> list[Fault]:
    """Everything that is wrong, the grave first. Changes nothing."""
    faults = [*looking_at_the_folder.look(installation), *_settings(), *_database(installation)]
    return sorted(dict.fromkeys(faults), key=lambda fault: not fault.grave)


def _database(installation: Installation) -> list[Fault]:
    """The database, then its tables; only where those are as they must be can the stages say what they know."""
    faults: list[Fault] = []
    try:
        faults += looking_at_the_database.look(installation)
        faults += (tables := list(looking_at_the_database.tables()))
        return faults + ([] if tables else [*looking_at_the_locks.look(), *ask(WRONG)])
    except DatabaseError as error:
        words = str(error).strip().splitlines() or [type(error).__name__]
        return [*faults, Fault("database", f"Databasen kan ikke læses: {words[0]}", looking_at_the_database.BACKUP)]


def _settings() -> Iterator[Fault]:
    is_public = any(host not in {*HERE, "[::1]", "testserver"} for host in settings.ALLOWED_HOSTS)
    if is_public and not settings.SITE_URL.startswith("https://"):
        yield Fault(
            "address",
            f"Andre kan komme ind, men adressen er {settings.SITE_URL}: alt, de skriver, kan læses undervejs.",
            "Sæt Samskab bag HTTPS, og sæt SAMSKAB_URL til adressen med https://.",
        )
    if not settings.CONTACT_PHONE:
        yield Fault(
            "address",
            "Der er ingen telefon at ringe til på siderne.",
            "Sæt SAMSKAB_CONTACT_PHONE: tilgængelighedserklæringen skal have en.",
            grave=is_public,
        )
    if urlsplit(settings.SITE_URL).hostname in HERE and is_public:
        yield Fault(
            "address",
            "Links i breve og på postkort fører til localhost.",
            "Sæt SAMSKAB_URL til den adresse, folk åbner.",
        )
    if not settings.EMAIL_HOST:
        yield Fault(
            "mail",
            "Samskab kan ikke sende e-mail: links til indbydelser gives i hånden.",
            "Sæt SAMSKAB_EMAIL_HOST, hvis den skal sende dem selv.",
            grave=False,
        )
    for fault in run_checks(tags=["samskab"], include_deployment_checks=True):
        if fault.id and fault.id.startswith("samskab."):
            yield Fault("address", fault.msg, fault.hint or "Ret det, før andre lukkes ind.")
