from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samskab.config import telling

LONG = "beskyttelses"  # where a long word may be parted


def who(request: HttpRequest) -> HttpResponse:
    """Who may do what, in which state, and at which address: the tables themselves."""
    context = {
        "roles": [role.replace(LONG, f"{LONG}\N{SOFT HYPHEN}") for role in telling.roles()],
        "acts": telling.act_rows(),
        "states": telling.state_rows(),
        "sections": telling.sections(),
    }
    return render(request, "config/who.html", context)
