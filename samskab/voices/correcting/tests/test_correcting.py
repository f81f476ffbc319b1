"""A corrected text is a new revision, and a voice stands where its words went, or a person says where."""

import pytest

from samskab.journal.models import Entry
from samskab.projects.permission import NotAllowed
from samskab.projects.words import ContainsCpr
from samskab.voices.consent.actions import withdraw
from samskab.voices.correcting.actions import ChangedSince, NothingLeft, NothingThere, correct, settle
from samskab.voices.correcting.models import Anchor
from samskab.voices.correcting.queries import next_question
from samskab.voices.intake.actions import Told, capture
from samskab.voices.sources.actions import Upload, keep
from samskab.voices.sources.models import Revision, Segment

ONE = "Jeg ventede hele natten på et svar fra vagten."
TWO = "Hun ringede først om morgenen, da det var for sent."
THREE = "Nu er det bedre, for nogen tager telefonen."
TEXT = "\n\n".join((ONE, TWO, THREE))


@pytest.fixture
def source(project, by_amina):
    return keep(project, Upload("samtale.txt", "txt", TEXT.encode(), TEXT), by=by_amina)


@pytest.fixture
def voices(project, source, by_amina):
    return [capture(project, Told(words, source=source), by=by_amina) for words in (ONE, TWO, THREE)]


def mend(source, by, old, new, seen=1):
    text = source.revisions.last().text
    assert old in text
    return correct(source, text.replace(old, new), by=by, reason="Hørt igen", seen=seen)


def states():
    return list(Anchor.objects.order_by("voice__number").values_list("state", flat=True))


def test_what_it_was_stands_and_the_new_one_says_why(source, voices, by_amina):
    revision = mend(source, by_amina, "for sent", "alt for sent")
    assert source.revisions.get(number=1).text == TEXT and revision.number == 2 and revision.why == "corrected"
    assert revision.correction.reason == "Hørt igen" and revision.made_from.number == 1
    found = [revision.text[one.start : one.end] for one in Segment.objects.filter(revision=revision)]
    assert found == [ONE, TWO.replace("for sent", "alt for sent"), THREE]
    entry = Entry.objects.get(verb="source_corrected")
    assert entry.facts == {"number": 2, "changed": 1, "lost": 0}


def test_voices_stand_moved_or_ask(source, voices, by_amina):
    revision = mend(source, by_amina, "først om morgenen", "om aftenen")
    assert states() == ["exact", "changed", "moved"]
    for voice, anchor in zip(voices, Anchor.objects.order_by("voice__number"), strict=True):
        if anchor.state != "changed":
            assert revision.text[anchor.start : anchor.end] == voice.words


def test_words_that_are_gone_ask_and_are_let_go_of(source, voices, by_amina):
    mend(source, by_amina, "\n\n" + TWO, "")
    assert states() == ["exact", "lost", "moved"]
    question = next_question(source)
    assert question.anchor.voice == voices[1] and question.now == ""
    with pytest.raises(NothingThere):
        settle(question.anchor, "take", by=by_amina)
    settle(question.anchor, "loosen", by=by_amina)
    voices[1].refresh_from_db()
    assert states()[1] == "loose" and voices[1].words == TWO and next_question(source) is None


@pytest.mark.parametrize(
    ("choice", "state", "words"),
    [("keep", "settled", TWO), ("take", "exact", TWO.replace("om morgenen", "om aftenen")), ("loosen", "loose", TWO)],
)
def test_a_person_decides_and_it_is_done_once(source, voices, by_amina, choice, state, words):
    mend(source, by_amina, "om morgenen", "om aftenen")
    anchor = next_question(source).anchor
    for _ in range(2):
        settle(anchor, choice, by=by_amina)
    voices[1].refresh_from_db()
    assert states()[1] == state and voices[1].words == words
    assert Entry.objects.filter(verb="voice_settled_in_text").count() == 1


def test_taken_words_are_found_by_a_search(source, voices, by_amina, as_amina, project):
    mend(source, by_amina, "om morgenen", "ved midnat")
    settle(next_question(source).anchor, "take", by=by_amina)
    assert "U-2" in as_amina.get(f"/p/{project.slug}/stemmer/?ord=midnat").content.decode()


def test_a_question_nobody_has_answered_is_asked_after_the_next_correction_too(source, voices, by_amina):
    mend(source, by_amina, "om morgenen", "om aftenen")
    mend(source, by_amina, "Nu er", "I dag er", seen=2)
    assert states() == ["exact", "changed", "changed"]
    settle(next_question(source).anchor, "keep", by=by_amina)
    mend(source, by_amina, "hele natten", "den halve nat", seen=3)
    assert states() == ["changed", "settled", "changed"]


