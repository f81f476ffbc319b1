"""A long list is read a page at a time; put together the pages are the list."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from samskab.ground.pages import page_of
from samskab.ground.templatetags.samskab import turn_pages
from samskab.projects.models import Place


@pytest.fixture
def places(project):
    return Place.objects.bulk_create(Place(project=project, name=f"{number:02}") for number in range(11))


def halves():
    """The later names first, then the earlier, each half in its own order."""
    return Place.objects.filter(name__gte="06").order_by("-name"), Place.objects.filter(name__lt="06").order_by("name")


@pytest.mark.parametrize("size", [1, 2, 3, 5, 6, 10, 11, 12])
def test_the_pages_of_two_lists_are_the_one_and_then_the_other(places, size):
    pages = [page_of(str(number), size, *halves()) for number in range(1, 1 - (-11 // size))]
    assert [place.name for page in pages for place in page] == [
        "10", "09", "08", "07", "06", "00", "01", "02", "03", "04", "05",
    ]  # fmt: skip
    assert not pages[-1].has_next() and pages[0].paginator.count == 11


@pytest.mark.parametrize("number,names", [("", "10"), ("x", "10"), ("-1", "00"), ("0", "00"), ("9" * 30, "00")])
def test_a_page_that_is_not_there_is_the_nearest_one(places, number, names):
    assert page_of(number, 10, Place.objects.order_by("-name"))[0].name == names


def test_an_empty_list_has_one_empty_page(project):
    page = page_of("3", 10, Place.objects.order_by("name"))
    assert list(page) == [] and not page.has_other_pages()


def test_only_the_rows_of_the_page_are_read(places):
    with CaptureQueriesContext(connection) as asked:
        assert len(page_of("2", 5, Place.objects.order_by("name"))) == 5
    assert [query["sql"].startswith("SELECT COUNT") for query in asked] == [True, False, False]


def ways(places, address):
    page = page_of(RequestFactory().get(address).GET.get("side", ""), 5, Place.objects.order_by("name"))
    return turn_pages({"request": RequestFactory().get(address)}, page)


def test_the_way_on_keeps_what_else_one_asked_for(places):
    assert ways(places, "/?fra=citizen")["after"] == "?fra=citizen&side=2"
    assert ways(places, "/?fra=citizen")["before"] == ""
    last = ways(places, "/?side=3&ord=%22%3E%3Cb%3E")
    assert last["before"] == "?side=2&ord=%22%3E%3Cb%3E" and last["after"] == ""
