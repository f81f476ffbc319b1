"""What is wrong with an installation is said in plain words, with what to do."""

import json
import shutil
from pathlib import Path

import pytest

from tests.databases import POSTGRES


def test_a_well_installation_is_well(told):
    told.is_well()
    if not POSTGRES:
        assert json.loads(told.does("doctor", "--json"))["healthy"]


def spoil_a_file(place):
    path = next(path for path in (place.folder / "files" / "originals").rglob("*") if path.is_file())
    path.write_bytes(path.read_bytes() + b" ")


def lose_a_file(place):
    next(path for path in (place.folder / "files" / "originals").rglob("*") if path.is_file()).unlink()


SPOILT = {
    "Filen til K-": spoil_a_file,
    "mangler eller kan ikke låses op: ": lose_a_file,
    "Andre på maskinen": lambda place: (place.folder / "secret.key").chmod(0o644),
    "Nøglen": lambda place: (place.folder / "secret.key").unlink(),
    "Databasen er ændret udefra": lambda place: place.acts(
        "from django.db import connection; connection.cursor().execute('DROP TABLE voices_consentrecord')"
    ),
    "En genskabelse blev afbrudt": lambda place: (place.folder / ".genskaber").mkdir(),
    "ændringer, som programmet venter": lambda place: place.acts(
        "from django.db import connection; connection.cursor().execute("
        "\"DELETE FROM django_migrations WHERE app = 'journal' AND name LIKE '0002%%'\")"
    ),
    "nyere Samskab": lambda place: place.acts(
        "from django.db.migrations.recorder import MigrationRecorder as R; from django.db import connection\n"
        "R(connection).record_applied('voices', '0099_from_the_future')"
    ),
    "Journalen er ikke, som den blev skrevet": lambda place: place.acts(
        "from django.db import connection; connection.cursor().execute("
        "\"UPDATE journal_entry SET verb = 'x' WHERE id = 3\")"
    ),
}


EVERY_INDEX = """
from django.db import connection as c
with c.cursor() as cursor:
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL" if c.vendor == "sqlite" else
        "SELECT indexname FROM pg_indexes LEFT JOIN pg_constraint ON conname = indexname WHERE conname IS NULL "
        "AND schemaname = current_schema()")
    for (name,) in cursor.fetchall():
        cursor.execute(f'DROP INDEX "{name}"')
"""


A_TRIGGER = """
from django.db import connection as c
with c.cursor() as cursor:
    if c.vendor == "sqlite":
        cursor.execute("CREATE TRIGGER quiet AFTER INSERT ON journal_entry BEGIN DELETE FROM journal_entry; END")
    else:
        cursor.execute("CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'")
        cursor.execute("CREATE TRIGGER quiet BEFORE INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION quiet()")
"""


SPOILT |= {
    "indekset på project_id mangler": lambda place: place.acts(EVERY_INDEX),
    "ikke har bedt den om: quiet": lambda place: place.acts(A_TRIGGER),
}


if not POSTGRES:
    SPOILT |= {
        "voices_parts_gone mangler": lambda place: place.acts(
            "from django.db import connection as c; c.cursor().execute('DROP TRIGGER voices_parts_gone')"
        ),
        "Databasen er tom": lambda place: (
            [path.unlink() for path in place.folder.glob("samskab.sqlite3-*")]
            + [(place.folder / "samskab.sqlite3").write_bytes(b"")]
        ),
    }


@pytest.mark.parametrize("says", SPOILT)
def test_what_is_wrong_is_said_with_what_to_do(another, says):
    SPOILT[says](another)
    seen = another.run("doctor")
    assert seen.returncode == 1 and says in seen.stdout and "Traceback" not in seen.stderr, seen.stdout + seen.stderr


@pytest.mark.skipif(bool(POSTGRES), reason="a file of SQLite's")
def test_a_damaged_database_file_is_said(another):
    path = another.folder / "samskab.sqlite3"
    data = bytearray(path.read_bytes())
    data[8192 : 8192 + 2048] = bytes(2048)
    path.write_bytes(data)
    seen = another.run("doctor")
    assert (seen.returncode == 1 and "beskadiget" in seen.stdout + seen.stderr) or "kan ikke læses" in seen.stdout


LOOSEN = (
    "from django.db import connection as c; c.cursor().execute('PRAGMA foreign_keys=OFF');"
    "c.cursor().execute('DELETE FROM projects_place')"
)


@pytest.mark.skipif(bool(POSTGRES), reason="the other keeps every foreign key by itself")
def test_a_copy_that_will_not_come_back_is_made_and_says_so(another, elsewhere, tmp_path):
    another.acts(LOOSEN)
    made = another.run("backup", tmp_path / "copies")
    copy = Path(made.stdout.splitlines()[0])
    assert made.returncode == 1 and "kan ikke genskabes, som den er" in made.stderr and made.stderr.count("\n") == 1
    for how in (["--check"], []):
        assert "peger på noget, der ikke er der" in elsewhere.refuses("restore", copy, *how)
    assert "peger på noget" in another.run("doctor").stdout


@pytest.mark.skipif(bool(POSTGRES), reason="the other keeps every foreign key by itself")
def test_a_row_that_points_at_nothing_is_said(another):
    another.acts(LOOSEN)
    assert "peger på noget, der ikke er der" in another.run("doctor").stdout


def test_where_there_is_nothing_it_says_so(elsewhere):
    for words in (["doctor"], ["backup", elsewhere.folder / "x"], ["port", "--to", "sqlite"]):
        assert "Der er ingen Samskab" in elsewhere.refuses(*words)
        assert not elsewhere.folder.exists()


def test_what_was_restored_without_documents_is_found_by_every_command(restored, tmp_path):
    there = restored.once_more(tmp_path / "another")
    shutil.rmtree(there.folder / "files")
    assert there.folder.name in there.run("doctor").stdout
    assert "Lys i alle vinduer" in there.does("postcard", "list")


def test_a_public_place_needs_https_and_a_telephone(another):
    another.environment |= {"SAMSKAB_HOSTS": "samskab.example.org", "SAMSKAB_URL": "http://samskab.example.org"}
    seen = another.run("doctor")
    assert seen.returncode == 1 and "https://" in seen.stdout and "SAMSKAB_CONTACT_PHONE" in seen.stdout


def test_an_old_backup_is_said(another, tmp_path):
    (another.folder / "story-day").unlink()
    another.environment |= {"SAMSKAB_CONTACT_PHONE": "00 00 00 00"}
    another.backup(tmp_path / "copies")
    assert "sikkerhedskopi" not in another.run("doctor").stdout
    note = another.folder / "last-backup.json"
    note.write_text(note.read_text().replace("2026-", "2025-").replace("2027-", "2025-"))
    seen = another.run("doctor")
    assert seen.returncode == 1 and "Den sidste sikkerhedskopi er fra 2025" in seen.stdout
