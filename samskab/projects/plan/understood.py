"""A date as a person typed it, what we understood, and whether we must ask."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from samskab.ground.dates import Found, When, read
from samskab.ground.saying import in_danish
from samskab.projects.plan.rows import in_words

LOOK_BACK = timedelta(days=92)  # "12. februar", written in March, is last month's

NO_DATE = When(None, None)


@dataclass(frozen=True, slots=True)
class Understood:
    """`text` as it was typed, and the dates in it: none where nothing was typed, several where several are named."""

    text: str
    found: tuple[Found, ...]

    @property
    def whens(self) -> list[When]:
        return [each.when for each in self.found] or [NO_DATE]

    @property
    def when(self) -> When:
        return self.whens[0]

    @property
    def words(self) -> list[str]:
        """Each date in our words: "onsdag 21. januar 2026, før kl. 14 (måske)"."""
        return [_in_full(when) for when in self.whens]

    @property
    def is_several(self) -> bool:
        return len(self.whens) > 1

    @property
    def is_either(self) -> bool:
        """One of the dates, not all of them."""
        return self.is_several and all(when.tentative for when in self.whens)

    @property
    def questions(self) -> list[str]:
        """What we must ask before it is kept; none when there is no doubt."""
        asked = [each.doubt for each in self.found if each.doubt]
        if self.text and not self.when.start and not self.when.condition and self.when.precision == "undated":
            asked.append(_("Vi kan ikke læse en dato i ”%(text)s”. Skal den stå uden dato?") % {"text": self.text})
        if self.is_either:
            asked.append(_("Der står flere datoer med ”eller”. Skal den stå som ét af to?"))
        elif self.is_several:
            asked.append(_("Der står flere datoer. Skal der stå en aktivitet for hver?"))
        return asked


def _in_full(when: When) -> str:
    if when.condition:
        return _("%(when)s (måske: %(condition)s)") % {"when": in_words(when), "condition": when.condition}
    return _("%(when)s (måske)") % {"when": in_words(when)} if when.tentative else in_words(when)


def understand(text: str, today: date) -> Understood:
    """Read what was typed; raises ground.dates.NoSuchDate, whose message is a Danish sentence."""
    text = in_danish(" ".join(text.split()))
    return Understood(text, tuple(read(text, after=today - LOOK_BACK)) if text else ())
