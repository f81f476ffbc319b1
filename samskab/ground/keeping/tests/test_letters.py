"""No table is made in a database that cannot hold every letter."""

import uuid
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.databases import POSTGRES
from tests.keepers import Place
from tools.postgres import NoPostgres, running


@pytest.fixture(scope="module")
def cluster():
    if POSTGRES:
        yield POSTGRES
        return
    try:
        with running() as url:
            yield url
    except NoPostgres as missing:
        pytest.skip(str(missing))


@pytest.fixture
def ascii_only(cluster, tmp_path):
    """A place whose database was made without a word about letters, on a server that knows none."""
    name = f"letters_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(cluster, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0")
    place = Place(tmp_path / "data", cluster="")
    place.environment |= {"DATABASE_URL": urlunsplit(urlsplit(cluster)._replace(path=f"/{name}"))}
    return place


def test_a_database_that_cannot_hold_every_letter_is_refused_before_it_has_a_table(ascii_only):
    assert "Databasen skriver med SQL_ASCII" in ascii_only.refuses("prepare")
    assert ascii_only.rows() == {}
