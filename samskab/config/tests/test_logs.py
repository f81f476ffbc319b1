"""The log tells where it went wrong, and never what anybody wrote."""

import logging
import sys

from django.test import RequestFactory
from django.urls import resolve

from samskab.config.logs import RouteOnly, WithoutWords

WORDS = "Jeg ringer, og ingen svarer."


def written(raise_it):
    """What the log has of an error."""
    try:
        raise_it()
    except Exception:
        record = logging.LogRecord("a", logging.ERROR, "", 0, "Gik galt", None, sys.exc_info())
    return WithoutWords("%(message)s").format(record)


def test_an_error_is_told_by_its_kind_and_place_alone():
    def fail():
        raise ValueError(f"Failing row contains ({WORDS})")

    said = written(fail)
    assert WORDS not in said and said.endswith("builtins.ValueError") and "test_logs.py" in said


def test_also_where_somebody_else_has_written_it_out_before():
    try:
        raise ValueError(WORDS)
    except ValueError:
        record = logging.LogRecord("a", logging.ERROR, "", 0, "Gik galt", None, sys.exc_info())
    assert WORDS in logging.Formatter("%(message)s").format(record)
    assert WORDS not in WithoutWords("%(message)s").format(record)


def test_so_are_the_errors_before_it():
    def fail():
        try:
            raise KeyError(WORDS)
        except KeyError as error:
            raise RuntimeError(WORDS) from error

    said = written(fail)
    assert WORDS not in said and "builtins.KeyError" in said and said.index("KeyError") < said.index("RuntimeError")


def test_a_name_that_is_not_ours_is_one_line_and_is_not_written(client, caplog):
    assert client.get("/sund/", headers={"host": "evil.example.com"}).status_code == 400
    (record,) = caplog.records
    said = WithoutWords("%(message)s").format(record)
    assert "SAMSKAB_HOSTS" in said and "evil" not in said and "\n" not in said


def test_an_address_is_written_as_its_route():
    request = RequestFactory().get("/invitation/hemmelig-noegle/")
    request.resolver_match = resolve(request.path)
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Gone: %s", (request.path,), None)
    record.request = request
    assert RouteOnly().filter(record)
    assert record.getMessage() == "Gone: /invitation/<str:token>/"


def test_an_address_that_is_not_there_is_not_written_at_all():
    request = RequestFactory().get("/p/lys/amina-holm-0101901234/")
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", (request.path,), None)
    record.request = request
    RouteOnly().filter(record)
    assert "amina" not in record.getMessage()


def test_what_is_not_about_a_request_is_written_as_it_is():
    record = logging.LogRecord("samskab", logging.WARNING, "", 0, "%s venter", ("To",), None)
    assert RouteOnly().filter(record) and record.getMessage() == "To venter"
