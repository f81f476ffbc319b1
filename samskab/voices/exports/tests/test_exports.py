"""Voices as a file: by their codes, with what was agreed, never a sum, and remembered for when words are taken back."""

import csv
import io
import json

import pytest

from samskab.journal.models import Entry, Reading
from samskab.projects.permission import NotAllowed
from samskab.voices.consent.actions import Agreement, record, withdraw
from samskab.voices.exports.actions import take_out
from samskab.voices.exports.models import Export, ExportedVoice
from samskab.voices.intake.actions import Told, capture


@pytest.fixture
def voices(project, by_amina, story_day):
    """One that may be shared, one nobody has asked about, one that was taken back."""
    found = [
        capture(project, Told(words), by=by_amina) for words in ("=HYPERLINK(1) sagde han", 'Nej; "aldrig"', "Væk.")
    ]
    record(found[0], {"share": True, "print": False}, Agreement("consent", "oral", story_day), by=by_amina)
    withdraw(found[2], by=by_amina)
    return found


def table(words):
    return list(csv.DictReader(io.StringIO(words.removeprefix("\ufeff")), delimiter=";"))


def test_every_voice_has_its_code_and_what_was_agreed(project, voices, by_amina):
    _export, file = take_out(project, "all", "csv", by=by_amina)
    rows = table(file)
    assert [(row["code"], row["state"]) for row in rows] == [("U-1", "kept"), ("U-2", "kept"), ("U-3", "withdrawn")]
    assert rows[0]["words"] == "'=HYPERLINK(1) sagde han", "no cell is a sum"
    assert (rows[0]["may_share"], rows[0]["may_print"], rows[0]["may_web"]) == ("yes", "no", "unknown")
    assert {row["export"] for row in rows} == {f"{project.slug}/1"}


def test_one_that_was_taken_back_stands_without_anything_said(project, voices, by_amina):
    rows = table(take_out(project, "all", "csv", by=by_amina)[1])
    told = {name for name, value in rows[2].items() if value}
    assert told == {"export", "code", "state", "taken_back_on"}


def test_for_others_only_those_with_a_yes_to_share(project, voices, by_amina):
    export, file = take_out(project, "share", "json", by=by_amina)
    told = json.loads(file)
    assert told["export"] == f"{project.slug}/{export.number}"
    assert [(one["code"], one["state"]) for one in told["voices"]] == [("U-1", "kept"), ("U-3", "withdrawn")]
    assert told["voices"][0]["words"] == "=HYPERLINK(1) sagde han", "a program reads the words as they were said"
    assert list(ExportedVoice.objects.values_list("voice__number", flat=True)) == [1]


def test_who_has_a_copy_is_said_when_the_words_are_taken_back(project, voices, as_amina, by_amina):
    take_out(project, "all", "csv", by=by_amina)
    assert "Fil 1, taget ud" in as_amina.get(f"/p/{project.slug}/stemmer/U-1/tag-tilbage/").content.decode()
    assert "Fil 1" not in as_amina.get(f"/p/{project.slug}/stemmer/U-3/tag-tilbage/").content.decode()
    withdraw(voices[0], by=by_amina)
    assert "Fil 1, taget ud" in as_amina.get(f"/p/{project.slug}/stemmer/U-1/").content.decode()
    page = as_amina.get(f"/p/{project.slug}/stemmer/fil/").content.decode()
    assert "Taget tilbage siden:" in page and "U-1." in page


def test_the_page_hands_the_file_over_and_notes_it(project, voices, as_amina, as_bo, as_carl):
    there = f"/p/{project.slug}/stemmer/fil/"
    assert "Ingen har taget stemmer ud endnu" in as_amina.get(there).content.decode()
    sent = {"which": "all", "format": "csv"}
    answer = as_amina.post(there, sent)
    assert answer["Content-Disposition"] == f'attachment; filename="stemmer-{project.slug}-1.csv"'
    assert answer.content.decode().startswith("\ufeffexport;code;state")
    assert Reading.objects.filter(purpose="copy", subject="voice").exists()
    assert Entry.objects.get(verb="voices_taken_out").facts["voices"] == 2
    for other in (as_bo, as_carl):
        assert other.post(there, sent).status_code == 404
    assert as_amina.post(there, {"which": "alt", "format": "exe"}).status_code == 200 and Export.objects.count() == 1


def test_who_may_not_takes_nothing_out(project, voices, by_bo, by_carl):
    for by in (by_bo, by_carl):
        with pytest.raises(NotAllowed):
            take_out(project, "all", "csv", by=by)
    assert not Export.objects.exists()


def test_a_project_where_nobody_has_spoken_gives_a_file_with_a_heading(project, by_amina):
    assert take_out(project, "all", "csv", by=by_amina)[1] == "\ufeffexport;code;state\r\n"
