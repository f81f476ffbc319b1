"""A backup that counts: what comes back is what was there, and what is not whole is not believed."""

import json
import random
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from journeys.installation import COMMAND
from samskab.ground.keeping.checking import check
from samskab.ground.keeping.manifest import NAME, SEAL, seal_of
from samskab.ground.keeping.refusing import Refused
from tests import made_once
from tests.databases import POSTGRES
from tests.houses import House
from tests.keepers import Place, holds
from tools.postgres import NoPostgres, running

WORDS = "Natsværmeren banker på min rude"
TELL = f"""
from samskab.people.actors import staff
from samskab.people.models import User
from samskab.projects.models import Project
from samskab.voices.consent.actions import withdraw
from samskab.voices.intake.actions import Told, capture
from samskab.voices.intake.models import Voice
from samskab.voices.sources.actions import Upload, keep
from samskab.voices.sources.models import Source
project, by = Project.objects.get(slug="lys-i-vinduet"), staff(User.objects.get(email__startswith="amina"))
WORDS = {WORDS!r}
"""
SAY = TELL + """
source = keep(project, Upload("brev.txt", "txt", WORDS.encode(), WORDS), by=by)
print(capture(project, Told(WORDS, source=source), by=by).pk)
"""  # fmt: skip
TAKE_BACK = TELL + "import sys; withdraw(Voice.objects.get(pk=sys.argv[1]), by=by)"
READ = TELL + "import sys; voice = Voice.objects.get(pk=sys.argv[1]); print(voice.state, voice.words)"


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The whole story, with one document and one voice more that can be taken back. Nobody changes it."""
    place = Place(tmp_path_factory.mktemp("told") / "data", made_once.story)
    place.voice = place.acts(SAY)
    return place


@pytest.fixture(scope="module")
def copied(told, tmp_path_factory):
    """A copy of it, and nobody changes that either."""
    return told.backup(tmp_path_factory.mktemp("copies"))


@pytest.fixture
def mine(copied, tmp_path):
    """A copy one may spoil."""
    place = tmp_path / copied.name
    subprocess.run(["cp", "-a", copied, place], check=True)
    return place


@pytest.fixture
def elsewhere(tmp_path):
    """An empty place."""
    return Place(tmp_path / "elsewhere")


@pytest.fixture
def another(told, tmp_path):
    """The same installation once more, which one may change."""
    return told.once_more(tmp_path / "another")


# --- There and back ---------------------------------------------------------------------------------------------------


def test_what_comes_back_is_what_was_there(told, copied, elsewhere):
    said = elsewhere.does("restore", copied)
    assert elsewhere.rows() == told.rows()
    assert elsewhere.files() == told.files() != {}
    assert (elsewhere.folder / "secret.key").read_text() == (told.folder / "secret.key").read_text()
    assert "Genskabt" in said
    elsewhere.does("journal", "verify")
    elsewhere.is_well()


def test_everything_in_it_is_its_owners_alone(copied, elsewhere):
    elsewhere.does("restore", copied)
    for folder in (copied, elsewhere.folder):
        for path in [folder, *folder.rglob("*")]:
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_new_rows_get_numbers_that_were_never_given(told, copied, elsewhere):
    elsewhere.does("restore", copied)
    highest = int(told.voice)
    assert int(elsewhere.acts(SAY.replace("brev.txt", "andet.txt"))) > highest


def test_a_copy_never_writes_over_another(told, tmp_path):
    first, second = told.backup(tmp_path / "copies"), told.backup(tmp_path / "copies")
    assert first != second and check(first) and check(second)
    assert sorted(path.name for path in (tmp_path / "copies").iterdir()) == sorted([first.name, second.name])


def test_a_copy_does_not_let_anybody_in_who_was_signed_in(copied):
    assert not [name for name in json.loads((copied / NAME).read_text())["tables"] if "session" in name]


def test_keys_can_lie_in_another_place(told, elsewhere, tmp_path):
    copy = told.backup(tmp_path / "copies", "--keys", tmp_path / "keys")
    assert not (copy / "keys").exists() and (tmp_path / "keys" / copy.name / "secret.key").exists()
    assert not holds(copy, (told.folder / "secret.key").read_text())
    assert "--keys" in elsewhere.refuses("restore", copy)
    elsewhere.does("restore", copy, "--keys", tmp_path / "keys")
    assert elsewhere.rows() == told.rows()


def test_only_looking_writes_nothing(copied, elsewhere):
    assert "Kopien er hel" in elsewhere.does("restore", copied, "--check")
    assert not elsewhere.folder.exists()


def test_a_copy_of_one_kind_of_database_comes_back_as_the_other(told, copied, tmp_path):
    """Made on SQLite it becomes a PostgreSQL, and the other way round."""
    try:
        with running() as url:
            place = Place(tmp_path / "other", cluster="" if POSTGRES else url)
            place.does("restore", copied)
            place.does("journal", "verify")
            again = place.backup(tmp_path / "again")
    except NoPostgres as missing:
        pytest.skip(str(missing))
    one, other = (json.loads((copy / NAME).read_text())["tables"] for copy in (copied, again))
    assert one == other


def test_people_work_while_it_is_copied(tmp_path):
    """The short version of `proof/backup.py`."""
    from proof.backup import Load, copied_and_restored

    house = House(tmp_path / "data")
    house.start()
    try:
        with Load(house) as load:
            found = [copied_and_restored(load, tmp_path, number) for number in range(2)]
    finally:
        house.kill()
    assert all(one.is_good for one in found), found
    assert found[-1].acknowledged > found[0].acknowledged > 0


# --- What is not whole is not believed ----------------------------------------------------------------------------------


def parts_of(copy):
    return sorted(path for path in copy.rglob("*") if path.is_file())


def test_a_part_that_is_missing_is_named(mine):
    for path in parts_of(mine):
        data = path.read_bytes()
        path.unlink()
        with pytest.raises(Refused) as reason:
            check(mine)
        assert path.name in str(reason.value) and "\n" not in str(reason.value)
        path.write_bytes(data)
    assert check(mine)


def test_a_part_that_is_cut_is_refused(mine):
    draw = random.Random(20260319)
    for path in parts_of(mine):
        data = path.read_bytes()
        for length in {0, 1, len(data) - 1, draw.randrange(max(1, len(data)))} & set(range(len(data))):
            path.write_bytes(data[:length])
            with pytest.raises(Refused):
                check(mine)
        path.write_bytes(data + b"\n")
        with pytest.raises(Refused):
            check(mine)
        path.write_bytes(data)


def test_one_bit_anywhere_is_enough(mine):
    draw = random.Random(20260319)
    parts = [path for path in parts_of(mine) if path.stat().st_size]
    for turn in range(150):
        path = parts[turn % len(parts)]
        data = bytearray(path.read_bytes())
        at = draw.randrange(len(data) * 8)
        data[at // 8] ^= 1 << at % 8
        whole = path.read_bytes()
        path.write_bytes(data)
        with pytest.raises(Refused):
            check(mine)
        path.write_bytes(whole)


def test_another_installations_key_is_refused_and_can_be_left_out(mine, elsewhere, tmp_path):
    shutil.copytree(mine / "keys", tmp_path / "keys")
    (tmp_path / "keys" / "secret.key").write_text("a" * 64)
    assert "hører til en anden installation" in elsewhere.refuses("restore", mine, "--keys", tmp_path / "keys")
    (mine / "keys" / "secret.key").write_text("a" * 64)
    assert "hører til en anden installation" in elsewhere.refuses("restore", mine)
    assert not elsewhere.folder.exists(), "nothing half"
    elsewhere.does("restore", mine, "--as-new")
    assert (elsewhere.folder / "secret.key").read_text() != "a" * 64
    assert elsewhere.acts(TELL + "print(Voice.objects.count() > 20)") == "True"


def test_whoever_changes_a_copy_and_sums_it_again_lacks_the_key(mine):
    manifest = (mine / NAME).read_bytes().replace(b'"version": "', b'"version": "0.0.')
    (mine / NAME).write_bytes(manifest)
    (mine / SEAL).write_bytes(seal_of(manifest, "another key"))
    with pytest.raises(Refused, match="ændret"):
        check(mine)


@pytest.mark.parametrize(
    "change,reason",
    [
        ({"version": "99.1.0"}, "nyere"),
        ({"samskab_backup": 2}, "nyere"),
        ({"parts": {"../secret.key": {"bytes": 1, "sha256": ""}}}, "kan ikke forstås"),
        ({"parts": {"files//etc/passwd": {"bytes": 1, "sha256": ""}}}, "kan ikke forstås"),
        ({"parts": {"files/": {"bytes": 1, "sha256": ""}}}, "kan ikke forstås"),
        ({"keys": {"../../outside.key": "", "secret.key": ""}}, "kan ikke forstås"),
        ({"keys": {"/tmp/outside.key": ""}}, "kan ikke forstås"),
        ({"keys": {"keys/outside.key": ""}}, "kan ikke forstås"),
        ({"keys": None}, "kan ikke forstås"),
        ({"parts": {}}, "ikke hel"),
        ({"tables": None}, "kan ikke forstås"),
        ({"unknown": 1}, "kan ikke forstås"),
    ],
)
def test_a_manifest_we_cannot_follow_is_one_sentence(mine, change, reason):
    manifest = json.dumps(json.loads((mine / NAME).read_text()) | change).encode()
    (mine / NAME).write_bytes(manifest)
    (mine / SEAL).write_bytes(seal_of(manifest, (mine / "keys" / "secret.key").read_text()))
    with pytest.raises(Refused, match=reason):
        check(mine)


def test_what_is_no_copy_is_one_sentence(elsewhere, told, tmp_path):
    for path in (tmp_path, tmp_path / "nowhere", told.folder):
        assert "er ikke en sikkerhedskopi" in elsewhere.refuses("restore", path)


def test_a_copy_from_a_program_with_other_migrations_is_refused(mine, elsewhere):
    found = json.loads((mine / NAME).read_text())
    found["migrations"]["voices"].append("0099_from_the_future")
    manifest = json.dumps(found).encode()
    (mine / NAME).write_bytes(manifest)
    (mine / SEAL).write_bytes(seal_of(manifest, (mine / "keys" / "secret.key").read_text()))
    assert "nyere" in elsewhere.refuses("restore", mine)
    assert not elsewhere.folder.exists()


# --- Only into an empty place -----------------------------------------------------------------------------------------


def test_a_place_that_is_taken_is_left_alone(copied, another):
    rows = another.rows()
    assert "--replace" in another.refuses("restore", copied)
    assert another.rows() == rows and sorted(path.name for path in another.folder.glob(".genskaber*")) == []


def test_replacing_asks_first_and_puts_the_old_by(copied, another):
    rows = another.rows()
    another.acts(SAY.replace("brev.txt", "andet.txt"))
    asked = another.run("restore", copied, "--replace", input="nej\n")
    assert asked.returncode == 2 and "Intet er ændret" in asked.stderr
    asked = another.run("restore", copied, "--replace", stdin=subprocess.DEVNULL)
    assert asked.returncode == 2 and "skriv --yes" in asked.stderr
    assert another.rows() != rows
    another.does("restore", copied, "--replace", "--yes")
    assert another.rows() == rows
    if not POSTGRES:
        (put_by,) = another.folder.glob("erstattet-*")
        assert (put_by / "samskab.sqlite3").exists()


def test_another_installations_copy_does_not_replace_this_one(copied, tmp_path):
    other = Place(tmp_path / "other")
    other.does("restore", copied, "--as-new")
    assert "en anden installation" in other.refuses("restore", copied, "--replace", "--yes")


def test_a_server_that_runs_is_stopped_first(copied, another):
    house = House(another.folder)
    house.environment = another.environment
    house.start()
    try:
        assert "Stop den først" in another.refuses("restore", copied, "--replace", "--yes")
        assert "Stop den først" in another.refuses("port", "--to", "postgresql://localhost/x")
    finally:
        house.kill()


@pytest.fixture
def running_on_postgres(told, copied, tmp_path, server):
    """An installation whose database is in PostgreSQL, and somebody who works in it."""
    place = Place(tmp_path / "live", cluster=server)
    place.does("restore", copied)
    with psycopg.connect(place.url) as somebody:
        yield place, somebody


def test_a_database_is_not_replaced_from_another_folder(running_on_postgres, copied, tmp_path):
    live, somebody = running_on_postgres
    somebody.close()
    drill = Place(tmp_path / "drill", cluster="")
    drill.environment |= {"DATABASE_URL": live.url}
    rows = live.rows()
    for how in ([], ["--replace", "--yes"]):
        said = drill.refuses("restore", copied, *how)
        assert "en anden mappe" in said and "--replace" not in said
    assert live.rows() == rows and not drill.folder.exists()


def test_a_database_somebody_works_in_is_not_replaced(running_on_postgres, copied):
    live, somebody = running_on_postgres
    rows = live.rows()
    assert "Andre arbejder i databasen" in live.refuses("restore", copied, "--replace", "--yes")
    assert live.rows() == rows
    somebody.close()
    live.does("restore", copied, "--replace", "--yes")


# --- Nothing half ------------------------------------------------------------------------------------------------------


def limited(size):
    return {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))}


@pytest.mark.skipif(bool(POSTGRES), reason="the limit is on the files of a process")
@pytest.mark.parametrize("size", [4096, 200_000])
def test_a_full_disk_is_one_sentence_and_nothing_is_left(told, copied, elsewhere, tmp_path, size):
    assert "Intet er efterladt" in told.refuses("backup", tmp_path / "copies", **limited(size))
    assert list((tmp_path / "copies").iterdir()) == []
    assert "Intet er ændret" in elsewhere.refuses("restore", copied, **limited(size))
    assert not elsewhere.folder.exists()


def test_a_copy_that_was_killed_never_looks_whole_and_is_cleared_away(told, tmp_path):
    into = tmp_path / "copies"
    for pause in (0.6, 0.9, 1.2):
        copying = subprocess.Popen(
            [COMMAND, "backup", into, "--data", told.folder], env=told.environment, stdout=subprocess.DEVNULL
        )
        time.sleep(pause)
        copying.send_signal(signal.SIGKILL)
        copying.wait()
        for path in into.glob("samskab-*"):
            assert check(path), "what has the name of a copy is one"
    copy = told.backup(into)
    assert check(copy) and not list(into.glob(".*"))


KILLED = """
import atexit, os, signal, sys
from samskab.ground.keeping import places
left, done = int(sys.argv.pop(1)), 0

