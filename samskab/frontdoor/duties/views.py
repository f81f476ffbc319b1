from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samskab.frontdoor.duties import queries

LOOKED = date(
    2026, 11, 22
)  # the day the accessibility statement was last held up against the pages; once a year at least


def privacy(request: HttpRequest) -> HttpResponse:
    """What we keep, why, how long, who sees it, and what one can ask for."""
    context = {"lines": queries.lines(), "responsible": queries.responsible()}
    return render(request, "frontdoor/privacy.html", context)


def record(request: HttpRequest) -> HttpResponse:
    """The same, column by column, to print or file."""
    heading, *rows = queries.as_table()
    return render(request, "frontdoor/privacy_record.html", {"heading": heading, "rows": rows})


def record_file(request: HttpRequest) -> HttpResponse:
    """The same, for a spreadsheet."""
    answer = HttpResponse(queries.as_csv(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="samskab-fortegnelse.csv"'
    return answer


def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible this is, what we know is missing, and who to call or complain to."""
    return render(request, "frontdoor/accessibility.html", {"responsible": queries.responsible(), "looked": LOOKED})
