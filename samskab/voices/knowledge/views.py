from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samskab.ground.pages import page_of
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.voices.knowledge import actions, queries
from samskab.voices.knowledge.forms import KnowledgeForm

A_PAGE = 50


@login_required
def knowledge(request: HttpRequest, slug: str) -> HttpResponse:
    """What others have found out, apart from the voices."""
    membership = enter(request, slug)
    context = {
        "items": page_of(request.GET.get("side", ""), A_PAGE, queries.seen_by(membership)),
        "slug": slug,
        "may_add": membership.may(May.ADD_KNOWLEDGE),
        "may_see_voices": membership.may(May.SEE_VOICES),
    }
    return render(request, "voices/knowledge.html", context)


@login_required
def knowledge_new(request: HttpRequest, slug: str) -> HttpResponse:
    membership = enter(request, slug, May.ADD_KNOWLEDGE)
    form = KnowledgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        item = actions.add_knowledge(membership.project, form.finding(), by=staff(membership.user))
        messages.success(request, _("Gemt som viden udefra."))
        return redirect("knowledge-item", slug, item.number)
    return render(request, "voices/knowledge_new.html", {"form": form, "slug": slug})


@login_required
def knowledge_item(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    membership = enter(request, slug)
    item = queries.find(membership, number)
    context = {"item": item, "slug": slug, "may_see_voices": membership.may(May.SEE_VOICES)}
    return render(request, "voices/knowledge_item.html", context)
