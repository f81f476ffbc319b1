from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samskab.ground import clock
from samskab.ground.pages import page_of
from samskab.ground.wording import written
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.publishing.postcards import actions, checking, echoing, printing, queries, spoken
from samskab.publishing.postcards.check_form import CheckForm
from samskab.publishing.postcards.excerpts import NotCutFromTheVoice
from samskab.publishing.postcards.forms import BeginForm, LayoutForm
from samskab.publishing.postcards.layout import Look, Table, laid_out
from samskab.publishing.postcards.signs import signs_on
from samskab.publishing.postcards.standing import standing
from samskab.voices.intake.noting import Purpose, note_ids, note_voices
from samskab.voices.listening.queries import heard

A_PAGE = 30
REFUSALS = (actions.MayNotBePrinted, NotCutFromTheVoice, actions.NotThisNow, *printing.CannotBePrinted)


@login_required
def publications(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything the project has given back, or is about to."""
    membership = enter(request, slug)
    context = {
        "cards": page_of(request.GET.get("side", ""), A_PAGE, queries.seen_by(membership)),
        "may_make": membership.may(May.MAKE_POSTCARD),
        "project": membership.project,
    }
    return render(request, "publishing/publications.html", context)


@login_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """What the card is called, and why; then straight on to what it shall hold."""
    membership = enter(request, slug, May.MAKE_POSTCARD)
    form = BeginForm(request.POST or None, initial={"title": membership.project.name})
    if request.method == "POST" and form.is_valid():
        month = written(clock.today(), with_year=True).partition(". ")[2]
        postcard = actions.make_postcard(
            membership.project, by=staff(membership.user), edition_label=month, **form.cleaned_data
        )
        return redirect("postcard-edit", slug, postcard.number)
    return render(request, "publishing/postcard_new.html", {"form": form})


@login_required
def edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The whole card on one page. Every button saves; the up and down buttons come back here."""
    membership = enter(request, slug, May.MAKE_POSTCARD)
    postcard = queries.find_open(membership, number)
    look = Look(request.GET.get("fra", ""), request.GET.get("ord", "").strip(), request.GET.get("side", ""))
    table = Table(membership, postcard, [*request.POST.getlist("voices"), request.POST.get("front", "")], look)
    note_voices(membership, table.voices.values(), Purpose.GIVE_BACK)
    initial = {name: getattr(postcard, name) for name in LayoutForm.own_words}
    form = LayoutForm(request.POST or None, initial=initial, postcard=postcard, table=table, laid=laid_out(postcard))
    if request.method == "POST" and form.is_valid():
        if request.htmx:  # type: ignore[attr-defined]
            return _fit(request, form)
        try:
            actions.lay_out(postcard, form.words(), table.choice(form.ticked()), by=staff(membership.user))
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            return _after_saving(request, postcard.number, slug)
    context = {
        "form": form,
        "postcard": postcard,
        "rows": form.rows(),
        "part": table.part,
        "heard": heard(membership),
        "chosen": look.chosen,
        "words": look.words,
        "front": form.ticked().front,
        "may_ask": table.may_ask,
        "wrong": "" if form.is_bound else printing.what_is_wrong(queries.as_it_stands(postcard)),
        "is_empty": form.ticked().is_empty,
    }
    return render(request, "publishing/postcard_edit.html", context, status=422 if form.errors else 200)


def _fit(request: HttpRequest, form: LayoutForm) -> HttpResponse:
    """Whether the card would fit on two sides as it is ticked now. Nothing is saved."""
    try:
        wrong = queries.how_it_would_fit(form.postcard, form.words(), form.table, form.ticked())
    except REFUSALS as refusal:
        wrong = str(refusal)
    return render(request, "publishing/postcard_fit.html", {"wrong": wrong, "is_empty": form.ticked().is_empty})


def _after_saving(request: HttpRequest, number: int, slug: str) -> HttpResponse:
    """Back to the row that was moved, or on to the card."""
    if moved := request.POST.get("up") or request.POST.get("down"):
        return redirect(reverse("postcard-edit", args=[slug, number]) + f"#{moved.replace(':', '-')}")
    messages.success(request, _("Kortet er gemt."))
    return redirect("postcard", slug, number)


@login_required
def postcard(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The card as it will be printed, who has said yes, and the next step."""
    membership = enter(request, slug)
    card = queries.find(membership, number)
    if not queries.may_read(membership, card):
        return render(request, "publishing/postcard_unchecked.html", {"postcard": card})
    note_ids(membership, queries.voices_read_on(card), Purpose.GIVE_BACK)
    data = queries.as_it_stands(card)
    context = {
        "postcard": card,
        "project": membership.project,
        "preview": printing.preview_html(data, draft=queries.is_draft(card)),
        "standing": standing(card, membership, data),
        "leads_nowhere": queries.is_draft(card) and printing.leads_to_this_machine_only(),
        "editions": queries.later_editions(card),
        "echoes": queries.echoes_on(card) if membership.may(May.MAKE_POSTCARD) else [],
    }
    return render(request, "publishing/postcard.html", context)


@login_required
def check(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Everything on the card that can tell who somebody is, each with a decision to make."""
    membership = enter(request, slug, May.MAKE_POSTCARD)
    card = queries.find_open(membership, number)
    note_ids(membership, queries.voices_read_on(card), Purpose.GIVE_BACK)
    everyone, signs = spoken.who_spoke(card), signs_on(card, queries.as_it_stands(card))
    form = CheckForm(request.POST or None, postcard=card, everyone=everyone, signs=signs)
    if request.method == "POST" and form.is_valid():
        try:
            checking.check(card, form.decisions(), by=staff(membership.user))
        except (checking.Undecided, *REFUSALS) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kortet er set efter. Det gælder præcis det, der står på det nu."))
            return redirect("postcard", slug, number)
    context = {"form": form, "postcard": card, "slug": slug}
    return render(request, "publishing/postcard_check.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def own_words(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Somebody looked at what resembles words that were taken back: it is the project's own."""
    membership = enter(request, slug, May.MAKE_POSTCARD)
    return _do(request, slug, number, lambda: echoing.are_our_own(
        queries.find_open(membership, number), by=staff(membership.user)
    ), _("Gemt. Ordene bliver stående som jeres egne."))  # fmt: skip


@login_required
@require_POST
def ask(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask the partners for their yes."""
    membership = enter(request, slug, May.MAKE_POSTCARD)
    return _do(request, slug, number, lambda: actions.ask_partners(
        queries.find(membership, number), by=staff(membership.user)
    ), _("Partnerne er spurgt. De ser kortet under Udgivelser."))  # fmt: skip


@login_required
@require_POST
def approve(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A partner's yes to the card the person is looking at."""
    membership = enter(request, slug, May.APPROVE_POSTCARD)
    card = queries.find(membership, number)
    party = queries.find_party(card, request.POST.get("party", ""))
    return _do(request, slug, number, lambda: actions.approve(
        card, party, by=staff(membership.user), seen=request.POST.get("seen", "-")
    ), _("Ja fra %(party)s er skrevet ned.") % {"party": party})  # fmt: skip


@login_required
@require_POST
def publish(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Publish the card, and let its address lead somewhere."""
    membership = enter(request, slug, May.PUBLISH)
    card = queries.find(membership, number)
    return _do(request, slug, number, lambda: actions.publish(
        card, by=staff(membership.user), open_page=True
    ), _("Kortet er udgivet."))  # fmt: skip


def _do(request: HttpRequest, slug: str, number: int, act: Callable[[], object], done: str) -> HttpResponse:
    """Do it, or say why not; then look at the card again."""
    try:
        act()
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("postcard", slug, number)


@login_required
def pdf(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The card for the printer: every quote that may be printed."""
    membership = enter(request, slug)
    card = queries.find(membership, number)
    if not queries.may_read(membership, card):
        raise Http404
    note_ids(membership, queries.voices_read_on(card), Purpose.GIVE_BACK)
    try:
        made = printing.print_edition(queries.as_it_stands(card), draft=queries.is_draft(card))
    except printing.CannotBePrinted as refusal:
        messages.error(request, str(refusal))
        return redirect("postcard", slug, number)
    return printing.as_download(made, card.number)
