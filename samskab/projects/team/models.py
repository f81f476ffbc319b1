from typing import ClassVar

from django.db import models

from samskab.ground.declared import Declared
from samskab.people.models import User
from samskab.projects.access import MAY, May, Role


class Membership(Declared):
    """One person's place in one project."""

    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "project", "user", "role", "party", "since_on", "last_visit_at", "previous_visit_at"}
    )

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices)
    party = models.ForeignKey(
        "projects.Party", on_delete=models.SET_NULL, null=True, blank=True, related_name="members"
    )
    since_on = models.DateField()
    last_visit_at = models.DateTimeField(null=True, blank=True)
    previous_visit_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since_on", "id"]
        constraints = [models.UniqueConstraint(fields=["project", "user"], name="one_place_for_each_person")]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"

    def may(self, act: May) -> bool:
        return act in MAY[Role(self.role)]


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
