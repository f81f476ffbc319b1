"""What others have found out stands for itself."""

import pytest

from samskab.projects.access import Role
from samskab.projects.team.actions import add_member
from samskab.voices.intake.actions import ContainsCpr
from samskab.voices.knowledge.actions import Finding, add_knowledge
from samskab.voices.knowledge.models import Knowledge

FORM = {"text": "Hver tredje venter.", "title": "En opgørelse", "publisher": "Styrelsen", "published": "marts 2025"}


def test_knowledge_is_kept_with_where_it_stands(project, as_bo):
    answer = as_bo.post(f"/p/{project.slug}/viden/ny/", FORM | {"url": "example.org/rapport"})
    assert answer.status_code == 302
    item = Knowledge.objects.get()
    assert (item.attribution, item.url) == ("Styrelsen, En opgørelse, marts 2025", "https://example.org/rapport")
    assert "ikke en stemme" in as_bo.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize("where", ["text", "title", "publisher", "published"])
def test_a_cpr_number_stops_it_in_the_form_and_behind_it(where, project, by_bo, as_bo):
    page = as_bo.post(f"/p/{project.slug}/viden/ny/", FORM | {where: "010203-1234"})
    assert page.status_code == 200 and page.context["form"].errors.keys() == {where}
    with pytest.raises(ContainsCpr):
        add_knowledge(project, Finding(**(FORM | {where: "010203-1234"})), by=by_bo)
    assert not Knowledge.objects.exists()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ikke et link", "data:text/html,x"])
def test_a_link_is_an_address_on_the_web(url, project, as_bo):
    page = as_bo.post(f"/p/{project.slug}/viden/ny/", FORM | {"url": url})
    assert page.status_code == 200 and not Knowledge.objects.exists()


def test_a_reader_reads_it_and_writes_none(project, carl, as_carl, by_amina):
    add_member(project, carl, Role.READER, by=by_amina)
    add_knowledge(project, Finding("Hver tredje venter.", "En opgørelse"), by=by_amina)
    assert "Hver tredje" in as_carl.get(f"/p/{project.slug}/viden/").content.decode()
    assert as_carl.post(f"/p/{project.slug}/viden/ny/", FORM).status_code == 404
    assert Knowledge.objects.count() == 1
