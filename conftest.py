"""The three-actor cast of every test: Amina coordinates, Bo takes part, Carl has no business here."""

import inspect
import os
import shutil
import sys
import tempfile
from datetime import date
from functools import cache

import pytest

# Tests begin a thousand processes. Each reads what the first one compiled, also where the machine asks for the opposite.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_configure(config):
    """A place for what is made once a run (tests/made_once.py): the first process of the run names it and removes it."""
    if not hasattr(config, "workerinput"):
        os.environ["MADE_ONCE"] = place = tempfile.mkdtemp(prefix="samskab-made-once-")
        config.add_cleanup(lambda: shutil.rmtree(place, ignore_errors=True))


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL: the tests that open a database, here or in a process of their own. The others are run once."""
    if os.environ.get("TEST_POSTGRES"):
        kept = [item for item in items if opens_a_database(item)]
        config.hook.pytest_deselected(items=list(set(items) - set(kept)))
        items[:] = kept


def opens_a_database(item):
    given = {"db", "transactional_db", "django_db_setup", "told", "elsewhere"} & set(item.fixturenames)
    return given or item.get_closest_marker("django_db") or starts_a_house(item.module)


@cache
def starts_a_house(module):
    words = inspect.getsource(module)
    return any(name in words for name in ("tests.databases", "tests.houses", "tests.keepers", "tests.workshop"))


@pytest.fixture(scope="session", autouse=True)
def the_database_that_was_asked_for():
    """A run on PostgreSQL is one in each of its processes."""
    from django.db import connection

    assert connection.vendor == ("postgresql" if os.environ.get("TEST_POSTGRES") else "sqlite")


@pytest.fixture(autouse=True)
def story_day(settings):
    """A day that does not move, so that a test says the same tomorrow."""
    settings.STORY_DAY = date(2026, 3, 19)
    settings.DEMO = False
    return settings.STORY_DAY


@pytest.fixture(autouse=True)
def no_seals_of_others():
    """The file of seals beside the key outlives the database of a test; the next test begins without it."""
    from samskab.config.testing import INSTALLATION

    yield
    INSTALLATION.seals_file.unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def nothing_remembered_of_others():
    """The same project, as long a journal, in another test."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(autouse=True)
def no_files_of_others():
    """Files outlive the rows of a test; the next test begins without them. A test with a place of its own cleans that."""
    from samskab.config.testing import INSTALLATION

    yield
    for path in [*INSTALLATION.files.glob("*"), INSTALLATION.folder / "arriving"]:
        shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def amina(db):
    from samskab.people.models import User

    return User.objects.create_user("amina@example.org", "Amina Holm", "ti-gode-traade", title="Projektleder")


@pytest.fixture
def bo(db):
    from samskab.people.models import User

    return User.objects.create_user("bo@example.org", "Bo Lind", "ti-gode-traade", title="Sygeplejerske")


@pytest.fixture
def carl(db):
    from samskab.people.models import User

    return User.objects.create_user("carl@example.org", "Carl Friis", "ti-gode-traade")


@pytest.fixture
def by_amina(amina):
    from samskab.people.actors import staff

    return staff(amina)


@pytest.fixture
def by_bo(bo):
    from samskab.people.actors import staff

    return staff(bo)


@pytest.fixture
def by_carl(carl):
    from samskab.people.actors import staff

    return staff(carl)


@pytest.fixture
def project(amina, bo, by_amina):
    from samskab.projects.access import Role
    from samskab.projects.actions import begin_project
    from samskab.projects.team.actions import add_member

    project = begin_project("Tryg hjemme", coordinator=amina, contact_phone="00 00 00 00")
    add_member(project, bo, Role.INTERPRETER, by=by_amina)
    return project


def _signed_in(user):
    from django.test import Client

    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def as_amina(amina):
    return _signed_in(amina)


@pytest.fixture
def as_bo(bo):
    return _signed_in(bo)


@pytest.fixture
def as_carl(carl):
    return _signed_in(carl)
