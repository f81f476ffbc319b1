from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samskab.ground import clock
from samskab.ground.reactions import ask
from samskab.people.actors import staff
from samskab.projects.access import May
from samskab.projects.permission import enter
from samskab.projects.perspectives import PERSPECTIVES
from samskab.voices.consent import actions as consent
from samskab.voices.consent.queries import agreed, is_unknown
from samskab.voices.intake import actions, queries
from samskab.voices.listening.forms import VoiceForm
from samskab.voices.sources import queries as sources


@login_required
def voices(request: HttpRequest, slug: str) -> HttpResponse:
    """Every voice in the project, whichever perspective one looks from."""
    membership = enter(request, slug, May.SEE_VOICES)
    everything = list(queries.seen_by(membership))
    chosen = request.GET.get("fra", "")
    shown = [voice for voice in everything if not chosen or voice.perspective == chosen]
    context = {
        "voices": [(voice, is_unknown(voice)) for voice in shown],
        "everything": everything,
        "unknown": [voice for voice in everything if is_unknown(voice)],
        "heard": [(key, name) for key, name in PERSPECTIVES if any(voice.perspective == key for voice in everything)],
        "missing": [name for key, name in PERSPECTIVES if all(voice.perspective != key for voice in everything)],
        "chosen": chosen,
        "slug": slug,
        "may_capture": membership.may(May.CAPTURE_VOICE),
    }
    return render(request, "voices/voices.html", context)


@login_required
def voice_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a voice down, with what was agreed."""
    membership = enter(request, slug, May.CAPTURE_VOICE)
    project, by = membership.project, staff(membership.user)
    form = VoiceForm(
        request.POST or None,
        places=project.places.all(),
        activities=queries.activities_to_choose(membership),
        initial={"activity": request.GET.get("aktivitet")},
    )
    if request.method == "POST" and form.is_valid():
        voice = actions.capture(project, form.told(), by=by)
        answers = dict.fromkeys(form.cleaned_data["agreed"], True)
        if answers:
            agreement = consent.Agreement("consent", form.cleaned_data["channel"], clock.today())
            consent.record(voice, answers, agreement, by=by)
        messages.success(request, _("Modtaget. Ordene er i sikkerhed."))
        return redirect("voice", slug, voice.number)
    return render(request, "voices/voice_new.html", {"form": form, "slug": slug})


@login_required
def voice(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One voice: its words, what was agreed, and what came of it."""
    membership = enter(request, slug, May.SEE_VOICES)
    found = queries.find(membership, number)
    context = {
        "voice": found,
        "slug": slug,
        "agreed": agreed(found),
        "is_unknown": is_unknown(found),
        "rests": ask("what_rests_on_this_voice", voice=found),
        "may_consent": membership.may(May.RECORD_CONSENT),
        "may_withdraw": membership.may(May.WITHDRAW_VOICE),
    }
    return render(request, "voices/voice.html", context)


@login_required
def source(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A document as it was when it was read in, with the voices it brought."""
    membership = enter(request, slug, May.SEE_VOICES)
    found = sources.find(membership, number)
    context = {"source": found, "voices": queries.seen_by(membership).filter(source=found), "slug": slug}
    return render(request, "voices/source.html", context)
