"""Who says it? Everybody gets an answer; how much of it depends on who asks."""

import pytest
from django.http import Http404
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from samskab.meaning.themes.actions import ask_against, tie, write_insight
from samskab.projects.access import Role
from samskab.projects.actions import begin_project, open_to_public
from samskab.projects.permission import membership_of
from samskab.projects.team.actions import add_member
from samskab.publishing.postcards import actions as postcards
from samskab.publishing.thread import drawing
from samskab.publishing.thread.queries import thread_of, whole
from samskab.trials.tracks.actions import lay_track, step
from samskab.trials.tracks.models import Track
from samskab.voices.consent.actions import withdraw
from samskab.voices.intake.actions import Told, capture
from samskab.voices.intake.models import Voice

LONG = "Jeg ringer og venter. Min søster bor i det gule hus ved kirken. Så ringer jeg igen."
PRINTED, WEBBED, UNASKED, AGAINST = (
    "På tryk, ikke på nettet.",
    "På tryk og på nettet.",
    "Ingen har spurgt.",
    "Jeg ser det anderledes.",
)


@pytest.fixture
def woven(project, say, make_card, publish, by_amina):
    """Four voices, two insights, two tracks; a published card with two quotes, the first insight and the first track."""
    webbed, printed = say(WEBBED), say(PRINTED, web=False)
    unasked, against = say(UNASKED, print_it=None, web=None), say(AGAINST, web=False)
    told, hidden = (write_insight(project, text, by=by_amina) for text in ("Ventetid slider.", "Kun for os."))
    for voice, stance in ((webbed, "supports"), (printed, "supports"), (unasked, "supports"), (against, "contradicts")):
        tie(told, voice, stance, by=by_amina)
    tie(hidden, webbed, "supports", by=by_amina)
    out = lay_track(project, "proposal", "En linje om aftenen", insights=[told], by=by_amina)
    lay_track(project, "question", "Et hemmeligt spørgsmål", insights=[told, hidden], by=by_amina)
    step(out, "chosen", "Valgt på et internt møde.", by=by_amina)
    publish(make_card(webbed, printed, insights=[told], tracks=[out]))
    return project


@pytest.fixture
def reader(woven, carl, by_amina):
    return add_member(woven, carl, Role.READER, by=by_amina)


def seen(thread):
    return {voice.code: voice.seen for voice in thread.voices}


def test_the_projects_own_circle_sees_every_word(woven, amina, bo):
    for person in (amina, bo):
        thread = thread_of(woven, membership_of(person, woven), "I-1")
        assert set(seen(thread).values()) == {"words"} and len(thread.voices) == 4
        assert [voice.words for voice in thread.against] == [AGAINST]


def test_a_reader_sees_what_is_printed_and_that_the_rest_is_there(woven, reader):
    thread = thread_of(woven, reader, "I-1")
    assert seen(thread) == {"U-1": "words", "U-2": "words", "U-3": "place", "U-4": "place"}
    assert all(
        not (voice.words or voice.said_by or voice.perspective) for voice in thread.voices if voice.seen == "place"
    )


def test_everybody_sees_only_what_may_be_on_the_web(woven):
    assert seen(thread_of(woven, None, "I-1")) == {"U-1": "words", "U-2": "place", "U-3": "place", "U-4": "place"}


def test_everybody_meets_only_what_stands_on_the_card(woven):
    thread = thread_of(woven, None, "U-1")
    assert [insight.code for insight in thread.insights] == ["I-1"] and [track.code for track in thread.tracks] == [
        "S-1"
    ]
    words = Client().get(f"/o/{woven.slug}/t/I-1/").content.decode()
    assert "En linje om aftenen" in words
    assert not any(
        ours in words
        for ours in ("Et hemmeligt spørgsmål", "Kun for os.", "Valgt på et internt møde.", PRINTED, UNASKED, AGAINST)
    )
    for code in ("I-2", "S-2", "U-2", "U-3", "U-4"):
        assert Client().get(f"/o/{woven.slug}/t/{code}/").status_code == 404, code


