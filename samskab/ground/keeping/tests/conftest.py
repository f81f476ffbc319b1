import pytest

from samskab.ground.installation import Installation


@pytest.fixture
def installation(tmp_path, settings):
    """A folder of its own, which the settings name, and the tests' own database."""
    there = Installation(tmp_path / "data")
    there.prepare()
    settings.INSTALLATION = there
    return there


@pytest.fixture
def other_databases(transactional_db, django_db_blocker):
    """A test may open a second database, as these commands do."""
    with django_db_blocker.unblock():
        yield
