"""Every installation a release left behind is brought up to this program by the product's own start, with all that was
in it: every row, every file, every page. Also when somebody pulls the plug in the middle."""

import ast
import json
import signal
import subprocess
import sys
import tarfile
import tempfile
from contextlib import closing
from functools import cache
from itertools import pairwise
from pathlib import Path

import pysqlite3
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from journeys.installation import COMMAND, surroundings
from samskab.ground.installation import Installation
from samskab.ground.locked_text import locked_columns
from samskab.ground.locking import open_text
from tests.tables import TABLES
from tools.postgres import NoPostgres, running

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "tests" / "releases"
RELEASES = sorted(path.name for path in KEPT.iterdir() if path.is_dir() and path.name[0].isdigit())

# From before there were locks: words and documents lay in the clear.
LAY_OPEN = {"0.1.0"}
# What a later version writes anew on purpose: release → table → columns. Everything else is as it was.
WRITTEN_ANEW: dict[str, dict[str, set[str]]] = {}
# Django's own lists, which grow with the program.
MAY_GROW = {"django_migrations", "django_content_type", "auth_permission"}
COUNTS = "sqlite_sequence"  # the last number each table gave; none is as good as 0
# Addresses of a release that lead elsewhere now, and why.
MOVED: dict[str, dict[str, str]] = {}

START = "from samskab.cli.serving import prepare_installation; prepare_installation()"
# The same start, with something happening when the database has been changed so many times.
FAULT = """
import os, signal, sys
from django.db.backends.signals import connection_created

left, kind = int(sys.argv[1]), sys.argv[2]
changes = ("CREATE", "ALTER", "DROP", "INSERT", "UPDATE", "DELETE")

def count(execute, sql, params, many, context):
    global left
    answer = execute(sql, params, many, context)
    if sql.lstrip('"( ').upper().startswith(changes):
        left -= 1
        if left == 0 and kind == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if left == 0:
            raise RuntimeError("der gik noget i stykker")
    return answer

connection_created.connect(lambda connection, **_: connection.execute_wrappers.append(count), weak=False)
""" + START + "\nprint(int(sys.argv[1]) - left)"  # fmt: skip


def start(folder, *words, script=START, **environment):
    """What the product does first, whichever command is given."""
    surrounding = {name: value for name, value in surroundings().items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, words)], cwd=ROOT, capture_output=True, text=True, timeout=300,
        env=surrounding | {"SAMSKAB_DATA": str(folder), "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "samskab.config.settings"} | environment,
    )  # fmt: skip


def command(folder, *words, **environment):
    surrounding = {name: value for name, value in surroundings().items() if name != "DATABASE_URL"}
    return subprocess.run(
        [COMMAND, *words, "--data", folder], env=surrounding | environment, capture_output=True, text=True, timeout=300
    )


def opened(path):
    return closing(pysqlite3.connect(f"file:{path}?mode=ro", uri=True))


def rows(path, columns=None):
    """(table → its rows of these columns, as they lie in the file; table → columns)"""
    with opened(path) as database:
        names = [name for (name,) in database.execute(TABLES)]
        all_columns = {name: [one[1] for one in database.execute(f'PRAGMA table_info("{name}")')] for name in names}
        columns = columns or all_columns
        return {name: sorted(database.execute(select(name, own)), key=repr) for name, own in columns.items()}, columns


def select(table, columns):
    named = ", ".join(f'"{one}"' for one in columns)
    return f'SELECT {named} FROM "{table}"'


def everything_is_there(before, folder, release):
    old, columns = rows(before)
    new, _columns = rows(folder / "samskab.sqlite3", columns)
    anew = WRITTEN_ANEW.get(release, {})
    for table, was in old.items():
        if release in LAY_OPEN:
            new[table] = opened_rows(folder, table, columns[table], new[table])
        if table == COUNTS:
            last = dict(new[table])
            assert not [name for name, number in was if last.get(name, 0) < number]
        elif table in MAY_GROW:
            assert len(new[table]) >= len(was), table
        else:
            hidden = [columns[table].index(column) for column in anew.get(table, ())]
            assert without(new[table], hidden) == without(was, hidden), table


def opened_rows(folder, table, columns, many):
    """What lies locked since then, opened with the installation's own key."""
    locked = {
        one.column: one.row for model, fields in locked_columns() for one in fields if one.model._meta.db_table == table
    }
    if not locked:
        return many
    keys, found = Installation(folder).words_keys, []
    for row in (dict(zip(columns, values, strict=True)) for values in many):
        place = {
            column: f"{table}:{column}:{'/'.join(str(row[name]) for name in of)}"
            for column, of in locked.items()
            if row.get(column)
        }
        found.append(
            tuple((row | {column: open_text(row[column], where, keys) for column, where in place.items()}).values())
        )
    return sorted(found, key=repr)


def words_that_were_told(path):
    """What people said, as it lay in the database, and may be printed on a card."""
    held, columns = rows(path)
    at = columns["voices_voice"].index("words")
    return [row[at].encode() for row in held["voices_voice"] if len(row[at]) > 20]


