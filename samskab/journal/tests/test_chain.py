"""Each entry is tied to the one before it: on both databases alike, and also when two write at once."""

import json
import threading
from datetime import UTC
from importlib import import_module

import pytest
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samskab.ground import clock
from samskab.journal.actions import write
from samskab.journal.chain import COLUMNS, START, digest_of_entry
from samskab.journal.models import ChainHead, Entry, NeverEdited, Reading
from samskab.journal.verifying import verify
from samskab.people.actors import SYSTEM, Actor

migration = import_module("samskab.journal.migrations.0002_the_journal_is_a_chain")
LAW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
KEY = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:+-", max_size=40)
FACTS = st.dictionaries(
    KEY,
    st.recursive(
        st.booleans() | st.none() | st.integers(-(10**30), 10**30) | KEY,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEY, inner, max_size=3),
    ),
    max_size=4,
)
MOMENTS = st.datetimes().map(lambda at: at.replace(tzinfo=clock.COPENHAGEN))
IDS = st.none() | st.integers(-(2**63), 2**63 - 1)
NAMES = st.text("abcdefghijklmnopqrstuvwxyz_", max_size=10)
ENTRIES = st.builds(
    Entry, id=st.integers(1, 2**62), at=MOMENTS.filter(lambda at: 2 < at.year < 9999), project_id=IDS.filter(lambda one: one != 0), actor_kind=NAMES,
    actor_id=IDS, verb=NAMES, subject=NAMES, subject_id=IDS, code=NAMES, facts=FACTS, previous=NAMES,
)  # fmt: skip


def test_every_column_but_the_digest_itself_is_in_the_digest():
    assert {*COLUMNS, "digest"} == {field.attname for field in Entry._meta.concrete_fields}
    assert (*migration.COLUMNS, "previous") == COLUMNS


@LAW
@given(ENTRIES)
def test_the_migration_makes_the_digests_we_make(entry):
    row = {name: getattr(entry, name) for name in COLUMNS}
    assert migration.digest_of(row, entry.previous) == digest_of_entry(entry)


@LAW
@given(entry=ENTRIES)
def test_an_entry_gives_the_same_digest_after_it_was_stored(entry, db):
    """Times to the microsecond, large numbers, nested facts: what comes back is what went in, on this database."""
    with transaction.atomic():
        entry.digest = digest_of_entry(entry)
        entry.save(force_insert=True)
        assert digest_of_entry(Entry.objects.get(pk=entry.pk)) == entry.digest
        ChainHead(entry.project_id or 0, entry.pk, 1, entry.digest).save()
        blamed = [one for one in verify().wrong if one.what != "missing"]  # what it names before itself never was
        transaction.set_rollback(True)
    assert blamed == []


@LAW
@given(st.lists(st.tuples(st.sampled_from([None, 1, 2]), FACTS, st.booleans()), max_size=12))
def test_whatever_is_written_or_undone_the_chains_are_whole(db, acts):
    with transaction.atomic():
        for chain, facts, is_undone in acts:
            with transaction.atomic():
                write("voice_captured", by=SYSTEM, project_id=chain, subject="voice", facts=facts)
                transaction.set_rollback(is_undone)
        report = verify()
        kept = [chain for chain, _facts, is_undone in acts if not is_undone]
        transaction.set_rollback(True)
    assert (report.wrong, report.entries, report.chains) == ([], len(kept), len(set(kept)))


@pytest.mark.django_db
def test_facts_are_kept_as_json_gives_them_back():
    entry = write("voice_captured", by=SYSTEM, project_id=1, subject="voice", facts={1: (2, 3)})
    assert entry.facts == Entry.objects.get().facts == {"1": [2, 3]}


@pytest.mark.django_db
def test_the_first_names_nobody_and_each_names_the_one_before_it_in_its_project():
    written = [write("voice_captured", by=SYSTEM, project_id=one, subject="voice") for one in (1, 2, None, 1, None, 2)]
    assert [entry.previous for entry in written[:3]] == [START] * 3
    assert [entry.previous for entry in written[3:]] == [written[0].digest, written[2].digest, written[1].digest]


