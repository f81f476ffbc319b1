"""Whatever is done to the journal behind our back is named: which chain, which entry, and what."""

import json
from datetime import timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samskab.ground import clock
from samskab.journal import actions, sealing
from samskab.journal.actions import note_reading, write
from samskab.journal.chain import START, digest_of_entry
from samskab.journal.counting import count_readings
from samskab.journal.models import ChainHead, Entry, Reading, Seal
from samskab.journal.purposes import Purpose
from samskab.journal.verifying import verify
from samskab.journal.walking import What
from samskab.people.actors import SYSTEM, Actor

LAW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
CHAINS = (None, 1, 2)
GAP = 10
BO = Actor("staff", 2)


def sql(sentence, *values):
    with connection.cursor() as cursor:
        cursor.execute(sentence, values)


def told(what, number):
    return write(what, by=BO, project_id=CHAINS[number % 3], subject="voice", subject_id=number, code=f"U-{number}",
                 facts={"answers": {"print": True, "web": None}, "on": "2026-03-19", "n": [number, "a"]})  # fmt: skip


@pytest.fixture
def journal(db, monkeypatch, settings, tmp_path, story_day):
    """Three chains with room between their ids, two seals, and a day of readings that is counted."""
    settings.INSTALLATION = type(settings.INSTALLATION)(tmp_path)
    ids = iter(range(GAP, 100_000, GAP))
    monkeypatch.setattr(actions, "_next_id", lambda: next(ids))
    with clock.telling(story_day):
        for number in range(30):
            told("voice_captured", number)
        note_reading(BO, project_id=1, subject="voice", ids=range(5), purpose=Purpose.LISTEN)
    sealing.seal()
    with clock.telling(story_day + timedelta(days=1)):
        assert count_readings(by=SYSTEM) == 1
        for number in range(9):
            told("voice_withdrawn", number)
    sealing.seal()
    told("voice_captured", 31)
    return list(Entry.objects.all())


def behind_our_back(act):
    """What is found after somebody did this in the database itself. It is undone again."""
    with transaction.atomic():
        act()
        found = verify().wrong
        transaction.set_rollback(True)
    return found


def named(found):
    return {(one.what, one.chain, one.entry) for one in found}


def of_chain(journal, chain):
    return [entry for entry in journal if entry.project_id == chain]


def test_a_journal_as_it_was_written_is_found_so(journal):
    report = verify()
    assert report.wrong == []
    assert (report.chains, report.entries, report.seals, report.days) == (3, len(journal), 2, 1)


def test_an_empty_journal_is_as_it_was_written(db, settings, tmp_path):
    settings.INSTALLATION = type(settings.INSTALLATION)(tmp_path)
    assert (verify().chains, verify().entries, verify().wrong) == (0, 0, [])


NUMBERS = st.integers(-(2**63), 2**63 - 1)
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), max_size=10)
HEX = st.text("0123456789abcdef", min_size=64, max_size=64)
EDITS = {
    "at": st.datetimes().map(lambda at: at.replace(tzinfo=clock.COPENHAGEN)),
    "actor_kind": WORDS,
    "actor_id": NUMBERS | st.none(),
    "verb": WORDS,
    "subject": WORDS,
    "subject_id": NUMBERS | st.none(),
    "code": WORDS,
    "facts": st.recursive(
        st.none() | st.booleans() | st.integers(-(2**60), 2**60) | WORDS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    ),
    "previous": HEX,
    "digest": HEX,
}


def test_every_column_is_edited_here():
    columns = {field.attname for field in Entry._meta.concrete_fields}
    assert EDITS.keys() | {"id", "project_id"} == columns


@pytest.mark.parametrize("column", EDITS)
def test_an_entry_that_was_changed_is_named_alone(journal, column):
    @LAW
    @given(st.sampled_from(journal), EDITS[column])
    def law(entry, value):
        if value == getattr(entry, column):
            return
        kept = json.dumps(value) if column == "facts" else value
        change = lambda: sql(f"UPDATE journal_entry SET {column} = %s WHERE id = %s", kept, entry.pk)  # noqa: E731
        assert named(behind_our_back(change)) == {(What.CHANGED, entry.project_id, entry.pk)}

    law()