def without(many, hidden):
    return [tuple(value for at, value in enumerate(row) if at not in hidden) for row in many]


def in_its_database(folder):
    return b"".join(path.read_bytes() for path in folder.glob("samskab.sqlite3*"))


def files_of(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and (path.parent != folder or path.name in {"secret.key", "story-day"})
    }


OPEN = "files/sources/"
# What an old installation kept open lies locked now: name of the open file → what the locked one holds.
LOCKED = """
import hashlib, json
import django; django.setup()
from samskab.ground.reactions import ask
print(json.dumps({hashlib.sha256(data).hexdigest(): name for name, data in ask("what_lies_locked_in_files")}))
"""


def every_file_is_there(folder, before, release):
    """As it was, or locked: then it opens to the same bytes."""
    now, came_open = files_of(folder), {name for name in before if name.startswith(OPEN)}
    if release not in LAY_OPEN:
        assert now == before and any(name.startswith("files/") for name in before)
        return
    locked = json.loads(start(folder, script=LOCKED).stdout)
    assert came_open, "the release read documents in"
    assert {Path(name).name for name in came_open} == locked.keys()
    assert not any(
        data == now[f"files/{locked[Path(name).name]}"] for name, data in before.items() if name in came_open
    )
    left = {name: data for name, data in before.items() if name not in came_open}
    assert {name: now.get(name) for name in left} == left
    assert now.keys() == left.keys() | {f"files/{name}" for name in locked.values()}


def unpack(release, place):
    place.mkdir(mode=0o700)
    with tarfile.open(KEPT / release / "installation.tar.xz") as kept:
        kept.extractall(place, filter="tar")
    return place


@pytest.fixture(params=RELEASES)
def release(request):
    return request.param


@pytest.fixture
def folder(release, tmp_path):
    """The installation as the release left it; its database once more beside it."""
    place = unpack(release, tmp_path / "data")
    (tmp_path / "before.sqlite3").write_bytes((place / "samskab.sqlite3").read_bytes())
    return place


@cache
def migrations_of(release):
    with (
        tempfile.TemporaryDirectory() as place,
        opened(unpack(release, Path(place) / "data") / "samskab.sqlite3") as old,
    ):
        return frozenset(old.execute("SELECT app, name FROM django_migrations"))


@pytest.fixture
def behind(release):
    """A release whose database is changed by the upgrade; the newest is not, until this program has a migration more."""
    if not set(MigrationLoader(None).disk_migrations) - migrations_of(release):
        pytest.skip(f"no migration since {release}")
    return release


@pytest.fixture
def told_apart(release):
    """A release with tables no later one has: of those that share them the newest stands for all."""
    later = RELEASES[RELEASES.index(release) + 1 :]
    if same := [one for one in later if migrations_of(one) == migrations_of(release)]:
        pytest.skip(f"{release} has the tables of {same[-1]}")
    return release


def before(folder):
    return folder.parent / "before.sqlite3"


def test_every_row_file_and_page_is_there_after_the_upgrade(folder, release):
    files = files_of(folder)
    started = start(folder)
    assert started.returncode == 0, started.stderr
    everything_is_there(before(folder), folder, release)
    every_file_is_there(folder, files, release)
    assert not list(folder.glob("*before*")), "no copy where words could lie that are taken back later"
    if release in LAY_OPEN:
        secret, old, new = words_that_were_told(before(folder)), before(folder).read_bytes(), in_its_database(folder)
        assert len(secret) > 5 and all(words in old for words in secret), "they lay in the clear"
        assert not any(words in new for words in secret)
    golden_pages_answer(folder, release)
    verified = command(folder, "journal", "verify")
    assert verified.returncode == 0, verified.stdout
    examined = command(folder, "doctor")
    assert examined.returncode == 0, examined.stdout


def golden_pages_answer(folder, release, **environment):
    golden = json.loads((KEPT / release / "pages.json").read_text(encoding="utf-8"))
    moved = MOVED.get(release, {})
    addresses = [address for address in golden["pages"] if address not in moved]
    surrounding = {name: value for name, value in surroundings().items() if name != "DATABASE_URL"}
    looked = subprocess.run(
        [sys.executable, KEPT / "look.py"], input=json.dumps(addresses), capture_output=True, text=True, timeout=300,
        cwd=ROOT, env=surrounding | {"SAMSKAB_DATA": str(folder), "PYTHONPATH": str(ROOT)} | environment,
    )  # fmt: skip
    assert looked.returncode == 0, looked.stderr[-3000:]
    now = json.loads(looked.stdout)
    for address in addresses:
        wanted = {golden["words"][number] for number in golden["pages"][address]}
        met = {now["words"][number] for number in now["pages"][address]}
        assert wanted <= met, address


