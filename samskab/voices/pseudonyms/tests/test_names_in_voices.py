"""Names in a voice that was written down are replaced as in a source. The words as they were said lie apart, until they go."""

import secrets

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samskab.ground.installation import Installation
from samskab.ground.relocking import relock_texts
from samskab.ground.stamps import stamp
from samskab.journal.models import Entry
from samskab.meaning.themes.actions import tie, write_insight
from samskab.meaning.themes.models import InsightVoice
from samskab.projects.permission import NotAllowed, membership_of
from samskab.voices.consent.actions import withdraw
from samskab.voices.consent.verifying import left_of, verify
from samskab.voices.intake.actions import Told, capture, retype
from samskab.voices.intake.models import SecondReading, Voice
from samskab.voices.intake.second_reading import answer_doubt
from samskab.voices.pseudonyms import in_voices
from samskab.voices.pseudonyms.actions import NothingToReplace, NotThere, leave, point_out, say_instead
from samskab.voices.pseudonyms.in_voices import replace_names_in_voice
from samskab.voices.pseudonyms.looking import ChangedSince, look_for_names, look_in_voice, words_of
from samskab.voices.pseudonyms.map import NameMap
from samskab.voices.pseudonyms.models import NameSearch, Pseudonym, Replacement, SaidBefore, Spot
from samskab.voices.pseudonyms.said_before import wording
from samskab.voices.pseudonyms.texts import BETWEEN, VoiceWords
from samskab.voices.pseudonyms.words import places_of_each
from samskab.voices.search.queries import found
from samskab.voices.sources.actions import Upload, keep

WORDS = "I går ringede Karen til vagten.\r\nKarens datter sagde: »Jens kommer 👵🏽«."
THOUGHT = "Jeg kender Karen Jensen fra sognet. 𝔎"


@pytest.fixture(autouse=True)
def installation(settings, tmp_path):
    settings.INSTALLATION = Installation(tmp_path)
    settings.INSTALLATION.prepare()


@pytest.fixture
def voice(project, by_amina):
    return capture(project, Told(WORDS, kind="observation", thought=THOUGHT), by=by_amina)


def spot(voice, words):
    search = NameSearch.objects.get(voice=voice)
    return next(one for one in search.spots.all() if words_of(one, search.laid) == words)


def answer(voice, by, **instead):
    """Each of these everywhere; the rest is left."""
    search = look_in_voice(voice, by=by)
    while (one := search.spots.filter(state="waiting").select_related("search__voice__project").first()) is not None:
        words = words_of(one, search.laid)
        if words in instead:
            say_instead(one, instead[words], by=by, everywhere=True)
        else:
            leave(one, by=by, everywhere=True)


def replaced(voice, by, **instead):
    answer(voice, by, **instead or {"Karen": "Lone", "Jens": "Viggo", "Karen Jensen": "Lone"})
    before = replace_names_in_voice(voice, by=by, seen=wording(voice))
    voice.refresh_from_db()
    return before


def given_back(voice):
    """The words as they were told, from the words that stand, the map and the log; the latest first."""
    text = VoiceWords(voice).text
    for before in SaidBefore.objects.filter(voice=voice).order_by("-number"):
        for one in Replacement.objects.filter(said_before=before).order_by("-start").select_related("pseudonym"):
            text = text[: one.start] + one.pseudonym.told + text[one.end :]
    return text


def test_the_words_are_replaced_and_those_that_were_said_lie_apart(voice, by_amina):
    before = replaced(voice, by_amina, **{"Karen": "Lone", "Jens": "Viggo", "Karen Jensen": "Lone"})
    assert voice.words == "I går ringede [Lone] til vagten.\r\n[Lone]s datter sagde: »[Viggo] kommer 👵🏽«."
    assert voice.thought == "Jeg kender [Lone] fra sognet. 𝔎"
    assert (before.words, before.thought, before.number) == (WORDS, THOUGHT, 1)
    assert given_back(voice) == WORDS + BETWEEN + THOUGHT
    entry = Entry.objects.get(verb="voice_names_replaced")
    assert entry.facts == {"number": 2, "places": 4, "names": 3} and entry.code == "U-1"
    assert Entry.objects.get(verb="voice_names_looked_for").facts == {"found": 4}


PARTS = st.lists(
    st.sampled_from(
        ["Karen", "Karens", "Jens'", "Karen Jensen", " ", "\r\n", "\n\n\n", "👵🏽", "𝔎", " sagde ", ". Så kom ", "A\u030a", " [Anna] ",
         "22 33", "\n\n", " 44 55", "Nygade 4, 8963 Auning", " Lægehuset i Nordby "]
    ),
    min_size=1, max_size=10,
).map("".join).filter(str.strip)  # fmt: skip