@LAW
@given(data=st.data())
def test_an_entry_that_is_gone_is_missed_where_it_stood(journal, data):
    entry = data.draw(st.sampled_from(journal))
    after = [one for one in of_chain(journal, entry.project_id) if one.pk > entry.pk]
    found = named(behind_our_back(lambda: sql("DELETE FROM journal_entry WHERE id = %s", entry.pk)))
    where = (What.MISSING, entry.project_id, after[0].pk) if after else (What.CUT, entry.project_id, entry.pk)
    assert where in found
    assert {chain for _what, chain, _entry in found} == {entry.project_id}


@LAW
@given(data=st.data())
def test_a_chain_that_was_cut_is_named_with_its_last_entry(journal, data):
    entry = data.draw(st.sampled_from(journal))
    chain = of_chain(journal, entry.project_id)
    cut = "DELETE FROM journal_entry WHERE id >= %s AND coalesce(project_id, 0) = %s"
    found = behind_our_back(lambda: sql(cut, entry.pk, entry.project_id or 0))
    gone = len([one for one in chain if one.pk >= entry.pk])
    assert (What.CUT, chain[-1].pk, gone) in {(one.what, one.entry, one.other) for one in found}
    assert {one.chain for one in found} == {entry.project_id}


@LAW
@given(data=st.data())
def test_two_that_have_changed_places_are_both_named(journal, data):
    entry = data.draw(st.sampled_from(journal))
    other = data.draw(st.sampled_from([one for one in of_chain(journal, entry.project_id) if one.pk != entry.pk]))

    def swap():
        for old, new in ((entry.pk, -1), (other.pk, entry.pk), (-1, other.pk)):
            sql("UPDATE journal_entry SET id = %s WHERE id = %s", new, old)

    found = behind_our_back(swap)
    assert {(one.what, one.entry, one.other) for one in found} == {
        (What.OUT_OF_ORDER, entry.pk, other.pk),
        (What.OUT_OF_ORDER, other.pk, entry.pk),
    }


@LAW
@given(data=st.data())
def test_an_entry_that_got_another_number_is_named_in_both_places(journal, data):
    entry = data.draw(st.sampled_from(journal))
    place = data.draw(NUMBERS.filter(lambda number: number % GAP and abs(number) < 2**62))
    found = named(behind_our_back(lambda: sql("UPDATE journal_entry SET id = %s WHERE id = %s", place, entry.pk)))
    assert {chain for _what, chain, _entry in found} == {entry.project_id}
    assert place in {at for _what, _chain, at in found}


@LAW
@given(data=st.data())
def test_an_entry_that_was_put_in_is_named(journal, data):
    """Whether it was made with care (its own digest, the one before it) or not; at the start, inside or at the end."""
    chain = data.draw(st.sampled_from(CHAINS))
    place = data.draw(st.sampled_from([-3, 4] + [one.pk + 1 for one in of_chain(journal, chain)]))
    before = [one for one in of_chain(journal, chain) if one.pk < place]
    previous = data.draw(st.sampled_from([before[-1].digest if before else START]) | HEX)
    new = Entry(id=place, at=clock.now(), project_id=chain, actor_kind="staff", verb="voice_captured", subject="voice")
    new.previous = previous
    new.digest = data.draw(st.sampled_from([digest_of_entry(new)]) | HEX)
    found = named(behind_our_back(lambda: new.save(force_insert=True)))
    assert place in {at for _what, _chain, at in found}
    assert {one for _what, one, _at in found} == {chain}
    if previous == (before[-1].digest if before else START):
        assert found == {(What.INSERTED, chain, place)}


@LAW
@given(data=st.data())
def test_an_entry_that_was_given_to_another_project_is_missed_in_one_and_named_in_the_other(journal, data):
    entry = data.draw(st.sampled_from(journal))
    other = data.draw((NUMBERS | st.none()).filter(lambda chain: chain not in {entry.project_id, 0}))
    give = "UPDATE journal_entry SET project_id = %s WHERE id = %s"
    found = named(behind_our_back(lambda: sql(give, other, entry.pk)))
    assert {entry.project_id, other} == {chain for _what, chain, _entry in found}
    assert entry.pk in {at for _what, chain, at in found if chain == other}


