from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samskab.config import telling


def who(request: HttpRequest) -> HttpResponse:
    """Who may do what, in which state, and at which address: the tables themselves."""
    context = {
        "roles": telling.roles(),
        "acts": telling.act_rows(),
        "states": telling.state_rows(),
        "sections": telling.sections(),
    }
    return render(request, "config/who.html", context)
