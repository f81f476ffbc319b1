"""The letters about signing in. Each says what happened and what to do; none holds anything but the link it is about."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _

log = logging.getLogger("samskab.signing_in")


def can_send() -> bool:
    return bool(settings.EMAIL_HOST)


def send_new_password(to: str, link: str) -> None:
    """For somebody who has forgotten theirs."""
    body = _(
        "Nogen har bedt om en ny adgangskode til din konto. Var det dig, så åbn linket og vælg en ny:\n\n%(link)s\n\n"
        "Linket virker i en time og kun én gang. Var det ikke dig, skal du ikke gøre noget."
    )
    _send(to, _("Vælg en ny adgangskode"), body % {"link": link})


def send_other_way(to: str, way: str) -> None:
    """For somebody who has no password here, because the municipality says who they are."""
    body = _(
        "Nogen har bedt om en ny adgangskode til din konto. Du har ingen her: du logger ind med %(way)s.\n\n%(link)s\n\n"
        "Var det ikke dig, der bad om den, skal du ikke gøre noget."
    )
    _send(to, _("Sådan logger du ind"), body % {"way": way, "link": f"{settings.SITE_URL}/log-ind/"})


def send_no_account(to: str) -> None:
    """The same work as for one who has an account, and useful to one who has another address."""
    body = _(
        "Nogen har bedt om en ny adgangskode, men der er ingen konto med den her e-mail. Måske har du brugt en anden.\n\n"
        "Var det ikke dig, skal du ikke gøre noget."
    )
    _send(to, _("Der er ingen konto med din e-mail"), body)


def changes() -> dict[str, str]:
    """What can happen to how somebody signs in, in words. The keys are the library's names for its letters."""
    return {
        "password_changed": _("Din adgangskode er ændret."),
        "password_reset": _("Du har fået en ny adgangskode."),
        "totp_activated": _("En app med engangskoder er sat til din konto."),
        "totp_deactivated": _("Appen med engangskoder er taget af din konto."),
        "webauthn_added": _("En adgangsnøgle er sat til din konto."),
        "webauthn_removed": _("En adgangsnøgle er taget af din konto."),
        "recovery_codes_generated": _("Du har fået nye nødkoder. De gamle virker ikke mere."),
        "account_connected": _("Du kan nu logge ind med din arbejdsplads."),
    }


def send_change(to: str, what: str) -> None:
    """Tells the owner that something changed about how they sign in."""
    if what not in changes() or not can_send():
        return
    body = _("%(what)s\n\nVar det dig, skal du ikke gøre noget. Var det ikke dig, så ring med det samme.%(phone)s")
    phone = f"\n\n{settings.CONTACT_PHONE}" if settings.CONTACT_PHONE else ""
    _send(to, _("Noget er ændret på din konto"), body % {"what": changes()[what], "phone": phone})


def _send(to: str, subject: str, body: str) -> None:
    try:
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [to])
    except OSError:
        log.exception("a letter about signing in could not be sent")