def counted(usual):
    def act(*words):
        global done
        done += 1
        if done == left:
            os.kill(os.getpid(), signal.SIGKILL)
        return usual(*words)
    return act

for name in ("_move", "flush_folder", "write_whole"):
    setattr(places, name, counted(getattr(places, name)))
atexit.register(lambda: print("steps:", done))
from samskab.cli.main import main
main()
"""


def test_a_restore_that_was_killed_is_finished_or_undone(copied, told, tmp_path):
    """At the first and the last of its steps, and some between. Every one: samskab/ground/keeping/tests/test_places.py."""

    def restored(place, step):
        words = [sys.executable, "-c", KILLED, str(step), "restore", str(copied), "--data", str(place.folder)]
        return subprocess.run(words, env=place.environment, capture_output=True, text=True, timeout=300)

    whole = restored(Place(tmp_path / "whole"), 0)
    steps = int(whole.stdout.rpartition("steps:")[2])
    ends = []
    for step in (1, 3, steps // 2, steps):
        place = Place(tmp_path / f"killed-{step}")
        done = restored(place, step)
        assert done.returncode == -signal.SIGKILL, done.stderr
        again = place.run("restore", copied)
        ends.append(again.returncode)
        assert again.returncode == 0 or "Der er allerede" in again.stderr, again.stderr
        assert place.rows() == told.rows() and place.files() == told.files()
        place.is_well()
    # Undone before anything was put in place; finished at the last step, where the database is one of the files.
    assert ends[0] == 0 and ends[-1] == (0 if POSTGRES else 2)


# --- What was taken back -------------------------------------------------------------------------------------------------


def test_what_was_taken_back_after_the_copy_does_not_come_back(copied, told, another):
    assert WORDS in another.acts(READ, told.voice)
    another.acts(TAKE_BACK, told.voice)
    said = another.does("restore", copied, "--replace", "--yes")
    assert "taget tilbage" in said
    assert another.acts(READ, told.voice) == "withdrawn"
    another.does("journal", "verify")
    for put_by in another.folder.glob("erstattet-*"):
        shutil.rmtree(put_by)
    assert not holds(another.folder, WORDS)
    assert WORDS not in str(another.rows())


def test_the_list_can_be_taken_along_to_another_machine(copied, told, another, elsewhere, tmp_path):
    another.acts(TAKE_BACK, told.voice)
    elsewhere.does("restore", copied, "--erasures", another.folder / "erased.log")
    assert elsewhere.acts(READ, told.voice) == "withdrawn"
    assert not holds(elsewhere.folder, WORDS)
    later = Place(tmp_path / "later")
    later.does("restore", copied, "--erasures", elsewhere.backup(tmp_path / "copies") / "erased.log")
    assert later.acts(READ, told.voice) == "withdrawn", "every later copy holds the list"


def test_a_document_is_forgotten_when_what_was_taken_out_of_it_is_not_known_here(copied, told, another):
    """Read in before the copy; a voice was found in it afterwards, and taken back."""
    asked = "print(next(one.pk for one in Source.objects.all() if WORDS in one.text))"
    source = another.acts(TELL + asked)
    other = another.acts(
        TELL
        + f"print(capture(project, Told('En anden sagde noget', source=Source.objects.get(pk={source})), by=by).pk)"
    )
    another.acts(TAKE_BACK, other)
    another.does("restore", copied, "--replace", "--yes")
    for put_by in another.folder.glob("erstattet-*"):
        shutil.rmtree(put_by)
    assert (
        another.acts(TELL + f"one = Source.objects.get(pk={source}); print(one.text, one.sha256)")
        == "[trukket tilbage]"
    )
    before, after = told.documents(), another.documents()
    assert any(WORDS.encode() in data for data in before[0].values()) and any(WORDS in text for text in before[1])
    assert not any(WORDS.encode() in data for data in after[0].values()) and not any(WORDS in text for text in after[1])
    assert WORDS in another.acts(READ, told.voice), "the other voice was never taken back"


def test_the_list_holds_no_words_and_a_number_given_again_is_somebody_elses(copied, told, another):
    another.acts(TAKE_BACK, told.voice)
    path = another.folder / "erased.log"
    assert not holds(path.parent, WORDS) and path.read_text().splitlines()[-1].split()[1:3] == ["voice", told.voice]
    path.write_text(path.read_text().replace("2026-03-19", "2026-03-18"))
    another.does("restore", copied, "--replace", "--yes")
    assert WORDS in another.acts(READ, told.voice)


def test_a_list_that_is_not_there_is_refused(copied, elsewhere, tmp_path):
    assert "ingen liste" in elsewhere.refuses("restore", copied, "--erasures", tmp_path / "none")


def test_nothing_is_taken_back_that_cannot_be_noted(another, told):
    """The list comes first: without it an older copy could bring the words back."""
    (another.folder / "erased.log").unlink()
    (another.folder / "erased.log").mkdir()
    with pytest.raises(AssertionError, match="IsADirectoryError"):
        another.acts(TAKE_BACK, told.voice)
    assert WORDS in another.acts(READ, told.voice)
    (another.folder / "erased.log").rmdir()


# --- To another database ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server():
    try:
        with running() as url:
            yield url
    except NoPostgres as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def told_on_sqlite(told, copied, tmp_path_factory):
    if not POSTGRES:
        return told
    place = Place(tmp_path_factory.mktemp("sqlite") / "data", cluster="")
    place.does("restore", copied)
    return place


@pytest.fixture
def on_sqlite(told_on_sqlite, tmp_path):
    return told_on_sqlite.once_more(tmp_path / "sqlite")


def test_an_installation_moves_to_postgresql_and_back(on_sqlite, server, tmp_path):
    rows = on_sqlite.rows()
    there = Place(on_sqlite.folder, cluster=server)
    assert "alle er ens" in on_sqlite.does("port", "--to", there.url)
    assert on_sqlite.rows() == rows, "the old one is untouched"
    there.does("journal", "verify")
    there.acts(SAY.replace("brev.txt", "andet.txt"))
    assert "ikke tom" in on_sqlite.refuses("port", "--to", there.url)
    assert "allerede en database" in there.refuses("port", "--to", "sqlite")
    (on_sqlite.folder / "samskab.sqlite3").rename(tmp_path / "old")
    there.does("port", "--to", "sqlite")
    assert "Er filen den nye, så fjern DATABASE_URL" in there.run("doctor").stdout
    on_sqlite.does("journal", "verify")
    assert len(on_sqlite.rows()["voices_voice"]) == len(rows["voices_voice"]) + 1


@pytest.mark.parametrize(
    "spoil,column",
    [
        ("Voice.objects.filter(pk=1).update(vocabulary='før' + chr(0) + 'efter')", "vocabulary rummer et NUL-tegn"),
        ("Voice.objects.filter(pk=1).update(standing='x' * 900)", "standing er længere end de 20"),
    ],
)
def test_a_row_postgresql_cannot_hold_is_named_and_nothing_is_moved(on_sqlite, server, spoil, column):
    on_sqlite.acts(TELL + spoil)
    there = Place(on_sqlite.folder, cluster=server)
    said = on_sqlite.refuses("port", "--to", there.url)
    assert "Række 1 i tabellen voices_voice" in said and column in said
    assert there.rows() == {}


def test_a_move_that_is_killed_leaves_the_new_one_empty(on_sqlite, server):
    there = Place(on_sqlite.folder, cluster=server)
    killed = 0
    for pause in (1.0, 1.6, 2.2):
        moving = subprocess.Popen(
            [COMMAND, "port", "--to", there.url, "--data", on_sqlite.folder], env=on_sqlite.environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(pause)
        if moving.poll() is not None:
            break
        moving.kill()
        moving.wait()
        killed += 1
        assert there.rows() == {}
    assert killed
    on_sqlite.is_well()


def test_an_address_that_leads_nowhere_is_one_sentence(on_sqlite):
    for to in ("mysql://x/y", "postgresql://", "postgresql://localhost:1/x"):
        on_sqlite.refuses("port", "--to", to)


# --- Doctor ---------------------------------------------------------------------------------------------------------------


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


def test_what_was_restored_without_documents_is_found_by_every_command(copied, elsewhere):
    elsewhere.does("restore", copied)
    shutil.rmtree(elsewhere.folder / "files")
    assert elsewhere.folder.name in elsewhere.run("doctor").stdout
    assert "Lys i alle vinduer" in elsewhere.does("postcard", "list")


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


def test_every_copy_is_a_path_one_can_read_aloud(copied):
    assert Path(copied).name.startswith("samskab-20") and len(copied.name) < 40
