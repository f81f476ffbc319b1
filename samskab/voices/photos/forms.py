from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samskab.ground.forms import Chips, ChoiceRows, DkfdsForm, TickRow
from samskab.ground.pictures import CleanPicture, Unreadable, clean_picture
from samskab.projects.forms import WordsForm
from samskab.projects.perspectives import PERSPECTIVES
from samskab.voices.consent import receipt_code
from samskab.voices.consent.models import ConsentRecord, Receipt
from samskab.voices.consent.receipts import with_code
from samskab.voices.photos.actions import MOST_TASKS
from samskab.voices.photos.models import SentPhoto

ASKED = {
    ConsentRecord.Purpose.INTERNAL: _("Projektet må bruge billedet i sit arbejde"),
    ConsentRecord.Purpose.PRINT: _("Billedet må trykkes, fx på et postkort"),
    ConsentRecord.Purpose.WEB: _("Billedet må stå på nettet"),
}
"""What is asked of each picture, of whoever took it."""


class KeyForm(DkfdsForm):
    """The code on the sheet with the task."""

    kode = forms.CharField(
        label=_("Din kode"),
        help_text=_("Koden står på arket med opgaven: seks gange fire tegn."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Skriv koden fra arket.")},
    )
    receipt: Receipt

    def clean_kode(self) -> str:
        """Nothing: the code goes no further than this. Sets `receipt`."""
        try:
            found = with_code(self.cleaned_data["kode"])
        except receipt_code.Slip:
            raise forms.ValidationError(_("Der er en slåfejl i koden. Tjek hvert tegn.")) from None
        if found is None:
            raise forms.ValidationError(_("Den kode kender vi ikke. Tjek bogstaverne, eller ring."))
        self.receipt = found
        return ""


class PhotoForm(WordsForm):
    """One picture, what its person says about it, and a yes to each use. What has no tick is a no."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    photo = forms.FileField(
        label=_("Tag et billede, eller vælg et"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={"required": _("Vælg et billede først.")},
    )
    caption = forms.CharField(
        label=_("Dine egne ord om billedet"),
        help_text=_("Én sætning er nok. Skriv ingen navne."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=300,
        required=False,
    )
    uses = forms.MultipleChoiceField(
        label=_("Hvad må billedet bruges til?"),
        help_text=_("Sæt kun kryds ved et ja. Uden et kryds er det et nej."),
        choices=[(use.value, words) for use, words in ASKED.items()],
        required=False,
        widget=ChoiceRows(hints={"print": _("Et trykt kort kan ikke kaldes tilbage.")}),
    )

    def clean_photo(self) -> CleanPicture:
        file: UploadedFile[bytes] = self.cleaned_data["photo"]
        try:
            return clean_picture(file.read())
        except Unreadable as refusal:
            raise forms.ValidationError(str(refusal)) from None

    def answers(self) -> dict[str, bool]:
        return {use.value: use.value in self.cleaned_data["uses"] for use in ASKED}


class HandOutForm(DkfdsForm):
    people = forms.IntegerField(
        label=_("Hvor mange skal have opgaven?"),
        help_text=_("Hver får sit eget ark med sin egen kode."),
        min_value=1,
        max_value=MOST_TASKS,
        initial=1,
        error_messages={
            "max_value": _("Højst 30 ad gangen."),
            "min_value": _("Skriv et tal fra 1 til 30."),
            "invalid": _("Skriv et tal fra 1 til 30."),
        },
    )


class ChooseForm(WordsForm):
    """Which pictures shall be with, and words where none were sent along."""

    perspective = forms.ChoiceField(
        label=_("Hvem har taget billederne?"), choices=PERSPECTIVES, widget=Chips(perspectives=True), required=False
    )

    def __init__(self, *args: Any, photos: Sequence[SentPhoto], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.photos = [photo for photo in photos if photo.internal]
        for photo in self.photos:
            self.fields[f"with-{photo.pk}"] = forms.BooleanField(
                label=_("Denne skal med"), required=False, widget=TickRow
            )
            if not photo.caption:
                self.fields[f"words-{photo.pk}"] = forms.CharField(
                    label=_("Personens egne ord om billedet"), required=False, max_length=300,
                    widget=forms.Textarea(attrs={"rows": 2}),
                )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for photo in self.photos:
            words = f"words-{photo.pk}"
            if cleaned.get(f"with-{photo.pk}") and words in self.fields and not cleaned.get(words):
                self.add_error(words, _("Skriv personens ord. Så er det en stemme."))
        return cleaned

    def chosen(self) -> dict[int, str]:
        """The id of each that shall be with, and the words where none were sent along."""
        data = self.cleaned_data
        return {one.pk: data.get(f"words-{one.pk}", "") for one in self.photos if data.get(f"with-{one.pk}")}

    def fields_of(self, photo: SentPhoto) -> list[forms.BoundField]:
        return [self[name] for name in (f"with-{photo.pk}", f"words-{photo.pk}") if name in self.fields]