@pytest.mark.django_db
def test_nothing_here_is_edited_or_deleted():
    entry = write("voice_captured", by=SYSTEM, project_id=1, subject="voice")
    for edit in (entry.save, entry.delete, Entry.objects.all().delete, lambda: Entry.objects.update(code="U-2"),
                 Reading.objects.all().delete):  # fmt: skip
        with pytest.raises(NeverEdited):
            edit()
    assert Entry.objects.get().digest == entry.digest


@pytest.fixture
def tables_of_then(transactional_db):
    """The journal as the first release had it; brought up again afterwards."""
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    executor.migrate([("journal", "0001_initial")])
    yield executor.loader.project_state([("journal", "0001_initial")]).apps.get_model("journal", "Entry")
    executor = MigrationExecutor(connection)
    executor.migrate(newest)
    connection.cursor().execute("DELETE FROM journal_entry")
    connection.cursor().execute("DELETE FROM journal_chainhead")


def test_what_an_older_release_wrote_is_tied_together(tables_of_then, monkeypatch):
    monkeypatch.setattr(migration, "AT_A_TIME", 3)
    for number in range(20):
        at = clock.at_noon(clock.today()).astimezone(UTC).replace(microsecond=number)
        tables_of_then.objects.create(
            at=at, project_id=(None, 7, 8)[number % 3], actor_kind="staff", actor_id=1, verb="voice_captured",
            subject="voice", subject_id=number, code=f"U-{number}", facts={"kind": "quote", "n": number},
        )  # fmt: skip
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    with transaction.atomic():
        write("voice_captured", by=SYSTEM, project_id=7, subject="voice")
    report = verify()
    assert (report.wrong, report.entries, report.chains) == ([], 21, 3)
    assert {head.chain: head.count for head in ChainHead.objects.all()} == {0: 7, 7: 8, 8: 6}


def in_threads(*acts):
    """Each in a connection of its own; what they raised."""
    wrong = []

    def run(act):
        try:
            act()
        except Exception as error:
            wrong.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return wrong


ONLY_POSTGRES = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite lets one transaction write at a time (tests/test_at_once.py)"
)


def act(project, number=1):
    with transaction.atomic():
        return write("voice_captured", by=Actor("staff", number), project_id=project, subject="voice")


@ONLY_POSTGRES
@pytest.mark.django_db(transaction=True)
def test_of_many_who_begin_a_chain_at_once_none_breaks_it():
    ready = threading.Barrier(8)

    def begin(number):
        ready.wait(10)
        for _ in range(5):
            act(5, number)

    assert in_threads(*[lambda number=number: begin(number) for number in range(8)]) == []
    assert (verify().wrong, Entry.objects.count()) == ([], 40)


@ONLY_POSTGRES
@pytest.mark.django_db(transaction=True)
def test_within_a_project_ids_are_in_the_order_of_the_commits():
    """Somebody who takes their time holds the others of the project back, and nobody else."""
    has_written, others_are_done = threading.Event(), threading.Event()
    committed = []

    def slow():
        with transaction.atomic():
            write("voice_captured", by=SYSTEM, project_id=1, subject="voice", subject_id=1)
            has_written.set()
            assert others_are_done.wait(10)
        committed.append(1)

    def same_project():
        has_written.wait(10)
        act(1)
        committed.append(2)

    def another_project():
        has_written.wait(10)
        act(2)
        committed.append(3)
        others_are_done.set()

    assert in_threads(slow, same_project, another_project) == []
    assert committed.index(3) < committed.index(1)
    first, second = Entry.objects.filter(project_id=1).order_by("id")
    assert (first.subject_id, second.subject_id) == (1, None)
    assert json.dumps(verify().wrong) == "[]"
