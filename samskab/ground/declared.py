"""Every column is declared personal or safe. Erasure, export and the scrubbed copy come from this one declaration."""

from typing import ClassVar

from django.db import models


class Declared(models.Model):
    """A model that says which of its columns can tell something about a person.

    `personal` and `safe` together name every column; a test demands it. Keys and times of our own are safe.
    """

    personal: ClassVar[frozenset[str]] = frozenset()
    safe: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True


# Tables of the libraries we stand on: the same two lists, kept here because their models are not ours to write on.
# name → (personal, safe)
TABLES_OF_OTHERS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "account.EmailAddress": (frozenset({"email"}), frozenset({"id", "user", "verified", "primary"})),
    "account.EmailConfirmation": (frozenset({"key"}), frozenset({"id", "email_address", "created", "sent"})),
    "auth.Group": (frozenset(), frozenset({"id", "name"})),
    "auth.Permission": (frozenset(), frozenset({"id", "name", "content_type", "codename"})),
    "contenttypes.ContentType": (frozenset(), frozenset({"id", "app_label", "model"})),
    "mfa.Authenticator": (frozenset({"data"}), frozenset({"id", "user", "type", "created_at", "last_used_at"})),
    "sessions.Session": (frozenset({"session_key", "session_data"}), frozenset({"expire_date"})),
    "socialaccount.SocialAccount": (
        frozenset({"uid", "extra_data"}),
        frozenset({"id", "user", "provider", "last_login", "date_joined"}),
    ),
    "socialaccount.SocialApp": (
        frozenset({"secret", "key"}),
        frozenset({"id", "provider", "provider_id", "name", "client_id", "settings"}),
    ),
    "socialaccount.SocialToken": (
        frozenset({"token", "token_secret"}),
        frozenset({"id", "app", "account", "expires_at"}),
    ),
    "usersessions.UserSession": (
        frozenset({"ip", "user_agent", "session_key", "data"}),
        frozenset({"id", "user", "created_at", "last_seen_at"}),
    ),
}


def declared(model: type[models.Model]) -> tuple[frozenset[str], frozenset[str]]:
    """(personal, safe) of any table in the database, ours or not. KeyError for one nobody has declared."""
    if issubclass(model, Declared):
        return model.personal, model.safe
    return TABLES_OF_OTHERS[model._meta.label]
