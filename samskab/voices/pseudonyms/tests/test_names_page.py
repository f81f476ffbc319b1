"""The page of names: one place at a time, with the keyboard alone, and the map beside it for few."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samskab.journal.models import Reading
from samskab.projects.access import Role
from samskab.projects.models import Membership
from samskab.tasks.models import Task
from samskab.tasks.running import run_waiting
from samskab.voices.intake.actions import Told, capture
from samskab.voices.pseudonyms import looking
from samskab.voices.pseudonyms.models import Pseudonym, Replacement, Spot
from samskab.voices.sources.actions import Upload, keep

TEXT = "I går ringede Karen til vagten.\n\nVi ventede længe, og så kom Karens datter.\n\nLægehuset i Nordby lukkede."


@pytest.fixture
def source(project, by_amina):
    return keep(project, Upload("samtale.txt", "txt", TEXT.encode(), TEXT), by=by_amina)


@pytest.fixture
def there(project, source):
    return f"/p/{project.slug}/kilder/{source.number}/navne/"


@pytest.fixture
def send(as_amina, there):
    """Send an act about what is asked, as the page has it; the page that comes then."""

    def sent(act, **fields):
        page = as_amina.get(there).content.decode()
        item = re.search(r'name="item" value="(\d+)"', page)
        seen = re.search(r'name="seen" value="(\d+)"', page)
        known = {"item": item[1] if item else "", "seen": seen[1] if seen else ""}
        return as_amina.post(there, {"act": act, **known, **fields}, follow=True).content.decode()

    return sent


def marked(page):
    return re.search(r"<mark>(.*?)</mark>", page)[1]


def test_names_are_looked_for_when_somebody_says_so(as_amina, there, send):
    assert "Led efter navne" in as_amina.get(there).content.decode() and not Spot.objects.exists()
    page = send("look")
    assert marked(page) == "Karen" and "I går ringede" in page and "Er det et navn?" in page and "ét sted mere" in page
    assert re.search(r'name="written" value="\w+"[^>]*autofocus', page), "one begins with what is suggested"
    assert page.index('value="everywhere"') < page.index('value="here"'), "Enter is everywhere"


def test_a_text_is_reviewed_from_the_first_name_to_the_last(send, source, project, by_amina):
    capture(project, Told("Vi ventede længe, og så kom Karens datter.", source=source), by=by_amina)
    send("look")
    page = send("everywhere", written="Lone")
    assert marked(page) == "Lægehuset i Nordby" and 'value="et sted"' in page
    page = send("leave")
    assert "Du har svaret på det hele" in page and "bliver stående" in page and "[Lone]" in page
    assert source.revisions.count() == 1
    page = send("lay")
    assert (
        source.revisions.last().text.count("[Lone]") == 2 and "Tag de nye ord i alle stemmer" in page and "U-1" in page
    )
    page = send("take")
    assert "Én stemme har de nye ord nu." in page and "ikke flere navne" in page


def test_the_projects_own_places_are_offered_where_a_place_stands_and_not_for_a_name(send, project):
    for name in ("Stokkevig", "Kragelev"):
        project.places.create(name=name)
    assert "<option" not in (page := send("look")) and marked(page) == "Karen"
    page = send("everywhere", written="Lone")
    assert marked(page) == "Lægehuset i Nordby" and 'list="places"' in page
    assert re.findall(r'<option value="(.*?)">', page) == ["Kragelev", "Stokkevig"]


def test_only_here_goes_on_to_the_next_place_with_the_same(send):
    send("look")
    page = send("here", written="Lone")
    assert "og så kom <mark>Karen</mark>s datter" in page and 'value="Lone"' in page


def test_what_cannot_stand_there_is_told_and_what_was_written_stands(send):
    send("look")
    for written in ("Karen", "", "[", "010190-1234"):
        page = send("everywhere", written=written)
        assert "form-error-message" in page and marked(page) == "Karen" and not Pseudonym.objects.exists()
    assert 'value="010190-1234"' in page


def test_one_is_gone_past_and_comes_again(as_amina, there, send):
    send("look")
    pks = list(Spot.objects.values_list("pk", flat=True))
    assert marked(as_amina.get(f"{there}?efter={pks[0]}").content.decode()) == "Karen"
    assert marked(as_amina.get(f"{there}?efter={pks[1]}").content.decode()) == "Lægehuset i Nordby"
    for odd in (pks[2], "x", "-1", "9" * 30):
        assert marked(as_amina.get(f"{there}?efter={odd}").content.decode()) == "Karen"


def test_two_people_at_once_lose_nothing(as_amina, there, send):
    send("look")
    first = Spot.objects.first().pk
    send("everywhere", written="Lone")
    page = as_amina.post(there, {"act": "everywhere", "item": first, "written": "Inger"}, follow=True).content.decode()
    assert "En anden har svaret i mellemtiden" in page and "[Lone]" in page and "[Inger]" not in page
    as_amina.post(there, {"act": "lay", "seen": 1})
    for act in ({"act": "lay", "seen": 1}, {"act": "leave", "item": first}, {"act": "lay", "seen": "x"}):
        assert "i mellemtiden" in as_amina.post(there, act, follow=True).content.decode()
    assert Pseudonym.objects.count() == 1


def test_a_name_somebody_sees_is_pointed_out_and_an_answer_is_asked_again(send):
    send("look")
    assert "står ikke i teksten" in send("point_out", words="Muffe")
    assert "Det står ét sted, og er med nu." in send("point_out", words="vagten")
    send("everywhere", written="Lone")
    karen = Spot.objects.filter(state="replaced").first()
    assert marked(send("again", item=karen.pk)) == "Karen" and not Pseudonym.objects.exists()


def test_nonsense_changes_nothing(as_amina, there, send):
    send("look")
    for sent in ({}, {"act": "x"}, {"act": "leave", "item": "x"}, {"act": "here", "item": "9" * 30}, {"act": "again"}):
        assert as_amina.post(there, sent, follow=True).status_code == 200
    assert not Spot.objects.exclude(state="waiting").exists()


def test_the_map_is_for_few_and_each_opening_is_noted(as_amina, as_bo, as_carl, project, there, send):
    page = f"/p/{project.slug}/navne/"
    assert "Ingen navne er skiftet ud endnu" in as_amina.get(page).content.decode()
    send("look"), send("everywhere", written="Lone"), send("leave"), send("lay")
    for anybody in (as_bo, as_carl):
        assert anybody.get(page).status_code == anybody.get(there).status_code == 404
        assert anybody.post(there, {"act": "look"}).status_code == 404
    assert not Reading.objects.filter(subject="pseudonym").exists()
    shown = as_amina.get(page).content.decode()
    assert "<td>[Lone]</td><td>Karen</td><td>et navn</td>" in shown and '<td class="tabular">2</td>' in shown
    assert Reading.objects.get(subject="pseudonym").purpose == "names"
    assert (
        "ét rigtigt navn for at se de rigtige navne" in as_amina.get(f"/p/{project.slug}/data/laest/").content.decode()
    )


def test_a_very_long_text_is_looked_through_by_the_worker(as_amina, there, send, source, monkeypatch):
    monkeypatch.setattr(looking, "LONG", 10)
    page = send("look")
    assert "Teksten er lang" in page and not Spot.objects.exists()
    send("look")
    assert Task.objects.get().args == [source.pk, source.read_by_id], "once, and no words"
    assert run_waiting() == 1
    assert marked(as_amina.get(there).content.decode()) == "Karen"


def test_the_worker_looks_for_nobody_who_may_not(project, source, send, monkeypatch, amina, bo, by_amina):
    monkeypatch.setattr(looking, "LONG", 10)
    send("look")
    Membership.objects.filter(user=amina).update(role=Role.READER)
    run_waiting()
    assert not Spot.objects.exists() and not Task.objects.exclude(state="done").exists()
    looking.look_later.call(10**9, amina.pk)


def test_a_long_text_asks_few_questions_of_the_database(as_amina, project, by_amina):
    few, many = (
        keep(project, Upload(f"{n}.txt", "txt", b"x", "\n\n".join(f"I går kom Karen med Mette nummer {one}." for one in range(n))), by=by_amina)
        for n in (10, 3_000)
    )  # fmt: skip
    asked = []
    for source in (few, many):
        there = f"/p/{project.slug}/kilder/{source.number}/navne/"
        as_amina.post(there, {"act": "look"})
        as_amina.post(
            there,
            {
                "act": "everywhere",
                "item": Spot.objects.filter(search__revision__source=source).first().pk,
                "written": "Lone",
            },
        )
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert as_amina.get(there).status_code == 200
        asked.append(len(captured))
    assert asked[0] == asked[1] < 45
    as_amina.post(there, {"act": "lay", "seen": 1})
    assert Replacement.objects.count() == 3_000
