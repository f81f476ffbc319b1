"""The only door for reading what was taken out, and who must be told when words are taken back."""

from dataclasses import dataclass

from django.db.models import Count

from samskab.projects.access import May
from samskab.projects.team.models import Membership
from samskab.voices.exports.models import Export, ExportedVoice
from samskab.voices.intake.models import Voice


@dataclass(frozen=True, slots=True)
class TakenOut:
    """One export, how many voices left with it, and which of them were taken back since: whoever has the file must be told."""

    export: Export
    many: int
    since: list[str]


def taken_out(membership: Membership) -> list[TakenOut]:
    """Every export of the project, the latest first."""
    if not membership.may(May.WITHDRAW_VOICE):
        return []
    exports = Export.objects.filter(project=membership.project).select_related("made_by").annotate(many=Count("held"))
    since = ExportedVoice.objects.filter(export__in=exports.values("pk"), voice__state=Voice.State.WITHDRAWN)
    codes: dict[int, list[str]] = {}
    for export, number in since.order_by("voice__number").values_list("export", "voice__number"):
        codes.setdefault(export, []).append(f"U-{number}")
    return [TakenOut(one, one.many, codes.get(one.pk, [])) for one in exports.order_by("-number")]


def that_held(voice: Voice) -> list[Export]:
    """The exports this voice stood in with its words, the first first."""
    held = Export.objects.filter(held__voice=voice).select_related("made_by", "project")
    return list(held.order_by("number"))
