from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from samskab.ground.documents.typesetting import CannotBeSet
from samskab.ground.page import Place, stand_in
from samskab.people.actors import staff
from samskab.people.signing_in import tries
from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.voices.consent import session
from samskab.voices.consent.participation import in_force
from samskab.voices.consent.receipts import holder
from samskab.voices.intake.actions import NotGivenThisWay
from samskab.voices.intake.noting import Purpose, note_photos
from samskab.voices.paper.printing import as_download
from samskab.voices.photos import actions, queries
from samskab.voices.photos.forms import ASKED, ChooseForm, HandOutForm, KeyForm, PhotoForm
from samskab.voices.photos.sheets import print_tasks

if TYPE_CHECKING:
    from samskab.projects.models import Activity
    from samskab.projects.team.models import Membership
    from samskab.voices.photos.models import PhotoTask, SentPhoto

P = ParamSpec("P")
EVERYBODY = "everybody"


def _task_in(request: HttpRequest) -> "PhotoTask | None":
    held = session.receipt_in(request)
    return queries.task_on(held) if held else None


def with_task(
    view: "Callable[Concatenate[HttpRequest, PhotoTask, P], HttpResponse]",
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """For whoever has their task open; others are asked for the code. Half an hour counts from the last page."""

    @never_cache
    @wraps(view)
    def looked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        task = _task_in(request)
        if task is None:
            return redirect("photos")
        stand_in(request, Place(task.project.name, reverse("public-project", args=[task.project.slug])))
        answer = view(request, task, *args, **kwargs)
        session.open_for(answer, task.receipt)
        return answer

    return looked


@never_cache
def photos(request: HttpRequest) -> HttpResponse:
    """One's own pictures, for whoever has the task open; else the one field its code is typed in."""
    if request.method == "POST":
        return _open(request)
    if _task_in(request) is None:
        return render(request, "voices/photos_code.html", {"form": KeyForm()})
    return _mine(request)


def _open(request: HttpRequest) -> HttpResponse:
    tries.spend(request, "receipt", who=EVERYBODY)
    form = KeyForm(request.POST)
    if not form.is_valid():
        return render(request, "voices/photos_code.html", {"form": form})
    tries.give_back(request, "receipt", who=EVERYBODY)
    answer = redirect("photos" if queries.task_on(form.receipt) else "receipt")
    session.open_for(answer, form.receipt)
    return answer


@with_task
def _mine(request: HttpRequest, task: "PhotoTask") -> HttpResponse:
    return _show(request, task, PhotoForm())


def _show(request: HttpRequest, task: "PhotoTask", form: PhotoForm, status: int = 200) -> HttpResponse:
    context = {
        "task": task,
        "form": form,
        "photos": [(one, _answers(one)) for one in queries.sent_in(task)],
        "told": in_force(task.project, task.activity),
        "most": actions.MOST_PHOTOS,
    }
    return render(request, "voices/photos.html", context, status=status)


def _answers(photo: "SentPhoto") -> list[tuple[object, bool]]:
    return [(words, bool(getattr(photo, use.value))) for use, words in ASKED.items()]


@require_POST
@with_task
def photos_send(request: HttpRequest, task: "PhotoTask") -> HttpResponse:
    """One picture. Sent twice, it is one."""
    tries.spend(request, "photo", who=task.pk)
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, task, form, status=422)
    data = form.cleaned_data
    try:
        actions.send(task, data["key"], data["photo"], data["caption"], form.answers(), by=holder(task.receipt))
    except actions.Closed:
        messages.error(
            request, _("Tiden er gået, eller I har valgt sammen. Billedet er ikke gemt. Ring, hvis det er forkert.")
        )
    except actions.Enough:
        messages.error(request, _("Du har sendt ti billeder. Slet et, før du sender et nyt."))
    else:
        messages.success(request, _("Billedet er modtaget. Du kan slette det igen herunder."))
    return redirect("photos")


@with_task
def photos_shown(request: HttpRequest, task: "PhotoTask", pk: int) -> HttpResponse:
    """One's own picture."""
    sent = queries.photo_in(task, pk)
    return HttpResponse(queries.shown(sent), content_type=f"image/{sent.kind}")


@require_POST
@with_task
def photos_take_away(request: HttpRequest, task: "PhotoTask", pk: int) -> HttpResponse:
    """Delete it again, at once."""
    actions.take_away(task, pk, by=holder(task.receipt))
    messages.success(request, _("Billedet er slettet."))
    return redirect("photos")


@login_required
@never_cache
def photo_tasks(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Who has a task, what they have sent, and new tasks to print."""
    membership = enter(request, slug, May.CAPTURE_VOICE)
    activity = queries.activity_with_photos(membership, number)
    form = HandOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        printed = _printed(membership, activity, form)
        if printed is not None:
            return as_download(printed, "opgaver")
    context = {"slug": slug, "activity": activity, "form": form, "tasks": queries.handed_out(activity)}
    return render(request, "voices/photo_tasks.html", context)


def _printed(membership: "Membership", activity: "Activity", form: HandOutForm) -> bytes | None:
    """The file; None where it cannot be made, which the form says."""
    by = staff(membership.user)
    try:
        return actions.print_out(activity, form.cleaned_data["people"], print_tasks, by=by)
    except (CannotBeSet, NotGivenThisWay) as error:
        form.add_error(None, str(error) or _("Aktiviteten er droppet."))
        return None


@login_required
def photos_choose(request: HttpRequest, slug: str, number: int, person: int) -> HttpResponse:
    """Choose together: one tick under each picture. What is not chosen is deleted, after one look more."""
    membership = enter(request, slug, May.CAPTURE_VOICE)
    task = queries.find(queries.activity_with_photos(membership, number), person)
    sent = queries.sent_in(task)
    note_photos(membership, [one.pk for one in sent], Purpose.LISTEN)
    form = ChooseForm(request.POST or None, photos=sent)
    context = {
        "slug": slug,
        "task": task,
        "form": form,
        "photos": [(one, _answers(one), form.fields_of(one)) for one in sent],
    }
    if request.method == "POST" and form.is_valid():
        chosen = form.chosen()
        context |= {"with": len(chosen), "without": len(sent) - len(chosen)}
        if "sikker" not in request.POST and (len(chosen) < len(sent)):
            return render(request, "voices/photos_sure.html", context)
        voices = actions.choose_together(
            task, chosen, by=staff(membership.user), perspective=form.cleaned_data["perspective"]
        )
        messages.success(request, _("Gemt: %(codes)s.") % {"codes": ", ".join(one.code for one in voices) or "–"})
        return redirect("photo-tasks", slug, number)
    return render(request, "voices/photos_choose.html", context)


@login_required
def photo(request: HttpRequest, slug: str, number: int, person: int, pk: int) -> HttpResponse:
    """A picture that was sent, for those who choose with whoever took it."""
    membership = enter(request, slug, May.CAPTURE_VOICE)
    sent = queries.photo_in(queries.find(queries.activity_with_photos(membership, number), person), pk)
    note_photos(membership, [sent.pk], Purpose.LISTEN)
    return HttpResponse(queries.shown(sent), content_type=f"image/{sent.kind}")
