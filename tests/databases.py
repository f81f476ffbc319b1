"""The database of a server that a test starts: SQLite in its folder, or a fresh one in the PostgreSQL the tests run on."""

import os
import sqlite3
import time
import uuid
from contextlib import closing
from urllib.parse import urlsplit, urlunsplit

import psycopg

POSTGRES = os.environ.get("TEST_POSTGRES", "")


def database_of_its_own(cluster=POSTGRES, like=""):
    """What to add to the server's environment. `like` names the database it begins as, where nobody is at work."""
    if not cluster:
        return {}
    name = f"house_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(cluster, autocommit=True) as there:
        there.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{like}"' if like else ""))
    return {"DATABASE_URL": urlunsplit(urlsplit(cluster)._replace(path=f"/{name}"))}


def ask(folder, environment, question):
    """Rows, read beside the server."""
    if "DATABASE_URL" in environment:
        with psycopg.connect(environment["DATABASE_URL"]) as there:
            return there.execute(question).fetchall()
    with closing(sqlite3.connect(folder / "samskab.sqlite3")) as database:
        return database.execute(question).fetchall()


def is_whole(folder, environment):
    """SQLite says its file is whole; PostgreSQL keeps its own."""
    return "DATABASE_URL" in environment or ask(folder, environment, "PRAGMA integrity_check") == [("ok",)]


def until_the_dead_are_gone(environment):
    """PostgreSQL ends what a killed server had begun, a moment later."""
    if "DATABASE_URL" not in environment:
        return
    with psycopg.connect(environment["DATABASE_URL"], autocommit=True) as there:
        others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        for _ in range(200):
            if there.execute(others).fetchone() == (0,):
                return
            time.sleep(0.05)
