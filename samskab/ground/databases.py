"""Which database: SQLite in the installation's folder, or the PostgreSQL that DATABASE_URL names. The same code on both."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.models import Model

from samskab.ground.installation import Installation

# Durable before it is acknowledged, keys kept, and deleted words overwritten where they stood.
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
PATIENCE = 30  # seconds a write waits for its turn


def database(url: str, installation: Installation) -> dict[str, Any]:
    """Django's description of the database. Raises ImproperlyConfigured for an address we do not understand."""
    return _postgres(url) if url else _sqlite(installation)


def _sqlite(installation: Installation) -> dict[str, Any]:
    return {
        "ENGINE": "samskab.ground.fair_sqlite",
        "NAME": installation.database,
        "OPTIONS": {"timeout": PATIENCE, "transaction_mode": "IMMEDIATE", "init_command": PRAGMAS},
    }


def _postgres(url: str) -> dict[str, Any]:
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        if urlsplit(url).scheme not in {"postgres", "postgresql"}:
            raise ImproperlyConfigured("DATABASE_URL skal begynde med postgresql://. Uden den bruges SQLite.")
        told = conninfo_to_dict(url)
    except (ProgrammingError, ValueError) as error:
        raise ImproperlyConfigured(f"DATABASE_URL kan ikke læses: {error}".strip()) from error
    known = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    facts = {ours: str(told.pop(theirs, "")) for ours, theirs in known.items()}
    if not facts["NAME"]:
        raise ImproperlyConfigured("DATABASE_URL nævner ingen database: postgresql://bruger@vært/navn")
    return {
        "ENGINE": "django.db.backends.postgresql",
        **facts,
        "OPTIONS": {"connect_timeout": 10, **told},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def has_table(model: type[Model], using: str) -> bool:
    """Whether a database has the model's table. One that is copied before it is brought up to date may not have it yet."""
    return model._meta.db_table in connections[using].introspection.table_names()
