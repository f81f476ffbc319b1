"""Once names are replaced, only those with the right of their own see what stood there; and the map forgets with the texts."""

import pytest
from django.db import connection

from samskab.ground.installation import Installation
from samskab.ground.readers.tests.sounding import wav
from samskab.journal.models import Reading
from samskab.projects.access import MAY, May, Role
from samskab.projects.team.actions import add_member
from samskab.voices.consent.actions import withdraw
from samskab.voices.consent.verifying import left_of, verify
from samskab.voices.correcting.actions import correct
from samskab.voices.exports.actions import take_out
from samskab.voices.intake.actions import Told, capture
from samskab.voices.pseudonyms.actions import replace_names, say_instead, take_new_words
from samskab.voices.pseudonyms.looking import look_for_names
from samskab.voices.pseudonyms.models import NameSearch, Pseudonym, Replacement, Spot
from samskab.voices.retention.deleting import delete_source
from samskab.voices.sources.actions import Upload, keep
from samskab.voices.sources.bringing import bring, open_material, open_transcript, transcribe

FIRST = "I går ringede Karen til vagten, men ingen tog den."
TEXT = f"{FIRST}\n\nVi ventede længe, og så kom Karens datter.\n\nDer kom ingen hele natten lang."


@pytest.fixture(autouse=True)
def installation(settings, tmp_path):
    settings.INSTALLATION = Installation(tmp_path)
    settings.INSTALLATION.prepare()


@pytest.fixture
def as_carl_facilitating(project, carl, as_carl, by_amina):
    add_member(project, carl, Role.FACILITATOR, by=by_amina)
    return as_carl


@pytest.fixture
def source(project, by_amina):
    return keep(project, Upload("Karen.txt", "txt", TEXT.encode(), TEXT), by=by_amina)


def replaced(source, by, instead="Lone"):
    for one in look_for_names(source, by=by).spots.all():
        one.refresh_from_db()
        if one.state == "waiting":
            say_instead(one, instead, by=by, everywhere=True)
    return replace_names(source, by=by, seen=source.revisions.last().number)


def pages(source):
    there = f"/p/{source.project.slug}/kilder/{source.number}/"
    everything = f"/p/{source.project.slug}/stemmer/"
    return {
        "source": there, "text": f"{there}tekst.txt", "list": f"/p/{source.project.slug}/kilder/", "voices": everything,
        "search": f"{everything}?ord=vagten", "a voice": f"{everything}U-1/",
    }  # fmt: skip


def test_only_those_who_answer_for_the_project_may_see_the_names():
    assert {role for role in Role if May.SEE_NAMES in MAY[role]} == {Role.COORDINATOR, Role.DEPUTY}


@pytest.mark.parametrize("page", ["source", "text", "list", "voices", "search", "a voice"])
def test_no_page_shows_a_facilitator_the_name(source, project, by_amina, as_carl_facilitating, page):
    capture(project, Told(FIRST, source=source), by=by_amina)
    correct(source, TEXT.replace("længe", "meget længe"), by=by_amina, reason="Karen hedder Karen", seen=1)
    address = pages(source)[page]
    assert "Karen" in as_carl_facilitating.get(address).content.decode(), "else the page has nothing to hide"
    replaced(source, by_amina), take_new_words(source, by=by_amina)
    after = as_carl_facilitating.get(address)
    assert after.status_code == 200 and "Karen" not in after.content.decode()


def test_nobody_finds_a_source_or_a_voice_by_the_name(source, project, by_amina, as_carl_facilitating):
    capture(project, Told(FIRST, source=source), by=by_amina)
    there = f"/p/{project.slug}/stemmer/?ord=Karen"
    before = as_carl_facilitating.get(there).content.decode()
    assert "kilder/1/" in before and "U-1" in before
    replaced(source, by_amina), take_new_words(source, by=by_amina)
    after = as_carl_facilitating.get(there).content.decode()
    assert "kilder/1/" not in after and "U-1" not in after


