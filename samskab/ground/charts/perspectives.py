"""How the eight perspectives look. Equal lightness and equal contrast, so that none of them shouts."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Pattern = Literal["dots", "rising", "crosses", "horizontal", "vertical", "falling", "grid", "waves"]


@dataclass(frozen=True)
class Perspective:
    """One place to see the problem from. Colours are #RRGGBB; `letters` never collide with a thread code."""

    key: str
    letters: str
    name: "_StrPromise"
    colour: str
    tint: str
    line: str
    pattern: Pattern


IN_ORDER: tuple[Perspective, ...] = (
    Perspective("citizen", "Bo", _("Borger"), "#7A4B21", "#FCE9DB", "#C89A75", "dots"),
    Perspective("relative", "På", _("Pårørende"), "#5B5C1C", "#EDEFDA", "#A7A972", "rising"),
    Perspective("volunteer", "Fr", _("Frivillig"), "#376439", "#E2F2E2", "#87B188", "crosses"),
    Perspective("municipal", "Ko", _("Fagperson, kommune"), "#00675E", "#D9F3EF", "#6BB4AB", "horizontal"),
    Perspective("regional", "Re", _("Fagperson, region"), "#07617C", "#DAF1FB", "#6FAFC8", "vertical"),
    Perspective("practice", "Ap", _("Almen praksis"), "#3D5787", "#E3EDFF", "#8BA5D4", "falling"),
    Perspective("politician", "Po", _("Politiker"), "#5F4C80", "#EFE9FD", "#AC9ACD", "grid"),
    Perspective("management", "Le", _("Ledelse og administration"), "#794363", "#FCE6F1", "#C792AF", "waves"),
)
BY_KEY: Mapping[str, Perspective] = MappingProxyType({one.key: one for one in IN_ORDER})
