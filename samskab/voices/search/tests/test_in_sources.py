"""Words are found in the text of sources too, at their place, only by those who may read it, until they are taken back."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samskab.ground.material import Segment as Piece
from samskab.projects.team.models import Membership
from samskab.voices.consent.actions import withdraw
from samskab.voices.intake.actions import Told, capture
from samskab.voices.search.in_sources import MOST_FOUND, found_in_sources
from samskab.voices.search.queries import holding_every_word, terms_of
from samskab.voices.sources.actions import Upload, keep
from samskab.voices.sources.models import Revision, Stretch
from samskab.voices.sources.revisions import lay
from samskab.voices.sources.stretches import A_STRETCH, stretches_of

SAID = "Ventetidsgarantien hjalp ikke, da min mor faldt om natten."
OTHER = "Vi talte om bussen og om vejret. " * 70


@pytest.fixture
def source(project, by_amina):
    text = "\n\n".join([f"{OTHER}Og om kaninen.", OTHER.strip(), f"Borger: {SAID}", OTHER.strip()])
    return keep(project, Upload("samtale.txt", "txt", text.encode(), text), by=by_amina)


@pytest.fixture
def amina_here(project, amina):
    return Membership.objects.get(project=project, user=amina)


def said(found):
    return ["".join(piece.text for piece in one.said) for one in found.found]


def test_words_are_found_at_their_segment(source, amina_here):
    [one] = found_in_sources(amina_here, "ventetid mor").found
    assert (one.source, one.window) == (source, 1)
    text = source.revisions.get().text
    segment = source.revisions.get().segments.get(number=one.number)
    assert SAID in text[segment.start : segment.end]
    assert "Ventetidsgarantien" in [piece.text for piece in one.said if piece.is_hit]


def test_words_far_from_each_other_are_not_found_together(source, amina_here):
    assert found_in_sources(amina_here, "kaninen").found and found_in_sources(amina_here, "ventetid").found
    assert not found_in_sources(amina_here, "ventetid kaninen").found


def test_what_is_no_word_finds_nothing(source, amina_here):
    assert not found_in_sources(amina_here, "").found and not found_in_sources(amina_here, '" OR 1=1 --').found


def test_more_than_can_be_shown_is_said(project, by_amina, amina_here):
    text = "\n\n".join(f"{OTHER} {number}" for number in range(MOST_FOUND + 5))
    keep(project, Upload("lang.txt", "txt", text.encode(), text), by=by_amina)
    found = found_in_sources(amina_here, "bussen")
    assert len(found.found) == MOST_FOUND and found.more


def test_nobody_finds_what_they_may_not_read(source, project, as_carl, bo, by_amina):
    from samskab.projects.team.actions import add_member

    add_member(project, bo, "reader", by=by_amina)
    reader = Membership.objects.get(project=project, user=bo)
    assert not found_in_sources(reader, "ventetid").found


def test_the_page_of_voices_shows_where_it_stands(source, project, as_amina):
    page = as_amina.get(f"/p/{project.slug}/stemmer/?ord=ventetid").content.decode()
    number = found_in_sources(Membership.objects.get(project=project, user__name="Amina Holm"), "mor").found[0].number
    assert f"/kilder/{source.number}/?tekst=1#stykke-{number}" in page
    assert f'id="stykke-{number}"' in as_amina.get(f"/p/{project.slug}/kilder/{source.number}/").content.decode()


def test_what_is_taken_back_is_found_no_more(source, project, by_amina, amina_here):
    voice = capture(project, Told(SAID, source=source), by=by_amina)
    assert said(found_in_sources(amina_here, "ventetid"))
    withdraw(voice, by=by_amina)
    assert not found_in_sources(amina_here, "ventetid").found
    assert found_in_sources(amina_here, "bussen").found
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM stretches_parts WHERE stretches_parts MATCH '\"ventetid\"'")
            assert cursor.fetchone() == (0,)


def test_only_the_latest_revision_is_found(source, amina_here):
    lay(source, "Noget andet.", [Piece(0, 12)], Revision.Why.CORRECTED)
    assert not found_in_sources(amina_here, "ventetid").found
    assert said(found_in_sources(amina_here, "andet")) == ["Noget andet."]
    assert Stretch.objects.count() == 1


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 2 * A_STRETCH)), max_size=30))
def test_every_segment_is_in_one_stretch(gaps):
    pieces, at = [], 0
    for gap, length in gaps:
        pieces.append(Piece(at + gap, at + gap + length))
        at += gap + length
    stretches = list(stretches_of(pieces))
    assert [number for first, last, _s, _e in stretches for number in range(first, last + 1)] == list(
        range(1, len(pieces) + 1)
    )
    for first, last, start, end in stretches:
        assert (start, end) == (pieces[first - 1].start, pieces[last - 1].end)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite begins with the answer")
def test_postgresql_asks_once_for_each_word_and_looks_rows_up_in_the_answer(source):
    stretches, _whole = holding_every_word(Stretch.objects.all(), terms_of("ventede natten ro"))
    assert stretches.explain().count("hashed SubPlan") == 3
