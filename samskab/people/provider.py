"""How the municipality's and the region's sign-in are understood here. allauth finds this file by its name.

Nothing a provider tells is kept but who it is, the name and the e-mail address: their attributes may hold a CPR number.
"""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.saml.provider import SAMLProvider


class Vouching:
    """A provider vouches for the addresses of its own domains. Other addresses are as good as none."""

    app: Any

    def extract_extra_data(self, data: Any) -> dict[str, Any]:
        return {}

    def cleanup_email_addresses(
        self, email: str | None, addresses: list[EmailAddress], email_verified: bool = False
    ) -> str | None:
        super().cleanup_email_addresses(email, addresses, email_verified)  # type: ignore[misc]
        ours = [one for one in addresses if self.vouches_for(one.email)]
        for one in ours:
            one.verified = True
        addresses[:] = ours[:1]
        return ours[0].email if ours else None

    def vouches_for(self, email: str) -> bool:
        return email.rpartition("@")[2].lower() in self.app.settings["email_domains"]

    def serialize(self) -> dict[str, Any]:
        """By its key: two providers may know us under the same client id."""
        return {"id": self.app.provider_id, "app.client_id": self.app.client_id}


class Oidc(Vouching, OpenIDConnectProvider):
    def extract_email_addresses(self, data: Any) -> list[EmailAddress]:
        """None, when the provider itself says that the address is not verified."""
        found: list[EmailAddress] = super().extract_email_addresses(data)  # type: ignore[no-untyped-call]
        return [] if self._is_denied(data) else found

    def extract_common_fields(self, data: Any) -> dict[str, Any]:
        fields: dict[str, Any] = super().extract_common_fields(data)  # type: ignore[no-untyped-call]
        return fields | {"email": None} if self._is_denied(data) else fields

    @staticmethod
    def _is_denied(data: Any) -> bool:
        told = data.get("userinfo") or data.get("id_token") or data
        return told.get("email_verified", True) in {False, "false"}


class Saml(Vouching, SAMLProvider):
    def extract_uid(self, data: Any) -> str:
        """A name that is another every time names nobody; then the address does. "" is refused by who asks."""
        fields = self._extract(data)  # type: ignore[no-untyped-call]
        is_lasting = not str(data.get_nameid_format()).endswith(":transient")
        return str(fields.get("uid") or (data.get_nameid() if is_lasting else fields.get("email")) or "")


provider_classes = [Oidc, Saml]
