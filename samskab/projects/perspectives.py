"""A perspective is a role, a sector and a position. All perspectives are of equal worth; none is counted."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise


class Standing(models.TextChoices):
    """The role someone speaks from."""

    CITIZEN = "citizen", _("Borger")
    RELATIVE = "relative", _("Pårørende")
    VOLUNTEER = "volunteer", _("Frivillig")
    PROFESSIONAL = "professional", _("Fagperson")
    POLITICIAN = "politician", _("Politiker")
    MANAGEMENT = "management", _("Ledelse og administration")


class Sector(models.TextChoices):
    """Where that role is lived: civil society or a part of the system."""

    CIVIL = "civil", _("Civilsamfund")
    MUNICIPALITY = "municipality", _("Kommune")
    REGION = "region", _("Region")
    PRACTICE = "practice", _("Almen praksis")
    OTHER = "other", _("Et andet sted")


# The order everywhere: civil society first, then clockwise.
PERSPECTIVES: "tuple[tuple[str, StrOrPromise], ...]" = (
    ("citizen", _("Borger")),
    ("relative", _("Pårørende")),
    ("volunteer", _("Frivillig")),
    ("municipal", _("Fagperson, kommune")),
    ("regional", _("Fagperson, region")),
    ("practice", _("Almen praksis")),
    ("politician", _("Politiker")),
    ("management", _("Ledelse og administration")),
)
PERSPECTIVE_NAMES = dict(PERSPECTIVES)

_PROFESSIONALS: dict[str, str] = {
    Sector.MUNICIPALITY: "municipal",
    Sector.REGION: "regional",
    Sector.PRACTICE: "practice",
}
_FROM_KEY: dict[str, tuple[Standing, Sector]] = {
    "citizen": (Standing.CITIZEN, Sector.CIVIL),
    "relative": (Standing.RELATIVE, Sector.CIVIL),
    "volunteer": (Standing.VOLUNTEER, Sector.CIVIL),
    "municipal": (Standing.PROFESSIONAL, Sector.MUNICIPALITY),
    "regional": (Standing.PROFESSIONAL, Sector.REGION),
    "practice": (Standing.PROFESSIONAL, Sector.PRACTICE),
    "politician": (Standing.POLITICIAN, Sector.OTHER),
    "management": (Standing.MANAGEMENT, Sector.OTHER),
}


def perspective_of(standing: str, sector: str) -> str:
    """The perspective's key, or "" when nobody has said who spoke."""
    if standing == Standing.PROFESSIONAL:
        return _PROFESSIONALS.get(sector, "")
    return standing if standing in _FROM_KEY else ""


def spoken_from(key: str) -> Q:
    """Rows with `standing` and `sector` that belong to this perspective."""
    standing, sector = standing_and_sector(key)
    return Q(standing=standing, sector=sector) if standing == Standing.PROFESSIONAL else Q(standing=standing)


def standing_and_sector(key: str) -> tuple[str, str]:
    """The role and sector a perspective is made of; ("", "") for one we do not know."""
    return _FROM_KEY.get(key, ("", ""))
