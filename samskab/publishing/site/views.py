from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samskab.ground.page import stand_in
from samskab.publishing.postcards import printing
from samskab.publishing.site import queries


def project(request: HttpRequest, slug: str) -> HttpResponse:
    """What a project shows its neighbours and the press. No signing in, no cookies of its own."""
    front = queries.front_of(slug)
    stand_in(request, queries.place_of(front.project))
    return render(request, "publishing/public_project.html", {"front": front})


def postcard(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A published card as a page: only the words that may be on the web."""
    found, card, data = queries.find_card(slug, number)
    stand_in(request, queries.place_of(found))
    context = {"found": found, "postcard": card, "card": printing.public_html(data), "label": data["edition_label"]}
    return render(request, "publishing/public_postcard.html", context)


def pdf(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The same card as PDF, without the words that may only stand on paper."""
    _project, card, data = queries.find_card(slug, number)
    try:
        made = printing.web_pdf(data)
    except printing.CannotBePrinted as refusal:
        raise Http404 from refusal
    return printing.as_download(made, card.number)
