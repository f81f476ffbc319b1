from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samskab.frontdoor.handbook import queries
from samskab.projects.queries import open_projects


def index(request: HttpRequest) -> HttpResponse:
    """Who to call or write to, and everything that is written."""
    return render(request, "frontdoor/help.html", {"projects": open_projects(), "shelves": queries.shelves()})


def page(request: HttpRequest, key: str) -> HttpResponse:
    """One page of what is written."""
    found = queries.page_called(key)
    if found is None:
        raise Http404
    return render(request, "frontdoor/handbook.html", {"written": found})


def picture(request: HttpRequest, name: str) -> FileResponse:
    """A picture from the pages."""
    return _file(queries.picture_called(name))


def licence(request: HttpRequest, name: str) -> FileResponse:
    """A licence we pass on, whole."""
    return _file(queries.licence_called(name))


def _file(found: queries.Carried | None) -> FileResponse:
    if found is None:
        raise Http404
    return FileResponse(found.path.open("rb"), content_type=found.content_type)