@pytest.mark.parametrize("column", ["chain", "last_id", "count", "digest"])
def test_an_end_that_was_changed_is_named(journal, column):
    @LAW
    @given(st.sampled_from(list(ChainHead.objects.all())), HEX if column == "digest" else NUMBERS)
    def law(end, value):
        if value == getattr(end, column) or (column == "chain" and value in {0, 1, 2}):
            return
        change = f'UPDATE journal_chainhead SET "{column}" = %s WHERE chain = %s'
        found = behind_our_back(lambda: sql(change, value, end.chain))
        assert (end.chain or None) in {one.chain for one in found}

    law()


def test_an_end_that_is_gone_is_named(journal):
    found = behind_our_back(lambda: sql("DELETE FROM journal_chainhead WHERE chain = 1"))
    assert [(one.what, one.chain) for one in found] == [(What.NO_END, 1)]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL lets no column hold what it is not for")
@pytest.mark.parametrize("column", [*EDITS, "project_id"])
def test_values_no_column_should_hold_are_named_too(journal, column):
    @LAW
    @given(st.sampled_from(journal), st.binary(min_size=1, max_size=9) | st.sampled_from(["abc", "2026-13-45", 1.5]))
    def law(entry, value):
        if column == "facts" and not isinstance(value, float):
            return
        found = behind_our_back(lambda: sql(f"UPDATE journal_entry SET {column} = %s WHERE id = %s", value, entry.pk))
        assert entry.pk in {one.entry for one in found}

    law()


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL refuses text that is none")
def test_text_that_cannot_be_read_is_named_and_the_rest_is_looked_through(journal):
    entry = journal[4]
    found = behind_our_back(lambda: sql("UPDATE journal_entry SET verb = CAST(x'ff' AS TEXT) WHERE id = %s", entry.pk))
    assert [(one.what, one.entry) for one in found] == [(What.UNREADABLE, entry.pk)]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL lets no column hold what it is not for")
@pytest.mark.parametrize(
    "change,what,chain",
    [
        ("UPDATE journal_chainhead SET chain = 'x' WHERE chain = 1", What.END, None),
        ("UPDATE journal_chainhead SET last_id = 'x' WHERE chain = 1", What.END, 1),
        ("UPDATE journal_chainhead SET digest = CAST(x'ff' AS TEXT) WHERE chain = 1", What.END, 1),
        ("UPDATE journal_seal SET number = 'x' WHERE number = 2", What.SEAL, None),
        ("UPDATE journal_seal SET number = CAST(x'ff' AS TEXT) WHERE number = 2", What.SEAL, None),
        ("UPDATE journal_entry SET project_id = CAST(x'ff' AS TEXT) WHERE id = 50", What.CHANGED, None),
        ("UPDATE journal_entry SET at = '0001-01-01 00:00:00+14:00' WHERE id = 50", What.CHANGED, 1),
    ],
)
def test_what_no_column_should_hold_is_named_wherever_it_is_put(journal, change, what, chain):
    found = behind_our_back(lambda: sql(change))
    assert (what, chain) in {(one.what, one.chain) for one in found}


def test_a_file_of_seals_that_is_no_text_is_no_fault_of_the_journal(journal):
    sealing.file_of_seals().write_bytes(b"\xff\xfe\n")
    assert verify().wrong == []


def test_a_chain_that_was_written_again_from_the_middle_breaks_its_seal(journal):
    """Somebody changes an entry and computes every digest after it anew, and the end too."""
    assert named(behind_our_back(lambda: write_again(journal[1]))) == {
        (What.REWRITTEN, 1, max(one.pk for one in journal[:30] if one.project_id == 1))
    }


def write_again(entry):
    entry.verb, digest = "voice_withdrawn", None
    later = Entry.objects.filter(project_id=entry.project_id, pk__gt=entry.pk).order_by("id")
    for one in [entry, *later]:
        one.previous = digest if digest is not None else one.previous
        digest = one.digest = digest_of_entry(one)
        sql("UPDATE journal_entry SET verb = %s, previous = %s, digest = %s WHERE id = %s",
            one.verb, one.previous, one.digest, one.pk)  # fmt: skip
    sql("UPDATE journal_chainhead SET digest = %s WHERE chain = %s", digest, entry.project_id)


