from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samskab.ground.material import UnknownLetters, Unreadable
from samskab.ground.pages import page_of
from samskab.ground.ranged import ranged
from samskab.ground.reactions import ask
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.guides.queries import asked_at
from samskab.projects.leave.queries import without_leave
from samskab.projects.permission import enter
from samskab.projects.perspectives import PERSPECTIVE_NAMES
from samskab.voices.consent.queries import agreed, is_unknown, may_agree, receipt_of
from samskab.voices.correcting.queries import latest_correction
from samskab.voices.exports.queries import that_held
from samskab.voices.intake import actions as intake
from samskab.voices.intake import queries
from samskab.voices.intake.noting import Purpose, note_source, note_voices
from samskab.voices.intake.second_reading import unread, who_may_read
from samskab.voices.listening import actions
from samskab.voices.listening.forms import VoiceForm, WhoForm
from samskab.voices.listening.handing import file_of
from samskab.voices.listening.hinting import hint, may_hold_a_name
from samskab.voices.listening.queries import A_PAGE, Asked, also_in_sources, shown, spoken_at
from samskab.voices.pictures.queries import given_with
from samskab.voices.pseudonyms.said_before import has_other_names
from samskab.voices.recordings.queries import given_with as recorded_with
from samskab.voices.sources import queries as sources
from samskab.voices.sources.bringing import bring, open_material, open_transcript, transcribe
from samskab.voices.transcribing.queries import draft_of, may_be_written_out

if TYPE_CHECKING:
    from samskab.voices.intake.models import Voice


@login_required
def voices(request: HttpRequest, slug: str) -> HttpResponse:
    """Every voice in the project, whichever perspective one looks from."""
    membership = enter(request, slug, May.SEE_VOICES)
    asked = Asked(
        chosen=request.GET.get("fra", ""),
        words=request.GET.get("ord", "")[:100],
        spoken_at=request.GET.get("aktivitet", ""),
        first=request.GET.get("tidligst", ""),
        last=request.GET.get("senest", ""),
        only_unknown=request.GET.get("aftale") == "mangler",
        page=request.GET.get("side", "1"),
    )
    found = shown(membership, asked)
    note_voices(membership, found.page, Purpose.LISTEN)
    in_sources = also_in_sources(membership, asked)
    for one in in_sources.sources:
        note_source(membership, one, Purpose.LISTEN)
    context = {
        "shown": found,
        "in_sources": in_sources,
        "voices": [(voice, is_unknown(voice), found.said(voice), found.thought(voice)) for voice in found.page],
        "activities": spoken_at(membership),
        "slug": slug,
        "may_capture": membership.may(May.CAPTURE_VOICE),
        "may_take_out": membership.may(May.WITHDRAW_VOICE),
        "may_read_in": membership.may(May.READ_IN),
        "waits": ask("what_waits_for_a_person", membership=membership),
    }
    return render(request, "voices/voices.html", context)


@login_required
def voice_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a voice down, with what was agreed. `?aktivitet=7` says where in the plan one is, `?kilde=7` what one reads."""
    membership = enter(request, slug, May.CAPTURE_VOICE)
    activities = queries.activities_to_choose(membership)
    number, came_from = request.GET.get("aktivitet", ""), request.GET.get("kilde", "")
    here = activities.filter(number=int(number)).first() if number.isdecimal() and len(number) < 7 else None
    read = sources.find(membership, int(came_from)) if came_from.isdecimal() and len(came_from) < 7 else None
    places = membership.project.places.all()
    form = VoiceForm(request.POST or None, places=places, activities=activities, here=here, apart=["picture"])
    is_told = request.method == "POST" and form.is_valid()
    hinted = hint(*form.texts()) if is_told and "alligevel" not in request.POST else ""
    if is_told and not hinted:
        voice = actions.write_down(
            membership.project, form.told(read), form.answers(), form.agreement(), by=staff(membership.user)
        )
        messages.success(request, _("Modtaget. Ordene er i sikkerhed."))
        return redirect("voice", slug, voice.number)
    context = {
        "form": form,
        "here": here,
        "read": read,
        "hinted": hinted,
        "slug": slug,
        "asked": asked_at(activities),
        "no_leave": without_leave(activities),
        "may_plan": membership.may(May.EDIT_PLAN),
    }
    return render(request, "voices/voice_new.html", context)


@login_required
def voice(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One voice: its words, what was agreed, and what came of it."""
    membership = enter(request, slug, May.SEE_VOICES)
    found = queries.find(membership, number)
    note_voices(membership, [found], Purpose.LISTEN)
    context = {
        "voice": found,
        "slug": slug,
        "agreed": agreed(found),
        "is_unknown": is_unknown(found),
        "waits": (waits := membership.may(May.READ_AGAIN) and found.is_kept and bool(unread([found.pk]))),
        "readers": who_may_read(membership) if waits and found.captured_by_id == membership.user_id else [],
        "pictures": given_with(found),
        "recordings": recorded_with(membership, found),
        "exports": that_held(found) if membership.may(May.WITHDRAW_VOICE) else [],
        **({} if found.is_kept else _after_taking_back(found)),
        "rests": ask("what_rests_on_this_voice", voice=found),
        "may_consent": may_agree(membership, found),
        "may_see_readers": membership.may(May.SEE_JOURNAL),
        "has_receipt": receipt_of(found) is not None,
        "may_withdraw": membership.may(May.WITHDRAW_VOICE),
        "who": PERSPECTIVE_NAMES.get(found.perspective, ""),
        "may_see_names": (may_see_names := membership.may(May.SEE_NAMES)),
        "hinted": may_see_names and may_hold_a_name(found),
        "other_names": found.is_kept and has_other_names(found),
        "may_say_who": queries.may_say_who(membership),
    }
    return render(request, "voices/voice.html", context)


