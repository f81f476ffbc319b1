"""A project and what is the same all through it. Each room keeps its own models; Django finds them from here."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samskab.ground.declared import Declared
from samskab.people.models import Organisation


class Project(Declared):
    """The tenant: every row below reaches its project, and is reached only through it."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "slug", "name", "is_public", "phone_is_inert", "created_at"})
    personal: ClassVar[frozenset[str]] = frozenset(
        {"contact_name", "contact_phone", "contact_email", "contact_address"}
    )

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("Projektets navn"), max_length=160)
    contact_name = models.CharField(_("Hvem svarer?"), max_length=120, blank=True)
    contact_phone = models.CharField(_("Telefon"), max_length=30, blank=True)
    contact_email = models.EmailField(_("E-mail"), blank=True)
    contact_address = models.CharField(_("Adresse"), max_length=200, blank=True)
    phone_is_inert = models.BooleanField(default=False, help_text="An invented number: shown, never dialled.")
    is_public = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        return "open" if self.is_public else "closed"


class FormerName(Declared):
    """What the project was called before, and why it changed: a change with a reason, not an error."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "project", "name", "until_on", "reason"})

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=160)
    until_on = models.DateField()
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["until_on", "id"]

    def __str__(self) -> str:
        return self.name


class Geography(Declared):
    """Where the project works, in a period. The latest without an end is the one in force."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "project", "text", "valid_from", "valid_to", "reason"})

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="geographies")
    text = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["valid_from", "id"]

    def __str__(self) -> str:
        return self.text


class Place(Declared):
    """A coarse place a voice may come from: a village or a district, never an address."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "project", "name"})

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="places")
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["project", "name"], name="a_place_is_named_once_in_a_project")]

    def __str__(self) -> str:
        return self.name


class Party(Declared):
    """An organisation that carries the project. A partner says yes before a postcard is published."""

    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "project", "organisation", "part", "approves", "position", "valid_from", "valid_to"}
    )

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=160, blank=True)
    approves = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["project", "organisation"], name="a_party_is_named_once")]

    def __str__(self) -> str:
        return self.organisation.name

    def in_force(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class CodeCounter(Declared):
    """The last number given to each letter, so that a code on paper never means two things."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "project", "letter", "last"})

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    letter = models.CharField(max_length=1)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "letter"], name="one_counter_for_each_letter")]

    def __str__(self) -> str:
        return f"{self.letter}-{self.last}"


# The rooms' models come last: they point back at the ones above.
from samskab.projects.bodies.models import Body  # noqa: E402
from samskab.projects.document.models import Principle, PrincipleAct, Section, SectionVersion  # noqa: E402
from samskab.projects.guides.models import Guide, GuideQualified, GuideUse, GuideVersion  # noqa: E402
from samskab.projects.leave.models import SitePermission  # noqa: E402
from samskab.projects.methods.models import ProjectMethod  # noqa: E402
from samskab.projects.plan.models import Activity, ActivityChange, OwedAction, Participation  # noqa: E402
from samskab.projects.team.models import Invitation, Membership  # noqa: E402

__all__ = [
    "Activity",
    "ActivityChange",
    "Body",
    "CodeCounter",
    "FormerName",
    "Geography",
    "Guide",
    "GuideQualified",
    "GuideUse",
    "GuideVersion",
    "Invitation",
    "Membership",
    "OwedAction",
    "Participation",
    "Party",
    "Place",
    "Principle",
    "PrincipleAct",
    "Project",
    "ProjectMethod",
    "Section",
    "SectionVersion",
    "SitePermission",
]
