"""A source's text is kept in revisions and segments, and what is taken back stands in none of them."""

import pytest
from django.db import DatabaseError
from hypothesis import given
from hypothesis import strategies as st

from samskab.ground.edits import EditScript
from samskab.ground.installation import Installation
from samskab.ground.material import Segment as Piece
from samskab.ground.material import read_material, segments_of_text
from samskab.voices.consent.actions import withdraw
from samskab.voices.intake.actions import Told, capture
from samskab.voices.sources import actions, queries, revisions
from samskab.voices.sources.actions import Upload, forget_everything, keep
from samskab.voices.sources.cutting import TAKEN_BACK, cut, places_of, without_in_revision
from samskab.voices.sources.models import Revision, Segment, Source
from samskab.voices.sources.revisions import followed, lay

WORDS = "Jeg ringer og venter, og så ringer jeg igen."
VTT = f"""WEBVTT

00:01.000 --> 00:02.000
<v Interviewer>Hvad gør du 🙂?

00:02.000 --> 00:05.000
<v Borger 1>{WORDS}

01:00:05.000 --> 01:00:06.000
<v Borger 1>Det var det.
""".encode()


@pytest.fixture(autouse=True)
def installation(settings, tmp_path):
    settings.INSTALLATION = Installation(tmp_path)


@pytest.fixture
def interview(project, by_amina):
    material = read_material(VTT, "samtale.vtt")
    upload = Upload("samtale.vtt", material.format, VTT, material.text, segments=material.segments)
    return keep(project, upload, by=by_amina)


def said(source):
    text = source.revisions.last().text
    return [(one.speaker, one.from_ms, text[one.start : one.end]) for one in source.revisions.last().segments.all()]


def test_a_kept_source_has_its_first_revision_and_its_segments(interview):
    [revision] = interview.revisions.all()
    assert (revision.number, revision.why, revision.made_from) == (1, "read_in", None)
    assert said(interview) == [
        ("Interviewer", 1000, "Hvad gør du 🙂?"),
        ("Borger 1", 2000, WORDS),
        ("Borger 1", 3605000, "Det var det."),
    ]


def test_a_text_one_knows_nothing_else_about_is_told_apart(project, by_amina):
    source = keep(project, Upload("a.txt", "txt", b"x", "Amina: Hej\n\nBo: A\u030aret\r\n\r\nAmina: Tak"), by=by_amina)
    assert said(source) == [("Amina", None, "Hej"), ("Bo", None, "\u00c5ret"), ("Amina", None, "Tak")]


def test_nothing_is_half_kept(project, by_amina, monkeypatch):
    def fails(*_, **__):
        raise DatabaseError

    monkeypatch.setattr(revisions, "_lay_segments", fails)
    with pytest.raises(DatabaseError):
        keep(project, Upload("a.txt", "txt", b"hej", "hej"), by=by_amina)
    assert not Source.objects.exists() and not Revision.objects.exists()


def test_what_is_taken_back_stands_in_no_revision_and_the_rest_keeps_its_times(interview, by_amina):
    first = interview.revisions.get()
    mended = first.text.replace("ringer og venter", "ringede og ventede")
    lay(interview, mended, followed(_pieces(first), EditScript(first.text, mended)), Revision.Why.CORRECTED)
    voice = capture(interview.project, Told(WORDS, capture_method="read_in", source=interview), by=by_amina)
    withdraw(voice, by=by_amina)
    [left] = Revision.objects.all()
    assert (left.number, left.why, left.made_from) == (3, "taken_back", None)
    assert said(interview) == [
        ("Interviewer", 1000, "Hvad gør du 🙂?"),
        ("Borger 1", 2000, f"{TAKEN_BACK}."),
        ("Borger 1", 3605000, "Det var det."),
    ]
    assert "ring" not in everything_stored()


def _pieces(revision):
    return [Piece(one.start, one.end, one.speaker, one.from_ms, one.to_ms) for one in revision.segments.all()]


def everything_stored():
    return "".join(one.text for one in [*Revision.objects.all(), *Source.objects.all()])


