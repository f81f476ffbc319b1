from typing import ClassVar

from django.db import models

from samskab.ground import clock
from samskab.ground.declared import Declared
from samskab.people.models import User
from samskab.projects.access import MAY, May, Role
from samskab.projects.policy import is_open


class Places(models.QuerySet["Membership"]):
    """Places in projects, those that are over among them: nobody forgets who was here."""

    def current(self) -> "Places":
        return self.filter(ended_on__isnull=True)


class Membership(Declared):
    """One person's place in one project, from a day and until it ends."""

    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "project", "user", "role", "party", "since_on", "ended_on", "last_visit_at", "previous_visit_at"}
    )

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices)
    party = models.ForeignKey(
        "projects.Party", on_delete=models.SET_NULL, null=True, blank=True, related_name="members"
    )
    since_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    last_visit_at = models.DateTimeField(null=True, blank=True)
    previous_visit_at = models.DateTimeField(null=True, blank=True)

    objects = Places.as_manager()

    class Meta:
        ordering = ["since_on", "id"]
        constraints = [models.UniqueConstraint(fields=["project", "user"], name="one_place_for_each_person")]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"

    @property
    def state(self) -> str:
        return "current" if self.ended_on is None else "ended"

    def may(self, act: May) -> bool:
        """The role opens it, and the place is not over."""
        return act in MAY[Role(self.role)] and is_open("membership", self.state, act)


class Invitation(Declared):
    """A link that lets one colleague in. We keep only the link's fingerprint."""

    personal: ClassVar[frozenset[str]] = frozenset({"email", "name"})
    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "project", "role", "party", "token_hash", "invited_by", "created_at", "expires_at", "accepted_at"}
    )

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="invitations")
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=20, choices=Role.choices)
    party = models.ForeignKey("projects.Party", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.created_at:%Y-%m-%d}"

    @property
    def state(self) -> str:
        if self.accepted_at is not None:
            return "used"
        return "waiting" if self.expires_at > clock.now() else "expired"
