from django import forms
from django.utils.translation import gettext_lazy as _

from samskab.ground.forms import DkfdsForm, Rows
from samskab.voices.exports.models import Export


class ExportForm(DkfdsForm):
    """Which voices, and what the file is for."""

    which = forms.ChoiceField(label=_("Hvilke stemmer?"), choices=Export.Which.choices, initial="share", widget=Rows)
    format = forms.ChoiceField(
        label=_("Hvad skal åbne filen?"), choices=Export.Format.choices, initial="csv", widget=Rows
    )