def test_words_that_only_a_later_revision_holds_are_taken_there(interview, project, by_amina):
    """They came in with a correction; nothing else of the source is touched."""
    words = "Og min nabo ventede tre dage på svar"
    text = f"{interview.text}\n{words}"
    lay(interview, text, segments_of_text(text), Revision.Why.CORRECTED)
    withdraw(capture(project, Told(words), by=by_amina), by=by_amina)
    assert Revision.objects.get().text == f"{interview.text}\n{TAKEN_BACK}"
    assert Source.objects.get().text == interview.text


def test_when_nobody_can_tell_which_words_all_of_them_go_and_all_names(interview):
    forget_everything(interview)
    assert said(interview) == [("", None, TAKEN_BACK)]
    assert everything_stored() == TAKEN_BACK * 2


def test_a_source_that_goes_takes_its_revisions_with_it(interview):
    interview.delete()
    assert not Revision.objects.exists() and not Segment.objects.exists()


WORD = st.text("abcæø🙂", min_size=1, max_size=4)


@given(st.lists(WORD, min_size=1, max_size=30), st.data())
def test_segments_lie_in_order_after_any_words_are_taken_out(words, data):
    text = "\n\n".join(words)
    taken = data.draw(st.sampled_from(words))
    new = cut(text, places_of(text, taken))
    last = 0
    for piece in followed(segments_of_text(text), EditScript(text, new)):
        assert last <= piece.start < piece.end <= len(new)
        last = piece.end


@given(st.lists(WORD, min_size=1, max_size=8), st.lists(WORD, max_size=8), st.lists(WORD, max_size=8))
def test_mended_words_are_found_where_they_stood(words, before, after):
    read_in = " ".join([*before, "først", *words, "sidst", *after])
    mended = read_in.replace(f"først {' '.join(words)} sidst", "først RETTET sidst")
    left = without_in_revision(mended, read_in, " ".join(words))
    assert "RETTET" not in left or left == mended


def test_places_that_overlap_are_cut_once():
    assert cut("0123456789", [(5, 8), (2, 6)]) == f"01{TAKEN_BACK}89"
    assert cut("0123", []) == "0123"


@pytest.fixture
def long_text(project, by_amina):
    text = "\n\n".join(f"Borger {number % 3}: Det er stykke {number}. 🙂" for number in range(450))
    return keep(project, Upload("lang.txt", "txt", text.encode(), text), by=by_amina)


def test_a_long_source_is_read_a_window_at_a_time(long_text, as_amina):
    page, said = queries.window(long_text, "2")
    assert (page.number, page.paginator.num_pages, len(said)) == (2, 3, 200)
    assert (said[0].who, said[0].words) == ("Borger 2", "Det er stykke 200. 🙂")
    address = f"/p/{long_text.project.slug}/kilder/{long_text.number}/"
    first, last = (as_amina.get(address + page).content.decode() for page in ("", "?tekst=3"))
    assert "stykke 199." in first and "stykke 200." not in first and "Læs videre" in first
    assert "stykke 449." in last and "stykke 399." not in last and "Borger 1" in last


def test_the_text_is_read_once_for_a_window_of_it(long_text, django_assert_num_queries):
    with django_assert_num_queries(5) as asked:
        queries.window(long_text, "2")
    texts = [query["sql"] for query in asked if '"text"' in query["sql"]]
    assert len(texts) == 1


def test_a_page_tells_who_speaks_and_when(interview, as_amina, as_carl):
    address = f"/p/{interview.project.slug}/kilder/{interview.number}/"
    seen = as_amina.get(address).content.decode()
    assert seen.count("Borger 1") == 1 and "1:00:05" in seen and WORDS in seen
    assert as_carl.get(address).status_code == 404


def test_an_upload_without_words_has_a_page_that_says_so(project, by_amina, as_amina):
    source = actions.keep(project, Upload("tom.txt", "txt", b" ", ""), by=by_amina)
    assert "Her står ingen tekst." in as_amina.get(f"/p/{project.slug}/kilder/{source.number}/").content.decode()