def test_a_quote_that_was_shortened_on_the_card_stays_shortened_for_all_but_us(
    project, amina, reader_of, say, make_card, publish
):
    voice = say(LONG)
    card = make_card(voice, excerpts={voice.pk: "Jeg ringer og venter. … Så ringer jeg igen."})
    publish(card)
    for eyes in (None, reader_of(project)):
        words = thread_of(project, eyes, "U-1").voice_here.words
        assert "gule hus" not in words and words.startswith("Jeg ringer")
    assert "gule hus" in thread_of(project, membership_of(amina, project), "U-1").voice_here.words


@pytest.fixture
def reader_of(carl, by_amina):
    return lambda project: add_member(project, carl, Role.READER, by=by_amina)


def test_a_no_takes_the_words_from_everybody_at_once(woven, reader, answer):
    voice = Voice.objects.get(project=woven, number=1)
    answer(voice, web=False)
    assert (
        seen(thread_of(woven, None, "I-1"))["U-1"] == "place"
        and seen(thread_of(woven, reader, "I-1"))["U-1"] == "words"
    )
    answer(voice, print=False)
    assert seen(thread_of(woven, reader, "I-1"))["U-1"] == "place"


def test_a_withdrawn_voice_keeps_its_place_for_all(woven, reader, amina, by_amina):
    withdraw(Voice.objects.get(project=woven, number=1), by=by_amina)
    for eyes in (None, reader, membership_of(amina, woven)):
        thread = thread_of(woven, eyes, "I-1")
        assert seen(thread)["U-1"] == "withdrawn" and not next(iter(thread.voices)).words
        assert "U-1" in drawing.picture(thread).svg
        assert thread_of(woven, eyes, "U-1").voice_here.seen == "withdrawn"
    page = Client().get(f"/o/{woven.slug}/t/U-1/").content.decode()
    assert "Ordene er slettet; pladsen står tom." in page and WEBBED not in page


def test_a_draft_shows_nobody_anything(project, say, make_card, by_amina):
    voice = say(WEBBED)
    make_card(voice)
    open_to_public(project, True, by=by_amina)
    assert Client().get(f"/o/{project.slug}/t/U-1/").status_code == 404


def test_a_closed_project_has_no_public_thread(woven, by_amina):
    open_to_public(woven, False, by=by_amina)
    assert Client().get(f"/o/{woven.slug}/t/I-1/").status_code == 404
    assert Client().get("/t/I-1/").status_code == 404


def test_the_sentence_says_who_says_it_who_is_against_and_who_is_missing(woven, amina, reader):
    said = drawing.sentence(thread_of(woven, membership_of(amina, woven), "I-1"))
    assert said.startswith("Tråden står på tre stemmer. Én stemme taler imod. Ikke hørt endnu: ")
    assert "almen praksis" in said and "borger" not in said
    assert "perspektiver" not in drawing.sentence(thread_of(woven, reader, "I-1")), "a reader cannot know how many"


def test_a_voice_may_speak_for_one_thing_and_against_another(woven, amina, by_amina):
    insight = write_insight(woven, "Noget andet.", by=by_amina)
    voice = Voice.objects.get(project=woven, number=4)
    tie(insight, voice, "supports", by=by_amina)
    thread = thread_of(woven, membership_of(amina, woven), "U-4")
    assert [v.code for v in thread.against] == ["U-4"] and "U-4" in [v.code for v in thread.supporting]


def test_that_nobody_is_against_is_said_with_whether_anybody_was_asked(project, as_bo, by_amina):
    insight = write_insight(project, "Alle er enige.", by=by_amina)
    assert "Vi har spurgt: nej." in as_bo.get(f"/p/{project.slug}/t/I-1/").content.decode()
    ask_against(insight, True, by=by_amina)
    assert "Vi har spurgt: ja." in as_bo.get(f"/p/{project.slug}/t/I-1/").content.decode()


def test_a_voice_nothing_stands_on_yet_has_a_thread(project, as_bo, by_amina):
    capture(project, Told("Jeg venter."), by=by_amina)
    assert "Endnu er der ikke bygget noget på ordene." in as_bo.get(f"/p/{project.slug}/t/U-1/").content.decode()


