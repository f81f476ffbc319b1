"""The only door for reading people."""

from django.db.models import QuerySet

from samskab.people.models import User


def nobody_yet() -> bool:
    """True in a new installation, where the first person is about to begin."""
    return not User.objects.exists()


def cast() -> QuerySet[User]:
    """The people one may sign in as by a click; there are none outside a demo."""
    return User.objects.exclude(demo_key="").order_by("demo_key")


def of_the_cast(key: str) -> User | None:
    return User.objects.filter(demo_key=key).first() if key else None