def _after_taking_back(voice: "Voice") -> dict[str, object]:
    """What answered, and what nobody can call back."""
    return {
        "answered": ask("what_answered_this_voice", voice=voice),
        "printed": ask("what_cannot_be_called_back", voice=voice),
    }


@login_required
def voice_who(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Write down who spoke, when nobody did at the time or when it was wrong."""
    membership = enter(request, slug, May.SEE_VOICES)
    found = queries.find(membership, number)
    if not queries.may_say_who(membership):
        raise Http404
    form = WhoForm(request.POST or None, places=membership.project.places.all(), voice=found)
    if request.method == "POST" and form.is_valid():
        try:
            intake.say_who(found, by=staff(membership.user), **form.cleaned_data)
        except intake.TakenBack:
            messages.error(request, _("Stemmen er trukket tilbage i mellemtiden. Intet er gemt."))
        else:
            messages.success(request, _("Gemt. Det står nu ved stemmen."))
        return redirect("voice", slug, number)
    note_voices(membership, [found], Purpose.AGREE)
    return render(request, "voices/voice_who.html", {"voice": found, "form": form, "slug": slug})


@login_required
def source(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A document as it was when it was read in, with the voices it brought."""
    membership = enter(request, slug, May.SEE_VOICES)
    found = sources.find(membership, number)
    voices = page_of(request.GET.get("side", ""), A_PAGE, queries.seen_by(membership).filter(source=found))
    segments, said = sources.window(found, request.GET.get("tekst", ""))
    note_source(membership, found, Purpose.LISTEN)
    note_voices(membership, voices, Purpose.LISTEN)
    media = sources.media_seen_by(membership, found)
    context = {
        "media": media,
        "may_write_out": membership.may(May.READ_IN) and may_be_written_out(found, media),
        "draft": draft_of(found),
        "has_original": sources.has_original_for(membership, found),
        "may_delete": membership.may(May.WITHDRAW_VOICE),
        "may_read_in": membership.may(May.READ_IN),
        "may_capture": membership.may(May.CAPTURE_VOICE) and found.state == "kept",
        "source": found,
        "segments": segments,
        "said": said,
        "voices": voices,
        "corrected": latest_correction(found),
        "other_names": sources.with_other_names(found),
        "may_see_names": membership.may(May.SEE_NAMES),
        "slug": slug,
    }
    return render(request, "voices/source.html", context)


@login_required
def source_text(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The working text of a document as a file, as it stands now; `?udgave=1` as it was, for who may see the names."""
    membership = enter(request, slug, May.SEE_VOICES)
    found, before = sources.find(membership, number), request.GET.get("udgave", "")
    text = sources.text_before(membership, found, before) if before else sources.working_text(found)
    note_source(membership, found, Purpose.COPY)
    note_voices(membership, queries.read_in_from(membership, found), Purpose.COPY)
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="kilde-{number}.txt"'
    return answer


@login_required
def source_original(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A document as it was brought."""
    membership = enter(request, slug, May.SEE_VOICES)
    found = sources.find(membership, number)
    try:
        data = sources.original_bytes(membership, found)
    except sources.NotOpened:
        messages.error(request, _("Filen mangler eller kan ikke låses op. Sig det til den, der passer Samskab."))
        return redirect("source", slug, number)
    note_source(membership, found, Purpose.COPY)
    note_voices(membership, queries.read_in_from(membership, found), Purpose.COPY)
    answer = HttpResponse(data, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="kilde-{number}.{found.format}"'
    return answer


@login_required
def source_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Every document and transcript people's words were taken from."""
    membership = enter(request, slug, May.SEE_VOICES)
    context = {
        "sources": sources.listed(membership, request.GET.get("side", "")),
        "slug": slug,
        "may_read_in": membership.may(May.READ_IN),
        "may_see_names": membership.may(May.SEE_NAMES),
    }
    return render(request, "voices/sources.html", context)


@login_required
def source_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a document or a transcript in, with who speaks and when. `letters` answers what it was written in."""
    membership = enter(request, slug, May.READ_IN)
    if request.method != "POST":
        return render(request, "voices/source_new.html", {"slug": slug})
    try:
        brought = open_material(*file_of(request))
    except Unreadable as error:
        context = {"slug": slug, "error": str(error), "asks": isinstance(error, UnknownLetters)}
        return render(request, "voices/source_new.html", context, status=422)
    kept = bring(membership.project, brought, by=staff(membership.user))
    if brought.material.text:
        messages.success(request, _("Kilden er gemt. Her er teksten, som vi har læst den."))
    else:
        messages.success(request, _("Kilden er gemt og låst."))
    return redirect("source", slug, kept.number)


@login_required
def source_media(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What one hears or sees of a source."""
    membership = enter(request, slug, May.SEE_VOICES)
    found = sources.find(membership, number)
    data, content_type = sources.media_bytes(membership, found)
    note_source(membership, found, Purpose.LISTEN)
    return ranged(request, data, content_type)


@login_required
def source_transcript(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Lay the words beside sound or a picture: subtitles, or any text."""
    membership = enter(request, slug, May.READ_IN)
    found = sources.without_words(membership, number)
    context = {"slug": slug, "source": found}
    if request.method != "POST":
        return render(request, "voices/source_transcript.html", context)
    try:
        brought = open_transcript(*file_of(request))
    except Unreadable as error:
        context |= {"error": str(error), "asks": isinstance(error, UnknownLetters)}
        return render(request, "voices/source_transcript.html", context, status=422)
    transcribe(found, brought, by=staff(membership.user))
    messages.success(request, _("Udskriften er gemt ved kilden."))
    return redirect("source", slug, number)
