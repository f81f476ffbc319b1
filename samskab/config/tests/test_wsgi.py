"""The door a web server opens, also where it is a file."""

import pytest
from django.test import RequestFactory

from samskab.config import wsgi


@pytest.mark.parametrize("here,told", [("", "127.0.0.1"), ("198.51.100.7", "198.51.100.7")])
def test_who_asks_at_a_socket_file_is_of_this_machine(here, told, monkeypatch):
    seen = []
    monkeypatch.setattr(wsgi, "pages", lambda environ, start: seen.append(environ["REMOTE_ADDR"]) or [b""])
    wsgi.application(RequestFactory(REMOTE_ADDR=here).get("/").environ, lambda *_: None)
    assert seen == [told]
