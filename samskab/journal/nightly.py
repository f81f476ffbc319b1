"""Every night: yesterday's readings are counted and closed, and then every chain's end is sealed."""

from dataclasses import dataclass

from samskab.journal.counting import count_readings
from samskab.journal.sealing import seal_today
from samskab.tasks.every_night import every_night


@dataclass(frozen=True, slots=True)
class ByItself:
    """Nobody: the house does it."""

    kind: str = "system"
    id: int | None = None


@every_night("journal_sealed")
def close_the_day() -> None:
    """Safe to repeat."""
    count_readings(by=ByItself())
    seal_today()
