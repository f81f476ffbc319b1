"""A journal somebody meddles with in the database itself: every time it is named, and where. And how long a million
entries take.

Each kind of meddling is tried many times, each in a transaction that is undone; then a whole chain is computed again after
a change, which only the seal can tell.
"""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from proof.telling import rounds, say, table
from tools.postgres import NoPostgres, running

ROOT = Path(__file__).parent.parent
ENTRIES, MANY, CHAINS = 3000, 1_000_000, 20
COLUMNS = {
    "at": "2019-01-01 00:00:00+00:00", "actor_kind": "robot", "actor_id": 99, "verb": "sailed", "subject": "boat",
    "subject_id": 98_765, "code": "X-9", "facts": '{"a": 1}', "previous": "0" * 64, "digest": "1" * 64,
}  # fmt: skip


def on_this_database(times):
    """[(what was done, how often, how often it was named), …] and (entries, seconds, MB), as JSON on the screen."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    ids = _write(ENTRIES)
    tried = [(what, times, sum(_is_named(act, ids) for _ in range(times))) for what, act in MEDDLING.items()]
    _write_many(MANY)
    from samskab.journal.verifying import verify

    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report = verify()
    took, grew = time.monotonic() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    sys.stdout.write(json.dumps([tried, [report.entries, round(took, 1), round(grew / 1024), len(report.wrong)]]))


def _write(count):
    """Entries as the house writes them, in several chains, sealed on the way. Their ids, with room between them."""
    from django.db import transaction

    from samskab.journal import actions, sealing
    from samskab.people.actors import SYSTEM

    real, numbers = actions._next_id, iter(range(10, 10_000_000, 10))
    actions._next_id = lambda: next(numbers)
    kept = {}
    for number in range(count):
        chain = random.choice([None, *range(1, CHAINS)])
        with transaction.atomic():
            entry = actions.write("voice_captured", by=SYSTEM, project_id=chain, subject="voice", subject_id=number)
        kept.setdefault(chain, []).append(entry.pk)
        if number == count // 2:
            sealing.seal()
    sealing.seal()
    actions._next_id = real
    return kept


def _is_named(act, ids):
    """True when that chain, and nothing but it, is named after the act; False also when the quiet journal is."""
    from django.db import connection, transaction

    from samskab.journal.verifying import Looking, verify

    chain = random.choice(list(ids))
    with transaction.atomic():
        with connection.cursor() as cursor:
            where = act(cursor, chain, ids[chain])
        looked = Looking(chain, {})
        looked.through()
        found = looked.walk.wrong if where is not None else verify().wrong
        transaction.set_rollback(True)
    named = {one.entry for one in found}
    return {one.chain for one in found} == {chain} and (where is None or where in named)


def _edit(cursor, _chain, ids):
    entry, column = random.choice(ids), random.choice(list(COLUMNS))
    cursor.execute(f"UPDATE journal_entry SET {column} = %s WHERE id = %s", [COLUMNS[column], entry])
    return entry


def _drop(cursor, _chain, ids):
    place = random.randrange(len(ids) - 1)
    cursor.execute("DELETE FROM journal_entry WHERE id = %s", [ids[place]])
    return ids[place + 1]


def _swap(cursor, _chain, ids):
    one, other = random.sample(ids, 2)
    for old, new in ((one, -1), (other, one), (-1, other)):
        cursor.execute("UPDATE journal_entry SET id = %s WHERE id = %s", [new, old])
    return one


def _cut(cursor, _chain, ids):
    marks = ", ".join(["%s"] * random.randint(1, 20))
    gone = ids[-marks.count("%s") :]
    cursor.execute(f"DELETE FROM journal_entry WHERE id IN ({marks})", gone)
    return ids[-1]


def _put_in(cursor, chain, ids):
    """With its own right digest, and naming the one before it."""
    from samskab.ground import clock
    from samskab.journal.chain import digest_of_entry
    from samskab.journal.models import Entry

    before = Entry.objects.get(pk=random.choice(ids))
    new = Entry(id=before.pk + 5, at=clock.now(), project_id=chain, actor_kind="staff", verb="sailed", subject="boat")
    new.previous = before.digest
    new.digest = digest_of_entry(new)
    new.save(force_insert=True)
    return new.pk


def _compute_again(cursor, chain, ids):
    """A change near the beginning, and then every digest after it, and the end. Only the seal knows."""
    from samskab.journal.chain import digest_of_entry
    from samskab.journal.models import ChainHead, Entry

    chained = list(Entry.objects.filter(project_id=chain).order_by("id"))
    start = random.randrange(len(chained) // 2)
    chained[start].verb, digest = "sailed", chained[start].previous
    for one in chained[start:]:
        one.previous = digest
        digest = one.digest = digest_of_entry(one)
    rows = [(one.verb, one.previous, one.digest, one.pk) for one in chained[start:]]
    cursor.executemany("UPDATE journal_entry SET verb = %s, previous = %s, digest = %s WHERE id = %s", rows)
    ChainHead.objects.filter(chain=chain or 0).update(digest=digest)


MEDDLING = {
    "one column of one entry changed": _edit,
    "an entry taken out": _drop,
    "two entries exchanged": _swap,
    "one to twenty cut off at the end": _cut,
    "an entry put in, with right digests": _put_in,
    "changed, and the whole chain computed again": _compute_again,
}


def _write_many(count):
    """More entries, chained on, without the transactions they would have had."""
    from samskab.ground import clock
    from samskab.journal.chain import digest_of_entry
    from samskab.journal.models import ChainHead, Entry

    ends, first = {end.chain or None: end for end in ChainHead.objects.all()}, ENTRIES * 10 + 1
    at, batch = clock.now(), []
    for number in range(first, first + count):
        end = ends[random.choice(list(ends))]
        entry = Entry(
            id=number, at=at, project_id=end.chain or None, actor_kind="staff", actor_id=3, verb="voice_captured",
            subject="voice", subject_id=number, code=f"U-{number}", facts={"kind": "quote", "n": number % 500},
            previous=end.digest,
        )  # fmt: skip
        end.digest = entry.digest = digest_of_entry(entry)
        end.last_id, end.count = number, end.count + 1
        batch.append(entry)
        if len(batch) == 10_000:
            Entry.objects.bulk_create(batch)
            batch = []
    Entry.objects.bulk_create(batch)
    ChainHead.objects.bulk_update(ends.values(), ["last_id", "count", "digest"])


def elsewhere(times, **surroundings):
    """The same in a process and an installation of its own."""
    with tempfile.TemporaryDirectory(prefix="samskab-proof-") as folder:
        environment = os.environ | {"SAMSKAB_DATA": folder, "DJANGO_SETTINGS_MODULE": "samskab.config.settings"}
        begin = "from samskab.ground.installation import installation_from_environment as here; here().prepare(); "
        act = f"from proof.tampered import on_this_database; on_this_database({times})"
        done = subprocess.run(
            [sys.executable, "-c", begin + act], env=environment | surroundings, cwd=ROOT, stdout=subprocess.PIPE,
            text=True, check=True,
        )  # fmt: skip
    return json.loads(done.stdout)


def main():
    times = rounds(500)
    results = [("SQLite", *elsewhere(times))]
    try:
        with running() as url:
            results.append(("PostgreSQL", *elsewhere(times, DATABASE_URL=url)))
    except NoPostgres as missing:
        say(f"PostgreSQL: {missing}")
    table(
        ("Database", "What was done", "Times", "Named, at its place"),
        [(database, *row) for database, tried, _long in results for row in tried],
    )
    for database, _tried, (entries, seconds, grew, wrong) in results:
        say(f"{database}: {entries:,} entries looked through in {seconds} s, {grew} MB more memory, {wrong} faults.")
    held = all(tried == named for _database, rows, _long in results for _what, tried, named in rows)
    return 0 if held and not any(long[3] for _database, _rows, long in results) else 1


if __name__ == "__main__":
    sys.exit(main())
