"""How long things are kept answers when an older copy comes back, when people are told, and when all should be well."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from samskab.ground import clock
from samskab.ground.databases import has_table
from samskab.ground.keeping.erased import Erasure
from samskab.ground.keeping.faults import Fault
from samskab.ground.reactions import answers, reacts_to
from samskab.ground.wording import danish_date
from samskab.projects.access import May
from samskab.projects.models import Project
from samskab.projects.team.models import Membership
from samskab.voices.retention.actions import let_go_again
from samskab.voices.retention.deleting import DOCUMENT, remove
from samskab.voices.retention.models import Retention
from samskab.voices.retention.queries import in_words, soon_gone
from samskab.voices.sources.models import Source


@reacts_to("restored")
def erase_again(erasures: list[Erasure]) -> None:
    """Sources that were deleted, and sound that was kept no longer, after the copy was made."""
    named = {(one.id, one.made_at) for one in erasures if one.kind == DOCUMENT}
    for source in Source.objects.filter(pk__in={pk for pk, _read_at in named}).defer("text"):
        if (source.pk, source.read_at) in named:
            remove(source)
    let_go_again(erasures)


@answers("how_long_it_is_kept")
def told_in_words(project: Project) -> Iterator[str]:
    yield from in_words(project)


@answers("what_is_wrong")
def the_clock_made_a_leap() -> Iterator[Fault]:
    if not has_table(Retention, "default"):
        return
    lately = clock.today() - timedelta(days=30)
    for rule in Retention.objects.filter(put_off_on__gte=lately).select_related("project"):
        yield Fault(
            "clock",
            f"Uret sprang, så intet blev slettet i {rule.project.slug} ({rule.kind}).",
            "Stil uret. Sletningen er varslet igen, og sker tidligst om 30 dage.",
        )


@answers("what_goes_soon")
def goes_soon(membership: Membership) -> Iterator[tuple[str, str]]:
    """(a sentence, where to go): told for thirty days before."""
    if not membership.may(May.WITHDRAW_VOICE):
        return
    for one in soon_gone(membership.project):
        told = {"what": one.label, "day": danish_date(one.goes_on)}
        yield (
            _("%(what)s bliver slettet tidligst %(day)s.") % told,
            reverse("retention", args=[membership.project.slug]),
        )
