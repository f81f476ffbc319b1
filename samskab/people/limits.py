"""How often somebody may try. Counted in the database, so that every process of the server counts together.

Each try moves one moment forward: when everything that was spent is paid back (the generic cell rate algorithm). What is
counted is not kept: a row is a keyed fingerprint and that moment, and tells neither address nor person.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from samskab.ground.turns import take_turn
from samskab.people.models import Allowance

By = Literal["who", "where", "both"]


@dataclass(frozen=True, slots=True)
class Rate:
    """So many tries in so long, counted for a person, for a place on the net, or for the two together."""

    tries: int
    within: timedelta
    by: By

    @property
    def pace(self) -> timedelta:
        """What one try costs."""
        return self.within / self.tries


def _minutes(tries: int, minutes: int, by: By) -> Rate:
    return Rate(tries, timedelta(minutes=minutes), by)


# Generous where a whole town hall sits behind one address on the net, and signs in at eight. An answer from a provider
# cannot be guessed; it is counted because each is kept for a moment. Nor can a receipt's code; nobody tries them all at
# once, and nobody keeps a whole village from theirs.
RATES: dict[str, tuple[Rate, ...]] = {
    "password": (_minutes(5, 5, "both"), _minutes(20, 30, "who"), _minutes(100, 10, "where")),
    "code": (_minutes(5, 5, "who"), _minutes(20, 60, "who")),
    "key": (_minutes(100, 10, "where"),),
    "reset": (_minutes(3, 15, "who"), _minutes(40, 60, "where")),
    "link": (_minutes(40, 10, "where"),),
    "receipt": (_minutes(30, 10, "where"), _minutes(1000, 10, "who")),
    "photo": (_minutes(60, 10, "who"),),
    "answer": (_minutes(600, 10, "where"),),
}


class TooOften(Exception):
    """No more tries for now. `wait` is how long until the next."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.wait = wait


def spend(what: str, *, who: object = "", where: str = "") -> None:
    """One try, or TooOften: then nothing is spent."""
    with transaction.atomic():
        rows = [(rate, _row(what, rate, who, where)) for rate in RATES[what]]
        now = timezone.now()
        wait = max(_wait(rate, row, now) for rate, row in rows)
        if wait <= timedelta():
            for rate, row in rows:
                row.paid_back_at = max(row.paid_back_at, now) + rate.pace
            Allowance.objects.bulk_update([row for _rate, row in rows], ["paid_back_at"])
    if wait > timedelta():
        raise TooOften(wait)


def give_back(what: str, *, who: object = "", where: str = "") -> None:
    """It was right: the try is not counted."""
    with transaction.atomic():
        for rate in RATES[what]:
            row = _row(what, rate, who, where)
            row.paid_back_at -= rate.pace
            row.save(update_fields=["paid_back_at"])


def once(what: str, within: timedelta) -> bool:
    """True the first time within that long, False after that."""
    with transaction.atomic():
        row, now = _locked(fingerprint("once", what)), timezone.now()
        if row.paid_back_at > now:
            return False
        row.paid_back_at = now + within
        row.save(update_fields=["paid_back_at"])
        return True


def sweep() -> None:
    """Let go of what is paid back."""
    Allowance.objects.filter(paid_back_at__lt=timezone.now() - timedelta(hours=1)).delete()


def fingerprint(*parts: object) -> str:
    """Keyed with the installation's own key, so that nobody can try addresses against it."""
    return salted_hmac("samskab.people.limits", "\0".join(map(str, parts)), algorithm="sha256").hexdigest()


def _row(what: str, rate: Rate, who: object, where: str) -> Allowance:
    counted = {"who": (who,), "where": (where,), "both": (who, where)}[rate.by]
    return _locked(fingerprint(what, rate, *counted))


def _locked(key: str) -> Allowance:
    """The row, and nobody else's until the transaction ends. Rows are taken in one order, so nobody waits in a ring."""
    take_turn("allowances")
    return Allowance.objects.get_or_create(key=key, defaults={"paid_back_at": timezone.now()})[0]


def _wait(rate: Rate, row: Allowance, now: datetime) -> timedelta:
    return row.paid_back_at + rate.pace - rate.within - now
