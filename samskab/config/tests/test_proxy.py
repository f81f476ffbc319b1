"""What is said about who is asking is believed only from the proxies we were told of."""

from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from hypothesis import given
from hypothesis import strategies as st

from samskab.config.proxy import TrustedProxy

FORGED = {
    "HTTP_X_FORWARDED_PROTO": "https",
    "HTTP_X_FORWARDED_FOR": "203.0.113.9",
    "HTTP_X_FORWARDED_HOST": "evil.example",
    "HTTP_FORWARDED": "for=203.0.113.9",
    "HTTP_X_REAL_IP": "203.0.113.9",
}


def arrived(address, proxies=("127.0.0.1", "::1"), **said):
    """What the pages see of a request from that address."""
    request = RequestFactory().get("/", REMOTE_ADDR=address, **said)
    with override_settings(TRUSTED_PROXIES=list(proxies)):
        TrustedProxy(lambda _request: HttpResponse())(request)
    return request


def test_the_proxy_s_word_is_believed():
    request = arrived("127.0.0.1", **FORGED)
    assert request.META["HTTP_X_FORWARDED_PROTO"] == "https"
    assert request.META["REMOTE_ADDR"] == "203.0.113.9"


def test_nobody_else_s_word_is():
    request = arrived("198.51.100.7", **FORGED)
    assert not [name for name in request.META if name in FORGED]
    assert request.META["REMOTE_ADDR"] == "198.51.100.7"


def test_a_person_cannot_write_their_own_address_before_the_proxy_adds_it():
    request = arrived("127.0.0.1", HTTP_X_FORWARDED_FOR="10.9.9.9, 198.51.100.7")
    assert request.META["REMOTE_ADDR"] == "198.51.100.7"


def test_proxies_in_a_row_are_passed_by():
    row = "198.51.100.7, 10.0.0.2, 10.0.0.3"
    assert arrived("10.0.0.4", ["10.0.0.0/24"], HTTP_X_FORWARDED_FOR=row).META["REMOTE_ADDR"] == "198.51.100.7"


def test_an_address_of_the_old_kind_in_the_new_form_is_the_same_address():
    assert arrived("::ffff:127.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.7").META["REMOTE_ADDR"] == "198.51.100.7"


def test_a_socket_file_has_no_address_and_is_trusted_only_through_the_bridge():
    assert "HTTP_X_FORWARDED_PROTO" not in arrived("", **FORGED).META


@given(st.text(alphabet=st.characters(codec="latin-1", exclude_characters="\r\n\x00"), max_size=60))
def test_whatever_stands_in_the_header_the_address_is_an_address(said):
    from ipaddress import ip_address

    assert ip_address(arrived("127.0.0.1", HTTP_X_FORWARDED_FOR=said).META["REMOTE_ADDR"])
