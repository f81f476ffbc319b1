"""The link that opens once, within an hour, and lets somebody choose a new password."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from samskab.people.models import User


def reset_link(user: User) -> str:
    return address_of(user_pk_to_url_str(user), default_token_generator.make_token(user))


def address_of(who: str, token: str) -> str:
    return settings.SITE_URL + reverse("account_reset_password_from_key", args=[who, token])
