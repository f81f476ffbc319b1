"""When something goes wrong while keeping: all or nothing, one sentence, and nothing typed is lost."""

import errno
import hashlib
import os
from pathlib import Path

import pytest
from django.db import DatabaseError, OperationalError, transaction

from samskab.frontdoor.reading import actions
from samskab.frontdoor.reading.tests.browsing import (
    Form,
    files_under,
    keep,
    open_file,
    read_in,
    rows_of_everything,
)
from samskab.voices.intake.models import Voice
from samskab.voices.sources import actions as sources
from samskab.voices.sources.models import Source
from samskab.voices.sources.originals import opened, place_in_the_open, place_of


def breaks(*_args, **_kwargs):
    raise RuntimeError("in the middle")


@pytest.mark.parametrize("kind", ["voice", "knowledge", "track"])
def test_a_failure_midway_leaves_no_row_and_no_file(as_amina, project, postcard, files, monkeypatch, kind):
    page = open_file(as_amina, project, postcard, "postkort.txt")
    before = rows_of_everything()
    monkeypatch.setitem(actions.KEEPERS, kind, breaks)
    with pytest.raises(RuntimeError):
        keep(as_amina, project, page)
    assert rows_of_everything() == before
    assert files_under(files) == []


def test_a_failure_keeps_the_file_another_project_has(as_amina, amina, project, postcard, files, monkeypatch):
    from samskab.projects.actions import begin_project

    read_in(as_amina, begin_project("Et andet", coordinator=amina), postcard, "postkort.txt")
    monkeypatch.setitem(actions.KEEPERS, "track", breaks)
    with pytest.raises(RuntimeError):
        read_in(as_amina, project, postcard, "postkort.txt")
    assert len(files_under(files)) == 1


def full(error):
    def write(*_args, **_kwargs):
        raise error

    return write


@pytest.mark.parametrize(
    ("where", "error"),
    [
        ("flush", OSError(errno.ENOSPC, "No space left on device")),
        ("rename", OSError(errno.EIO, "Input/output error")),
        ("row", OperationalError("database or disk is full")),
    ],
)
def test_a_full_disk_is_one_sentence_and_stores_nothing(as_amina, project, postcard, files, monkeypatch, where, error):
    page = open_file(as_amina, project, postcard, "postkort.txt")
    before = rows_of_everything()
    with monkeypatch.context() as disk:
        if where == "flush":
            disk.setattr(os, "fsync", full(error))
        elif where == "rename":
            disk.setattr(Path, "replace", full(error))
        else:
            disk.setattr(Voice.objects, "create", full(error))
        answer = keep(as_amina, project, page, voice_1_text="Ord, jeg har skrevet om")
    html = answer.content.decode()
    assert answer.status_code == 503
    assert "Intet er gemt. Dine svar står her endnu: prøv igen." in html
    assert Form(html).fields["voice-1-text"] == "Ord, jeg har skrevet om"
    assert rows_of_everything() == before
    assert files_under(files) == []
    assert keep(as_amina, project, answer).status_code == 302
    assert "Ord, jeg har skrevet om" in [voice.words for voice in Voice.objects.all()]


def test_a_database_that_will_not_answer_is_the_same_sentence(as_amina, project, postcard, monkeypatch):
    page = open_file(as_amina, project, postcard, "postkort.txt")
    monkeypatch.setitem(actions.KEEPERS, "voice", full(DatabaseError("locked")))
    assert keep(as_amina, project, page).status_code == 503


def test_what_a_stopped_computer_left_behind_is_swept(as_amina, project, description, postcard, files):
    read_in(as_amina, project, description)
    orphan = place_in_the_open(hashlib.sha256(b"never said yes to").hexdigest())
    orphan.parent.mkdir(parents=True, exist_ok=True)
    orphan.write_bytes(b"never said yes to")
    half = orphan.with_name(f"{orphan.name}.4711.part")
    half.write_bytes(b"never")
    read_in(as_amina, project, postcard, "postkort.txt")
    held = {str(place_of(source.original.name).relative_to(files)) for source in Source.objects.all()}
    assert set(files_under(files)) == held
    assert len(held) == 2


def test_sweeping_waits_for_who_is_keeping(project, by_amina, files):
    """Inside the transaction that keeps a file, its row counts."""
    with transaction.atomic():
        source = sources.keep(project, sources.Upload("a.txt", "txt", b"ord", "ord"), by=by_amina)
        sources.sweep()
    assert opened(source) == b"ord"
