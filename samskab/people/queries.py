"""The only door for reading people."""

from dataclasses import dataclass, field

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from samskab.ground.reactions import ask
from samskab.people.devices import device_of
from samskab.people.models import User

STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def nobody_yet() -> bool:
    """True in a new installation, where the first person is about to begin."""
    return not User.objects.exists()


def cast() -> QuerySet[User]:
    """The people one may sign in as by a click; there are none outside a demo."""
    return User.objects.exclude(demo_key="").order_by("demo_key")


def of_the_cast(key: str) -> User | None:
    return User.objects.filter(demo_key=key).first() if key else None


def with_address(email: str) -> User | None:
    """The person with that e-mail, however it is typed."""
    return User.objects.filter(email=User.objects.normalise(email)).first()


def signs_in_through(user: User) -> str:
    """The name of the provider that says who this is; "" for somebody with a password here."""
    if user.has_usable_password():
        return ""
    keys = set(SocialAccount.objects.filter(user=user).values_list("provider", flat=True))
    return next((one.name for one in settings.SIGN_IN_PROVIDERS if one.key in keys), "")


def has_second_step(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type__in=STEPS).exists()


def is_last_second_step(authenticator: Authenticator) -> bool:
    """Whether there is nothing else to sign in with in two steps when this one is gone."""
    others = Authenticator.objects.filter(user=authenticator.user, type__in=STEPS).exclude(pk=authenticator.pk)
    return authenticator.type in STEPS and not others.exists()


def number_of_keys(user: User) -> int:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).count()


@dataclass(frozen=True, slots=True)
class SignIn:
    """How one person signs in."""

    has_password: bool
    through: str
    keys: list[Authenticator] = field(default_factory=list)
    app: Authenticator | None = None
    codes_left: int | None = None


def how_they_sign_in(user: User) -> SignIn:
    rows: dict[str, list[Authenticator]] = {kind: [] for kind in Authenticator.Type.values}
    for one in Authenticator.objects.filter(user=user).order_by("pk"):
        rows[one.type].append(one)
    codes, apps = rows[Authenticator.Type.RECOVERY_CODES], rows[Authenticator.Type.TOTP]
    return SignIn(
        user.has_usable_password(),
        signs_in_through(user),
        rows[Authenticator.Type.WEBAUTHN],
        apps[0] if apps else None,
        len(codes[0].wrap().get_unused_codes()) if codes else None,  # type: ignore[no-untyped-call]
    )


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One place somebody is signed in."""

    row: UserSession
    device: str
    is_here: bool


def signed_in(user: User, here: str) -> list[SignedIn]:
    """Where the person is signed in, this place first. `here` is the key of the session that asks."""
    rows = UserSession.objects.filter(user=user, session_key__in=_keys_in_force())
    places = [SignedIn(row, device_of(row.user_agent), row.session_key == here) for row in rows]
    return sorted(places, key=lambda one: (not one.is_here, -one.row.last_seen_at.timestamp()))


def _keys_in_force() -> QuerySet[Session, str]:
    return Session.objects.filter(expire_date__gt=timezone.now()).values_list("session_key", flat=True)


def what_closing_means(user: User) -> list[str]:
    """What stands in the way or must be known before an account is closed, a sentence each."""
    return ask("what_closing_an_account_means", user=user)
