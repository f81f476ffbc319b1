from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samskab.ground.declared import Declared


class Accounts(BaseUserManager["User"]):
    """Makes accounts; an e-mail address is one person, however it is typed."""

    def create_user(self, email: str, name: str, password: str | None = None, **facts: Any) -> "User":
        user = self.model(email=self.normalise(email), name=name.strip(), **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user

    @staticmethod
    def normalise(email: str) -> str:
        return email.strip().lower()

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=self.normalise(username or ""))


class User(AbstractBaseUser, Declared):
    """A person who works with Samskab. Citizens have no account: they have a receipt code.

    One that is closed keeps its number, so that what the person did stays where it was done; who it was is gone.
    """

    personal: ClassVar[frozenset[str]] = frozenset({"email", "name", "title", "password"})
    safe: ClassVar[frozenset[str]] = frozenset({"id", "is_active", "last_login", "demo_key", "created_at", "closed_at"})

    email = models.EmailField(_("E-mail"), unique=True)
    name = models.CharField(_("Navn"), max_length=120)
    title = models.CharField(_("Stilling"), max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    demo_key = models.CharField(max_length=20, blank=True, help_text="amina, bo or carl, in demo mode only")
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = Accounts()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("personer")
        constraints = [
            models.CheckConstraint(
                name="a_closed_account_opens_nothing", condition=Q(closed_at__isnull=True) | Q(is_active=False)
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0]


class Allowance(Declared):
    """How much somebody has tried, as the moment when it is all paid back. The key is a fingerprint: it tells nobody."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "key", "paid_back_at"})

    key = models.CharField(max_length=64, unique=True)
    paid_back_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key[:8]


class Organisation(Declared):
    """A municipality, a region, a practice, an association: with the time it exists, for they merge and move tasks."""

    safe: ClassVar[frozenset[str]] = frozenset({"id", "name", "kind", "valid_from", "valid_to"})

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Kommune")
        REGION = "region", _("Region")
        HOSPITAL = "hospital", _("Hospital")
        PRACTICE = "practice", _("Almen praksis")
        ASSOCIATION = "association", _("Forening")
        OTHER = "other", _("Andet")

    name = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.OTHER)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