def test_a_voice_that_stands_twice_or_nowhere_is_left_alone(project, by_amina):
    text = f"{ONE}\n\n{ONE}\n\n{THREE}"
    source = keep(project, Upload("b.txt", "txt", text.encode(), text), by=by_amina)
    for words in (ONE, "Noget andet, som ingen skrev ned i den tekst."):
        capture(project, Told(words, source=source), by=by_amina)
    mend(source, by_amina, "Nu er", "I dag er")
    assert states() == []


def test_somebody_else_was_first_and_nothing_is_lost(source, voices, by_amina):
    mend(source, by_amina, "om morgenen", "om aftenen")
    with pytest.raises(ChangedSince):
        mend(source, by_amina, "Nu er", "I dag er", seen=1)
    assert Revision.objects.count() == 2


def test_the_same_text_is_the_revision_that_is_there(source, by_amina):
    assert correct(source, TEXT, by=by_amina, reason="", seen=1).number == 1 and Revision.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "reason", "error"),
    [
        ("Hun er 010190-1234.", "Hørt igen", ContainsCpr),
        ("  \n", "Hørt igen", NothingLeft),
        ("Andet.", " ", NothingLeft),
    ],
)
def test_what_may_not_be_kept_changes_nothing(source, by_amina, text, reason, error):
    with pytest.raises(error):
        correct(source, text, by=by_amina, reason=reason, seen=1)
    assert Revision.objects.count() == 1


def test_who_may_not_corrects_nothing(source, voices, by_amina, by_bo, by_carl):
    for by in (by_bo, by_carl):
        with pytest.raises(NotAllowed):
            mend(source, by, "om morgenen", "om aftenen")
    mend(source, by_amina, "om morgenen", "om aftenen")
    with pytest.raises(NotAllowed):
        settle(next_question(source).anchor, "take", by=by_bo)


def test_taking_a_voice_back_leaves_no_place_of_it(source, voices, by_amina):
    mend(source, by_amina, "om morgenen", "om aftenen")
    withdraw(voices[1], by=by_amina)
    assert not Anchor.objects.filter(voice=voices[1]).exists()
    assert "om aftenen" not in source.revisions.get().text


def test_the_pages_correct_and_ask_with_the_keyboard_alone(source, voices, as_amina, as_bo, project):
    there = f"/p/{project.slug}/kilder/1/"
    page = as_amina.get(f"{there}ret/").content.decode()
    assert ONE in page and 'name="seen" value="1"' in page and as_bo.get(f"{there}ret/").status_code == 404
    text = TEXT.replace("om morgenen", "om aftenen").replace("\n", "\r\n")
    sent = {"text": text, "reason": "Hørt igen", "seen": "1"}
    page = as_amina.post(f"{there}ret/", sent, follow=True).content.decode()
    assert "Hvor står ordene nu?" in page and "om aftenen" in page and "autofocus" in page
    assert Revision.objects.last().text == TEXT.replace("om morgenen", "om aftenen")
    anchor = Anchor.objects.get(state="changed")
    page = as_amina.post(f"{there}afgoer/", {"item": anchor.pk, "choice": "keep"}, follow=True).content.decode()
    assert "Alle stemmer herfra har deres plads." in page
    again = as_amina.post(f"{there}ret/", sent | {"text": "Andet."}, follow=True).content.decode()
    assert "En anden har rettet teksten" in again and Revision.objects.count() == 2
    assert "Hørt igen" in as_amina.get(f"{there}ret/").content.decode()


def test_a_part_of_a_long_text_is_corrected_where_it_stands(project, by_amina, as_amina):
    text = "\n\n".join(f"Linje {number} i en lang samtale, som ingen gider læse op." for number in range(450))
    keep(project, Upload("lang.txt", "txt", text.encode(), text), by=by_amina)
    there = f"/p/{project.slug}/kilder/1/ret/?tekst=2"
    page = as_amina.get(there).content.decode()
    assert "Linje 200 i" in page and "Linje 199 i" not in page and "Linje 400 i" not in page
    part = text[text.index("Linje 200 i") : text.index("\n\nLinje 400 i")]
    sent = {"text": part.replace("Linje 300 i", "Linje trehundrede i"), "reason": "Stavet", "seen": "1"}
    as_amina.post(there, sent)
    assert Revision.objects.last().text == text.replace("Linje 300 i", "Linje trehundrede i")
