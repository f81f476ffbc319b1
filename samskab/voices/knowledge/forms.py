from django import forms
from django.utils.translation import gettext_lazy as _

from samskab.projects.forms import WordsForm
from samskab.voices.knowledge.actions import Finding


class KnowledgeForm(WordsForm):
    """Knowledge from outside: what it says, who says it, where it stands."""

    text = forms.CharField(label=_("Hvad siger den?"), widget=forms.Textarea(attrs={"rows": 4}), max_length=3000)
    title = forms.CharField(label=_("Titel"), max_length=300)
    publisher = forms.CharField(label=_("Hvem har udgivet den?"), max_length=200, required=False)
    published = forms.CharField(
        label=_("Hvornår?"), help_text=_("Som det står, fx marts 2025."), max_length=60, required=False
    )
    url = forms.URLField(label=_("Link"), max_length=500, required=False, assume_scheme="https")

    def finding(self) -> Finding:
        return Finding(**{key: self.cleaned_data[key] for key in ("text", "title", "publisher", "published", "url")})
