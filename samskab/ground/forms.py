"""Forms that draw the design system themselves. `class TitleForm(DkfdsForm)` (or `DkfdsModelForm`) is enough:
`{{ form }}` draws all fields, `{% field form.title %}` one, `{% form_page form %}` a whole page's form.

Widgets: `Chips` (a choice as pills; `perspectives=True` puts the disc in front), `ChoiceRows` (large tick boxes with
hairlines), `Cards` (things one chooses between, with a drawing), `DanishDateField` (a date as people write it).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer, DjangoTemplates
from django.utils.translation import gettext_lazy as _

from samskab.ground import dates
from samskab.ground.charts.perspectives import BY_KEY
from samskab.ground.saying import in_danish
from samskab.ground.wording import danish_date


class DkfdsRenderer(DjangoTemplates):
    form_template_name = "ground/form_fields.html"
    field_template_name = "ground/field_group.html"


class DkfdsMixin:
    """Any form with this draws itself as the design system does."""

    default_renderer: BaseRenderer | type[BaseRenderer] | None = DkfdsRenderer
    use_required_attribute = False  # our own words, in one summary, in every browser
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in self.fields.values():
            if one.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                one.error_messages["required"] = what_is_missing(one)


def what_is_missing(one: forms.Field) -> Any:
    """What to do about an empty field, in the words of what it asks for."""
    if isinstance(one, forms.FileField):
        return _("Vælg en fil.")
    if isinstance(one, forms.BooleanField):
        return _("Sæt kryds her, før du går videre.")
    if isinstance(one, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return _("Sæt mindst ét kryds.")
    if isinstance(one, forms.ChoiceField | forms.ModelChoiceField):
        return _("Vælg et svar.")
    return _("Skriv noget her.")


class DkfdsForm(DkfdsMixin, forms.Form):
    pass


class DkfdsModelForm(DkfdsMixin, forms.ModelForm):  # type: ignore[type-arg]
    pass


class WithHints:
    """A choice widget where each choice may have a line of its own under it: hints = {value: text}."""

    hints: Mapping[str, Any]

    def __init__(self, *args: Any, hints: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints or {}


class Rows(WithHints, forms.RadioSelect):
    """One of several, each on its own line."""

    look = "radios"


class ChoiceRows(WithHints, forms.CheckboxSelectMultiple):
    """Any of several, with a large box and a hairline each."""

    look = "rows"


class Chips(WithHints, forms.RadioSelect):
    """One of several short words, as pills. perspectives=True: values are perspective keys and get their disc."""

    look = "chips"

    def __init__(self, *args: Any, perspectives: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.perspectives = perspectives


class Switch(Chips):
    """Two or three choices side by side that share one frame ("Det, nogen sagde" | "Det, jeg så")."""

    look = "switch"


class Cards(WithHints, forms.RadioSelect):
    """Things one chooses between. drawings = {value: icon name} puts a small drawing on top."""

    look = "cards"

    def __init__(self, *args: Any, drawings: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drawings = drawings or {}


class TickRow(forms.CheckboxInput):
    """One large box with its words; the field's help text is the line under it."""

    look = "tick"


class DanishDateField(forms.DateField):
    """A day as a person writes it in Danish: 7. april 2025, 7/4-25, 07.04.2025 or 2025-04-07."""

    default_error_messages = {"invalid": _("Skriv datoen som fx 7. april 2025.")}
    widget = forms.TextInput

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        return read_day(str(value), self.error_messages["invalid"])

    def prepare_value(self, value: Any) -> Any:
        return danish_date(value) if isinstance(value, date) else value


def look_of(bound: Any) -> str:
    """Which way a field is drawn: input | area | select | file | tick | radios | rows | chips | switch | cards."""
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "rows"
    if isinstance(widget, forms.RadioSelect):
        return getattr(widget, "look", "radios")
    if isinstance(widget, forms.Select):
        return "select"
    if isinstance(widget, forms.Textarea):
        return "area"
    return "file" if isinstance(widget, forms.FileInput) else "input"


def wants_optional_marks(form: Any) -> bool:
    """Mark the few: where most fields must be filled in, those that need not be say so; otherwise the other way."""
    fields = [bound.field for bound in form.visible_fields() if look_of(bound) != "tick"]
    return sum(bool(one.required) for one in fields) * 2 >= len(fields)


def mark_of(bound: Any) -> Any:
    if look_of(bound) in {"tick", "rows"}:
        return ""
    marks_optional = wants_optional_marks(bound.form)
    if bound.field.required:
        return "" if marks_optional else _("(*skal udfyldes)")
    return _("(frivilligt)") if marks_optional else ""


def choices_of(bound: Any) -> list[dict[str, Any]]:
    """Each choice with everything its look needs."""
    widget = bound.field.widget
    hints, drawings = getattr(widget, "hints", {}), getattr(widget, "drawings", {})
    with_discs = getattr(widget, "perspectives", False)
    return [
        {
            "input": choice.data,
            "value": (value := str(choice.data["value"])),
            "label": choice.choice_label,
            "hint": hints.get(value, ""),
            "drawing": drawings.get(value, ""),
            "perspective": value if with_discs and value in BY_KEY else "",
        }
        for choice in bound.subwidgets
    ]


CLASSES = {
    "input": "form-input",
    "area": "form-input",
    "select": "form-select",
    "file": "form-file",
    "tick": "form-checkbox form-checkbox--large",
}


def control_of(bound: Any, described_by: str) -> str:
    """The input itself, tied to its hint and error."""
    classes = f"{bound.field.widget.attrs.get('class', '')} {CLASSES[look_of(bound)]}".strip()
    attrs: dict[str, Any] = {"class": classes}
    if look_of(bound) == "area" and bound.field.widget.attrs.get("rows") in (None, "10"):
        attrs["rows"] = 4
    if described_by:
        attrs["aria-describedby"] = described_by
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if bound.field.required and look_of(bound) != "file":
        attrs["aria-required"] = "true"
    return str(bound.as_widget(attrs=attrs))


def group_of(bound: Any) -> dict[str, Any]:
    """What ground/field.html draws: one field with its label, hint, error and input."""
    base, look = bound.auto_id or bound.html_name, look_of(bound)
    ids = [f"{base}_hint"] if bound.help_text else []
    ids += [f"{base}_error"] if bound.errors else []
    grouped = look not in CLASSES
    return {
        "field": bound,
        "look": look,
        "base": base,
        "mark": mark_of(bound),
        "described_by": " ".join(ids),
        "control": "" if grouped else control_of(bound, " ".join(ids)),
        "choices": choices_of(bound) if grouped else [],
        "hidden": bound.is_hidden,
    }


def read_day(text: str, complaint: Any) -> date:
    """The one day `text` names. Raises ValidationError with `complaint`, or with what is wrong with the day."""
    try:
        found = dates.read(in_danish(text))
    except dates.NoSuchDate as wrong:
        raise forms.ValidationError(str(wrong), code="no_such_day") from wrong
    days = {(each.when.start, each.when.end) for each in found}
    start, end = days.pop() if len(days) == 1 else (None, None)
    if start is None or start != end:
        raise forms.ValidationError(complaint, code="invalid")
    return start
