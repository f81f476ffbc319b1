"""The story is told once for each file of tests that only look at it."""

import pytest
from django.db import transaction
from django.test import override_settings

from samskab.frontdoor.story.telling import seed
from samskab.ground.installation import Installation
from samskab.projects.models import Project


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker, tmp_path_factory):
    """The story's project, in a database where nothing else is. Taken back when the file of tests is done."""
    place = Installation(tmp_path_factory.mktemp("installation"))
    with override_settings(INSTALLATION=place), django_db_blocker.unblock(), transaction.atomic():
        seed()
        yield Project.objects.get(slug="lys-i-vinduet")
        transaction.set_rollback(True)
