from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.voices.exports import actions, queries
from samskab.voices.exports.forms import ExportForm
from samskab.voices.intake.noting import Purpose, note_ids

CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}


@login_required
def exports(request: HttpRequest, slug: str) -> HttpResponse:
    """Take voices out as a file, and see what was taken out before."""
    membership = enter(request, slug, May.WITHDRAW_VOICE)
    form = ExportForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "taken_out": queries.taken_out(membership), "slug": slug}
        return render(request, "voices/exports.html", context)
    export, file = actions.take_out(membership.project, **form.cleaned_data, by=staff(membership.user))
    note_ids(membership, export.held.values_list("voice", flat=True), Purpose.COPY)
    answer = HttpResponse(file, content_type=CONTENT_TYPES[export.format])
    answer.headers["Content-Disposition"] = f'attachment; filename="stemmer-{slug}-{export.number}.{export.format}"'
    return answer
