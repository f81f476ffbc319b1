"""The words of a page. Built in: no template needs to load them.

{% token "I-9" url "here" %}     {% disc "citizen" %}     {% badge "held" %}      {% icon "print" %}
{% thread_header items %}        {% field form.title %}   {% form_page form %}
{{ day|danish_date }}            {{ day|danish_day }}     {{ 3|number_word }}     {{ 1|number_word:"et" }}
{{ text|paragraphs }}
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django import template
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import formats
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from samskab.ground.charts.perspectives import BY_KEY
from samskab.ground.forms import group_of, wants_optional_marks

register = template.Library()

OWN_MARKS = frozenset({"call", "mic", "keep", "adapt", "expand", "stop", "knot", "knot-open", "knot-ahead"})


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """A small picture that says nothing a reader needs: always beside words."""
    sheet = static("samskab/marks.svg" if name in OWN_MARKS else "vendor/dkfds/img/icons.svg")
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', classes, sheet, name
    )


def kind_of(code: str) -> str:
    """What a code names, read aloud before it: "Indsigt" for I-9."""
    return {
        "U": _("Stemme"),
        "T": _("Tema"),
        "I": _("Indsigt"),
        "S": _("Spor"),
        "P": _("Prøvehandling"),
        "L": _("Læringspointe"),
        "A": _("Anbefaling"),
        "V": _("Viden"),
    }.get(str(code).partition("-")[0], "")


def state_words(state: str) -> str:
    return {
        "ahead": _("ikke endnu"),
        "withdrawn": _("trukket tilbage"),
        "suspect": _("ændret siden sidst"),
    }.get(state, "")


@register.simple_tag
def token(code: str, url: str = "", state: str = "") -> SafeString:
    """A code as a sewn label. state: "" | here | ahead | withdrawn | suspect."""
    before = format_html('<span class="sr-only">{} </span>', kind) if (kind := kind_of(code)) else ""
    after = format_html('<span class="sr-only"> ({})</span>', words) if (words := state_words(state)) else ""
    classes = f"token token--{state}" if state else "token"
    here = mark_safe(' aria-current="true"') if state == "here" else ""
    if url:
        return format_html('<a class="{}" href="{}"{}>{}{}{}</a>', classes, url, here, before, code, after)
    return format_html('<span class="{}"{}>{}{}{}</span>', classes, here, before, code, after)


@register.simple_tag
def disc(perspective: str, state: str = "", named: bool = False) -> SafeString:
    """Two letters on the perspective's colour. state: "" | told (by others) | unheard. named: the name stands beside."""
    one = BY_KEY.get(perspective)
    if one is None:
        return SafeString("")
    classes = f"disc disc--{one.key}" + (f" disc--{state}" if state else "")
    if named:
        return format_html('<span class="{}" aria-hidden="true">{}</span>', classes, one.letters)
    return format_html('<span class="{}" role="img" aria-label="{}">{}</span>', classes, one.name, one.letters)


def badge_words(kind: str) -> str:
    return {
        "held": _("Afholdt"),
        "agreed": _("Aftalt"),
        "maybe": _("Måske"),
        "circa": _("Cirka"),
        "either": _("Ét af to"),
        "moved": _("Flyttet"),
        "dropped": _("Droppet"),
        "undated": _("Uden dato"),
        "doubt": _("I tvivl"),
    }.get(kind, "")


@register.simple_tag
def badge(kind: str, words: str = "") -> SafeString:
    """A state, always with its word. kind: held | agreed | maybe | circa | either | moved | dropped | undated | doubt."""
    return format_html('<span class="state state--{}">{}</span>', kind, words or badge_words(kind) or kind)


class Link(NamedTuple):
    """One code of a thread header."""

    code: str
    url: str = ""
    state: str = ""


def as_link(item: Any) -> Link:
    """From a Link, a (code, url, state) tuple, or anything with those attributes."""
    if isinstance(item, tuple | list):
        return Link(*item)
    return Link(item.code, getattr(item, "url", ""), getattr(item, "state", ""))


@register.inclusion_tag("ground/thread_header.html")
def thread_header(items: Iterable[Any]) -> dict[str, list[Link]]:
    """The red thread as breadcrumb: codes in order, `here` where the page stands, `ahead` where nothing is yet."""
    return {"links": [as_link(item) for item in items]}


def as_day(value: Any) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


@register.filter
def danish_date(value: Any) -> str:
    """7. april 2025 (7 April 2025 on an English page). A date, a moment, an ISO day or None."""
    return written(as_day(value), with_year=True)


@register.filter
def danish_day(value: Any) -> str:
    """torsdag den 20. marts 2025."""
    day = as_day(value)
    if day is None:
        return ""
    weekday, rest = formats.date_format(day, "l"), written(day, with_year=True)
    return f"{weekday} {rest}" if is_english() else f"{weekday.lower()} den {rest}"


@register.filter
def danish_weekday(value: Any) -> str:
    """torsdag 20. marts."""
    day = as_day(value)
    return "" if day is None else f"{formats.date_format(day, 'l').lower()} {written(day, with_year=False)}"


@register.filter
def short_date(value: Any) -> str:
    """7. april, without the year."""
    return written(as_day(value), with_year=False)


@register.filter
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


@register.filter
def number_word(count: Any, gender: str = "en") -> str:
    """Numbers up to ten as words. gender: "en" or "et" for one ("én stemme", "ét spor")."""
    number = int(count)
    if number == 1:
        return pgettext("et køn", "ét") if gender == "et" else pgettext("fælleskøn", "én")
    words = (_("ingen"), "", _("to"), _("tre"), _("fire"), _("fem"), _("seks"), _("syv"), _("otte"), _("ni"), _("ti"))
    return words[number] if 0 <= number <= 10 else str(number)


@register.filter(is_safe=True)
def paragraphs(text: Any) -> SafeString:
    """Plain text as paragraphs: an empty line parts them, a line break stays. Nothing in the text is markup."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", str(text or "").replace("\r\n", "\n")) if part.strip()]
    return mark_safe("".join(f"<p>{conditional_escape(part).replace(chr(10), '<br>')}</p>" for part in parts))


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """One field of any form, as the design system draws it: label, hint, error, input, tied together."""
    return render_to_string("ground/field.html", group_of(bound))


@register.inclusion_tag("ground/form.html", takes_context=True)
def form_page(context: Any, form: BaseForm, submit: str = "", cancel: str = "") -> dict[str, Any]:
    """A whole simple form: error summary, every field, one main button and a way back."""
    return {"form": form, "submit": submit, "cancel": cancel, "request": context.get("request")} | {
        "csrf_token": context.get("csrf_token")
    }


@register.inclusion_tag("ground/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """What must be mended before the form can be saved, with links to the fields; takes focus."""
    return {"form": form, "marks": wants_optional_marks(form)}
