from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samskab.frontdoor.home.actions import About
from samskab.ground.forms import Chips, Rows
from samskab.people.signing_in.forms import AccountForm
from samskab.projects.access import Role
from samskab.projects.forms import WordsForm
from samskab.projects.models import Party


class FirstRunForm(WordsForm, AccountForm):
    """The coordinator and her first project, on one page."""

    project_name = forms.CharField(
        label=_("Hvad hedder projektet?"),
        help_text=_("Du kan altid give det et nyt navn. Det gamle bliver husket."),
        max_length=160,
    )
    phone = forms.CharField(
        label=_("Telefon, som folk kan ringe til"),
        help_text=_("Den står sammen med dit navn på postkortet, på projektets offentlige side og under Kontakt."),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    then = forms.ChoiceField(
        label=_("Hvordan vil du begynde?"),
        choices=[("read", _("Læs en projektbeskrivelse ind")), ("empty", _("Begynd med et tomt projekt"))],
        initial="read",
        widget=Rows,
    )
    field_order = ["project_name", "name", "title", "email", "phone", "password", "then"]


class JoinForm(WordsForm, AccountForm):
    """The account of someone who was invited."""


class NewProjectForm(WordsForm):
    project_name = forms.CharField(label=_("Hvad hedder projektet?"), max_length=160)
    phone = forms.CharField(label=_("Telefon, som folk kan ringe til"), max_length=30)


class RoleForm(WordsForm):
    """What somebody may do in the project, and where they come from."""

    role = forms.ChoiceField(
        label=_("Hvad skal personen kunne?"),
        choices=Role.choices,
        initial=Role.INTERPRETER,
        widget=Rows(
            hints={
                Role.COORDINATOR: _("Alt, også at udgive og invitere."),
                Role.DEPUTY: _("Det samme som tovholderen."),
                Role.FACILITATOR: _("Ændre planen, skrive stemmer ned, lave spor og postkort."),
                Role.INTERPRETER: _("Læse og skrive stemmer, og være med til at forstå dem."),
                Role.READER: _("Læse projektet og sige ja til postkort. Ser ikke stemmer, der ikke er udgivet."),
                Role.DPO: _("Se, hvad der er sket med oplysninger, men ikke stemmerne."),
            }
        ),
    )
    party = forms.ModelChoiceField(label=_("Hvor kommer personen fra?"), queryset=Party.objects.none(), required=False)

    def __init__(self, *args: Any, parties: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = parties
        field.empty_label = _("Et andet sted")


class InviteForm(RoleForm):
    """Who is invited, and as what."""

    name = forms.CharField(label=_("Navn"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("Så sender vi linket. Ellers giver du det selv videre.")
    )
    field_order = ["name", "email", "role", "party"]


class AboutForm(WordsForm):
    """What is true about the project: name, contact, and whether neighbours may see its page."""

    name = forms.CharField(label=_("Projektets navn"), max_length=160)
    reason = forms.CharField(
        label=_("Hvorfor et nyt navn? (én sætning)"), max_length=300, required=False,
        help_text=_("Kun hvis du ændrer navnet. Det gamle navn bliver husket."),
    )  # fmt: skip
    contact_name = forms.CharField(label=_("Hvem svarer?"), max_length=120)
    contact_phone = forms.CharField(label=_("Telefon"), max_length=30)
    contact_email = forms.EmailField(label=_("E-mail"), required=False)
    contact_address = forms.CharField(label=_("Adresse til svar på papir"), max_length=200, required=False)
    is_public = forms.ChoiceField(
        label=_("Må alle se projektets offentlige side?"),
        choices=[("yes", _("Ja")), ("no", _("Nej, ikke endnu"))],
        widget=Chips,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("name") and cleaned["name"] != self.initial.get("name") and not cleaned.get("reason"):
            self.add_error("reason", _("Skriv hvorfor, i én sætning. Så forstår andre det om et år."))
        return cleaned

    def about(self) -> About:
        data = self.cleaned_data
        words = ("name", "reason", "contact_name", "contact_phone", "contact_email", "contact_address")
        return About(**{key: data[key] for key in words}, is_public=data["is_public"] == "yes")
