"""Why somebody looked."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    """Each goes on after "Amina har læst U-7 …"."""

    LISTEN = "listen", _("for at læse, hvad der er sagt")
    AGREE = "agree", _("for at skrive ned, hvem der talte, og hvad der er aftalt")
    UNDERSTAND = "understand", _("for at forstå det sammen med andre")
    FOLLOW = "follow", _("for at følge den røde tråd")
    GIVE_BACK = "give_back", _("for at lave et postkort")
    OWN = "own", _("for at se sine egne ord")
    CHECK = "check", _("for at se, hvem der har læst")
    NAMES = "names", _("for at se de rigtige navne, eller skifte dem ud")
    COPY = "copy", _("for at tage en kopi")
