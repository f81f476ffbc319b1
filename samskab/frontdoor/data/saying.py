"""Readings in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samskab.ground.wording import number_word
from samskab.journal.purposes import Purpose


def name_of(kind: str, name: str) -> str:
    """A colleague's name; else what it is that has none."""
    if kind == "staff":
        return name or _("En tidligere kollega")
    return _("Samskab selv") if kind == "system" else _("En med en kvittering")


def has_read(who: str, subject: str, how_many: int, purpose: str) -> str:
    """ "Bo Lind læste tre stemmer for at forstå det sammen med andre." """
    words = {"who": who, "what": what(subject, how_many), "why": why(purpose)}
    return _("%(who)s læste %(what)s %(why)s.") % words


def what(subject: str, how_many: int) -> str:
    words = {"words": number_word(how_many, "et" if subject == "source" else "en")}
    if subject == "voice":
        return ngettext("én stemme", "%(words)s stemmer", how_many) % words
    if subject == "source":
        return ngettext("ét dokument", "%(words)s dokumenter", how_many) % words
    if subject == "photo":
        photos = {"words": number_word(how_many, "et")}
        return ngettext("ét sendt billede", "%(words)s sendte billeder", how_many) % photos
    if subject == "pseudonym":
        number = {"words": number_word(how_many, "et")}
        return ngettext("ét rigtigt navn", "%(words)s rigtige navne", how_many) % number
    return thing(subject)


def thing(subject: str) -> str:
    """One of what can be read."""
    known = {
        "voice": _("en stemme"),
        "source": _("et dokument"),
        "photo": _("et sendt billede"),
        "pseudonym": _("et rigtigt navn"),
        "readings": _("listen over, hvem der har læst"),
    }
    return known.get(subject, subject)


def why(purpose: str) -> str:
    return str(Purpose(purpose).label) if purpose in Purpose.values else purpose
