"""Forms of the plan. A date is one free field: written as people write it, and read back to them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samskab.ground import clock
from samskab.ground.dates import NoSuchDate
from samskab.ground.forms import ChoiceRows, DanishDateField, TickRow
from samskab.projects.forms import ReasonField, WordsForm, offer
from samskab.projects.methods import shelf
from samskab.projects.perspectives import PERSPECTIVES
from samskab.projects.plan.models import Activity
from samskab.projects.plan.understood import Understood, understand
from samskab.projects.team.models import Membership


class WhenField(forms.CharField):
    """A date in plain Danish. Cleans to an `Understood`; refuses a date no calendar has."""

    def __init__(self, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {
            "label": _("Hvornår?"),
            "max_length": 300,
            "required": False,
            "help_text": _(
                "Skriv det, som I siger det: 7. april kl. 16-17 · 21. januar (før kl. 14) · maj/juni · evt. 17. maj. "
                "Lad feltet stå tomt, hvis datoen ikke er kendt."
            ),
        }
        super().__init__(**(defaults | kwargs))

    def clean(self, value: Any) -> Understood:
        text = super().clean(value)
        try:
            return understand(text, clock.today())
        except NoSuchDate as error:
            raise ValidationError(str(error), code="no_such_date") from error


class AsksBack(WordsForm):
    """A form with a date that may be in doubt: `sure` holds the words a person has said yes to."""

    dates = WhenField()
    sure = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def understood(self) -> Understood | None:
        return getattr(self, "cleaned_data", {}).get("dates")

    @property
    def in_doubt(self) -> bool:
        """We must ask before it is kept."""
        heard = self.understood
        return bool(heard and heard.questions and self.cleaned_data.get("sure") != heard.text)


def perspectives_field(label: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, help_text=help_text, choices=PERSPECTIVES, required=False, widget=ChoiceRows
    )


def method_choices() -> Iterable[tuple[str, Any]]:
    names = [(method.key, method.text(get_language()).name) for method in shelf.methods()]
    return [("", _("Ingen bestemt metode")), *names]


def involvement_choices() -> list[tuple[str, Any]]:
    return [("", _("Ikke sagt endnu")), *Activity.Involvement.choices]


class ActivityForm(AsksBack):
    title = forms.CharField(
        label=_("Hvad skal ske?"),
        max_length=300,
        error_messages={"required": _("Skriv, hvad der skal ske.")},
    )
    dates = WhenField()
    text = forms.CharField(
        label=_("Mere om det"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=4000
    )
    perspectives = perspectives_field(_("Hvem skal være med?"))
    involvement = forms.ChoiceField(label=_("Hvor tæt inddrager vi?"), choices=involvement_choices, required=False)
    method = forms.ChoiceField(label=_("Metode"), choices=method_choices, required=False)

    field_order = ("title", "dates", "text", "perspectives", "involvement", "method", "sure")


class MoveForm(AsksBack):
    """Another date. Several dates cannot be one activity's."""

    dates = WhenField()
    reason = ReasonField()

    field_order = ("dates", "reason", "sure")

    def clean_dates(self) -> Understood:
        heard: Understood = self.cleaned_data["dates"]
        if heard.is_several:
            raise ValidationError(_("Der står flere datoer. Skriv én dato eller ét tidsrum."), code="several")
        return heard


class DetailsForm(WordsForm):
    """The words of an activity, and who it is for. New words need a reason; the rest does not."""

    title = ActivityForm.base_fields["title"]
    text = ActivityForm.base_fields["text"]
    reason = ReasonField(
        required=False, help_text=_("Kun når ordene ændrer sig. Skal bare noget andet rettes, kan feltet stå tomt.")
    )
    perspectives = perspectives_field(_("Hvem skal være med?"))
    involvement = forms.ChoiceField(label=_("Hvor tæt inddrager vi?"), choices=involvement_choices, required=False)
    method = forms.ChoiceField(label=_("Metode"), choices=method_choices, required=False)

    def __init__(self, activity: Activity, data: Any = None) -> None:
        self.activity = activity
        super().__init__(data, initial=self._as_it_stands(activity))

    @staticmethod
    def _as_it_stands(activity: Activity) -> dict[str, Any]:
        return {
            "title": activity.title,
            "text": activity.text,
            "perspectives": [row.perspective for row in activity.participations.all()],
            "involvement": activity.involvement_level,
            "method": activity.method_key,
        }

    @property
    def has_new_words(self) -> bool:
        words = self.cleaned_data
        return (words.get("title"), words.get("text")) != (self.activity.title, self.activity.text)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and self.has_new_words and not cleaned["reason"]:
            self.add_error("reason", ReasonField().error_messages["required"])
        return cleaned


class HeldForm(WordsForm):
    on = DanishDateField(label=_("Hvilken dag?"), error_messages={"required": _("Skriv dagen, fx 7. april 2025.")})
    perspectives = perspectives_field(_("Hvem var med?"))
    outcome = forms.CharField(
        label=_("Hvad kom der ud af det?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text=_("Ingen navne. Det, folk sagde, skriver du ned som stemmer."),
    )

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > clock.today():
            raise ValidationError(_("Dagen er ikke kommet endnu. Flyt aktiviteten, hvis den har fået en ny dato."))
        return day


class DropForm(WordsForm):
    reason = ReasonField(help_text=_("Den bliver stående i planen, så andre kan se, hvad I lærte."))


class ChooseForm(WordsForm):
    reason = ReasonField(help_text=_("De andre bliver stående som droppet, med din sætning."))


class AlternativeForm(WordsForm):
    others = forms.ModelMultipleChoiceField(
        label=_("Hvad er den ét af to med?"),
        queryset=Activity.objects.none(),
        widget=ChoiceRows,
        error_messages={"required": _("Vælg mindst én.")},
    )

    def __init__(self, others: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "others", others)


class OwedForm(WordsForm):
    what = forms.CharField(
        label=_("Hvad skal gøres?"), max_length=300, error_messages={"required": _("Skriv, hvad der skal gøres.")}
    )
    owner = forms.ModelChoiceField(
        label=_("Hvem gør det?"),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=_("En uden konto i Samskab"),
    )
    who = forms.CharField(
        label=_("Hvem, hvis det er en uden konto?"),
        required=False,
        max_length=120,
        help_text=_("Skriv rolle hellere end navn: formanden for borgerforeningen."),
    )
    due_on = DanishDateField(label=_("Hvornår skal det være gjort?"), required=False)
    is_question = forms.BooleanField(label=_("Det er et spørgsmål, vi skylder svar på"), required=False, widget=TickRow)

    def __init__(self, team: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner", team)
