"""Who does something: a staff person, the holder of a receipt code (a citizen without account), or the system."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from samskab.people.models import User


@dataclass(frozen=True, slots=True)
class Actor:
    """The journal stores kind and id, never a name or words."""

    kind: Literal["staff", "receipt", "system"]
    id: int | None = None


SYSTEM = Actor("system")


def staff(user: "User") -> Actor:
    return Actor("staff", user.pk)
