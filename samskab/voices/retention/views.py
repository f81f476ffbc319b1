from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.voices.intake.noting import Purpose, note_source
from samskab.voices.retention import queries
from samskab.voices.retention.actions import decide
from samskab.voices.retention.deleting import delete_source
from samskab.voices.retention.forms import DeleteSourceForm, RetentionForm
from samskab.voices.sources import queries as sources
from samskab.voices.sources.media import media_of


@login_required
def retention(request: HttpRequest, slug: str) -> HttpResponse:
    """How long sound, sources and voices are kept."""
    membership = enter(request, slug, May.SEE_JOURNAL)
    standing = queries.standing(membership.project)
    context = {
        "standing": standing, "gone": queries.gone(membership), "slug": slug,
        "may_decide": membership.may(May.WITHDRAW_VOICE), "is_decided": any(one.sentence for one in standing),
    }  # fmt: skip
    return render(request, "voices/retention.html", context)


@login_required
def retention_change(request: HttpRequest, slug: str) -> HttpResponse:
    """Decide how long."""
    membership = enter(request, slug, May.WITHDRAW_VOICE)
    rules = {one.kind: one.rule for one in queries.standing(membership.project) if one.rule}
    form = RetentionForm(request.POST or None, rules=rules)
    if request.method == "POST" and form.is_valid():
        decide(membership.project, form.terms(), by=staff(membership.user), ends_on=form.ending())
        messages.success(request, _("Gemt. Sletningen bliver varslet 30 dage før."))
        return redirect("retention", slug)
    return render(request, "voices/retention_change.html", {"form": form, "slug": slug})


@login_required
def source_delete(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Delete a source with everything in it. First what will go; then it goes."""
    membership = enter(request, slug, May.WITHDRAW_VOICE)
    found = sources.find(membership, number)
    held = queries.held_by(membership, found)
    form = DeleteSourceForm(request.POST or None, has_voices=bool(held.voices))
    if request.method == "POST" and form.is_valid():
        delete_source(
            found, by=staff(membership.user), reason=form.cleaned_data["reason"], keep_voices=form.keeps_voices
        )
        messages.success(request, _("Kilden er slettet."))
        return redirect("source-list", slug)
    note_source(membership, found, Purpose.LISTEN)
    context = {"source": found, "held": held, "media": media_of(found), "form": form, "slug": slug}
    return render(request, "voices/source_delete.html", context)
