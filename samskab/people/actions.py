"""The only door for writing people."""

from django.db import IntegrityError, transaction

from samskab.journal import actions as journal
from samskab.people.actors import staff
from samskab.people.models import User


class AlreadyHere(ValueError):
    """Someone has this e-mail address already."""


@transaction.atomic
def welcome(email: str, name: str, password: str, *, title: str = "") -> User:
    """A new account. One e-mail address is one person, however it is typed, and when two arrive at once."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, name, password, title=title.strip())
    except IntegrityError as error:
        raise AlreadyHere(email) from error
    journal.write("account_opened", by=staff(user), project_id=None, subject="user", subject_id=user.pk)
    return user