@pytest.mark.parametrize("vis", ["", "?vis=liste"])
def test_the_thread_is_a_picture_and_a_list_that_say_the_same(vis, woven, as_amina):
    page = as_amina.get(f"/p/{woven.slug}/t/S-1/{vis}").content.decode()
    assert all(code in page for code in ("U-1", "U-2", "U-3", "U-4", "I-1", "S-1")) and "imod" in page
    assert ('<svg class="chart' in page or 'role="img"' in page) or vis


def test_a_picture_of_codes_is_remembered_until_something_on_it_changes(woven, amina):
    membership = membership_of(amina, woven)
    before = drawing.picture(whole(woven, membership, codes_alone=True))
    assert drawing.picture(whole(woven, membership, codes_alone=True)) is before
    with translation.override("en"):
        thread = whole(woven, membership, codes_alone=True)
        assert "Trial" in drawing.picture(thread).svg and "Next thread" in drawing.rails(thread)
    Track.objects.filter(project=woven, number=1).update(next_step="Drøftes på tirsdag.")
    after = whole(woven, membership, codes_alone=True)
    assert "Drøftes på" in drawing.picture(after).svg and "Drøftes på" not in before.svg
    assert "Drøftes på tirsdag." in drawing.rails(after)


def test_what_a_voice_says_is_not_remembered_with_a_picture(woven, amina):
    thread = thread_of(woven, membership_of(amina, woven), "I-1")
    assert drawing.picture(thread) == (again := drawing.picture(thread)) and drawing.picture(thread) is not again


def test_one_thread_for_each_track_and_one_for_what_no_track_stands_on(woven, amina, by_amina):
    write_insight(woven, "Står alene.", by=by_amina)
    threads = whole(woven, membership_of(amina, woven)).by_track
    assert [[track.code for track in one.tracks] for one in threads] == [["S-1"], ["S-2"], []]
    assert [insight.code for insight in threads[-1].insights] == ["I-3"]


# --- Looking a code up ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["I-1", "i1", " i 1 ", "I–1"])
def test_a_code_leads_to_where_it_stands(typed, woven, as_amina):
    answer = as_amina.post("/t/", {"kode": typed}, follow=True)
    assert [address for address, _status in answer.redirect_chain] == ["/t/I-1/", f"/p/{woven.slug}/t/I-1/"]
    assert Client().post("/t/", {"kode": typed}, follow=True).redirect_chain[-1][0] == f"/o/{woven.slug}/t/I-1/"
    in_an_address = Client().get("/t/", {"kode": typed})
    assert in_an_address.headers["Location"] == "/t/I-1/", "as it may stand in a link"


@pytest.mark.parametrize("typed", ["U-999", "hund", "Z-1", "U-", "-1", "<b>", "U-1-2", "U-99999999999", "P-1", "💡"])
def test_an_unknown_code_is_answered_kindly(typed, woven, as_amina):
    for client in (as_amina, Client()):
        answer = client.post("/t/", {"kode": typed}, follow=True)
        assert answer.status_code == 404 and "Den kode kender vi ikke" in answer.content.decode()
        assert "<b>" not in answer.content.decode()


def test_the_same_code_in_several_projects_is_a_choice(woven, amina, as_amina):
    other = begin_project("Et andet hus", coordinator=amina)
    from samskab.people.actors import staff

    write_insight(other, "En helt anden.", by=staff(amina))
    page = as_amina.get("/t/I-1/")
    words = page.content.decode()
    assert page.status_code == 200 and "Et andet hus" in words and woven.name in words
    assert f"/p/{other.slug}/t/I-1/" in words
    assert Client().get("/t/I-1/").headers["Location"] == f"/o/{woven.slug}/t/I-1/", "what is not public is no choice"


def test_a_member_of_another_project_finds_only_what_is_public(woven, as_carl):
    assert as_carl.get("/t/I-1/").headers["Location"] == f"/o/{woven.slug}/t/I-1/"
    assert as_carl.get("/t/I-2/").status_code == 404


@given(st.text(max_size=12))
def test_no_code_at_all_is_never_more_than_not_found(code):
    with pytest.raises(Http404):
        thread_of(None, None, f"?{code}")


def test_the_published_card_is_on_the_thread(woven, as_amina):
    assert postcards.Postcard.objects.filter(state="published").count() == 1
    assert "Givet tilbage" in as_amina.get(f"/p/{woven.slug}/t/U-1/").content.decode()
