"""Coordinators and the data protection officer see what happened and who has read: whose name, which code, never words."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from samskab.frontdoor.data.queries import as_table
from samskab.frontdoor.data.saying import has_read, name_of, why
from samskab.ground import clock
from samskab.journal.actions import note_reading, write
from samskab.journal.models import Entry, Reading
from samskab.journal.purposes import Purpose
from samskab.journal.queries import Look
from samskab.journal.sealing import seal_today
from samskab.people.actors import SYSTEM, Actor
from samskab.people.models import User
from samskab.projects.access import MAY, May, Role
from samskab.projects.team.actions import add_member
from samskab.voices.intake.actions import Told, capture

WORDS = "Ingen kom i tre dage."


@pytest.fixture
def voices(project, by_amina):
    return [capture(project, Told(f"{WORDS} {number}"), by=by_amina) for number in range(3)]


@pytest.fixture
def as_dpo(project, by_amina):
    from django.test import Client

    dora = User.objects.create_user("dora@example.org", "Dora Dahl", "ti-gode-traade")
    add_member(project, dora, Role.DPO, by=by_amina)
    browser = Client()
    browser.force_login(dora)
    return browser


def page(browser, project, name, **asked):
    answer = browser.get(reverse(name, args=[project.slug]), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_only_those_who_may_see_the_journal_see_it(project, as_amina, as_bo, as_carl, as_dpo):
    for name in ("journal", "readings", "readings-file"):
        assert [one.get(reverse(name, args=[project.slug])).status_code for one in (as_amina, as_dpo)] == [200, 200]
        assert [one.get(reverse(name, args=[project.slug])).status_code for one in (as_bo, as_carl)] == [404, 404]
    assert {role for role in Role if May.SEE_JOURNAL in MAY[role]} == {Role.COORDINATOR, Role.DEPUTY, Role.DPO}


def test_what_happened_is_told_in_order_with_names_and_codes_and_no_words(project, voices, as_amina, as_dpo):
    for browser in (as_amina, as_dpo):
        told = page(browser, project, "journal")
        assert "Amina Holm skrev stemmen" in told and WORDS not in told
        assert told.index(">U-3<") < told.index(">U-2<") < told.index(">U-1<")
    assert reverse("voice", args=[project.slug, 3]) in page(as_amina, project, "journal")
    assert reverse("voice", args=[project.slug, 3]) not in page(as_dpo, project, "journal")


def test_one_may_look_at_one_kind_alone(project, voices, as_amina):
    told = page(as_amina, project, "journal", om="people")
    assert "gav nogen en plads" in told and "skrev stemmen" not in told
    assert "Der er ikke sket noget" in page(as_amina, project, "journal", om="cards")
    assert "skrev stemmen" in page(as_amina, project, "journal", om="noget andet")


def test_a_verb_nobody_knows_and_a_person_who_is_gone_are_told_too(project, as_amina):
    write("sailed", by=Actor("staff", 999), project_id=project.pk, subject="boat")
    write("voice_captured", by=Actor("receipt", 7), project_id=project.pk, subject="voice", code="U-9")
    told = page(as_amina, project, "journal")
    assert "En tidligere kollega: sailed" in told and "En med en kvittering skrev stemmen" in told


def test_the_page_says_when_the_journal_was_sealed(project, as_amina, settings, tmp_path):
    settings.INSTALLATION = type(settings.INSTALLATION)(tmp_path)
    assert "forseglet" not in page(as_amina, project, "journal")
    seal_today()
    assert "Senest forseglet 19. marts 2026." in page(as_amina, project, "journal")


def test_a_long_journal_is_read_a_page_at_a_time(project, as_amina, django_assert_max_num_queries):
    for _ in range(120):
        write("section_rewritten", by=SYSTEM, project_id=project.pk, subject="section")
    with django_assert_max_num_queries(25):
        first = page(as_amina, project, "journal", om="document")
    last = page(as_amina, project, "journal", om="document", side="3")
    assert (first.count("Samskab selv"), last.count("Samskab selv")) == (50, 20)
    assert "om=document&amp;side=2" in first


def read(project, by, voices, purpose=Purpose.LISTEN):
    note_reading(by, project_id=project.pk, subject="voice", ids=[voice.pk for voice in voices], purpose=purpose)


def test_nobody_has_read_anything_yet(project, as_amina):
    assert "Ingen har læst noget" in page(as_amina, project, "readings")


def test_who_looks_at_the_list_is_on_it(project, amina, as_amina):
    page(as_amina, project, "readings")
    page(as_amina, project, "readings-file")
    assert "Amina Holm læste listen over, hvem der har læst" in page(as_amina, project, "readings")
    noted = Reading.objects.filter(subject="readings", subject_id=project.pk, actor_id=amina.pk)
    assert set(noted.values_list("purpose", flat=True)) == {"check", "copy"}


def test_the_first_sentence_is_about_those_who_read_what_somebody_said(project, voices, by_bo, as_amina):
    page(as_amina, project, "readings")
    assert "Ingen har læst noget" in page(as_amina, project, "readings")
    read(project, by_bo, voices)
    page(as_amina, project, "readings-file")
    assert "Det seneste: Bo Lind læste tre stemmer" in page(as_amina, project, "readings")


def test_who_has_read_what_is_told_with_names_codes_and_purpose(project, voices, by_bo, as_dpo, story_day):
    read(project, by_bo, voices)
    with clock.telling(story_day + timedelta(days=1)):
        read(project, by_bo, voices[:1], Purpose.UNDERSTAND)
    told = page(as_dpo, project, "readings")
    assert "Bo Lind læste tre stemmer for at læse, hvad der er sagt." in told and "U-1, U-2, U-3" in told
    assert told.index("Bo Lind læste én stemme for at forstå") < told.index("Bo Lind læste tre stemmer")
    assert WORDS not in told


def test_the_list_narrows_to_a_person_a_day_and_a_voice(project, voices, bo, by_bo, by_amina, as_dpo, story_day):
    read(project, by_bo, voices[:2])
    read(project, by_amina, voices[1:])
    with clock.telling(story_day + timedelta(days=1)):
        read(project, by_amina, voices[2:], Purpose.GIVE_BACK)
    for asked, there, gone in (
        ({"hvem": f"staff-{bo.pk}"}, "Bo Lind læste to stemmer", "Amina Holm læste"),
        ({"dag": "20. marts 2026"}, "Amina Holm læste én stemme for at lave et postkort", "Bo Lind læste"),
        ({"stemme": "u 1"}, "Bo Lind læste én stemme", "Amina Holm læste"),
        ({"hvem": f"staff-{bo.pk}", "stemme": "U-3"}, "Ingen har læst det, du spørger om.", "læste"),
    ):
        told = page(as_dpo, project, "readings", **asked)
        assert there in told and gone not in told, asked


@pytest.mark.parametrize("asked,answer", [
    ({"dag": "i morges"}, "Skriv datoen som"), ({"stemme": "U-99"}, "Der er ingen stemme med den kode"),
    ({"stemme": "I-1"}, "Der er ingen stemme med den kode"), ({"hvem": "staff-x"}, "Hvem"),
])  # fmt: skip
def test_what_cannot_be_understood_is_said_and_nothing_is_hidden(asked, answer, project, voices, by_bo, as_dpo):
    read(project, by_bo, voices)
    told = page(as_dpo, project, "readings", **asked)
    assert answer in told and "Bo Lind læste tre stemmer" in told


def test_a_voice_of_another_project_is_not_known_here(project, carl, as_dpo):
    from samskab.people.actors import staff
    from samskab.projects.actions import begin_project

    other = begin_project("Et andet", coordinator=carl)
    voice = [capture(other, Told(f"{number}"), by=staff(carl)) for number in range(4)][-1]
    read(other, staff(carl), [voice])
    told = page(as_dpo, project, "readings", stemme="U-4")
    assert "Der er ingen stemme med den kode" in told and "Carl" not in told


def test_the_file_has_a_row_for_each_and_no_sum_in_it(project, voices, by_amina, as_dpo, amina):
    User.objects.filter(pk=amina.pk).update(name="=HYPERLINK(1)")
    read(project, by_amina, voices)
    answer = as_dpo.get(reverse("readings-file", args=[project.slug]))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="laest-{project.slug}.csv"'
    heading, *rows = csv.reader(io.StringIO(answer.content.decode().removeprefix("\ufeff")), delimiter=";")
    assert heading == ["Dag", "Første gang", "Hvem", "Hvad", "Kode", "Hvorfor"]
    read_by_amina = [row for row in rows if row[3] == "en stemme"]
    assert [row[2] for row in read_by_amina] == ["'=HYPERLINK(1)"] * 3
    assert [row[4] for row in read_by_amina] == ["U-3", "U-2", "U-1"]


def test_a_long_file_holds_every_row_once(project, amina, by_bo, monkeypatch, story_day):
    monkeypatch.setattr("samskab.frontdoor.data.queries.AT_A_TIME", 4)
    for ahead in range(3):
        with clock.telling(story_day + timedelta(days=ahead)):
            note_reading(by_bo, project_id=project.pk, subject="source", ids=range(7), purpose=Purpose.LISTEN)
    _heading, *rows = as_table(project.memberships.get(user=amina), Look())
    assert len(rows) == 21 and [row[0] for row in rows] == sorted((row[0] for row in rows), reverse=True)


def test_purposes_and_readers_of_a_later_version_are_told_as_they_stand():
    assert why("sail") == "sail" and name_of("robot", "") == "En med en kvittering"
    assert has_read("Bo", "boat", 2, "sail") == "Bo læste boat sail."


def test_a_card_taken_out_at_the_machine_is_noted_as_the_houses_own(furnished_card):
    from samskab.cli.postcards import note_copy

    note_copy(furnished_card)
    assert list(Reading.objects.values_list("actor_kind", "actor_id", "subject", "purpose")) == [
        ("system", 0, "voice", "copy")
    ]


@pytest.fixture
def furnished_card(project, by_amina, story_day):
    from samskab.publishing.postcards.actions import Choice, choose, make_postcard
    from samskab.voices.consent.actions import Agreement, record

    voice = capture(project, Told(WORDS, standing="citizen", sector="civil"), by=by_amina)
    record(voice, {"print": True}, Agreement("consent", "oral", story_day), by=by_amina)
    card = make_postcard(project, "Kort", by=by_amina)
    choose(card, Choice(voices=[voice], front=voice), by=by_amina)
    return card


def test_the_journal_holds_no_one_who_read(project, voices, by_bo):
    before = Entry.objects.count()
    read(project, by_bo, voices)
    assert Entry.objects.count() == before