@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(words=PARTS, thought=PARTS | st.just(""))
def test_whatever_was_said_is_kept_to_the_letter_and_given_back(project, by_amina, words, thought):
    voice = capture(project, Told(words, thought=thought), by=by_amina)
    voice.refresh_from_db()
    said, search = (voice.words, voice.thought), look_in_voice(voice, by=by_amina)
    assert said == (words.strip(), thought.strip())
    for one in search.spots.filter(state="waiting").select_related("search__voice__project"):
        say_instead(one, f"noget {one.alike}", by=by_amina, everywhere=False)
    if not search.spots.exists():
        return
    names = {words_of(one, search.laid) for one in search.spots.all()}
    before = replace_names_in_voice(voice, by=by_amina, seen=1)
    voice.refresh_from_db()
    assert (before.words, before.thought) == said
    assert given_back(voice) == VoiceWords(Voice(words=said[0], thought=said[1])).text
    assert not list(places_of_each(VoiceWords(voice).text.replace("[Anna]", ""), names))


def test_names_replaced_twice_are_both_given_back(voice, by_amina):
    replaced(voice, by_amina, Jens="Viggo")
    assert voice.words.count("Karen") == 2 and wording(voice) == 2
    search = NameSearch.objects.get(voice=voice)
    assert {one.state for one in search.spots.all()} == {"left"}, "what was left is not asked about again"
    point_out(search, "Karen", by=by_amina)
    say_instead(spot(voice, "Karen"), "Lone", by=by_amina, everywhere=True)
    replace_names_in_voice(voice, by=by_amina, seen=2)
    voice.refresh_from_db()
    assert "Karen" not in voice.words and given_back(voice) == WORDS + BETWEEN + THOUGHT
    assert [one.number for one in SaidBefore.objects.filter(voice=voice)] == [1, 2]


def test_a_person_is_called_the_same_in_a_source_and_in_a_voice(project, voice, by_amina):
    replaced(voice, by_amina, Karen="Lone")
    source = keep(project, Upload("a.txt", "txt", b"x", "Så kom Karen."), by=by_amina)
    one = look_for_names(source, by=by_amina).spots.get()
    assert NameMap(project).suggestion(one.kind, "Karen", "Så kom Karen.") == "[Lone]"
    assert Pseudonym.objects.count() == 1


def test_a_name_does_not_go_from_the_words_into_the_thought(project, by_amina):
    voice = capture(project, Told("Ring på 22 33", thought="44 55 er nummeret."), by=by_amina)
    search = look_in_voice(voice, by=by_amina)
    assert not [one for one in search.spots.all() if VoiceWords(voice).is_across(one.start, one.end)]
    with pytest.raises(NotThere):
        point_out(search, "33 44", by=by_amina)


def test_the_search_finds_the_new_words_and_not_the_old(voice, project, amina, by_amina):
    amina_here = membership_of(amina, project)
    assert list(found(amina_here, "Karen")) == [voice] and not found(amina_here, "Lone")
    replaced(voice, by_amina)
    assert not found(amina_here, "Karen") and list(found(amina_here, "Lone")) == [voice]
    assert "karen" not in f"{voice.stems} {voice.vocabulary}".lower()


def test_the_words_as_they_were_said_lie_locked_and_are_locked_again_with_a_new_key(
    voice, by_amina, tmp_path, settings
):
    before, keys = replaced(voice, by_amina), settings.INSTALLATION.words_key_file
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, thought FROM voices_saidbefore")
        assert "Karen" not in str(kept := cursor.fetchall()) and kept
    new = secrets.token_hex(32)
    keys.write_text(f"{new}\n{keys.read_text()}")
    settings.INSTALLATION = Installation(tmp_path)
    assert relock_texts().left == 0
    keys.write_text(f"{new}\n")
    settings.INSTALLATION = Installation(tmp_path)
    kept = SaidBefore.objects.get(pk=before.pk)
    assert (kept.words, kept.thought) == (WORDS, THOUGHT)


def test_taken_back_nothing_of_them_is_left(project, voice, by_amina):
    source = keep(
        project, Upload("b.txt", "txt", b"x", "Før.\n\n" + WORDS.replace("\r", "") + "\n\nEfter."), by=by_amina
    )
    replaced(voice, by_amina)
    assert any(one.kind == "words" and "saidbefore" in one.where for one in verify("U-1", WORDS).left)
    withdraw(voice, by=by_amina)
    for model in (SaidBefore, Replacement, Spot, NameSearch, Pseudonym):
        assert not model.objects.exists(), model
    voice.refresh_from_db()
    assert not list(left_of(voice))
    assert not [one for one in verify("U-1", WORDS).left if one.kind != "file"], "its file goes when this is committed"
    assert "Karen" not in source.revisions.last().text, "a document that holds them as they were said forgets them"


