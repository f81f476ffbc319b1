from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samskab.ground.declared import Declared
from samskab.ground.locked_text import LockedJSONField, LockedTextField
from samskab.people.models import User


class Postcard(Declared):
    """Two pages that give back what was heard, and invite an answer."""

    safe: ClassVar[frozenset[str]] = frozenset(
        {
            "id", "project", "number", "title", "intro", "edition_label", "disagreements", "front_line", "state",
            "document_on", "made_by", "created_at", "published_at",
        }
    )  # fmt: skip

    class State(models.TextChoices):
        DRAFT = "draft", _("Kladde")
        ASKING = "asking", _("Venter på partnernes ja")
        PUBLISHED = "published", _("Udgivet")

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(_("Overskrift"), max_length=120)
    intro = models.TextField(_("Hvorfor dette kort?"), blank=True)
    edition_label = models.CharField(_("Hvornår?"), max_length=60, blank=True)
    disagreements = models.TextField(_("Her er vi uenige"), blank=True)
    front_line = models.ForeignKey(
        "publishing.PostcardLine", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    document_on = models.DateField()
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="a_postcard_has_its_own_number"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="a_published_postcard_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PostcardLine(Declared):
    """One thing on the card: a quote, a point, a piece of knowledge or a track. Exactly one."""

    personal: ClassVar[frozenset[str]] = frozenset({"excerpt"})
    safe: ClassVar[frozenset[str]] = frozenset({"id", "postcard", "position", "voice", "insight", "knowledge", "track"})

    postcard = models.ForeignKey(Postcard, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(default=0)
    voice = models.ForeignKey("voices.Voice", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    insight = models.ForeignKey("meaning.Insight", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    knowledge = models.ForeignKey("voices.Knowledge", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    track = models.ForeignKey("trials.Track", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    excerpt = LockedTextField(
        blank=True, row=("postcard_id", "voice_id"), help_text="A shortened quote, cut with …; empty means the whole."
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(voice__isnull=False, insight__isnull=True, knowledge__isnull=True, track__isnull=True)
                    | Q(voice__isnull=True, insight__isnull=False, knowledge__isnull=True, track__isnull=True)
                    | Q(voice__isnull=True, insight__isnull=True, knowledge__isnull=False, track__isnull=True)
                    | Q(voice__isnull=True, insight__isnull=True, knowledge__isnull=True, track__isnull=False)
                ),
                name="a_line_says_exactly_one_thing",
            ),
            models.UniqueConstraint(fields=["postcard", "voice"], name="a_voice_stands_once_on_a_card"),
            models.UniqueConstraint(fields=["postcard", "insight"], name="an_insight_stands_once_on_a_card"),
            models.UniqueConstraint(fields=["postcard", "knowledge"], name="knowledge_stands_once_on_a_card"),
            models.UniqueConstraint(fields=["postcard", "track"], name="a_track_stands_once_on_a_card"),
        ]

    def __str__(self) -> str:
        return f"{self.postcard} {self.position}"


class Echo(Declared):
    """A place among a card's own words that said what a voice said, when that voice was taken back. No words stand here."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "postcard", "voice", "part", "noted_at"})

    class Part(models.TextChoices):
        TITLE = "title", _("overskriften")
        INTRO = "intro", _("indledningen")
        DISAGREEMENTS = "disagreements", _("»Her er vi uenige«")

    postcard = models.ForeignKey(Postcard, on_delete=models.CASCADE, related_name="echoes")
    voice = models.ForeignKey("voices.Voice", on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=20, choices=Part.choices)
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["postcard", "voice", "part"], name="an_echo_is_noted_once_in_its_place")
        ]

    def __str__(self) -> str:
        return f"{self.postcard} {self.part}: {self.voice}"


class Approval(Declared):
    """A partner's yes to one postcard, given here or told to the coordinator."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "postcard", "party", "given_by", "how", "at", "fingerprint"})

    class How(models.TextChoices):
        HERE = "here", _("Sagt ja her")
        TOLD = "told", _("Har sagt ja til tovholderen")

    postcard = models.ForeignKey(Postcard, on_delete=models.CASCADE, related_name="approvals")
    party = models.ForeignKey("projects.Party", on_delete=models.CASCADE, related_name="+")
    given_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    how = models.CharField(max_length=10, choices=How.choices)
    at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64, help_text="What the card said when the partner said yes.")

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["postcard", "party"], name="a_partner_says_yes_once")]

    def __str__(self) -> str:
        return f"{self.party}: {self.how}"


class Edition(Declared):
    """What was published: the card frozen as data, from which the same PDF and page are made again.

    When a voice is taken back its words leave every edition; the next edition says so.
    """

    personal: ClassVar[frozenset[str]] = frozenset({"card"})
    safe: ClassVar[frozenset[str]] = frozenset({"id", "postcard", "number", "published_at", "note"})

    postcard = models.ForeignKey(Postcard, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    card = LockedJSONField(row=("postcard_id", "number"))
    published_at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["postcard", "number"], name="an_edition_is_numbered_once")]

    def __str__(self) -> str:
        return f"{self.postcard} {self.number}"


class RecognisabilityCheck(Declared):
    """Somebody looked at the card for what can tell who somebody is. It stands for exactly what the card said then."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "postcard", "fingerprint", "made_by", "at"})

    postcard = models.OneToOneField(Postcard, on_delete=models.CASCADE, related_name="recognisability")
    fingerprint = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.postcard}: {self.at}"


class Judgement(Declared):
    """What was decided about one thing on a card that can tell who somebody is: who spoke, or some of the words.

    `about` is a voice's code where it is about who spoke (then `rank` is how coarsely it stands), else a fingerprint of
    the words and where they stand. `reason` says why it may stand as it is.
    """

    personal: ClassVar[frozenset[str]] = frozenset({"reason"})
    safe: ClassVar[frozenset[str]] = frozenset({"id", "postcard", "voice", "about", "rank", "made_by", "at"})

    postcard = models.ForeignKey(Postcard, on_delete=models.CASCADE, related_name="judgements")
    voice = models.ForeignKey("voices.Voice", on_delete=models.CASCADE, null=True, related_name="+")
    about = models.CharField(max_length=64)
    rank = models.PositiveSmallIntegerField(default=0, help_text="Of recognising.crowd.LEVELS; 0 is as it was told.")
    reason = models.TextField(blank=True)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["postcard", "about"], name="a_thing_on_a_card_is_judged_once"),
            models.CheckConstraint(condition=Q(rank__gt=0) | ~Q(reason=""), name="what_stands_as_it_is_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.postcard} {self.about}"
