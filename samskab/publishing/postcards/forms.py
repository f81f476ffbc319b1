from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samskab.ground.cpr import find_cpr
from samskab.projects.forms import HOLDS_CPR, WordsForm
from samskab.publishing.postcards.choosing import OwnWords
from samskab.publishing.postcards.layout import KINDS, Laid, Row, Table, moved, refused
from samskab.publishing.postcards.models import Postcard


class BeginForm(WordsForm):
    """A card begins with what it is called, and why."""

    title = forms.CharField(label=_("Overskrift"), max_length=120)
    intro = forms.CharField(
        label=_("Hvorfor dette kort?"), required=False, max_length=1200, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("To eller tre sætninger til den, der ikke kender projektet. Du kan skrive dem senere."),
    )  # fmt: skip


class LayoutForm(WordsForm):
    """The whole card on one page: its own words, and what was ticked. A quote that may not be printed is no choice."""

    title = forms.CharField(label=_("Overskrift"), max_length=120)
    intro = forms.CharField(
        label=_("Hvorfor dette kort?"), required=False, max_length=1200, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("En tom linje giver et nyt afsnit."),
    )  # fmt: skip
    edition_label = forms.CharField(label=_("Hvornår?"), required=False, max_length=60, help_text=_("Fx marts 2026."))
    disagreements = forms.CharField(
        label=_("Her er vi uenige"), required=False, max_length=1200, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Skriv det, I ikke ser ens på. Det må gerne stå åbent."),
    )  # fmt: skip
    voices = forms.MultipleChoiceField(required=False)
    insights = forms.MultipleChoiceField(required=False)
    tracks = forms.MultipleChoiceField(required=False)
    knowledge = forms.MultipleChoiceField(required=False)
    front = forms.CharField(required=False)

    own_words = ("title", "edition_label", "intro", "disagreements")

    def __init__(self, *args: Any, postcard: Postcard, table: Table, laid: Laid, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.postcard, self.table, self.laid = postcard, table, laid
        for kind in KINDS:
            field = self.fields[kind]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = [(code, code) for code in table.choosable(kind)]
            field.error_messages["invalid_choice"] = _("%(value)s er ikke i projektet længere.")
        self.fields["voices"].error_messages["invalid_choice"] = refused("%(value)s")

    def words(self) -> OwnWords:
        return OwnWords(**{name: self.cleaned_data[name] for name in self.own_words})

    def _sent(self, kind: str) -> list[str]:
        """The ticked codes in the order they stood on the page."""
        return list(self.fields[kind].widget.value_from_datadict(self.data, self.files, kind) or [])

    def ticked(self) -> Laid:
        """What the page holds now, valid or not, so that nothing ticked is lost by a mistake elsewhere."""
        if not self.is_bound:
            return self.laid
        codes = {kind: list(dict.fromkeys(self._sent(kind))) for kind in KINDS}
        front = self.data.get("front", "")
        if front and front not in codes["voices"] and front in self.table.voices:
            codes["voices"].append(front)
        kind, _colon, code = self.data.get("up", self.data.get("down", "")).partition(":")
        if kind in codes:
            codes[kind] = moved(codes[kind], code, -1 if "up" in self.data else 1)
        excerpts = {one: self.data.get(f"excerpt-{one}", "") for one in codes["voices"]}
        return Laid(codes, front, excerpts)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        laid = self.ticked()
        if laid.front and laid.front not in self.table.choosable("voices"):
            self.add_error("voices", refused(laid.front))
        if any(find_cpr(text) for text in laid.excerpts.values()):
            self.add_error("voices", HOLDS_CPR)
        return cleaned

    def rows(self) -> dict[str, list[Row]]:
        laid = self.ticked()
        return {kind: self.table.rows(kind, laid) for kind in KINDS}
