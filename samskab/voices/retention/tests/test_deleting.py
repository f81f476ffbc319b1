"""A source goes whole: the file, its text, its sound; the voices from it go, or stay by choice and with a reason."""

import pytest

from samskab.ground.keeping import erased
from samskab.ground.reactions import tell
from samskab.projects.permission import NotAllowed
from samskab.voices.intake.actions import Told, capture
from samskab.voices.intake.models import Voice
from samskab.voices.retention.deleting import NoReason, delete_source
from samskab.voices.retention.models import SourceGone
from samskab.voices.sources.actions import Upload, keep
from samskab.voices.sources.models import Original, Revision, Segment, Source
from samskab.voices.sources.originals import opened, place_of

TEXT = "Jeg ventede hele natten på et svar.\n\nHun ringede først om morgenen."


@pytest.fixture
def source(project, by_amina):
    found = keep(project, Upload("samtale.txt", "txt", TEXT.encode(), TEXT), by=by_amina)
    for words in TEXT.split("\n\n"):
        capture(project, Told(words, source=found), by=by_amina)
    return found


def test_everything_of_it_goes_and_the_voices_are_taken_back(
    source, by_amina, settings, django_capture_on_commit_callbacks
):
    place = place_of(source.original.name)
    with django_capture_on_commit_callbacks(execute=True):
        gone = delete_source(source, by=by_amina, reason="Vi måtte ikke have den.", keep_voices=False)
    assert not any(model.objects.exists() for model in (Source, Original, Revision, Segment))
    assert not place.exists() and (gone.voices_withdrawn, gone.voices_kept) == (2, 0)
    assert not Voice.objects.exclude(words="").exists()
    listed = erased.erasures(erased.lines_of(settings.INSTALLATION.erased_file))
    assert ("document", source.pk) in {(one.kind, one.id) for one in listed}


def test_voices_stay_where_somebody_chose_it_and_said_why(source, by_amina):
    gone = delete_source(source, by=by_amina, reason="Filen var lånt.", keep_voices=True)
    assert Voice.objects.exclude(words="").count() == gone.voices_kept == 2
    assert not Voice.objects.exclude(source=None).exists() and not Source.objects.exists()
    with pytest.raises(NoReason):
        delete_source(source, by=by_amina, reason="  ", keep_voices=True)


def test_deleting_twice_changes_nothing(source, by_amina):
    for _ in range(2):
        delete_source(source, by=by_amina, reason="Filen var lånt.", keep_voices=True)
    assert SourceGone.objects.count() == 1


def test_the_same_file_in_another_project_stays(source, amina, by_amina, django_capture_on_commit_callbacks):
    from samskab.projects.actions import begin_project

    keep(begin_project("Et andet", coordinator=amina), Upload("b.txt", "txt", TEXT.encode(), TEXT), by=by_amina)
    with django_capture_on_commit_callbacks(execute=True):
        delete_source(source, by=by_amina, reason="Filen var lånt.", keep_voices=True)
    assert opened(Source.objects.get()) == TEXT.encode()


def test_an_older_copy_does_not_bring_it_back(source, by_amina, settings):
    row = Source(**{field.attname: getattr(source, field.attname) for field in Source._meta.concrete_fields})
    delete_source(source, by=by_amina, reason="Filen var lånt.", keep_voices=True)
    row.save(force_insert=True)
    tell("restored", erasures=erased.erasures(erased.lines_of(settings.INSTALLATION.erased_file)))
    assert not Source.objects.exists()


def test_what_will_go_is_said_first(source, as_amina, as_bo, project):
    there = f"/p/{project.slug}/kilder/1/slet/"
    page = as_amina.get(there).content.decode()
    assert "samtale.txt" in page and "2 stykker" in page and "U-1" in page and "U-2" in page
    assert as_bo.get(there).status_code == 404
    assert as_amina.post(there, {"voices": "keep"}).status_code == 200 and Source.objects.exists()
    sent = {"voices": "withdraw", "reason": "Vi måtte ikke have den."}
    assert "Kilden er slettet." in as_amina.post(there, sent, follow=True).content.decode()
    listed = as_amina.get(f"/p/{project.slug}/data/opbevaring/").content.decode()
    assert "K-1: Vi måtte ikke have den." in listed


def test_where_nobodys_words_came_from_it_nothing_is_asked_about_them(project, by_amina, as_amina):
    empty = keep(project, Upload("dagsorden.txt", "txt", b"Punkt et.", "Punkt et."), by=by_amina)
    there = f"/p/{project.slug}/kilder/{empty.number}/slet/"
    assert "Hvad med stemmerne herfra?" not in as_amina.get(there).content.decode()
    as_amina.post(there, {"reason": "Den skulle ikke ind."})
    assert not Source.objects.filter(pk=empty.pk).exists()


def test_who_may_not_deletes_nothing(source, by_bo, by_carl):
    for by in (by_bo, by_carl):
        with pytest.raises(NotAllowed):
            delete_source(source, by=by, reason="Fordi.", keep_voices=True)
    assert Source.objects.exists()
