"""One piece of what we keep about people, and the words many of them share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from samskab.projects.access import May

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Kept:
    """One table. `seen_by` is an act a role opens, or words for who else sees it."""

    table: str
    name: "StrOrPromise"
    whom: "StrOrPromise"
    columns: "Mapping[str, StrOrPromise]"
    why: "StrOrPromise"
    how_long: "StrOrPromise"
    seen_by: "May | StrOrPromise"


SPOKE = _("Borgere, pårørende og andre, der har fortalt noget")
COLLEAGUES = _("Kolleger, der har en konto")
AGREED = _("Så længe, som det er aftalt med dem, der har fortalt. Med det samme, hvis ordene bliver taget tilbage.")
ITSELF = _("Kun personen selv. Systemet bruger det til at lukke op.")
CLOSED = _("Til kontoen bliver lukket.")
