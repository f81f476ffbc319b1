"""Sound is written out by a machine as a draft, and is nobody's text until a person has heard, corrected and approved it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from samskab.ground.installation import Installation
from samskab.ground.keeping.searching import locked_columns_with
from samskab.ground.reactions import ask
from samskab.journal.models import Entry
from samskab.projects.permission import NotAllowed
from samskab.projects.words import ContainsCpr
from samskab.tasks.models import Task
from samskab.tasks.running import run_waiting
from samskab.voices.consent.actions import withdraw
from samskab.voices.intake.actions import Told, capture
from samskab.voices.retention.deleting import delete_source
from samskab.voices.sources.bringing import attach, bring, open_material
from samskab.voices.sources.media import forget_media
from samskab.voices.sources.models import Revision, Segment, Source
from samskab.voices.transcribing import transcribers, work
from samskab.voices.transcribing.actions import (
    NothingHeard,
    approve,
    ask_for_draft,
    correct,
    throw_away,
)
from samskab.voices.transcribing.laying import lay_pieces
from samskab.voices.transcribing.models import DraftPiece, TranscriptDraft
from samskab.voices.transcribing.tests.pauses import SAID, spoken
from samskab.voices.transcribing.transcribers import Piece
from tests import made_once
from tests.databases import POSTGRES

HERE = "samskab.voices.transcribing.tests.pauses."


@pytest.fixture(autouse=True)
def installation(settings, tmp_path):
    settings.INSTALLATION = Installation(tmp_path / "data")
    settings.INSTALLATION.prepare()
    settings.TRANSCRIPTION_MODEL, settings.TRANSCRIBER = tmp_path, f"{HERE}Pauses"
    transcribers._made.cache_clear()


@pytest.fixture
def source(project, by_amina):
    return bring(project, open_material("samtale.wav", spoken()), by=by_amina)


@pytest.fixture
def draft(source, by_amina):
    """Asked for and written."""
    ask_for_draft(source, by=by_amina)
    run_waiting()
    return TranscriptDraft.objects.get()


def address(source, more=""):
    return f"/p/{source.project.slug}/kilder/{source.number}/kladde/{more}"


def words():
    return [piece.words for piece in DraftPiece.objects.all()]


def found(browser, source, word):
    return (
        f"/kilder/{source.number}/" in browser.get(f"/p/{source.project.slug}/stemmer/", {"ord": word}).content.decode()
    )


def test_a_draft_has_times_and_is_not_the_text_of_the_source(source, draft, as_amina):
    assert draft.is_ready and words()[:2] == list(SAID[:2])
    assert list(DraftPiece.objects.values_list("from_ms", "to_ms")) == [(0, 500), (1000, 1500), (2000, 2500)]
    assert not Revision.objects.exists() and Source.objects.get().text == ""
    page = as_amina.get(address(source)).content.decode()
    assert "Kladde, skrevet af maskinen" in page and "/fil/#t=1.000" in page and SAID[0] in page
    assert "Se maskinens kladde" in as_amina.get(f"/p/{source.project.slug}/kilder/1/").content.decode()


def test_heard_corrected_approved_and_found(source, draft, as_amina, by_amina):
    assert not found(as_amina, source, "natten")
    sent = {"act": "save", "stykke-2": SAID[1].replace("føst", "først"), "stykke-3": ""}
    page = as_amina.post(address(source), sent, follow=True).content.decode()
    assert "stadig en kladde" in page and words() == [SAID[0], "hun ringede først om morgenen", ""]
    page = as_amina.post(address(source), {"act": "approve"}, follow=True).content.decode()
    revision = Revision.objects.get()
    assert revision.text == f"{SAID[0]}\nhun ringede først om morgenen" and revision.why == "transcribed"
    assert [revision.text[one.start : one.end] for one in Segment.objects.all()] == revision.text.split("\n")
    assert "/fil/#t=1.000" in page and not TranscriptDraft.objects.exists() and not DraftPiece.objects.exists()
    assert found(as_amina, source, "natten") and found(as_amina, source, "morgen")
    verbs = list(Entry.objects.filter(subject="source").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["document_read_in", "draft_asked_for", "draft_written", "draft_corrected", "draft_approved"]


def test_what_is_asked_twice_is_written_once(source, by_amina):
    for _ in range(2):
        ask_for_draft(source, by=by_amina)
    assert Task.objects.count() == 1
    ask_for_draft(source, by=by_amina)
    run_waiting()
    assert len(words()) == 3


def test_a_long_recording_is_written_a_turn_at_a_time(source, by_amina, monkeypatch):
    monkeypatch.setattr(work, "A_TURN", -1.0)
    draft = ask_for_draft(source, by=by_amina)
    came = []
    while run_waiting(1):
        draft.refresh_from_db()
        came.append((draft.heard_ms, draft.is_ready, DraftPiece.objects.count()))
    assert came == [(500, False, 1), (1500, False, 2), (2500, False, 3), (2500, True, 3)]


def test_a_part_that_somebody_else_wrote_is_not_written_again(source, by_amina):
    draft = ask_for_draft(source, by=by_amina)
    for _ in range(2):
        lay_pieces(draft.pk, 0, [Piece(0, 500, "Én gang.")], is_all=False)
    assert words() == ["Én gang."]


def test_a_number_is_hidden_also_over_two_pieces_and_refused_in_a_correction(source, by_amina, as_amina):
    draft = ask_for_draft(source, by=by_amina)
    heard = [Piece(0, 1, SAID[2]), Piece(1, 2, "nummer 010190"), Piece(2, 3, "1234 var det")]
    lay_pieces(draft.pk, 0, heard, is_all=True)
    assert not any("1234" in one for one in words()[:1]) and "xxxxxx-xxxx" in words()[0]
    before = words()
    page = as_amina.post(address(source), {"act": "save", "stykke-1": "Nej, 010190-1234"})
    assert page.status_code == 422 and "CPR-nummer" in page.content.decode() and words() == before
    assert "Nej, 010190-1234" in page.content.decode(), "what was typed stands there"
    with pytest.raises(ContainsCpr):
        approve(source, {1: "det er 010190-1234"}, by=by_amina)
    assert words() == before and not Revision.objects.exists()


def test_a_draft_lies_locked_and_is_looked_through(draft):
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM voices_draftpiece")
        assert not any("natten" in kept for (kept,) in cursor.fetchall())
    assert list(locked_columns_with(SAID[0])) == ["voices_draftpiece.words"]


def test_words_taken_back_leave_the_draft_also_where_they_stand_in_two_pieces(source, draft, by_amina):
    told = Told(f"Ventede, {SAID[1]}.")
    withdraw(capture(source.project, told, by=by_amina), by=by_amina)
    assert words() == ["[trukket tilbage]", "[trukket tilbage]", "mit nummer er xxxxxx-xxxx"]
    assert list(locked_columns_with(SAID[1])) == []


@pytest.mark.parametrize("how", ["deleted", "its sound goes", "taken back", "words are laid", "thrown away"])
def test_a_draft_goes(source, draft, by_amina, how):
    if how == "deleted":
        delete_source(source, by=by_amina, reason="Måtte vi ikke have.", keep_voices=False)
    elif how == "its sound goes":
        forget_media([source])
    elif how == "taken back":
        withdraw(capture(source.project, Told("Noget, hun sagde.", source=source), by=by_amina), by=by_amina)
    elif how == "words are laid":
        assert attach(source, open_material("a.txt", b"Jeg ventede.").material, by=by_amina)
    else:
        throw_away(source, by=by_amina)
    assert not TranscriptDraft.objects.exists() and not DraftPiece.objects.exists()


def test_what_is_heard_after_nobody_wants_it_is_kept_nowhere(source, by_amina):
    draft = ask_for_draft(source, by=by_amina)
    throw_away(source, by=by_amina)
    assert run_waiting() == 1 and not lay_pieces(draft.pk, 0, [Piece(0, 1, "Ord.")], is_all=True)
    assert not DraftPiece.objects.exists()


def test_a_machine_that_falls_is_said_and_can_be_asked_again(source, by_amina, as_amina, settings):
    settings.TRANSCRIBER = f"{HERE}Broken"
    ask_for_draft(source, by=by_amina)
    run_waiting()
    assert "Det lykkedes ikke" in as_amina.get(address(source)).content.decode()
    settings.TRANSCRIBER = f"{HERE}Pauses"
    as_amina.post(address(source), {"act": "ask"})
    run_waiting()
    assert TranscriptDraft.objects.get().is_ready


def test_nothing_is_approved_where_nothing_was_heard(source, draft, by_amina, as_amina):
    with pytest.raises(NothingHeard):
        approve(source, dict.fromkeys([1, 2, 3], " "), by=by_amina)
    page = as_amina.post(address(source), {"act": "approve", "stykke-1": "", "stykke-2": "", "stykke-3": ""})
    assert page.status_code == 422 and "ingen ord" in page.content.decode() and words()[0] == SAID[0]


def test_where_it_is_off_nobody_is_offered_it(source, by_amina, as_amina, settings):
    settings.TRANSCRIPTION_MODEL = None
    assert ask_for_draft(source, by=by_amina) is None and not Task.objects.exists()
    assert "Skriv lyden ud" not in as_amina.get(f"/p/{source.project.slug}/kilder/1/").content.decode()
    page = as_amina.get(address(source))
    assert page.status_code == 200 and "Her er ingen maskine" in page.content.decode()


def test_only_those_who_read_in_may_ask_correct_and_approve(source, draft, by_bo, by_carl, as_bo, as_carl):
    for by in (by_bo, by_carl):
        for act in (
            ask_for_draft,
            throw_away,
            lambda one, by: correct(one, {}, by=by),
            lambda one, by: approve(one, {}, by=by),
        ):
            with pytest.raises(NotAllowed):
                act(source, by=by)
    assert as_bo.get(address(source)).status_code == as_carl.get(address(source)).status_code == 404


def test_the_doctor_says_what_is_missing(db, settings, tmp_path):
    def said():
        return [fault.wrong for fault in ask("what_is_wrong") if fault.about == "transcription"]

    assert said() == []
    settings.TRANSCRIPTION_MODEL = tmp_path / "ingen"
    assert len(said()) == 1 and "ingen er der ikke" in said()[0]
    settings.TRANSCRIBER = "samskab.ingen.Ting"
    assert "samskab.ingen.Ting" in said()[0]
    settings.TRANSCRIPTION_MODEL = None
    assert said() == []


def test_a_picture_is_not_written_out(project, by_amina, as_amina):
    from samskab.ground.readers.tests.picturing import picture

    kept = bring(project, open_material("dør.jpg", picture()), by=by_amina)
    assert ask_for_draft(kept, by=by_amina) is None and as_amina.get(address(kept)).status_code == 404


# --- Killed in the middle ------------------------------------------------------------------------------------------

TELL = """
from samskab.cli.serving import prepare_installation; prepare_installation()
from samskab.people.actors import staff
from samskab.people.models import User
from samskab.projects.actions import begin_project
from samskab.voices.sources.bringing import bring, open_material
from samskab.voices.transcribing.actions import ask_for_draft
from samskab.voices.transcribing.tests.pauses import spoken
amina = User.objects.create_user("amina@example.org", "Amina", None)
project = begin_project("Tryg hjemme", coordinator=amina)
source = bring(project, open_material("samtale.wav", spoken(4)), by=staff(amina))
ask_for_draft(source, by=staff(amina))
"""
WORK = """
import os, signal, sys
import django; django.setup()
from samskab.tasks.models import Lease, Task
from samskab.tasks.running import run_waiting
from samskab.voices.transcribing import work
work.A_TURN = -1.0
Lease.objects.all().delete()
Task.objects.filter(state="running").update(state="waiting", run_after=None)
if sys.argv[1] == "die":
    run_waiting(2)
    lay = work.lay_pieces
    def dying(*words, **more):
        lay(*words, **more)
        os.kill(os.getpid(), signal.SIGKILL)
    work.lay_pieces = dying