def test_what_is_left_behind_is_pointed_at(voice, by_amina):
    before = replaced(voice, by_amina)
    withdraw(voice, by=by_amina)
    SaidBefore.objects.create(voice=voice, number=1, words=WORDS, made_at=before.made_at)
    voice.refresh_from_db()
    assert any("SaidBefore" in one.where for one in left_of(voice))


@pytest.mark.parametrize("step", ["row_of", "lay_search", "answer_doubt", "tell"])
def test_killed_between_two_steps_nothing_is_half_done(voice, by_amina, monkeypatch, step):
    answer(voice, by_amina, Karen="Lone")

    def killed(*_things, **_named):
        raise KeyboardInterrupt

    monkeypatch.setattr(in_voices, step, killed)
    with pytest.raises(KeyboardInterrupt):
        replace_names_in_voice(voice, by=by_amina, seen=1)
    monkeypatch.undo()
    voice.refresh_from_db()
    assert voice.words == WORDS and not SaidBefore.objects.exists() and not Replacement.objects.exists()
    replace_names_in_voice(voice, by=by_amina, seen=1)
    voice.refresh_from_db()
    assert "[Lone]" in voice.words


def test_two_people_lay_the_words_at_once_and_one_is_told(voice, by_amina):
    look_in_voice(voice, by=by_amina)
    with pytest.raises(NothingToReplace):
        replace_names_in_voice(voice, by=by_amina, seen=1)
    replaced(voice, by_amina)
    with pytest.raises(ChangedSince):
        replace_names_in_voice(voice, by=by_amina, seen=1)
    assert SaidBefore.objects.count() == 1


def test_words_that_are_retyped_or_taken_back_are_looked_in_anew_or_never(voice, by_amina):
    answer(voice, by_amina, Karen="Lone")
    stale = Spot.objects.select_related("search__voice__project").first()
    retype(voice, "Karen kom alligevel.", by=by_amina)
    assert not NameSearch.objects.exists() and not Pseudonym.objects.exists()
    with pytest.raises(ChangedSince):
        leave(stale, by=by_amina, everywhere=False)
    withdraw(voice, by=by_amina)
    for act in (lambda: look_in_voice(voice, by=by_amina), lambda: replace_names_in_voice(voice, by=by_amina, seen=1)):
        with pytest.raises(ChangedSince):
            act()


def test_an_insight_holds_and_one_in_doubt_is_still_in_doubt(project, voice, by_amina):
    holds, doubted = (write_insight(project, said, by=by_amina) for said in ("Det ene", "Det andet"))
    tie(holds, voice, "supports", by=by_amina), tie(doubted, voice, "supports", by=by_amina)
    InsightVoice.objects.filter(insight=doubted).update(stamp="0" * 64)
    before = InsightVoice.objects.get(insight=holds).stamp
    replaced(voice, by_amina)
    assert InsightVoice.objects.get(insight=holds).stamp == stamp(voice.words) != before
    assert InsightVoice.objects.get(insight=doubted).stamp == "0" * 64


def test_a_reader_in_doubt_about_a_name_is_asked_again(voice, by_amina, bo):
    SecondReading.objects.filter(voice=voice).update(doubt="name", doubted_by=bo)
    replaced(voice, by_amina)
    assert SecondReading.objects.get(voice=voice).doubt == ""
    SecondReading.objects.filter(voice=voice).update(doubt="when", doubted_by=bo)
    answer_doubt(voice, "name")
    assert SecondReading.objects.get(voice=voice).doubt == "when"


def test_who_may_not_see_names_can_do_none_of_it(voice, by_amina, by_bo, by_carl):
    look_in_voice(voice, by=by_amina)
    one = Spot.objects.select_related("search__voice__project").first()
    acts = (
        lambda by: look_in_voice(voice, by=by),
        lambda by: say_instead(one, "Lone", by=by, everywhere=True),
        lambda by: point_out(one.search, "vagten", by=by),
        lambda by: replace_names_in_voice(voice, by=by, seen=1),
    )
    for act in acts:
        for by in (by_bo, by_carl):
            with pytest.raises(NotAllowed):
                act(by)
    assert not Spot.objects.exclude(state="waiting").exists()
