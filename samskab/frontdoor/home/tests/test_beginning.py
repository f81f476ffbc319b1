"""A new installation begins once, and every person comes to where their projects are."""

import pytest
from django.test import Client

from samskab.frontdoor.home.actions import AlreadyBegun, begin
from samskab.people.models import User
from samskab.projects.models import Membership, Project

FIRST = {
    "project_name": "Lys i alle vinduer",
    "name": "Amina Holm",
    "title": "Projektleder",
    "email": "amina@example.org",
    "phone": "00 00 00 00",
    "password": "fire-gode-ord-her",
    "then": "empty",
}
ACCOUNT = {key: FIRST[key] for key in ("name", "email", "password", "title")}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/log-ind/"])
def test_in_an_empty_installation_every_way_leads_to_the_beginning(address):
    assert Client().get(address).headers["Location"] == "/begynd/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "then,where", [("empty", "/p/lys-i-alle-vinduer/"), ("read", "/p/lys-i-alle-vinduer/laes-ind/")]
)
def test_one_page_makes_the_coordinator_and_the_project(then, where):
    client = Client()
    assert client.get("/begynd/").status_code == 200
    assert client.post("/begynd/", FIRST | {"then": then}).headers["Location"] == where
    place = Membership.objects.get()
    assert (place.user.email, place.role, place.project.contact_phone) == (
        "amina@example.org",
        "coordinator",
        "00 00 00 00",
    )
    assert client.get(where).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "kort"},
        {"email": "x"},
        {"project_name": " "},
        {"phone": ""},
        {"then": "x"},
        {"project_name": "Om 010203-1234"},
    ],
)
def test_a_beginning_that_cannot_be_leaves_nothing_half_done(wrong):
    page = Client().post("/begynd/", FIRST | wrong)
    assert page.status_code == 200 and page.context["form"].errors.keys() == wrong.keys()
    assert page.context["form"]["name"].value() == "Amina Holm"
    assert not User.objects.exists() and not Project.objects.exists()


def test_once_someone_has_begun_the_page_is_gone(amina):
    assert Client().get("/begynd/").headers["Location"] == "/"
    assert Client().post("/begynd/", FIRST).headers["Location"] == "/"
    assert not Project.objects.exists()


@pytest.mark.django_db
def test_the_one_who_comes_second_begins_nothing():
    begin(ACCOUNT, "Det første", "1")
    with pytest.raises(AlreadyBegun):
        begin(ACCOUNT | {"email": "anden@example.org"}, "Det andet", "2")
    assert User.objects.count() == 1 and Project.objects.count() == 1


def test_one_project_is_where_one_is_and_several_are_a_choice(project, as_amina, as_carl):
    assert as_amina.get("/").headers["Location"] == f"/p/{project.slug}/"
    assert "Du er ikke med i et projekt endnu." in as_carl.get("/").content.decode()
    as_amina.post("/nyt-projekt/", {"project_name": "Et til", "phone": "1"})
    words = as_amina.get("/").content.decode()
    assert "Et til" in words and project.name in words


@pytest.mark.parametrize("address", ["/was/", "/hjaelp/", "/oplysninger/", "/sund/", "/t/"])
def test_what_everybody_may_read_needs_no_account(address, amina):
    assert Client().get(address).status_code == 200


# --- Om projektet -----------------------------------------------------------------------------------------------


@pytest.fixture
def about(project, as_amina):
    """Send the page as it is, with something changed."""
    address = f"/p/{project.slug}/om/"
    form = as_amina.get(address).context["form"]
    values = {name: form[name].value() or "" for name in form.fields}
    return lambda **changed: as_amina.post(address, values | changed)


def test_a_new_name_keeps_the_old_with_the_reason(about, project):
    assert about(name="Lys i alle vinduer", reason="Det handler om de mørke.").status_code == 302
    assert Project.objects.get().name == "Lys i alle vinduer"
    assert [(old.name, old.reason) for old in project.former_names.all()] == [
        ("Tryg hjemme", "Det handler om de mørke.")
    ]


def test_a_new_name_needs_a_reason_and_nothing_else_is_kept_without_it(about, project):
    page = about(name="Lys i alle vinduer", contact_phone="11 11 11 11", is_public="yes")
    assert page.status_code == 200 and "reason" in page.context["form"].errors
    assert page.context["form"]["contact_phone"].value() == "11 11 11 11"
    kept = Project.objects.get()
    assert (kept.name, kept.contact_phone, kept.is_public) == ("Tryg hjemme", "00 00 00 00", False)


def test_the_public_page_opens_and_closes(about, project):
    about(is_public="yes")
    assert Client().get(f"/o/{project.slug}/").status_code == 200
    about(is_public="no")
    assert Client().get(f"/o/{project.slug}/").status_code == 404


def test_only_the_coordinator_says_what_is_true(project, as_bo, as_carl):
    for client in (as_bo, as_carl):
        assert client.get(f"/p/{project.slug}/om/").status_code == 404
        assert (
            client.post(f"/p/{project.slug}/om/", {"name": "x", "reason": "x", "is_public": "yes"}).status_code == 404
        )
    assert Project.objects.get().name == "Tryg hjemme"
