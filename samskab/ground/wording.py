"""Words for numbers, days and text as they stand on a page, in the page's own language."""

import re
from datetime import date, datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _


def as_day(value: Any) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value if isinstance(value, date) else None


def danish_date(value: Any) -> str:
    """7. april 2025 (7 April 2025 on an English page). A date, a moment, an ISO day or None."""
    return written(as_day(value), with_year=True)


def danish_day(value: Any) -> str:
    """torsdag den 20. marts 2025."""
    day = as_day(value)
    if day is None:
        return ""
    weekday, rest = formats.date_format(day, "l"), written(day, with_year=True)
    return f"{weekday} {rest}" if is_english() else f"{weekday.lower()} den {rest}"


def danish_weekday(value: Any) -> str:
    """torsdag 20. marts."""
    day = as_day(value)
    return "" if day is None else f"{formats.date_format(day, 'l').lower()} {written(day, with_year=False)}"


def short_date(value: Any) -> str:
    """7. april, without the year."""
    return written(as_day(value), with_year=False)


def short_month(value: Any) -> str:
    """apr: what stands under the big day in a date list."""
    day = as_day(value)
    return "" if day is None else formats.date_format(day, "F")[:3].lower()


def is_english() -> bool:
    return (get_language() or "da").startswith("en")


def written(day: date | None, *, with_year: bool) -> str:
    if day is None:
        return ""
    month = formats.date_format(day, "F")
    words = f"{day.day} {month}" if is_english() else f"{day.day}. {month.lower()}"
    return f"{words} {day.year}" if with_year else words


def number_word(count: Any, gender: str = "en") -> str:
    """Numbers up to ten as words. gender: "en" or "et" for one ("én stemme", "ét spor")."""
    number = int(count)
    if number == 1:
        return pgettext("et køn", "ét") if gender == "et" else pgettext("fælleskøn", "én")
    words = (_("ingen"), "", _("to"), _("tre"), _("fire"), _("fem"), _("seks"), _("syv"), _("otte"), _("ni"), _("ti"))
    return words[number] if 0 <= number <= 10 else str(number)


def paragraphs(text: Any) -> SafeString:
    """Plain text as paragraphs: an empty line parts them, a line break stays. Nothing in the text is markup."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", str(text or "").replace("\r\n", "\n")) if part.strip()]
    return mark_safe("".join(f"<p>{conditional_escape(part).replace(chr(10), '<br>')}</p>" for part in parts))


def clock_time(milliseconds: int | None) -> str:
    """A time in a recording, such as 1:02:03 or 2:05; "" where there is none."""
    if milliseconds is None:
        return ""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
