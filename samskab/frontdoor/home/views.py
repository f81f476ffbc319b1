from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samskab.frontdoor.home import letters
from samskab.frontdoor.home.actions import AlreadyBegun, begin, join, tell_about
from samskab.frontdoor.home.forms import AboutForm, FirstRunForm, InviteForm, JoinForm, NewProjectForm, RoleForm
from samskab.people import actions as people
from samskab.people import queries as persons
from samskab.people.actors import staff
from samskab.people.signing_in.sessions import let_in
from samskab.projects import actions as projects
from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.projects.team import actions as team
from samskab.projects.team import queries

if TYPE_CHECKING:
    from samskab.people.models import User
    from samskab.projects.team.models import Invitation


def home(request: HttpRequest) -> HttpResponse:
    """My projects; straight in when there is one. A new installation begins here."""
    if persons.nobody_yet():
        return redirect("first-run")
    if not request.user.is_authenticated:
        return redirect("log_in")
    places = list(queries.places_of(request.user))
    if len(places) == 1:
        return redirect("overview", places[0].project.slug)
    return render(request, "frontdoor/home.html", {"places": places})


def first_run(request: HttpRequest) -> HttpResponse:
    """The coordinator and the first project. The page is gone once someone has begun."""
    if not persons.nobody_yet():
        return redirect("home")
    form = FirstRunForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user, project = begin(form.account(), form.cleaned_data["project_name"], form.cleaned_data["phone"])
        except AlreadyBegun:
            return redirect("home")
        let_in(request, user)
        return redirect("reading" if form.cleaned_data["then"] == "read" else "overview", project.slug)
    return render(request, "frontdoor/first_run.html", {"form": form})


@login_required
def new_project(request: HttpRequest) -> HttpResponse:
    form = NewProjectForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and request.user.is_authenticated:
        project = projects.begin_project(
            form.cleaned_data["project_name"], coordinator=request.user, contact_phone=form.cleaned_data["phone"]
        )
        return redirect("overview", project.slug)
    return render(request, "frontdoor/new_project.html", {"form": form})


@login_required
def team_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Who takes part, and a link for one more."""
    membership = enter(request, slug)
    may_invite = membership.may(May.INVITE)
    form = InviteForm(request.POST or None, parties=queries.parties(membership.project))
    link = ""
    if request.method == "POST" and may_invite and form.is_valid():
        _invitation, token = team.invite(membership.project, by=staff(membership.user), **form.cleaned_data)
        link = settings.SITE_URL + reverse("invitation", args=[token])
        sent = letters.send_invitation(
            form.cleaned_data["email"], link, project=membership.project.name, inviter=membership.user.name
        )
        if sent:
            messages.success(request, _("Invitationen er sendt."))
        form = InviteForm(parties=queries.parties(membership.project))
    context = {
        "members": queries.members(membership.project),
        "waiting": queries.open_invitations(membership),
        "may_end": may_invite,
        "own": membership.pk,
        "slug": slug,
        "form": form if may_invite else None,
        "link": link,
    }
    return render(request, "frontdoor/team.html", context)


@login_required
def place_role(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What a colleague may do from now on."""
    membership = enter(request, slug, May.INVITE)
    place = queries.find_member(membership, pk)
    initial = {"role": place.role, "party": place.party}
    form = RoleForm(request.POST or None, parties=queries.parties(membership.project), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            team.change_role(place, by=staff(membership.user), **form.cleaned_data)
        except team.NobodyLeft:
            form.add_error("role", _("Et projekt skal have en tovholder. Gør en anden til tovholder først."))
        else:
            messages.success(request, _("Gemt."))
            return redirect("team", slug)
    return render(request, "frontdoor/team_role.html", {"place": place, "form": form, "slug": slug})


@login_required
def place_end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let a colleague out of the project, or leave it oneself. First what will happen; then it happens."""
    membership = enter(request, slug)
    place = queries.find_member(membership, pk)
    is_own = place.pk == membership.pk
    if request.method == "POST":
        try:
            team.end_place(place, by=staff(membership.user))
        except team.NobodyLeft:
            messages.error(request, _("Et projekt skal have en tovholder. Gør en anden til tovholder først."))
            return redirect("team", slug)
        messages.success(request, _("%(name)s er ikke længere med i projektet.") % {"name": place.user.name})
        return redirect("home" if is_own else "team", *([] if is_own else [slug]))
    return render(request, "frontdoor/team_end.html", {"place": place, "is_own": is_own, "slug": slug})


def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page a link opens: make an account, or say yes with the one you have."""
    found = queries.find_invitation(token)
    if found is None:
        return _closed(request)
    if request.user.is_authenticated:
        if request.method == "POST":
            return _let_in(request, found, request.user)
        return render(request, "frontdoor/invitation.html", {"invitation": found})
    form = JoinForm(request.POST or None, initial={"name": found.name, "email": found.email})
    if request.method == "POST" and form.is_valid():
        try:
            user, membership = join(found, form.account())
        except people.AlreadyHere:
            form.add_error("email", _("Der er allerede en konto med den e-mail. Log ind, og åbn linket igen."))
        except team.InvitationClosed:
            return _closed(request)
        else:
            let_in(request, user)
            return redirect("overview", membership.project.slug)
    return render(request, "frontdoor/invitation.html", {"invitation": found, "form": form})


def _let_in(request: HttpRequest, found: "Invitation", user: "User") -> HttpResponse:
    try:
        membership = team.accept(found, user)
    except team.InvitationClosed:
        return _closed(request)
    return redirect("overview", membership.project.slug)


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "frontdoor/invitation_closed.html", status=410)


@login_required
def about(request: HttpRequest, slug: str) -> HttpResponse:
    """Name, contact and public page of a project."""
    membership = enter(request, slug, May.EDIT_DOCUMENT)
    project, by = membership.project, staff(membership.user)
    fields = ("name", "contact_name", "contact_phone", "contact_email", "contact_address")
    initial = {key: getattr(project, key) for key in fields} | {"is_public": "yes" if project.is_public else "no"}
    form = AboutForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        tell_about(project, form.about(), by=by)
        messages.success(request, _("Gemt."))
        return redirect("about", project.slug)
    return render(request, "frontdoor/about.html", {"form": form})


def healthy(request: HttpRequest) -> HttpResponse:
    """For the one who watches over the server: 200 when pages and database answer."""
    persons.nobody_yet()
    return HttpResponse("ok\n", content_type="text/plain")