run_waiting()
from samskab.voices.transcribing.laying import lay_pieces
from samskab.voices.transcribing.models import DraftPiece, TranscriptDraft
print(TranscriptDraft.objects.get().state, [piece.number for piece in DraftPiece.objects.all()])
"""


def python(story, folder, *words):
    left_out = {"SAMSKAB_DATA", "DJANGO_SETTINGS_MODULE", "DATABASE_URL"}
    here = {name: value for name, value in os.environ.items() if name not in left_out}
    named = {
        "SAMSKAB_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "samskab.config.settings",
        "SAMSKAB_TRANSCRIPTION_MODEL": str(folder), "SAMSKAB_TRANSCRIBER": f"{HERE}Pauses",
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-c", story, *words], env=here | named, cwd=Path(__file__).parents[4], capture_output=True, text=True
    )  # fmt: skip


@pytest.mark.skipif(bool(POSTGRES), reason="killed on SQLite; what is written in one transaction is, on both")
def test_killed_while_it_writes_it_goes_on_and_writes_each_piece_once(tmp_path):
    made_once.empty(folder := tmp_path / "killed", cluster="")
    assert (told := python(TELL, folder)).returncode == 0, told.stderr
    killed = python(WORK, folder, "die")
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert python(WORK, folder, "go on").stdout.strip() == "ready [1, 2, 3, 4]"
    open_sound = spoken(4)[2000:2400]
    assert not any(open_sound in path.read_bytes() for path in folder.rglob("*") if path.is_file())
