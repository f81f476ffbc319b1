"""The problem's wording changes, and an empty chair is seen."""

import pytest

from samskab.meaning.framing.actions import NoSuchPerspective, note_seat, reframe
from samskab.meaning.framing.models import Framing, SeatNote
from samskab.meaning.framing.picture import sentence
from samskab.meaning.framing.queries import places
from samskab.projects.permission import NotAllowed
from samskab.projects.perspectives import PERSPECTIVES
from samskab.voices.consent.actions import withdraw
from samskab.voices.intake.actions import Told, capture


def states(project):
    return {place.key: place.state for place in places(project)}


def test_every_perspective_has_a_seat_in_the_same_order(project):
    assert [place.key for place in places(project)] == [key for key, _name in PERSPECTIVES]
    assert set(states(project).values()) == {"unheard"}


def test_spoken_of_by_others_is_not_heard_and_having_spoken_is(project, by_bo, by_amina):
    note_seat(project, "practice", by=by_bo, sentence="Lægen er svær at nå.", mentioned=True)
    assert states(project)["practice"] == "mentioned"
    voice = capture(project, Told("Ring til mig.", standing="professional", sector="practice"), by=by_amina)
    assert states(project)["practice"] == "spoken"
    withdraw(voice, by=by_amina)
    assert states(project)["practice"] == "mentioned", "a chair stands empty again when its words are taken back"


def test_the_sentence_says_who_is_missing(project, by_amina, by_bo):
    assert sentence(places(project)) == "Ingen har sat ord på endnu."
    capture(project, Told("Jeg venter.", standing="citizen", sector="civil"), by=by_amina)
    note_seat(project, "practice", by=by_bo, mentioned=True)
    said = sentence(places(project))
    assert said.startswith("Ét perspektiv har selv sat ord på. Almen praksis er kun omtalt af andre.")
    assert said.endswith("ikke hørt endnu.") and "ledelse og administration" in said


def test_a_new_wording_remembers_what_surprised_in_the_old(project, by_bo):
    reframe(project, "Hvordan får vi flere til at komme?", by=by_bo)
    reframe(project, "Hvem holder øje?", by=by_bo, surprise="De kom. Bussen gjorde ikke.")
    old, new = Framing.objects.all()
    assert (old.surprise, new.surprise, new.wording) == ("De kom. Bussen gjorde ikke.", "", "Hvem holder øje?")
    assert reframe(project, " Hvem holder øje? ", by=by_bo) == new and Framing.objects.count() == 2


def test_there_are_no_other_seats(project, by_bo):
    with pytest.raises(NoSuchPerspective):
        note_seat(project, "robot", by=by_bo)
    assert not SeatNote.objects.exists()


def test_a_stranger_words_nothing(project, by_carl):
    for act in (lambda: reframe(project, "Nej", by=by_carl), lambda: note_seat(project, "citizen", by=by_carl)):
        with pytest.raises(NotAllowed):
            act()
    assert not Framing.objects.exists() and not SeatNote.objects.exists()


def test_the_page_has_the_round_as_picture_and_as_text(project, as_bo, by_bo):
    reframe(project, "Hvem svarer?", by=by_bo)
    picture = as_bo.get(f"/p/{project.slug}/runden/").content.decode()
    text = as_bo.get(f"/p/{project.slug}/runden/?vis=liste").content.decode()
    assert "<svg" in picture and 'role="img"' in picture and "Hvem svarer?" in picture
    for _key, name in PERSPECTIVES:
        assert f"{name}:" in text


def test_a_new_wording_from_the_page(project, as_bo, as_carl):
    address = f"/p/{project.slug}/runden/ny/"
    assert as_carl.post(address, {"wording": "Nej"}).status_code == 404
    assert as_bo.post(address, {"wording": "x" * 201}).status_code == 200
    assert as_bo.post(address, {"wording": "Om 010203-1234"}).status_code == 200
    assert not Framing.objects.exists()
    assert as_bo.post(address, {"wording": "Hvem svarer?"}).status_code == 302
    assert Framing.objects.get().wording == "Hvem svarer?"


def test_a_seat_from_the_page(project, as_bo):
    as_bo.post(
        f"/p/{project.slug}/runden/plads/", {"perspective": "relative", "sentence": "Vi bærer.", "mentioned": "yes"}
    )
    note = SeatNote.objects.get()
    assert (note.perspective, note.sentence, note.mentioned) == ("relative", "Vi bærer.", True)
