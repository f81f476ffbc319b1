"""Det sagde du – det skete der: what came of one voice, told to the one who said it.

What the project understands and does is told in its own words only where they are public; else it is told that something
happened, and when. Nobody else's words stand here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from samskab.ground import clock
from samskab.meaning.themes.models import Insight, InsightVoice
from samskab.publishing.postcards.models import Postcard, PostcardLine
from samskab.publishing.thread.eyes import Eyes, address
from samskab.trials.tracks.models import Track, TrackInsight
from samskab.voices.intake.models import Voice


@dataclass(frozen=True, slots=True)
class Step:
    """A day, what happened, the project's own words where they are public, and where one can read on."""

    on: date
    what: str
    words: str = ""
    url: str = ""


def story_of(voice: Voice) -> list[Step]:
    """Every step, the first first. Only of words that are still here."""
    steps = [Step(voice.captured_on, _said(voice)), *_understood(voice), *_tried(voice), *_given_back(voice)]
    return sorted(steps, key=lambda step: step.on)


def _said(voice: Voice) -> str:
    return _("Nogen så det og skrev det ned.") if voice.kind == Voice.Kind.OBSERVATION else _("Du sagde det til os.")


def _understood(voice: Voice) -> Iterator[Step]:
    ties = list(InsightVoice.objects.filter(voice=voice).select_related("insight"))
    told = set(Eyes(voice.project, None).insights(Insight.objects.filter(pk__in=[tie.insight_id for tie in ties])))
    for tie in ties:
        against = tie.stance == InsightVoice.Stance.CONTRADICTS
        what = (
            _("Du ser det anderledes end andre. Det står nu ved siden af.") if against else _("Vi forstod noget nyt.")
        )
        words = tie.insight.sentence if tie.insight in told else ""
        yield Step(_day(tie.at), what, words, _address(voice, tie.insight) if words else "")


def _tried(voice: Voice) -> Iterator[Step]:
    ties = TrackInsight.objects.filter(insight__ties__voice=voice).select_related("track").order_by("-at", "-pk")
    first = {tie.track_id: tie for tie in ties}
    told = set(Eyes(voice.project, None).tracks(Track.objects.filter(pk__in=first)))
    for tie in first.values():
        is_question = tie.track.kind == Track.Kind.QUESTION
        what = _("Det blev til et spørgsmål, vi går rundt om.") if is_question else _("Det blev til et forslag.")
        words = f"{tie.track.title} ({tie.track.get_state_display()})" if tie.track in told else ""
        yield Step(_day(tie.at), what, words, _address(voice, tie.track) if words else "")


def _address(voice: Voice, thing: Insight | Track) -> str:
    """Where anybody may follow the thread; "" while the project's page is shut."""
    return address(voice.project.slug, thing.code, is_member=False) if voice.project.is_public else ""


def _day(moment: datetime) -> date:
    return moment.astimezone(clock.COPENHAGEN).date()


def _given_back(voice: Voice) -> Iterator[Step]:
    lines = PostcardLine.objects.filter(voice=voice, postcard__state=Postcard.State.PUBLISHED)
    for line in lines.select_related("postcard__project"):
        card = line.postcard
        assert card.published_at is not None
        url = reverse("public-postcard", args=[card.project.slug, card.number]) if card.project.is_public else ""
        yield Step(_day(card.published_at), _("Dine ord kom på et postkort."), card.title, url)
