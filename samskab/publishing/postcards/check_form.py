"""The page where one decides about everything on a card that can tell who somebody is, on one form."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samskab.ground.forms import Rows
from samskab.projects.forms import WordsForm
from samskab.publishing.postcards.checking import FINE, Decisions
from samskab.publishing.postcards.models import Postcard
from samskab.publishing.postcards.signs import Sign
from samskab.publishing.postcards.spoken import Who

COARSER, AS_IS = "coarser", "as_is"


class CheckForm(WordsForm):
    """One question for each voice fewer than five could have said, and one for each sign in the words.

    The coarser way stands ready, for it is the careful one; nothing is decided beforehand about the words.
    """

    def __init__(self, *args: Any, postcard: Postcard, everyone: Sequence[Who], signs: Sequence[Sign], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.due = [who for who in everyone if not who.is_fine]
        self.fine, self.signs = [who for who in everyone if who.is_fine], signs
        stored = dict(postcard.judgements.filter(rank=0).values_list("about", "reason"))
        for who in self.due:
            self._ask_about(who)
        for sign in signs:
            self.fields[sign.key] = forms.ChoiceField(
                label=_("Hvad er »%(words)s«?") % {"words": sign.text}, choices=list(FINE.items()), widget=Rows,
                initial=stored.get(sign.key), error_messages={"required": _("»%(words)s« er ikke afgjort.") % {"words": sign.text}},
            )  # fmt: skip

    def _ask_about(self, who: Who) -> None:
        code = who.voice.code
        if not who.is_too_few:
            after = who.after or _("intet om, hvem der sagde det")
            self.fields[f"who-{code}"] = forms.ChoiceField(
                label=_("Hvad skal der stå ved %(code)s?") % {"code": code},
                choices=[(COARSER, _("Skriv: %(after)s") % {"after": after}), (AS_IS, _("Lad det stå: %(before)s") % {"before": who.before})],
                initial=AS_IS if who.reason else COARSER, widget=Rows,
            )  # fmt: skip
        self.fields[f"why-{code}"] = forms.CharField(
            label=(_("%(code)s: hvorfor er det i orden?") if who.is_too_few else _("%(code)s: hvorfor er det i orden? (kun hvis du lader det stå)")) % {"code": code},
            required=who.is_too_few, max_length=300,
            initial=who.reason, help_text=_("Fx: Der er over 40 i kommunen, eller: Hun har læst kortet og sagt ja."),
            error_messages={"required": gettext_lazy("Skriv, hvorfor det er i orden.")},
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for who in self.due:
            as_is = cleaned.get(f"who-{who.voice.code}") == AS_IS
            if as_is and not cleaned.get(f"why-{who.voice.code}"):
                self.add_error(f"why-{who.voice.code}", _("Skriv, hvorfor det er i orden."))
        return cleaned

    def decisions(self) -> Decisions:
        """What was decided; a reason that was written beside the coarser way is not used."""
        cleaned = self.cleaned_data
        kept = [who for who in self.due if who.is_too_few or cleaned[f"who-{who.voice.code}"] == AS_IS]
        return Decisions(
            {who.voice.code: cleaned[f"why-{who.voice.code}"] for who in kept},
            {sign.key: cleaned[sign.key] for sign in self.signs if cleaned.get(sign.key)},
        )

    def whos(self) -> list[tuple[Who, BoundField | None, BoundField]]:
        """Each voice with its two fields; the first is missing where nothing coarser would help."""
        return [
            (
                who,
                self[name] if (name := f"who-{who.voice.code}") in self.fields else None,
                self[f"why-{who.voice.code}"],
            )
            for who in self.due
        ]

    def marks(self) -> list[tuple[Sign, BoundField]]:
        return [(sign, self[sign.key]) for sign in self.signs]
