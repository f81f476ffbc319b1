from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samskab.ground.forms import DanishDateField
from samskab.people.models import Organisation
from samskab.projects.bodies.models import Body
from samskab.projects.forms import WordsForm, offer


class BodyForm(WordsForm):
    """A committee or council and the time it exists. `followed_by` is offered among the project's other bodies."""

    name = forms.CharField(label=_("Navn"), max_length=160, error_messages={"required": _("Skriv navnet.")})
    kind = forms.ChoiceField(label=_("Slags"), choices=Body.Kind.choices)
    organisation = forms.ModelChoiceField(
        label=_("Hører til"), queryset=Organisation.objects.none(), required=False, empty_label=_("Ikke sagt endnu")
    )
    about = forms.CharField(label=_("Hvad kan de sige ja til?"), max_length=300, required=False)
    valid_from = DanishDateField(label=_("Fra"), required=False, help_text=_("Tomt, hvis I ikke ved det."))
    valid_to = DanishDateField(label=_("Til og med"), required=False, help_text=_("Tomt, så længe det findes."))
    followed_by = forms.ModelChoiceField(
        label=_("Hvem tager over?"), queryset=Body.objects.none(), required=False, empty_label=_("Ingen endnu")
    )

    def __init__(self, organisations: Sequence[Organisation], others: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among = Organisation.objects.filter(pk__in=[one.pk for one in organisations])
        offer(self, "organisation", among)
        offer(self, "followed_by", others)
        if not others:
            del self.fields["followed_by"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("Den sidste dag ligger før den første."))
        if cleaned.get("followed_by") and not last:
            self.add_error("valid_to", _("Skriv den sidste dag, når en anden tager over."))
        return cleaned
