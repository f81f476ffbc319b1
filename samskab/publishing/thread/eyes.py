"""How much of a project's thread somebody may see."""

from functools import lru_cache

from django.db.models import Case, QuerySet, When
from django.db.models.expressions import OrderBy
from django.urls import reverse

from samskab.ground.stamps import stamp
from samskab.meaning.themes.models import Insight
from samskab.projects.access import May
from samskab.projects.models import Project
from samskab.projects.team.models import Membership
from samskab.publishing.postcards.contents import quotes_of
from samskab.publishing.postcards.models import Postcard, PostcardLine
from samskab.publishing.postcards.queries import published
from samskab.publishing.recognising.queries import said_by
from samskab.publishing.thread.knots import Seen, VoiceKnot
from samskab.trials.tracks.models import Track
from samskab.voices.consent.queries import may_be_on_the_web, may_be_printed
from samskab.voices.intake.models import Voice


@lru_cache(maxsize=4096)
def address(slug: str, code: str, *, is_member: bool) -> str:
    """Where the thread through a code is shown. A picture asks for hundreds."""
    return reverse("thread" if is_member else "public-thread", args=[slug, code])


def _as_printed(project: Project) -> dict[str, tuple[str, str, str]]:
    """The words, who spoke, and the perspective, as the newest card tells it: what is written down later is not out."""
    quotes = (quote for _card, data in reversed(published(project)) for quote in quotes_of(data))
    return {
        quote["code"]: (quote["text"], quote["said_by"], quote["perspective"])
        for quote in quotes
        if not quote.get("gone")
    }


class Eyes:
    """Asked once for a page. Those who may see voices see every word; other members what a published card says;
    everybody else what it says and may be on the web, and only what stands on the card itself. With `codes_alone` they
    look for no words where they see all: none is opened for a picture that shows none."""

    def __init__(self, project: Project, membership: Membership | None, *, codes_alone: bool = False) -> None:
        self.sees_all = membership is not None and membership.may(May.SEE_VOICES)
        self.codes_alone = codes_alone and self.sees_all  # others are shown what a card says of it
        self.is_member, self.slug = membership is not None, project.slug
        self.published = PostcardLine.objects.filter(
            postcard__project=project, postcard__state=Postcard.State.PUBLISHED
        )
        self.on_cards: dict[int, str] = {}
        self.printed: dict[str, tuple[str, str, str]] = {}
        if not self.sees_all:
            self.printed = _as_printed(project)
            lines = self.published.filter(voice__isnull=False).order_by("postcard__published_at", "pk")
            self.on_cards = {line.voice_id: line.excerpt for line in lines if line.voice_id}

    @property
    def first(self) -> list[OrderBy]:
        """An order where voices these eyes may read come before those they may not."""
        if self.sees_all:
            return []
        return [Case(When(voice__in=list(self.on_cards), then=0), default=1).asc()]

    def see(self, voice: Voice) -> Seen:
        if not voice.is_kept:
            return "withdrawn"
        if self.sees_all:
            return "words"
        may = may_be_printed(voice) and (self.is_member or may_be_on_the_web(voice))
        return "words" if may and voice.pk in self.on_cards else "place"

    def address(self, code: str) -> str:
        """Where these eyes follow the thread through a code."""
        return address(self.slug, code, is_member=self.is_member)

    def knot(self, voice: Voice, stance: str, reviewed: str = "") -> VoiceKnot:
        """The voice as these eyes see it: a quote that was shortened on the card stays shortened."""
        seen, url = self.see(voice), self.address(voice.code)
        if seen != "words":
            return VoiceKnot(voice.code, url, seen, stance)
        if self.codes_alone:
            return VoiceKnot(voice.code, url, seen, stance, perspective=voice.perspective)
        suspect = bool(reviewed) and reviewed != stamp(voice.words)
        words = self.on_cards.get(voice.pk) or voice.words
        if not self.sees_all:
            printed, who, perspective = self.printed.get(voice.code, ("", "", ""))
            return VoiceKnot(voice.code, url, seen, stance, printed or words, who, perspective)
        return VoiceKnot(voice.code, url, seen, stance, words, said_by(voice), voice.perspective, suspect, voice.pk)

    def insights(self, insights: QuerySet[Insight]) -> QuerySet[Insight]:
        return insights if self.is_member else insights.filter(pk__in=self.published.values("insight"))

    def tracks(self, tracks: QuerySet[Track]) -> QuerySet[Track]:
        return tracks if self.is_member else tracks.filter(pk__in=self.published.values("track"))
