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
