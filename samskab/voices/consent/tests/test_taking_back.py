"""A voice can be taken back, and everything that stands on it answers."""

import pytest

from samskab.ground.reactions import ask
from samskab.journal.models import Entry
from samskab.meaning.themes.actions import TakenBack, tie, tie_all, write_insight
from samskab.meaning.themes.models import InsightVoice
from samskab.projects.permission import NotAllowed
from samskab.voices.consent.actions import withdraw
from samskab.voices.consent.models import ConsentRecord
from samskab.voices.intake.actions import Told, capture
from samskab.voices.intake.models import Voice
from samskab.voices.sources.actions import Upload, keep
from samskab.voices.sources.cutting import TAKEN_BACK
from samskab.voices.sources.models import Original, Source
from samskab.voices.sources.originals import opened, place_of

DOCUMENT = "Et møde i byen.\n»Jeg ringer\nog venter.« Det sagde en borger.\n»Vi ses.« Det sagde en anden."


@pytest.fixture
def insight(project, voice, by_amina):
    insight = write_insight(project, "Ventetid slider.", by=by_amina)
    tie(insight, voice, "supports", by=by_amina)
    return insight


def test_the_words_and_the_answers_are_gone_and_the_place_stays(voice, agree, by_amina):
    agree(voice, print=True)
    withdraw(voice, by=by_amina)
    row = Voice.objects.get(pk=voice.pk)
    assert [row.words, row.thought, row.standing, row.sector, row.position, row.said_at] == [""] * 6
    assert (row.code, row.is_kept, row.place_id, row.source_id) == ("U-1", False, None, None)
    assert row.withdrawn_at is not None and not ConsentRecord.objects.exists()


def test_taking_back_once_more_changes_nothing(voice, by_amina):
    withdraw(voice, by=by_amina)
    moment = Voice.objects.get(pk=voice.pk).withdrawn_at
    withdraw(voice, by=by_amina)
    assert Voice.objects.get(pk=voice.pk).withdrawn_at == moment
    assert Entry.objects.filter(verb="voice_withdrawn").count() == 1


def test_only_those_who_may_take_back(voice, by_bo, by_carl):
    for actor in (by_bo, by_carl):
        with pytest.raises(NotAllowed):
            withdraw(voice, by=actor)
    assert Voice.objects.get(pk=voice.pk).is_kept


def test_a_withdrawn_voice_keeps_its_place_under_the_insight_without_a_fingerprint(voice, insight, by_amina):
    assert InsightVoice.objects.get().stamp
    withdraw(voice, by=by_amina)
    link = InsightVoice.objects.get()
    assert (link.voice_id, link.stance, link.stamp) == (voice.pk, "supports", "")


def test_one_who_chose_the_voice_in_the_same_moment_stores_no_fingerprint_of_it(project, voice, by_amina):
    insight = write_insight(project, "Ventetid slider.", by=by_amina)
    seen_before = Voice.objects.get(pk=voice.pk)
    withdraw(voice, by=by_amina)
    with pytest.raises(TakenBack):
        tie(insight, seen_before, "supports", by=by_amina)
    tie_all(insight, {seen_before: "supports"}, by=by_amina)
    assert not InsightVoice.objects.exists()


def test_before_it_happens_one_can_see_what_rests_on_the_voice(voice, insight):
    assert ask("what_rests_on_this_voice", voice=voice) == [("I-1", "Ventetid slider.")]


@pytest.fixture
def read_in(project, by_amina, settings, tmp_path):
    """A document on disk with a voice from it."""
    from samskab.ground.installation import Installation

    settings.INSTALLATION = Installation(tmp_path)
    source = keep(project, Upload("kort.txt", "txt", DOCUMENT.encode(), DOCUMENT), by=by_amina)
    told = Told("Jeg ringer og venter.", capture_method="read_in", source=source)
    return source, capture(project, told, by=by_amina)


def test_the_words_leave_the_document_they_came_from_and_the_original_leaves_the_disk(
    read_in, by_amina, django_capture_on_commit_callbacks
):
    source, voice = read_in
    path = place_of(source.original.name)
    assert opened(source) == DOCUMENT.encode() and b"Jeg ringer" not in path.read_bytes()
    with django_capture_on_commit_callbacks(execute=True) as after:
        withdraw(voice, by=by_amina)
        assert path.exists(), "until it is certain"
    assert after and not path.exists()
    text = Source.objects.get(pk=source.pk).text
    assert TAKEN_BACK in text and "Jeg ringer" not in text and "Vi ses." in text


def test_a_document_that_was_read_in_twice_forgets_twice(
    read_in, project, by_amina, django_capture_on_commit_callbacks
):
    source, voice = read_in
    again = keep(project, Upload("kort igen.txt", "txt", DOCUMENT.encode(), DOCUMENT), by=by_amina)
    paths = [place_of(one.original.name) for one in (source, again)]
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(voice, by=by_amina)
    assert not any("Jeg ringer" in one.text or one.sha256 for one in Source.objects.all())
    assert not Original.objects.exists() and not any(path.exists() for path in paths)


def test_another_projects_own_copy_stays(read_in, carl, by_carl, by_amina, django_capture_on_commit_callbacks):
    from samskab.projects.actions import begin_project

    _source, voice = read_in
    other = begin_project("Et andet", coordinator=carl)
    theirs = keep(other, Upload("kort.txt", "txt", DOCUMENT.encode(), DOCUMENT), by=by_carl)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(voice, by=by_amina)
    assert opened(theirs) == DOCUMENT.encode() and Source.objects.get(pk=theirs.pk).text == DOCUMENT


def test_the_page_shows_what_will_happen_and_then_it_happens(voice, insight, as_amina, as_bo):
    address = f"/p/{voice.project.slug}/stemmer/U-1/tag-tilbage/"
    assert "I-1" in as_amina.get(address).content.decode() and Voice.objects.get().is_kept
    assert as_bo.post(address).status_code == 404
    assert as_amina.post(address, follow=True).status_code == 200
    assert not Voice.objects.get().is_kept
    for page in ("indsigter/", "indsigter/I-1/", "t/I-1/", "t/U-1/", "stemmer/", "stemmer/U-1/", ""):
        seen = as_amina.get(f"/p/{voice.project.slug}/{page}").content.decode()
        assert "Jeg ringer" not in seen
        assert "U-1" in seen or page == "", page


def test_the_same_words_leave_every_document_they_were_read_in_with(
    project, by_amina, django_capture_on_commit_callbacks
):
    """A quote stands in the description and on a card: only one of them brought the voice."""
    words = "Jeg sad og ventede til langt over midnat"
    told = [Upload(f"{name}.txt", "txt", f"{name}: {words}".encode(), f"{name}:\n{words}!") for name in ("et", "to")]
    first, second = (keep(project, upload, by=by_amina) for upload in told)
    other = keep(project, Upload("tre.txt", "txt", b"Ja tak.", "Ja tak."), by=by_amina)
    short = capture(project, Told("Ja tak"), by=by_amina)
    places = [place_of(source.original.name) for source in (first, second)]
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(capture(project, Told(words, source=first), by=by_amina), by=by_amina)
        withdraw(short, by=by_amina)
    for source, place in zip((first, second), places, strict=True):
        source.refresh_from_db()
        assert words not in source.text and "[trukket tilbage]" in source.text
        assert not place.exists()
    other.refresh_from_db()
    assert other.text == "Ja tak." and opened(other) == b"Ja tak."
