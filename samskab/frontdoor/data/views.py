from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samskab.frontdoor.data import queries
from samskab.frontdoor.data.forms import LookForm
from samskab.ground.tables import as_csv
from samskab.journal.actions import note_reading
from samskab.journal.purposes import Purpose
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.permission import enter

if TYPE_CHECKING:
    from samskab.projects.team.models import Membership


@login_required
def journal(request: HttpRequest, slug: str) -> HttpResponse:
    """What happened in the project, in order."""
    membership = enter(request, slug, May.SEE_JOURNAL)
    found = queries.what_happened(membership, kind=request.GET.get("om", ""), page=request.GET.get("side", "1"))
    return render(request, "frontdoor/journal.html", {"found": found, "slug": slug})


@login_required
def readings(request: HttpRequest, slug: str) -> HttpResponse:
    """Who has read what people said, when and why. Whoever looks here is on the list, too."""
    membership = enter(request, slug, May.SEE_JOURNAL)
    form = LookForm(request.GET, membership=membership)
    found = queries.who_read(membership, form.look(), page=request.GET.get("side", "1"))
    _note(membership, Purpose.CHECK)
    asked = request.GET.copy()
    asked.pop("side", None)
    context = {
        "found": found,
        "form": form,
        "slug": slug,
        "asked": asked.urlencode(),
        "is_all": not any(asked.values()),
    }
    return render(request, "frontdoor/readings.html", context)


@login_required
def readings_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for a spreadsheet, with a row for each."""
    membership = enter(request, slug, May.SEE_JOURNAL)
    look = LookForm(request.GET, membership=membership).look()
    _note(membership, Purpose.COPY)
    answer = HttpResponse(as_csv(queries.as_table(membership, look)), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="laest-{slug}.csv"'
    return answer


def _note(membership: "Membership", purpose: Purpose) -> None:
    project, by = membership.project_id, staff(membership.user)
    note_reading(by, project_id=project, subject="readings", ids=[project], purpose=purpose)
