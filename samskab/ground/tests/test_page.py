from datetime import date

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.urls import path
from django.utils.html import strip_tags

from samskab.ground.page import Door, Place, page, stand_in

urlpatterns = [path("kvittering/", lambda request: HttpResponse(), name="receipt")]
PLACE = Place(
    "Vejen hjem",
    "/p/vejen/",
    "Fjordby Kommune",
    "tovholder",
    [Door("Overblik", "/p/vejen/", True), Door("Plan", "/plan")],
)


class Amina:
    is_authenticated = True

    def __str__(self) -> str:
        return "Amina Holm"


@pytest.fixture
def request_of_amina(rf: RequestFactory):
    request = rf.get("/p/vejen/")
    request.user = Amina()
    stand_in(request, PLACE)
    return request


def drawn(request, template="ground/base.html", **context: object) -> str:
    return render_to_string(template, page(request) | context, request=request)


def test_a_page_says_who_is_here_and_in_what_role(request_of_amina):
    html = drawn(request_of_amina)
    assert "Amina Holm, tovholder" in strip_tags(html)
    assert "Log af" in html


def test_only_the_doors_given_are_shown_and_one_is_current(request_of_amina):
    html = drawn(request_of_amina)
    assert html.count('aria-current="page"') == 2  # the row of a wide screen and the drawer of a narrow one
    assert "Plan" in html
    assert "Anbefalinger" not in html


def test_a_view_may_name_project_and_menu_itself(request_of_amina):
    html = drawn(
        request_of_amina, project={"name": "Et andet", "authorities": "Region Sund"}, menu=[("Spor", "/spor", True)]
    )
    assert "Et andet" in html
    assert "Region Sund" in html
    assert "Spor" in html
    assert "Overblik" not in html


def test_every_page_has_a_way_past_the_menu_one_heading_and_the_four_links_at_the_foot(request_of_amina):
    html = drawn(request_of_amina)
    assert '<a class="skipnav" href="#main-content">' in html
    assert html.count("<h1") == 1
    for words in ("Kontakt: ring eller skriv", "Tilgængelighedserklæring", "Sådan passer vi på oplysninger", "English"):
        assert words in html


@pytest.mark.urls(__name__)
def test_a_public_page_has_no_menu_and_a_place_for_the_code(rf):
    request = rf.get("/o/vejen")
    stand_in(request, PLACE)
    html = drawn(request, "ground/base_public.html")
    assert "Jeg har en kvitteringskode" in html
    assert 'href="/kvittering/"' in html
    assert "Hovedmenu" not in html
    assert "Vejen hjem" in html


@pytest.mark.urls("samskab.ground.urls")
def test_a_door_that_does_not_exist_yet_is_not_shown(rf):
    assert "kvitteringskode" not in drawn(rf.get("/o/vejen"), "ground/base_public.html")


@override_settings(DEMO=True, STORY_DAY=date(2025, 3, 20), CONTACT_PHONE="12 34 56 78")
def test_the_demo_says_it_is_invented_and_rings_nowhere(request_of_amina):
    html = drawn(request_of_amina)
    assert "Eksempel: alt her er opdigtet. I fortællingen er det torsdag den 20. marts 2025." in html
    assert "tel:" not in html
    assert "12 34 56 78" in html


@override_settings(DEMO=False, STORY_DAY=None, CONTACT_PHONE="12 34 56 78")
def test_a_real_installation_can_be_rung_up(request_of_amina):
    html = drawn(request_of_amina)
    assert "opdigtet" not in html
    assert 'href="tel:12345678"' in html


@pytest.mark.parametrize("template", ["404.html", "403.html", "400.html", "403_csrf.html", "500.html"])
def test_a_page_that_fails_still_says_what_to_do(template, rf):
    assert "<h1>" in render_to_string(template, page(rf.get("/")))


def test_no_access_and_unknown_look_the_same(rf):
    context = page(rf.get("/"))
    assert render_to_string("404.html", context) == render_to_string("403.html", context)
    assert "Ring, hvis du mangler adgang." in render_to_string("404.html", context)
