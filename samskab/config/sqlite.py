"""The SQLite that Samskab brings along, put in place before Django looks for one.

SQLite 3.7.0-3.51.2 can lose committed rows when two connections write and checkpoint a WAL at once; the one in the
operating system is often older than that, so we never use it.
"""

import sys

import pysqlite3
from django.core.exceptions import ImproperlyConfigured

OLDEST_SAFE = (3, 51, 3)


def use_bundled_sqlite() -> None:
    """Make `import sqlite3` mean the bundled one; refuse one that can lose data."""
    if pysqlite3.sqlite_version_info < OLDEST_SAFE:
        raise ImproperlyConfigured(
            f"SQLite {pysqlite3.sqlite_version} kan miste gemte data (WAL-fejlen rettet i 3.51.3). "
            "Installer pysqlite3 0.6.1 eller nyere."
        )
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
