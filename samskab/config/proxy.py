"""What a proxy says about who is asking is believed only from the proxies we were told of."""

from collections.abc import Callable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.http.response import HttpResponseBase

Network = IPv4Network | IPv6Network
SAID = "HTTP_X_FORWARDED_"
ALSO = ("HTTP_FORWARDED", "HTTP_X_REAL_IP")


def networks(named: Sequence[str]) -> list[Network]:
    """Addresses and networks as an operator writes them. Raises ImproperlyConfigured for what is neither."""
    try:
        return [ip_network(one, strict=False) for one in named]
    except ValueError as error:
        raise ImproperlyConfigured(f"SAMSKAB_PROXY forstås ikke: {error}.") from error


class TrustedProxy:
    """Takes away what anybody else than the proxy forwarded, and lets REMOTE_ADDR be the person's own address.

    The address is the last one in X-Forwarded-For that is not itself a proxy of ours: what stands before it, the person
    may have written.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.proxies = networks(settings.TRUSTED_PROXIES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if self._is_ours(request.META.get("REMOTE_ADDR", "")):
            self._believe(request)
        else:
            for name in [one for one in request.META if one.startswith(SAID) or one in ALSO]:
                del request.META[name]
        return self.get_response(request)

    def _believe(self, request: HttpRequest) -> None:
        hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        for hop in reversed(hops):
            if not _is_address(hop):
                return
            request.META["REMOTE_ADDR"] = hop
            if not self._is_ours(hop):
                return

    def _is_ours(self, address: str) -> bool:
        if not _is_address(address):
            return False
        here = ip_address(address)
        plain = getattr(here, "ipv4_mapped", None) or here
        return any(plain in one for one in self.proxies)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
