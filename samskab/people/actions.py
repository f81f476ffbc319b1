"""The only door for writing people."""

from collections.abc import Callable
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import timezone

from samskab.ground import clock
from samskab.ground.reactions import tell
from samskab.journal import actions as journal
from samskab.people import limits
from samskab.people.actors import Actor, staff
from samskab.people.models import User

FORMER = "Tidligere medlem"  # what stands where a name stood; kept, so in the language everything is written in


class AlreadyHere(ValueError):
    """Someone has this e-mail address already."""


class StillNeeded(Exception):
    """The account cannot be closed yet; the words say why, and what to do."""


@transaction.atomic
def welcome(email: str, name: str, password: str, *, title: str = "") -> User:
    """A new account. One e-mail address is one person, however it is typed, and when two arrive at once."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, name, password, title=title.strip())
    except IntegrityError as error:
        raise AlreadyHere(email) from error
    _note("account_opened", user, by=staff(user))
    return user


@transaction.atomic
def welcome_from_elsewhere(user: User, provider: str, save: Callable[[], None]) -> User:
    """A new account without a password, for somebody a provider vouches for. `save` writes what ties the two."""
    user.set_unusable_password()
    save()
    _note("account_opened", user, by=staff(user), provider=provider)
    return user


@transaction.atomic
def change_password(user: User, password: str) -> None:
    """A new password. Every session ends with the old one; the one that changes it begins again at once."""
    user.set_password(password)
    user.save(update_fields=["password"])
    _end_sessions(user)
    _note("password_changed", user, by=staff(user))


@transaction.atomic
def move_sign_in(user: User, provider: str) -> None:
    """From now on a provider says who this is. Password, keys and sessions from before may be somebody else's: they go."""
    _forget_ways_in(user)
    _end_sessions(user)
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    _note("sign_in_moved", user, by=staff(user), provider=provider)


@transaction.atomic
def note_step_added(user: User, kind: str) -> None:
    """A second step was set up: `kind` is totp or webauthn."""
    _note("second_step_added", user, by=staff(user), kind=kind)


@transaction.atomic
def note_step_removed(user: User, kind: str) -> None:
    _note("second_step_removed", user, by=staff(user), kind=kind)


@transaction.atomic
def note_codes_made(user: User) -> None:
    _note("recovery_codes_made", user, by=staff(user))


@transaction.atomic
def note_reset_link(user: User, *, by: Actor) -> None:
    """Somebody who runs the server made a link for a new password."""
    _note("reset_link_made", user, by=by)


@transaction.atomic
def forget_second_step(user: User, *, by: Actor) -> None:
    """For one who has lost telephone and codes: the password alone opens, and nobody is signed in any more."""
    gone, _kinds = Authenticator.objects.filter(user=user).delete()
    _end_sessions(user)
    if gone:
        _note("second_step_forgotten", user, by=by)


@transaction.atomic
def close(user: User, *, by: Actor) -> None:
    """The account is over: who it was is gone, and nothing opens. What the person did stays, without a name.

    Every later stage answers `account_closed`; one that cannot, such as a project with no other coordinator, raises
    StillNeeded, and nothing is closed. Safe to repeat.
    """
    held = User.objects.select_for_update().get(pk=user.pk)
    if held.closed_at is not None:
        return
    tell("account_closed", user=held, by=by)
    _forget_ways_in(held)
    _end_sessions(held)
    EmailAddress.objects.filter(user=held).delete()
    SocialAccount.objects.filter(user=held).delete()
    held.email, held.name, held.title = f"lukket-{held.pk}@konto.invalid", FORMER, ""
    held.is_active, held.closed_at = False, clock.now()
    held.save(update_fields=["email", "name", "title", "is_active", "closed_at"])
    _note("account_closed", held, by=by)


def note_session(key: str) -> None:
    """Somebody is still there."""
    UserSession.objects.filter(session_key=key).update(last_seen_at=timezone.now())


def end_session(user: User, pk: int) -> None:
    """Sign out somewhere else. Nothing happens to a session that is not theirs."""
    for one in UserSession.objects.filter(user=user, pk=pk):
        one.end()


def sweep() -> None:
    """Let go of sessions that are over, of where they were, and of tries that are paid back."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    longest = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    UserSession.objects.filter(last_seen_at__lt=timezone.now() - longest).delete()
    limits.sweep()


def _forget_ways_in(user: User) -> None:
    user.set_unusable_password()
    user.save(update_fields=["password"])
    Authenticator.objects.filter(user=user).delete()


def _end_sessions(user: User) -> None:
    for one in UserSession.objects.filter(user=user):
        one.end()


def _note(verb: str, user: User, *, by: Actor, **facts: str) -> None:
    journal.write(verb, by=by, project_id=None, subject="user", subject_id=user.pk, facts=facts)
