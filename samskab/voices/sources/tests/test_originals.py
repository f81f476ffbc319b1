"""A document lies locked as it was brought, also one an older program kept open; wherever it is cut off, it is there."""

import errno
import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from samskab.ground.installation import Installation
from samskab.ground.keeping.standing import files_stand_still
from samskab.ground.locking import Locked
from samskab.ground.reactions import ask, tell
from samskab.journal.models import Reading
from samskab.projects.actions import begin_project
from samskab.voices.sources.actions import Upload, keep, sweep
from samskab.voices.sources.models import Original, Source
from samskab.voices.sources.originals import lock_what_lies_open, open_names, opened, place_in_the_open, place_of
from tests import made_once
from tests.databases import POSTGRES

TEXT = "Jeg sad oppe hele natten og ventede paa et svar."


@pytest.fixture(autouse=True)
def installation(settings, tmp_path):
    settings.INSTALLATION = Installation(tmp_path / "data")
    settings.INSTALLATION.prepare()
    return settings.INSTALLATION


@pytest.fixture
def source(project, by_amina):
    return keep(project, Upload("samtale.txt", "txt", TEXT.encode(), TEXT), by=by_amina)


def as_it_was_before_locks(*sources):
    """Open on the disk, named by its fingerprint, as an older program kept it."""
    for source in sources:
        data, original = opened(source), Original.objects.get(source=source)
        place_of(original.name).unlink()
        original.delete()
        path = place_in_the_open(source.sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def there(source):
    return f"/p/{source.project.slug}/kilder/{source.number}/original/"


def harm(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def faults():
    return [fault.wrong for fault in ask("what_is_wrong")]


def test_it_is_handed_back_as_it_was_brought_and_lies_locked(source, as_amina, as_carl, installation):
    answer = as_amina.get(there(source))
    assert answer.content == TEXT.encode() and "kilde-1.txt" in answer.headers["Content-Disposition"]
    assert as_carl.get(there(source)).status_code == 404
    assert not any(b"hele natten" in path.read_bytes() for path in installation.files.rglob("*") if path.is_file())
    assert Reading.objects.filter(subject="source", purpose="copy").exists() and faults() == []


@pytest.mark.parametrize("harmed", [harm, Path.unlink], ids=["a flipped byte", "no file"])
def test_one_that_does_not_open_is_one_sentence_and_named_by_the_doctor(source, as_amina, harmed):
    harmed(place_of(source.original.name))
    page = as_amina.get(there(source), follow=True)
    assert page.status_code == 200 and "mangler eller kan ikke låses op" in page.content.decode()
    assert any("K-1 i" in wrong for wrong in faults())
    assert list(ask("what_lies_locked_in_files")) == []


def test_another_documents_file_does_not_open_in_its_place(source, project, by_amina):
    other = keep(project, Upload("anden.txt", "txt", b"Noget andet.", "Noget andet."), by=by_amina)
    place_of(source.original.name).write_bytes(place_of(other.original.name).read_bytes())
    with pytest.raises(Locked):
        opened(source)


def test_what_lay_open_is_locked_and_the_open_one_goes(
    source, amina, by_amina, as_amina, django_capture_on_commit_callbacks
):
    twice = keep(begin_project("To", coordinator=amina), Upload("b.txt", "txt", TEXT.encode(), TEXT), by=by_amina)
    as_it_was_before_locks(source, twice)
    assert any("1 dokumenter ulåst" in wrong for wrong in faults())
    assert as_amina.get(there(source)).content == TEXT.encode(), "it is handed back meanwhile, too"
    kept = [name for name in ask("which_files_are_kept", using="default") if name.startswith("sources/")]
    assert kept == [str(place_in_the_open(source.sha256).relative_to(place_in_the_open("00").parents[2]))]
    with django_capture_on_commit_callbacks(execute=True):
        tell("brought_up_to_date")
    assert list(open_names()) == [] and faults() == []
    for one in Source.objects.all():
        assert opened(one) == TEXT.encode() and one.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    names = set(Original.objects.values_list("name", flat=True))
    lock_what_lies_open()
    assert names == set(Original.objects.values_list("name", flat=True)), "once more changes nothing"


def test_what_is_not_as_it_was_read_in_is_let_be_and_named(source):
    as_it_was_before_locks(source)
    harm(place_in_the_open(source.sha256))
    lock_what_lies_open()
    assert not Original.objects.exists() and place_in_the_open(source.sha256).exists()
    assert any("er ikke, som den blev læst ind" in wrong for wrong in faults())


def test_on_a_full_disk_it_lies_where_it_lay(source, monkeypatch, as_amina):
    as_it_was_before_locks(source)

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk, pytest.raises(OSError):
        disk.setattr(os, "fsync", full)
        lock_what_lies_open()
    assert not Original.objects.exists() and as_amina.get(there(source)).content == TEXT.encode()


def test_while_a_copy_is_made_nothing_moves(source, installation):
    as_it_was_before_locks(source)
    with files_stand_still(installation):
        lock_what_lies_open()
    assert not Original.objects.exists()


def test_words_taken_back_meanwhile_leave_the_open_file_too(
    source, project, by_amina, django_capture_on_commit_callbacks
):
    from samskab.voices.consent.actions import withdraw
    from samskab.voices.intake.actions import Told, capture

    as_it_was_before_locks(source)
    voice = capture(project, Told(TEXT, source=source), by=by_amina)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(voice, by=by_amina)
    lock_what_lies_open()
    assert list(open_names()) == [] and not Original.objects.exists()


def test_the_sweep_takes_what_no_row_points_at(source):
    held, stray = place_of(source.original.name), place_of("ab" * 16)
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(b"x")
    for path in (held, stray):
        os.utime(path, (0, 0))
    sweep()
    assert held.exists() and not stray.exists()


# --- Killed in the middle ------------------------------------------------------------------------------------------

READ_IN = """
from samskab.cli.serving import prepare_installation; prepare_installation()
from samskab.people.actors import staff
from samskab.people.models import User
from samskab.projects.actions import begin_project
from samskab.voices.sources.actions import Upload, keep
from samskab.voices.sources.models import Original
from samskab.voices.sources.originals import opened, place_in_the_open, place_of
amina = User.objects.create_user("amina@example.org", "Amina", None)
project = begin_project("Tryg hjemme", coordinator=amina)
for number in range(3):
    words = f"Samtale {number}: jeg sad oppe hele natten."
    source = keep(project, Upload("a.txt", "txt", words.encode(), words), by=staff(amina))
    path = place_in_the_open(source.sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(opened(source))
    place_of(source.original.name).unlink()
    Original.objects.all().delete()
"""
START = "from samskab.cli.serving import prepare_installation; prepare_installation()\n"
KILLED = """
import os, signal
from pathlib import Path
import django; django.setup()
from samskab.voices.sources import originals
die = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
"""
BEFORE_THE_ROW = KILLED + "originals.Original.objects.create = die\n" + START
BEFORE_THE_OPEN_ONE_GOES = KILLED + "originals._unlink_unless_needed = die\n" + START
LOOK = """
import django; django.setup()
from samskab.voices.sources.models import Source
from samskab.voices.sources.originals import open_names, opened
print(all(opened(one).decode().startswith("Samtale") for one in Source.objects.all()), len(list(open_names())))
"""


def python(story, folder):
    left_out = {"SAMSKAB_DATA", "DJANGO_SETTINGS_MODULE", "DATABASE_URL"}
    here = {name: value for name, value in os.environ.items() if name not in left_out}
    named = {"SAMSKAB_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "samskab.config.settings"}
    return subprocess.run(
        [sys.executable, "-c", story], env=here | named, cwd=Path(__file__).parents[4], capture_output=True, text=True
    )


@pytest.mark.skipif(bool(POSTGRES), reason="the start is tried on SQLite; what it does, on both")
@pytest.mark.parametrize("where", [BEFORE_THE_ROW, BEFORE_THE_OPEN_ONE_GOES], ids=["before the row", "after the row"])
def test_killed_between_two_steps_every_document_is_there_and_the_next_start_goes_on(tmp_path, where):
    made_once.empty(folder := tmp_path / "killed", cluster="")
    assert (told := python(READ_IN, folder)).returncode == 0, told.stderr
    assert python(LOOK, folder).stdout == "True 3\n"
    killed = python(where, folder)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert python(LOOK, folder).stdout == "True 3\n"
    assert (again := python(START, folder)).returncode == 0, again.stderr
    assert python(LOOK, folder).stdout == "True 0\n"


@pytest.mark.skipif(bool(POSTGRES), reason="the start is tried on SQLite; what it does, on both")
def test_a_full_disk_does_not_stop_the_start(tmp_path):
    made_once.empty(folder := tmp_path / "full", cluster="")
    python(READ_IN, folder)
    full = (
        KILLED
        + "import errno\ndef full(*_): raise OSError(errno.ENOSPC, 'full')\noriginals.LOCKER.__class__.put = full\n"
    )
    started = python(full + START, folder)
    assert started.returncode == 0 and "disken er fuld" in started.stderr and started.stderr.count("\n") == 1
    assert python(LOOK, folder).stdout == "True 3\n"