def test_what_one_hears_is_for_few_once_names_are_replaced(project, by_amina, as_amina, as_bo):
    source = bring(project, open_material("samtale.wav", wav()), by=by_amina)
    transcribe(source, open_transcript("s.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Karen>Ja.\n"), by=by_amina)
    there = f"/p/{project.slug}/kilder/{source.number}/"
    assert as_bo.get(f"{there}fil/").status_code == 200 and "<audio" in as_bo.get(there).content.decode()
    replaced(source, by_amina)
    assert as_bo.get(f"{there}fil/").status_code == 404 and "<audio" not in as_bo.get(there).content.decode()
    assert as_amina.get(f"{there}fil/").status_code == 200 and "<audio" in as_amina.get(there).content.decode()


def test_a_file_of_voices_holds_the_new_words(source, project, by_amina):
    capture(project, Told(FIRST, source=source), by=by_amina)
    assert "Karen" in take_out(project, "all", "json", by=by_amina)[1]
    replaced(source, by_amina), take_new_words(source, by=by_amina)
    assert "Karen" not in take_out(project, "all", "json", by=by_amina)[1]


def test_the_map_lies_locked(source, by_amina):
    replaced(source, by_amina)
    with connection.cursor() as cursor:
        cursor.execute("SELECT told, said_instead FROM voices_pseudonym")
        assert "Karen" not in str(rows := cursor.fetchall()) and "Lone" not in str(rows) and rows


def test_words_taken_back_take_the_name_off_the_map(source, project, by_amina):
    voice = capture(project, Told(FIRST, source=source), by=by_amina)
    replaced(source, by_amina)
    take_new_words(source, by=by_amina)
    assert Pseudonym.objects.exists()
    withdraw(voice, by=by_amina)
    for model in (Pseudonym, Replacement, Spot, NameSearch):
        assert not model.objects.exists(), model
    voice.refresh_from_db()
    assert not [one for one in left_of(voice) if "Pseudonym" in one.where]


def test_a_name_another_text_rests_on_stays(source, project, by_amina):
    other = keep(project, Upload("b.txt", "txt", b"x", "I går kom Karen igen."), by=by_amina)
    voice = capture(project, Told(FIRST, source=source), by=by_amina)
    replaced(source, by_amina), replaced(other, by_amina)
    withdraw(voice, by=by_amina)
    assert [one.told for one in Pseudonym.objects.all()] == ["Karen"]
    delete_source(other, by=by_amina, reason="Slut", keep_voices=True)
    assert not Pseudonym.objects.exists() and not Replacement.objects.exists()


def test_a_line_nothing_rests_on_is_something_left(source, project, by_amina):
    voice = capture(project, Told(FIRST, source=source), by=by_amina)
    withdraw(voice, by=by_amina)
    Pseudonym.objects.create(
        project=project, number=9, kind="name", told="Karen Jensen fra den blå gård", said_instead="[Lone]",
        made_at=voice.created_at,
    )  # fmt: skip
    assert any("Pseudonym" in one.where for one in verify("U-1").left)
    found = verify("U-1", "Karen Jensen fra den blå gård").left
    assert any(one.kind == "words" and "seudonym" in one.where for one in found)


def test_a_project_goes_with_its_map(source, project, by_amina):
    replaced(source, by_amina)
    project.delete()
    assert not Pseudonym.objects.exists() and not Replacement.objects.exists()


def test_the_text_as_it_was_is_for_few(source, project, by_amina, as_amina, as_bo, as_carl_facilitating):
    replaced(source, by_amina)
    there = f"/p/{project.slug}/kilder/{source.number}/"
    assert as_amina.get(f"{there}tekst.txt?udgave=1").content.decode() == TEXT
    assert "udgave=1" in as_amina.get(there).content.decode()
    for other in (as_bo, as_carl_facilitating):
        assert "udgave" not in other.get(there).content.decode()
        for number in ("1", "2"):
            assert other.get(f"{there}tekst.txt?udgave={number}").status_code == 404
    for odd in ("0", "3", "x", "9" * 30, "-1"):
        assert as_amina.get(f"{there}tekst.txt?udgave={odd}").status_code == 404


def test_whoever_spoke_sees_that_somebody_looked_for_names(source, project, by_amina, as_amina):
    voice = capture(project, Told(FIRST, source=source), by=by_amina)
    as_amina.get(f"/p/{project.slug}/kilder/{source.number}/navne/")
    noted = Reading.objects.filter(purpose="names").values_list("subject", "subject_id")
    assert set(noted) == {("source", source.pk), ("voice", voice.pk)}
