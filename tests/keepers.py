"""An installation as an operator meets it: a folder, perhaps a PostgreSQL, and the command line."""

import gzip
import json
import shutil
import subprocess
import sys
from base64 import b64decode
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pysqlite3

from journeys.installation import COMMAND, surroundings
from tests.databases import POSTGRES, database_of_its_own
from tests.tables import TABLES

ROOT = Path(__file__).resolve().parent.parent
OPENED = """
import json
from base64 import b64encode
from samskab.ground.reactions import ask
from samskab.voices.sources.models import Revision, Source
texts = sorted(one.text for model in (Source, Revision) for one in model.objects.all())
files = {name: b64encode(data).decode() for name, data in ask("what_lies_locked_in_files")}
print(json.dumps({"files": files, "texts": texts}))
"""
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
# A restore that is killed when it has done so many of its steps; at the end it says how many there were.
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
PASSING = ("django_session", "usersessions_usersession")


class Place:
    """Where one installation lives, or will. On PostgreSQL each has a database of its own."""

    def __init__(self, folder, begun=None, *, cluster=POSTGRES, **environment):
        """`begun` is what stands there from the beginning: one of those in made_once, or nothing."""
        self.folder = Path(folder)
        usual = {name: value for name, value in surroundings().items() if name != "DATABASE_URL"}
        self.environment = usual | (begun(folder, cluster) if begun else database_of_its_own(cluster)) | environment

    def run(self, *words, **how):
        return subprocess.run(
            [COMMAND, *map(str, words), "--data", self.folder], env=self.environment, capture_output=True, text=True,
            timeout=600, **how,
        )  # fmt: skip

    def does(self, *words):
        """The same, when it must go well. What it said."""
        done = self.run(*words)
        assert done.returncode == 0, done.stderr or done.stdout
        return done.stdout

    def refuses(self, *words, **how):
        """The one sentence it says."""
        done = self.run(*words, **how)
        assert done.returncode == 2 and not done.stdout and "Traceback" not in done.stderr, done.stderr
        assert done.stderr.count("\n") == 1, done.stderr
        return done.stderr.strip()

    def acts(self, script, *words):
        """Run it inside the installation."""
        own = {
            "SAMSKAB_DATA": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "samskab.config.settings",
            "PYTHONPATH": str(ROOT),
        }
        done = subprocess.run(
            [sys.executable, "-c", "import django; django.setup()\n" + script, *map(str, words)],
            env=self.environment | own, capture_output=True, text=True, timeout=600, cwd=ROOT,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def is_well(self):
        """What the doctor says. The PostgreSQL of the tests is quick, and not safe."""
        faults = json.loads(self.run("doctor", "--json").stdout)["faults"]
        grave = [fault for fault in faults if fault["grave"] and "fsync" not in fault["wrong"]]
        assert grave == []

    def backup(self, into, *words):
        return Path(self.does("backup", into, *words).splitlines()[0])

    def restores_until(self, step, copy):
        """Put the copy back here, and be killed at that step; at 0 of none. What became of it."""
        return subprocess.run(
            [sys.executable, "-c", KILLED, str(step), "restore", copy, "--data", self.folder], env=self.environment,
            capture_output=True, text=True, timeout=600,
        )  # fmt: skip

    def once_more(self, folder):
        """The same installation in another folder, with a database of its own. Nobody may be at work here."""
        there = Place(folder, cluster="")
        shutil.copytree(self.folder, folder)
        there.environment |= database_of_its_own(self.url, like=urlsplit(self.url).path.strip("/"))
        return there

    @property
    def url(self):
        return self.environment.get("DATABASE_URL", "")

    def rows(self):
        """Table → its rows as text, in order; asked of the database itself, not of us."""
        return _rows_of_postgres(self.url) if self.url else _rows_of_sqlite(self.folder / "samskab.sqlite3")

    def files(self):
        """Name → bytes of everything that was read in."""
        there = self.folder / "files"
        return {str(path.relative_to(there)): path.read_bytes() for path in there.rglob("*") if path.is_file()}

    def documents(self):
        """(file → its bytes as they were brought, the texts as they are read), of every document, opened."""
        told = json.loads(self.acts(OPENED))
        return {name: b64decode(data) for name, data in told["files"].items()}, told["texts"]


def _rows_of_sqlite(path):
    with closing(pysqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        names = [name for (name,) in database.execute(TABLES)]
        found = {
            name: sorted(map(repr, database.execute(f'SELECT * FROM "{name}"')))
            for name in names
            if name not in {*PASSING, "django_migrations"}
        }
    found["sqlite_sequence"] = [
        row for row in found["sqlite_sequence"] if not row.startswith(tuple(f"('{name}'" for name in PASSING))
    ]
    return found


def _rows_of_postgres(url):
    with psycopg.connect(url) as database:
        names = database.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").fetchall()
        return {
            name: sorted(row for (row,) in database.execute(f'SELECT t::text FROM "{name}" t'))
            for (name,) in names
            if name not in {*PASSING, "django_migrations"}
        }


def holds(folder, words):
    """The files below it that hold these words as they are, or packed."""
    found = []
    for path in Path(folder).rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            if path.suffix == ".gz":
                data = gzip.decompress(data)
            if words.encode() in data or json.dumps(words)[1:-1].encode() in data:
                found.append(path)
    return found
