"""A seal says how every chain ended on a day, under a key that is not in the database."""

from datetime import timedelta

import pytest
from django.db import connection

from samskab.ground import clock
from samskab.journal.actions import write
from samskab.journal.models import Reading, Seal
from samskab.journal.nightly import ByItself, close_the_day
from samskab.journal.sealing import file_of_seals, line_of, newest_beside_the_key, seal, seal_today
from samskab.journal.verifying import verify
from samskab.journal.walking import What
from samskab.people.actors import SYSTEM


@pytest.fixture(autouse=True)
def a_folder_of_its_own(settings, tmp_path):
    settings.INSTALLATION = type(settings.INSTALLATION)(tmp_path)
    settings.SECRET_KEY = "en nøgle til prøver"


def happen(project=1):
    write("voice_captured", by=SYSTEM, project_id=project, subject="voice")


def wrong():
    return [(one.what, one.other) for one in verify().wrong]


@pytest.mark.django_db
def test_a_day_is_sealed_once(story_day):
    assert seal_today() == seal_today()
    with clock.telling(story_day + timedelta(days=1)):
        assert seal_today().number == 2
    assert (wrong(), verify().seals) == ([], 2)


@pytest.mark.django_db
def test_only_ends_that_have_moved_are_written_again():
    happen(1)
    happen(2)
    assert [end[0] for end in seal().heads] == [1, 2]
    happen(2)
    assert [end[0] for end in seal().heads] == [2]
    assert seal().heads == []


@pytest.mark.django_db
def test_a_key_that_was_changed_still_knows_the_seals_of_the_old_one(settings):
    happen()
    seal()
    settings.SECRET_KEY, old = "en anden nøgle til prøver", settings.SECRET_KEY
    assert wrong() == [(What.SEAL, 1)]
    settings.SECRET_KEY_FALLBACKS = [old]
    assert wrong() == []


@pytest.mark.django_db
def test_the_newest_seals_are_missed_though_nothing_in_the_database_tells_of_them(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(3):
            happen()
            newest = seal()
    assert file_of_seals().read_text().splitlines()[-1] == line_of(newest)
    assert (wrong(), newest_beside_the_key()) == ([], (3, newest.mac))
    connection.cursor().execute("DELETE FROM journal_seal WHERE number > 1")
    assert wrong() == [(What.SEAL_GONE, 4)]


@pytest.mark.django_db
def test_a_line_that_was_cut_when_the_power_went_accuses_nobody():
    file_of_seals().write_text("1 2026-03-19 abc\n2 2026-")
    assert newest_beside_the_key() is None and wrong() == []


@pytest.mark.django_db
def test_a_seal_somebody_has_kept_is_looked_for():
    kept = seal()
    assert verify(kept=(1, kept.mac)).wrong == []
    assert [one.what for one in verify(kept=(1, "0" * 64)).wrong] == [What.KEPT_SEAL]


@pytest.mark.django_db
def test_at_night_the_day_is_counted_and_then_sealed(story_day):
    happen()
    Reading.objects.create(day=story_day - timedelta(days=1), at=clock.now(), project_id=1, actor_kind="staff",
                           actor_id=1, subject="voice", subject_id=1, purpose="listen")  # fmt: skip
    with clock.telling(story_day):  # a day is counted when it has been over for a while
        for _ in range(2):
            close_the_day.func()
    [[chain, _last, count, _digest]] = Seal.objects.get().heads
    assert (chain, count, wrong(), verify().days) == (1, 2, [], 1)
    assert ByItself() == ByItself(SYSTEM.kind, SYSTEM.id)
