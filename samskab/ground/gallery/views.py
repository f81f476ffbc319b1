"""Every part of a page on one page, with invented content. Shown in the demo and while developing only."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samskab.ground.gallery.samples import LISTS, SampleForm, drawings, sample_place
from samskab.ground.page import stand_in


def gallery(request: HttpRequest) -> HttpResponse:
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    stand_in(request, sample_place(request.path))
    form = SampleForm(request.GET) if "fejl" in request.GET else SampleForm()
    return render(request, "ground/gallery.html", {"form": form} | LISTS | drawings())
