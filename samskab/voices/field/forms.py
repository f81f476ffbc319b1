from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samskab.ground.forms import DkfdsForm
from samskab.voices.field.outbox_file import NotAnOutbox, messages


class OutboxForm(DkfdsForm):
    """An outbox that was taken out of a telephone. `cleaned_data["outbox"]` is its sealed messages."""

    outbox = forms.FileField(
        label=_("Filen fra telefonen"),
        help_text=_("Den hedder samskab-udbakke og en dato. Den er låst: kun Samskab kan åbne den."),
    )

    def clean_outbox(self) -> list[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["outbox"]
        try:
            return messages(file.read())
        except NotAnOutbox:
            raise forms.ValidationError(_("Det er ikke en udbakke fra Samskab, eller den er ikke hel.")) from None


class SettleForm(forms.Form):
    """Which message, and what is to be done with it."""

    item = forms.CharField(max_length=19)
    keep = forms.ChoiceField(choices=[("ja", ""), ("nej", "")])

    def choice(self) -> tuple[str, bool] | None:
        """(which, whether it is kept); None where nothing was chosen."""
        data: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        return (data["item"], data["keep"] == "ja") if data else None
