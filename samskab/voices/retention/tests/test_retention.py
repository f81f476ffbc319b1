"""What was decided is done at night: told thirty days before, on nights that were seen, and never on a wrong clock."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.ground import clock
from samskab.ground.keeping import erased
from samskab.ground.reactions import ask, tell
from samskab.ground.readers.tests.sounding import wav
from samskab.ground.sounds import clean_sound
from samskab.journal.models import Entry
from samskab.people.actors import SYSTEM
from samskab.projects.permission import NotAllowed
from samskab.voices.intake.actions import Told, capture
from samskab.voices.recordings import actions as recordings
from samskab.voices.recordings.models import Recording
from samskab.voices.retention.actions import Term, TooSoon, decide, keep_no_longer
from samskab.voices.retention.models import Retention
from samskab.voices.retention.terms import WARNED, after, due, is_a_leap, may_go
from samskab.voices.sources.actions import Upload, keep
from samskab.voices.sources.models import Source

DAY = date(2026, 6, 1)
WORDS = "Der er langt til lægen, når bussen ikke kører."


@pytest.fixture
def told(project, by_amina):
    """A voice with sound, and a source."""
    voice = capture(project, Told(WORDS), by=by_amina)
    recordings.keep(voice, clean_sound(wav()), by=by_amina)
    keep(project, Upload("a.txt", "txt", b"Et andet ord.", "Et andet ord."), by=by_amina)
    return voice


def night(day):
    with clock.telling(day):
        keep_no_longer(by=SYSTEM)


def nights(first, many):
    for number in range(many):
        night(first + timedelta(days=number))


def decided(project, by, **terms):
    decide(project, terms, by=by)


def test_sound_goes_on_its_day_and_the_words_stay(project, told, by_amina, django_capture_on_commit_callbacks):
    decided(project, by_amina, sound=Term(until_on=DAY))
    place = recordings.place_of(Recording.objects.get().name)
    nights(DAY - WARNED, 30)
    assert Recording.objects.exists(), "the night before its day"
    with django_capture_on_commit_callbacks(execute=True):
        night(DAY)
    told.refresh_from_db()
    assert not Recording.objects.exists() and not place.exists() and told.words == WORDS and Source.objects.exists()
    assert [Entry.objects.filter(verb=verb).count() for verb in ("erasure_announced", "kept_no_longer")] == [1, 1]


def test_it_is_told_thirty_days_before(project, told, by_amina, as_amina):
    decided(project, by_amina, voices=Term(until_on=DAY))
    night(DAY - WARNED - timedelta(days=1))
    assert not ask("what_goes_soon", membership=project.memberships.get(user_id=by_amina.id))
    night(DAY - WARNED)
    [(sentence, _there)] = ask("what_goes_soon", membership=project.memberships.get(user_id=by_amina.id))
    assert "Stemmer bliver slettet tidligst 1. juni 2026" in sentence
    assert sentence in as_amina.get(f"/p/{project.slug}/").content.decode()


def test_voices_leave_their_number_and_a_line_in_the_list(project, told, by_amina, settings):
    decided(project, by_amina, voices=Term(until_on=DAY))
    nights(DAY - WARNED, 31)
    told.refresh_from_db()
    assert (told.words, told.state) == ("", "withdrawn")
    assert ("voice", told.pk) in _erased(settings)


def test_sources_go_whole(project, told, by_amina, settings):
    source = Source.objects.get()
    decided(project, by_amina, sources=Term(until_on=DAY))
    nights(DAY - WARNED, 31)
    assert not Source.objects.exists() and ("document", source.pk) in _erased(settings)


def _erased(settings):
    lines = erased.lines_of(settings.INSTALLATION.erased_file)
    return {(one.kind, one.id) for one in erased.erasures(lines)}


@pytest.mark.parametrize("leap", [timedelta(days=3650), timedelta(days=15), timedelta(days=-3650)])
def test_a_clock_that_leaps_erases_nothing_and_says_so(project, told, by_amina, leap):
    decided(project, by_amina, sound=Term(until_on=DAY), voices=Term(until_on=DAY), sources=Term(until_on=DAY))
    nights(DAY - WARNED, 25)
    wrong = DAY - timedelta(days=5) + leap
    nights(wrong, 3)
    assert Recording.objects.exists() and Source.objects.exists()
    told.refresh_from_db()
    assert told.words == WORDS and Entry.objects.filter(verb="erasure_put_off").count() == 3
    with clock.telling(wrong):
        assert sum("Uret sprang" in fault.wrong for fault in ask("what_is_wrong")) == 3


def test_a_clock_that_was_ten_years_ahead_from_the_first_night_waits_thirty_days(project, told, by_amina):
    decided(project, by_amina, voices=Term(until_on=DAY))
    nights(DAY + timedelta(days=3650), 30)
    told.refresh_from_db()
    assert told.words == WORDS
    night(DAY + timedelta(days=3680))
    told.refresh_from_db()
    assert not told.words


def test_the_same_night_twice_counts_once(project, told, by_amina):
    decided(project, by_amina, sound=Term(until_on=DAY))
    for _ in range(40):
        night(DAY)
    assert Recording.objects.exists() and Retention.objects.get().nights == 0


def test_what_comes_after_is_told_of_again(project, told, by_amina):
    decided(project, by_amina, sound=Term(until_on=DAY))
    nights(DAY - WARNED, 31)
    recordings.keep(told, clean_sound(wav()), by=by_amina)
    night(DAY + timedelta(days=1))
    assert Recording.objects.exists() and Retention.objects.get().announced_on == DAY + timedelta(days=1)


def test_another_day_is_told_of_again(project, told, by_amina):
    decided(project, by_amina, sound=Term(until_on=DAY))
    nights(DAY - WARNED, 20)
    decided(project, by_amina, sound=Term(until_on=DAY + timedelta(days=60)))
    assert Retention.objects.get().announced_on is None
    decided(project, by_amina, sound=Term(until_on=DAY + timedelta(days=60)))
    assert Entry.objects.filter(verb="retention_decided").count() == 2, "the same again changes nothing"


def test_an_older_copy_does_not_bring_sound_back(project, told, by_amina, settings):
    sound = Recording.objects.get()
    row = Recording(**{field.attname: getattr(sound, field.attname) for field in Recording._meta.concrete_fields})
    decided(project, by_amina, sound=Term(until_on=DAY))
    nights(DAY - WARNED, 31)
    row.save(force_insert=True)
    tell("restored", erasures=erased.erasures(erased.lines_of(settings.INSTALLATION.erased_file)))
    assert not Recording.objects.exists()


def test_who_may_not_decide_does_not(project, by_bo, by_carl, by_amina):
    for by in (by_bo, by_carl):
        with pytest.raises(NotAllowed):
            decided(project, by, sound=Term(until_on=DAY))
    with pytest.raises(TooSoon):
        decided(project, by_amina, sound=Term(until_on=date(2020, 1, 1)))
    assert not Retention.objects.exists()


def test_the_page_says_it_in_words_and_so_does_everybody_elses(project, as_amina, as_bo):
    there = f"/p/{project.slug}/data/opbevaring/"
    assert "I har ikke bestemt noget endnu" in as_amina.get(there).content.decode()
    sent = {"ends_on": "1. december 2026", "sound_months": "3", "voices_on": "1. juni 2027"}
    page = as_amina.post(f"{there}ret/", sent, follow=True).content.decode()
    assert "Vi sletter lyd 1. marts 2027." in page and "Vi sletter ordene 1. juni 2027." in page
    assert "Vi sletter lyd 1. marts 2027." in as_amina.get(f"/p/{project.slug}/deltageraftale/").content.decode()
    both = as_amina.post(f"{there}ret/", sent | {"sound_on": "1. juni 2027"}).content.decode()
    assert "ikke begge dele" in both and as_bo.get(f"{there}ret/").status_code == 404


def test_months_are_said_where_nobody_knows_when_it_ends(project, by_amina):
    decided(project, by_amina, sound=Term(months=1), voices=Term(months=6))
    said = ask("how_long_it_is_kept", project=project)
    assert said == [
        "Vi sletter lyd én måned efter, at projektet er slut.",
        "Vi sletter ordene seks måneder efter, at projektet er slut.",
    ]


days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(day=days, months=st.integers(0, 600))
def test_months_later_is_so_many_months_later(day, months):
    later = after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months and later.day <= day.day
    assert due(None, day, months) == later and due(day, None, None) == day and due(None, None, months) is None


@given(due_on=days, announced_on=days, many=st.integers(0, 99), today=days)
def test_nothing_goes_before_its_day_or_untold(due_on, announced_on, many, today):
    if may_go(due_on, announced_on, many, today):
        assert today >= due_on and today >= announced_on + WARNED and many >= 10
    assert is_a_leap(today, today + timedelta(days=3650)) and not is_a_leap(today, today + timedelta(days=1))