@pytest.mark.parametrize("part", [0.0, 0.5, 0.95])
def test_an_upgrade_that_is_killed_starts_again_and_gets_there(folder, behind, part):
    files = files_of(folder)
    killed = start(folder, max(1, round(changes_of(behind) * part)), "kill", script=FAULT)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    again = start(folder)
    assert again.returncode == 0, again.stderr
    everything_is_there(before(folder), folder, behind)
    every_file_is_there(folder, files, behind)
    assert not list(folder.glob("*before*"))
    assert command(folder, "journal", "verify").returncode == 0


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(folder, behind):
    failed = start(folder, round(changes_of(behind) * 0.9), "fail", script=FAULT)
    assert failed.returncode == 2 and "Den er, som den var" in failed.stderr, failed.stderr
    assert rows(folder / "samskab.sqlite3") == rows(before(folder)), "the release that made it can open it again"
    assert not list(folder.glob("*before*"))
    assert start(folder).returncode == 0


def test_a_killed_upgrade_that_then_fails_goes_back_to_the_beginning(folder, behind):
    start(folder, round(changes_of(behind) * 0.6), "kill", script=FAULT)
    assert list(folder.glob("*before*")), "the copy waits for the next try"
    failed = start(folder, 2, "fail", script=FAULT)
    assert failed.returncode == 2, failed.stderr
    assert rows(folder / "samskab.sqlite3") == rows(before(folder))


@cache
def changes_of(release):
    """How many times the whole upgrade changes the database."""
    with tempfile.TemporaryDirectory() as place:
        told = start(unpack(release, Path(place) / "data"), 10**9, "count", script=FAULT)
    assert told.returncode == 0, told.stderr
    return int(told.stdout.split()[-1])


def test_two_who_start_at_once_upgrade_once(told_apart, folder):
    surrounding = {name: value for name, value in surroundings().items() if name != "DATABASE_URL"}
    environment = surrounding | {
        "SAMSKAB_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "samskab.config.settings",
        "PYTHONPATH": str(ROOT),
    }
    both = [
        subprocess.Popen([sys.executable, "-c", START], env=environment, cwd=ROOT, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    for one in both:
        assert one.wait(timeout=300) == 0, one.stderr.read().decode()
    everything_is_there(before(folder), folder, told_apart)


def test_a_release_moved_to_postgresql_is_brought_up_to_date_there(told_apart, folder):
    try:
        with running() as url:
            moved = command(folder, "port", "--to", url)
            assert moved.returncode == 0, moved.stderr
            started = start(folder, DATABASE_URL=url)
            assert started.returncode == 0, started.stderr
            golden_pages_answer(folder, told_apart, DATABASE_URL=url)
            assert command(folder, "journal", "verify", DATABASE_URL=url).returncode == 0
            assert rows(folder / "samskab.sqlite3") == rows(before(folder)), "the old one is untouched"
    except NoPostgres as missing:
        pytest.skip(str(missing))


def test_a_copy_of_a_release_can_be_put_back_by_this_program(told_apart, folder, tmp_path):
    made = command(folder, "backup", tmp_path / "copies")
    assert made.returncode == 0, made.stderr
    assert rows(folder / "samskab.sqlite3") == rows(before(folder)), "a backup brings nothing up to date"
    put = command(tmp_path / "new", "restore", made.stdout.splitlines()[0])
    assert put.returncode == 0, put.stderr
    everything_is_there(before(folder), tmp_path / "new", told_apart)
    assert command(tmp_path / "new", "journal", "verify").returncode == 0


# --- The migrations themselves -----------------------------------------------------------------------------------------

OURS = [one.label for one in apps.get_app_configs() if one.name.startswith("samskab.")]


# A released migration is never edited: what it names must stay where it is.
USED_BY_OLD = {"projects/0001_initial": {"samskab.ground.dates.when"}}


def migration_files():
    return sorted(ROOT.glob("samskab/*/migrations/0*.py"))


@pytest.mark.parametrize("label", OURS)
def test_migrations_stand_in_one_line(label):
    loader = MigrationLoader(None)
    own = sorted(name for app, name in loader.disk_migrations if app == label)
    assert len(loader.graph.leaf_nodes(label)) == (1 if own else 0)
    for before, after in pairwise(own):
        assert (label, before) in loader.disk_migrations[label, after].dependencies, after
    assert [int(name[:4]) for name in own] == list(range(1, len(own) + 1))


@pytest.mark.parametrize("path", migration_files(), ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_migration_uses_no_code_that_may_change(path):
    named = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            named |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            named.add(node.module or "." * node.level)
    ours = {name for name in named if name.startswith(("samskab", "."))}
    assert ours <= USED_BY_OLD.get(f"{path.parts[-3]}/{path.stem}", set())


def test_the_models_are_what_the_migrations_make(db):
    call_command("makemigrations", *OURS, check=True, dry_run=True, verbosity=0)


def test_every_tagged_release_is_kept():
    """A release that is out is never left behind."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    told = subprocess.run(["git", "tag", "--list", "v[0-9]*"], cwd=ROOT, capture_output=True, text=True)
    tagged = {name.removeprefix("v") for name in told.stdout.split()}
    here = subprocess.run(["git", "tag", "--points-at", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    assert tagged - {name.removeprefix("v") for name in here.stdout.split()} <= set(RELEASES)