def test_a_chain_that_was_cut_together_with_its_end_breaks_its_seal(journal):
    kept = of_chain(journal, 2)[3]

    def cut():
        sql("DELETE FROM journal_entry WHERE project_id = 2 AND id > %s", kept.pk)
        sql("UPDATE journal_chainhead SET last_id = %s, count = 4, digest = %s WHERE chain = 2", kept.pk, kept.digest)

    assert {(one.what, one.chain, one.other) for one in behind_our_back(cut)} == {(What.SEALED_GONE, 2, 1)}


def test_a_project_that_was_taken_out_altogether_breaks_its_seal(journal):
    def take_out():
        sql("DELETE FROM journal_entry WHERE project_id = 2")
        sql("DELETE FROM journal_chainhead WHERE chain = 2")

    assert {(one.what, one.chain) for one in behind_our_back(take_out)} == {(What.SEALED_GONE, 2)}


@pytest.mark.parametrize("column", ["number", "sealed_at", "heads", "previous", "mac"])
def test_a_seal_that_was_changed_is_named(journal, column):
    values = {
        "number": NUMBERS, "sealed_at": EDITS["at"], "previous": HEX, "mac": HEX,
        "heads": EDITS["facts"] | st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS, HEX), max_size=2),
    }  # fmt: skip

    @LAW
    @given(st.sampled_from(list(Seal.objects.all())), values[column])
    def law(seal, value):
        if value == getattr(seal, column) or (column == "number" and value in {1, 2}):
            return
        kept = json.dumps(value) if column == "heads" else value
        change = f'UPDATE journal_seal SET "{column}" = %s WHERE number = %s'
        found = behind_our_back(lambda: sql(change, kept, seal.number))
        assert {What.SEAL, What.SEAL_GONE} & {one.what for one in found}

    law()


def test_a_seal_that_is_gone_is_missed(journal):
    found = behind_our_back(lambda: sql("DELETE FROM journal_seal WHERE number = 1"))
    assert [(one.what, one.other) for one in found] == [(What.SEAL_GONE, 2)]


READING_EDITS = {
    "id": NUMBERS.filter(lambda number: number < 0), "day": st.dates(), "at": EDITS["at"],
    "project_id": NUMBERS | st.none(), "actor_kind": WORDS, "actor_id": NUMBERS, "subject": WORDS,
    "subject_id": NUMBERS.filter(lambda number: number not in range(5)), "purpose": WORDS,
}  # fmt: skip


def test_every_column_of_a_reading_is_edited_here():
    assert READING_EDITS.keys() == {field.attname for field in Reading._meta.concrete_fields}


@pytest.mark.parametrize("column", READING_EDITS)
def test_a_reading_that_was_changed_after_its_day_was_closed_is_named_by_its_day(journal, column, story_day):
    @LAW
    @given(st.sampled_from(list(Reading.objects.all())), READING_EDITS[column])
    def law(reading, value):
        if value == getattr(reading, column):
            return
        change = f'UPDATE journal_reading SET "{column}" = %s WHERE id = %s'
        found = behind_our_back(lambda: sql(change, value, reading.pk))
        assert (What.READINGS, 1, story_day.isoformat()) in {(one.what, one.chain, one.day) for one in found}

    law()


def test_a_reading_that_was_taken_out_or_put_in_is_named_by_its_day(journal, story_day):
    taken = behind_our_back(lambda: sql("DELETE FROM journal_reading WHERE subject_id = 3"))
    assert [(one.what, one.chain, one.day) for one in taken] == [(What.READINGS, 1, story_day.isoformat())]
    for day in (story_day, story_day - timedelta(days=2)):
        new = Reading(day=day, at=clock.now(), project_id=1, actor_kind="staff", actor_id=9, subject="voice",
                      subject_id=3, purpose="listen")  # fmt: skip
        put_in = behind_our_back(lambda one=new: one.save(force_insert=True))
        assert [(one.what, one.chain, one.day) for one in put_in] == [(What.READINGS, 1, day.isoformat())]
