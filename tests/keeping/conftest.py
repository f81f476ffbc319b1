"""One installation with the whole story, a copy of it, and what came back of the copy: made once, and never changed."""

import subprocess

import pytest

from tests import made_once
from tests.databases import POSTGRES
from tests.keepers import SAY, Place
from tools.postgres import NoPostgres, running


@pytest.fixture(scope="session")
def told(tmp_path_factory):
    """The whole story, with one document and one voice more that can be taken back. Nobody changes it."""
    place = Place(tmp_path_factory.mktemp("told") / "data", made_once.story)
    place.voice = place.acts(SAY)
    return place


@pytest.fixture(scope="session")
def copied(told, tmp_path_factory):
    """A copy of it, and nobody changes that either."""
    return told.backup(tmp_path_factory.mktemp("copies"))


@pytest.fixture(scope="session")
def restored(copied, tmp_path_factory):
    """The copy, put back in an empty place, and what was said. Nor that."""
    place = Place(tmp_path_factory.mktemp("restored") / "data")
    place.said = place.does("restore", copied)
    return place


@pytest.fixture(scope="session")
def restored_on_postgres(restored, copied, server, tmp_path_factory):
    return (
        restored if POSTGRES else _restored(copied, Place(tmp_path_factory.mktemp("postgres") / "data", cluster=server))
    )


@pytest.fixture(scope="session")
def told_on_sqlite(told, copied, tmp_path_factory):
    return _restored(copied, Place(tmp_path_factory.mktemp("sqlite") / "data", cluster="")) if POSTGRES else told


def _restored(copied, place):
    place.does("restore", copied)
    return place


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL, also where the tests run on SQLite."""
    try:
        with running() as url:
            yield url
    except NoPostgres as missing:
        pytest.skip(str(missing))


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
