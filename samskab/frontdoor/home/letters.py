"""The letters Samskab sends. Without an e-mail server, the link is shown instead, to be given by hand."""

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _


def can_send() -> bool:
    return bool(settings.EMAIL_HOST)


def send_invitation(to: str, link: str, *, project: str, inviter: str) -> bool:
    """True when the letter is on its way; False when it could not be sent, and the link must be given by hand."""
    if not (to and can_send()):
        return False
    subject = " ".join((_("Du er inviteret med i %(project)s") % {"project": project}).split())
    body = _(
        "%(inviter)s inviterer dig med i projektet %(project)s.\n\nÅbn linket, og lav din konto:\n%(link)s\n\n"
        "Linket virker i 14 dage og kun én gang."
    ) % {"inviter": inviter, "project": project, "link": link}
    try:
        return bool(send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [to]))
    except OSError:
        return False
