"""Who spoke may be said afterwards: of words that are kept, by those who listen, and never with a name or a number."""

import pytest

from samskab.journal.models import Entry
from samskab.projects.access import Role
from samskab.projects.actions import add_place, begin_project
from samskab.projects.permission import FromAnotherProject, NotAllowed
from samskab.projects.perspectives import PERSPECTIVE_NAMES
from samskab.projects.team.actions import add_member
from samskab.voices.consent.actions import withdraw
from samskab.voices.intake.actions import ContainsCpr, NoSuchPerspective, TakenBack, Told, capture, say_who
from samskab.voices.intake.models import Voice
from samskab.voices.intake.queries import perspectives_heard


@pytest.fixture
def voice(project, by_amina):
    return capture(project, Told("Jeg ringer og venter.", capture_method="read_in"), by=by_amina)


def again(voice):
    return Voice.objects.get(pk=voice.pk)


def page_of(voice):
    return f"/p/{voice.project.slug}/stemmer/{voice.code}/hvem/"


@pytest.mark.parametrize("perspective", PERSPECTIVE_NAMES)
def test_a_perspective_is_heard_when_somebody_has_said_who_spoke(perspective, voice, by_bo):
    assert perspectives_heard(voice.project_id) == set()
    say_who(voice, by=by_bo, perspective=perspective)
    assert again(voice).perspective == perspective and perspectives_heard(voice.project_id) == {perspective}


def test_what_was_wrong_can_be_mended_and_not_known_is_an_answer(voice, by_amina):
    place = add_place(voice.project, "Nordby", by=by_amina)
    say_who(voice, by=by_amina, perspective="relative", position=" datter ", place=place)
    assert (again(voice).position, again(voice).place) == ("datter", place)
    say_who(voice, by=by_amina, perspective="")
    assert (again(voice).perspective, again(voice).position, again(voice).place) == ("", "", None)


def test_a_role_without_a_perspective_of_its_own_is_not_lost_when_the_place_is_written(project, by_amina):
    told = Told("Vi ringer tilbage.", standing="professional", sector="other")
    voice = capture(project, told, by=by_amina)
    say_who(voice, by=by_amina, perspective="", position="vagt")
    assert (again(voice).standing, again(voice).sector) == ("professional", "other")


def test_the_journal_knows_that_it_happened_and_none_of_the_words_once(voice, by_amina):
    for _time in range(2):
        say_who(voice, by=by_amina, perspective="relative", position="svigersøn")
    [entry] = Entry.objects.filter(verb="voice_placed")
    assert entry.code == voice.code and not entry.facts


def test_of_words_taken_back_nobody_is_said_to_have_spoken_them(voice, by_amina):
    withdraw(voice, by=by_amina)
    with pytest.raises(TakenBack):
        say_who(voice, by=by_amina, perspective="citizen")
    assert again(voice).standing == "" and not Entry.objects.filter(verb="voice_placed").exists()


def test_a_stranger_and_a_reader_cannot_say_who_spoke(voice, bo, by_amina, by_bo, by_carl):
    add_member(voice.project, bo, Role.READER, by=by_amina)
    for nobody in (by_bo, by_carl):
        with pytest.raises(NotAllowed):
            say_who(voice, by=nobody, perspective="citizen")
    assert again(voice).perspective == ""


@pytest.mark.parametrize(
    "wrong,refusal",
    [
        ({"perspective": "citizen", "position": "010203-1234"}, ContainsCpr),
        ({"perspective": "mayor"}, NoSuchPerspective),
    ],
)
def test_what_cannot_be_kept_changes_nothing(wrong, refusal, voice, by_amina):
    with pytest.raises(refusal):
        say_who(voice, by=by_amina, **wrong)
    assert (again(voice).perspective, again(voice).position) == ("", "")


def test_a_place_in_another_project_is_refused(voice, amina, by_amina):
    elsewhere = add_place(begin_project("Et andet", coordinator=amina), "Sydby", by=by_amina)
    with pytest.raises(FromAnotherProject):
        say_who(voice, by=by_amina, perspective="citizen", place=elsewhere)


# --- The page ---------------------------------------------------------------------------------------------------


def test_the_voice_page_says_what_is_not_known_and_where_to_write_it(voice, as_bo):
    address = f"/p/{voice.project.slug}/stemmer/{voice.code}/"
    words = as_bo.get(address).content.decode()
    assert "Vi ved ikke, hvem der sagde det." in words and page_of(voice) in words
    saved = as_bo.post(page_of(voice), {"perspective": "practice", "position": "læge", "place": ""}, follow=True)
    words = saved.content.decode()
    assert "Almen praksis, læge" in words and "Vi ved ikke" not in words and page_of(voice) in words


def test_the_page_begins_with_what_is_known(voice, as_amina, by_amina):
    say_who(voice, by=by_amina, perspective="volunteer", position="besøgsven")
    form = as_amina.get(page_of(voice)).context["form"]
    assert (form["perspective"].value(), form["position"].value()) == ("volunteer", "besøgsven")


def test_a_cpr_number_is_refused_beside_its_field(voice, as_amina):
    page = as_amina.post(page_of(voice), {"perspective": "citizen", "position": "010203-1234"})
    assert page.status_code == 200 and page.context["form"].errors["position"]
    assert again(voice).perspective == ""


def test_the_page_is_not_there_for_a_stranger_or_a_reader(voice, bo, by_amina, as_bo, as_carl):
    add_member(voice.project, bo, Role.READER, by=by_amina)
    for client in (as_bo, as_carl):
        assert client.get(page_of(voice)).status_code == 404
        assert client.post(page_of(voice), {"perspective": "citizen"}).status_code == 404
    assert again(voice).perspective == ""


def test_about_words_taken_back_the_page_keeps_nothing(voice, as_amina, by_amina):
    withdraw(voice, by=by_amina)
    assert "Der er ikke mere at skrive." in as_amina.get(page_of(voice)).content.decode()
    as_amina.post(page_of(voice), {"perspective": "citizen"})
    assert again(voice).standing == ""
