from typing import ClassVar

from django.db import models
from django.db.models import Q

from samskab.ground.declared import Declared
from samskab.people.models import User


class SitePermission(Declared):
    """Somebody who answers for a place gave us leave to listen there: who, when, where and to what."""

    personal: ClassVar[frozenset[str]] = frozenset({"who"})
    safe: ClassVar[frozenset[str]] = frozenset(
        {"id", "activity", "place", "given_on", "allows", "noted_by", "noted_at"}
    )

    activity = models.ForeignKey("projects.Activity", on_delete=models.CASCADE, related_name="site_permissions")
    place = models.CharField(max_length=160)
    who = models.CharField(max_length=160)
    given_on = models.DateField()
    allows = models.CharField(max_length=300)
    noted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["given_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(place="") & ~Q(who="") & ~Q(allows=""), name="leave_says_who_where_and_to_what"
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity} {self.given_on}"
