"""Settings for the tests: an installation of their own, gone when they are."""

import atexit
import os
import shutil
import tempfile

FOLDER = tempfile.mkdtemp(prefix="samskab-test-")
os.environ["SAMSKAB_DATA"] = FOLDER
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

if "TEST_POSTGRES" in os.environ:  # a worker of a run on PostgreSQL
    os.environ["DATABASE_URL"] = os.environ["TEST_POSTGRES"]

from samskab.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick: no test is about how slow a hash is
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_AUTOREFRESH = True
if "DATABASE_URL" in os.environ:
    # The tests' own database; a server that a test starts gets one of its own (tests/databases.py).
    os.environ["TEST_POSTGRES"] = os.environ.pop("DATABASE_URL")
else:
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405
