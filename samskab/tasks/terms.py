"""How long a lease lasts, and how long one waits before trying again. `TASKS["default"]["OPTIONS"]` may say otherwise."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

SECOND, MINUTE, HOUR = 1, 60, 3600


@dataclass(frozen=True, slots=True)
class Terms:
    """`lease`: seconds a beat may stand still. `pauses`: seconds before the second try, the third, and so on."""

    lease: float = 30 * SECOND
    pauses: tuple[float, ...] = (
        10 * SECOND, 1 * MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR,
    )  # fmt: skip

    @property
    def tries(self) -> int:
        """After so many tries it is given up: a day and a half in all, so that a mail server may be down for a night."""
        return len(self.pauses) + 1


def terms() -> Terms:
    told: dict[str, Any] = settings.TASKS["default"].get("OPTIONS", {})  # type: ignore[assignment]
    return Terms(**told)
