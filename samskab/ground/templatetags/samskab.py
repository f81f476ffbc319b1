"""The words of a page. Built in: no template needs to load them.

{% token "I-9" url "here" %}     {% disc "citizen" %}     {% badge "held" %}      {% icon "print" %}
{% thread_header items %}        {% field form.title %}   {% form_page form %}
{{ day|danish_date }}            {{ day|danish_day }}     {{ 3|number_word }}     {{ 1|number_word:"et" }}
{{ text|paragraphs }}                                 {% turn_pages page %}
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samskab.ground.charts.perspectives import BY_KEY
from samskab.ground.forms import group_of, wants_optional_marks
from samskab.ground.wording import (
    clock_time,
    danish_date,
    danish_day,
    danish_weekday,
    number_word,
    paragraphs,
    short_date,
    short_month,
)

register = template.Library()

MET_LATELY = 4096
"""So many codes and marks are remembered as they are drawn: a page has a hundred, and most were on the page before.
What is marked safe is another thing than the same letters that are not."""

OWN_MARKS = frozenset({"call", "mic", "keep", "adapt", "expand", "stop", "knot", "knot-open", "knot-ahead"})


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """A small picture that says nothing a reader needs: always beside words."""
    return _icon(name, classes)


@lru_cache(MET_LATELY, typed=True)
def _icon(name: str, classes: str) -> SafeString:
    sheet = static("samskab/marks.svg" if name in OWN_MARKS else "vendor/dkfds/img/icons.svg")
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', classes, sheet, name
    )


KINDS = {
    "U": gettext_lazy("Stemme"),
    "T": gettext_lazy("Tema"),
    "I": gettext_lazy("Indsigt"),
    "S": gettext_lazy("Spor"),
    "P": gettext_lazy("Prøvehandling"),
    "L": gettext_lazy("Læringspointe"),
    "A": gettext_lazy("Anbefaling"),
    "V": gettext_lazy("Viden"),
}
STATES = {
    "ahead": gettext_lazy("ikke endnu"),
    "withdrawn": gettext_lazy("trukket tilbage"),
    "suspect": gettext_lazy("ændret siden sidst"),
}


def kind_of(code: str) -> str:
    """What a code names, read aloud before it: "Indsigt" for I-9."""
    return str(KINDS.get(str(code).partition("-")[0], ""))


def state_words(state: str) -> str:
    return str(STATES.get(state, ""))


@register.simple_tag
def token(code: str, url: str = "", state: str = "") -> SafeString:
    """A code as a sewn label. state: "" | here | ahead | withdrawn | suspect."""
    return _token(str(code), str(url), str(state), get_language())


@lru_cache(MET_LATELY, typed=True)
def _token(code: str, url: str, state: str, _language: str | None) -> SafeString:
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


# Words for numbers and days are the same in a template as anywhere else.
register.filter(clock_time)
register.filter(danish_date)
register.filter(danish_day)
register.filter(danish_weekday)
register.filter(short_date)
register.filter(short_month)
register.filter(number_word)
register.filter(paragraphs, is_safe=True)


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


@register.inclusion_tag("ground/turn_pages.html", takes_context=True)
def turn_pages(context: Any, page: Page[Any], before: str = "", after: str = "", name: str = "side") -> dict[str, Any]:
    """The way to the page before and the page after of a long list; nothing where it is on one. What else stands in
    the address is kept. `name` is the page number's own, where a page has two lists."""

    def address(number: int) -> str:
        asked = context["request"].GET.copy()
        asked[name] = str(number)
        return f"?{asked.urlencode()}"

    return {
        "page": page,
        "before": address(page.previous_page_number()) if page.has_previous() else "",
        "after": address(page.next_page_number()) if page.has_next() else "",
        "before_words": before or _("Forrige"),
        "after_words": after or _("Vis flere"),
    }


@register.inclusion_tag("ground/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """What must be mended before the form can be saved, with links to the fields; takes focus."""
    return {"form": form, "marks": wants_optional_marks(form)}
