"""Names are suggested for pseudonyms, a person answers, and one new revision is laid. Nothing happens behind anybody's back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samskab.journal.models import Entry
from samskab.projects.access import Role
from samskab.projects.permission import NotAllowed
from samskab.projects.team.actions import add_member
from samskab.projects.words import ContainsCpr
from samskab.voices.correcting.actions import correct
from samskab.voices.correcting.models import Anchor
from samskab.voices.intake.actions import Told, capture
from samskab.voices.pseudonyms.actions import (
    AnsweredSince,
    NothingToReplace,
    NotThere,
    ask_again,
    leave,
    point_out,
    replace_names,
    say_instead,
    take_new_words,
)
from samskab.voices.pseudonyms.finding import found_in
from samskab.voices.pseudonyms.inventing import MEN, WOMEN, NotLikeThat
from samskab.voices.pseudonyms.looking import ChangedSince, NoText, look_for_names, words_of
from samskab.voices.pseudonyms.map import IsARealName, NameMap
from samskab.voices.pseudonyms.models import NameSearch, Pseudonym, Replacement, Spot
from samskab.voices.pseudonyms.queries import changed_in_names_only, still_named
from samskab.voices.pseudonyms.swapping import Swap, swapped
from samskab.voices.pseudonyms.words import bare, key, places_of_each
from samskab.voices.sources.actions import Upload, keep
from samskab.voices.sources.bringing import bring, open_material
from samskab.voices.sources.models import Revision, Stretch

ONE = "Karen Jensen ringede til vagten, og Karens datter kom."
TWO = "Vi ventede hele natten på lægen fra Lægehuset i Nordby."
THREE = "Ring til Karen på 22 33 44 55. Jens' nummer har jeg ikke."
TEXT = "\n\n".join((ONE, TWO, THREE))


def restored(new, told):
    """The text of before, from (start, end, what stood there) in order."""
    parts: list[str] = []
    done = 0
    for start, end, words in told:
        parts += [new[done:start], words]
        done = end
    return "".join([*parts, new[done:]])


def brought(project, by, text=TEXT, name="samtale.txt"):
    return keep(project, Upload(name, "txt", text.encode(), text), by=by)


@pytest.fixture
def source(project, by_amina):
    return brought(project, by_amina)


@pytest.fixture
def search(source, by_amina):
    return look_for_names(source, by=by_amina)


def spot(search, words, state=None):
    found = [one for one in search.spots.all() if words_of(one, search.revision) == words]
    return next(one for one in found if state is None or one.state == state)


def answer_all(source, by, chosen=None):
    """Every place, everywhere, with what is suggested or what somebody chose for those words."""
    search = look_for_names(source, by=by)
    while (one := search.spots.filter(state="waiting").first()) is not None:
        words = words_of(one, search.revision)
        instead = (chosen or {}).get(words) or NameMap(source.project).suggestion(one.kind, words, search.revision.text)
        say_instead(one, instead, by=by, everywhere=True)
    return replace_names(source, by=by, seen=search.revision.number)


def old_text(revision):
    """By the law: from the new text, the map and the log."""
    log = Replacement.objects.filter(revision=revision, segment=None).order_by("start").select_related("pseudonym")
    return restored(revision.text, [(one.start, one.end, one.pseudonym.told) for one in log])


def test_names_are_found_once_and_nothing_is_changed(source, search, by_amina):
    found = [(one.kind, words_of(one, search.revision)) for one in search.spots.all()]
    assert ("name", "Karen Jensen") in found and ("name", "Jens") in found and found.count(("name", "Karen")) == 2
    assert ("institution", "Lægehuset i Nordby") in found and ("phone", "22 33 44 55") in found
    assert look_for_names(source, by=by_amina) == search and source.revisions.last().text == TEXT
    assert Entry.objects.get(verb="names_looked_for").facts == {"number": 1, "found": len(found)}
    assert not Pseudonym.objects.exists()


def test_one_new_revision_has_the_other_names_and_the_log_gives_the_old_one_back(source, search, by_amina):
    instead = {"Karen Jensen": "Lone", "Karen": "[Lone]", "Jens": "Viggo", "22 33 44 55": "telefonnummer"}
    revision = answer_all(source, by_amina, instead)
    assert revision.text == (
        "[Lone] ringede til vagten, og [Lone]s datter kom.\n\nVi ventede hele natten på lægen fra [et sted].\n\n"
        "Ring til [Lone] på [telefonnummer]. [Viggo]' nummer har jeg ikke."
    )
    assert revision.why == "pseudonym" and revision.made_from.text == TEXT and old_text(revision) == TEXT
    assert [revision.text[one.start : one.end] for one in revision.segments.all()] == revision.text.split("\n\n")
    entry = Entry.objects.get(verb="names_replaced")
    assert entry.facts == {"number": 2, "places": 6, "names": 5, "changed": 0} and "Karen" not in str(entry.facts)


def test_the_search_finds_the_latest_only(source, by_amina):
    answer_all(source, by_amina)
    known = " ".join(Stretch.objects.filter(revision__source=source).values_list("vocabulary", flat=True)).lower()
    assert "karen" not in known and "ventede" in known


def test_the_same_name_is_called_the_same_in_every_source(project, source, by_amina):
    answer_all(source, by_amina)
    other = brought(project, by_amina, "I går så jeg Karen Jensen igen. Det var Karens hund.", "b.txt")
    revision = answer_all(other, by_amina)
    known = {one.told: one.said_instead for one in Pseudonym.objects.all()}
    assert known["Karen"] == known["Karen Jensen"] and revision.text.count(known["Karen"]) == 2


def test_two_people_with_one_name_may_be_told_apart(project, by_amina):
    source = brought(project, by_amina, "I går kom Karen. I dag kom Karen ikke, men Karens mor.")
    search = look_for_names(source, by=by_amina)
    say_instead(search.spots.first(), "Lone", by=by_amina, everywhere=False)
    say_instead(search.spots.filter(state="waiting").first(), "Inger", by=by_amina, everywhere=True)
    revision = replace_names(source, by=by_amina, seen=1)
    assert revision.text == "I går kom [Lone]. I dag kom [Inger] ikke, men [Inger]s mor."
    assert old_text(revision) == "I går kom Karen. I dag kom Karen ikke, men Karens mor."


def test_a_suggestion_is_nobody_in_the_text_nor_in_the_map(project, by_amina):
    many = " ".join(f"Så kom {name}." for name in (*WOMEN[:10], "Karen"))
    source = brought(project, by_amina, many)
    search = look_for_names(source, by=by_amina)
    first = NameMap(project).suggestion("name", "Karen", many)
    assert first == NameMap(project).suggestion("name", "Karen", many) and first[1:-1] in WOMEN[10:]
    say_instead(spot(search, "Karen"), first, by=by_amina, everywhere=True)
    assert NameMap(project).suggestion("name", "Mette", many) not in {first, *(f"[{name}]" for name in WOMEN[:10])}
    assert NameMap(project).suggestion("name", "Jens", many)[1:-1] in MEN


@pytest.mark.parametrize(
    ("written", "error"),
    [
        ("010190-1234", ContainsCpr), ("  ", NotLikeThat), ("[]", NotLikeThat), ("a [b] c", NotLikeThat),
        ("x" * 61, NotLikeThat), ("Karen", IsARealName), ("Jens", IsARealName),
    ],
)  # fmt: skip
def test_what_cannot_stand_instead_changes_nothing(search, by_amina, written, error):
    with pytest.raises(error):
        say_instead(spot(search, "Karen"), written, by=by_amina, everywhere=True)
    assert not Pseudonym.objects.exists() and not search.spots.exclude(state="waiting").exists()


def test_what_nobody_can_see_or_write_does_not_come_into_the_text(source, search, by_amina):
    with pytest.raises(NotLikeThat):
        say_instead(spot(search, "Karen"), "e" + "\u0301" * 40, by=by_amina, everywhere=True)
    say_instead(spot(search, "Karen"), " [Lo\x00ne\u2028A\u030a] ", by=by_amina, everywhere=True)
    assert "[Lone Å]s datter" in replace_names(source, by=by_amina, seen=1).text


def test_what_is_left_standing_is_not_asked_about_again(source, search, by_amina):
    leave(spot(search, "Lægehuset i Nordby"), by=by_amina, everywhere=True)
    revision = answer_all(source, by_amina)
    assert "Lægehuset i Nordby" in revision.text
    again = look_for_names(source, by=by_amina)
    assert again.revision == revision and not again.spots.filter(state="waiting").exists()
    assert words_of(again.spots.get(), revision) == "Lægehuset i Nordby"


def test_a_pseudonym_is_not_found_as_a_name(source, by_amina):
    revision = answer_all(source, by_amina, {"Karen": "Lone Hansen", "Karen Jensen": "Lone Hansen"})
    later = correct(source, revision.text + "\n\nMere.", by=by_amina, reason="Hørt igen", seen=2)
    assert not look_for_names(source, by=by_amina).spots.exists() and "[Lone Hansen]s datter" in later.text


def test_answers_follow_a_correction_or_are_asked_again(source, search, by_amina):
    leave(spot(search, "Lægehuset i Nordby"), by=by_amina, everywhere=False)
    say_instead(spot(search, "Karen"), "Lone", by=by_amina, everywhere=True)
    correct(
        source,
        "I går sagde hun:\n\n" + TEXT.replace("til Karen på", "til Maren på"),
        by=by_amina,
        reason="Igen",
        seen=1,
    )
    with pytest.raises(ChangedSince):
        replace_names(source, by=by_amina, seen=2)
    with pytest.raises(ChangedSince):
        leave(spot(search, "Jens"), by=by_amina, everywhere=False)
    after = look_for_names(source, by=by_amina)
    assert spot(after, "Lægehuset i Nordby").state == "left" and spot(after, "Karen").state == "replaced"
    assert spot(after, "Maren").state == "waiting" and NameSearch.objects.count() == 1
    revision = replace_names(source, by=by_amina, seen=2)
    assert (
        "[Lone]s datter" in revision.text
        and "til Maren på" in revision.text
        and old_text(revision) == revision.made_from.text
    )


def test_what_nobody_found_is_pointed_out_wherever_it_stands(project, by_amina):
    source = brought(project, by_amina, "Så kom Muffe. Ja, muffe er varm. Og Muffes kurv. Karen Muffe sov.")
    search = look_for_names(source, by=by_amina)
    before = search.spots.count()
    many = point_out(search, " Muffe ", by=by_amina) if not search.spots.filter(start=7).exists() else 0
    revision = answer_all(source, by_amina, {"Muffe": "Trofast", "Karen Muffe": "Lone"})
    assert revision.text == "Så kom [Trofast]. Ja, muffe er varm. Og [Trofast]s kurv. [Lone] sov."
    assert before + many == Replacement.objects.count()


def test_words_that_are_not_there_cannot_be_pointed_out(search, by_amina):
    for words in ("Muffe", "", " - ", "Karen", "x" * 10**6, "e" + "\u0301" * 40, "\x00"):
        with pytest.raises(NotThere):
            point_out(search, words, by=by_amina)


def test_what_was_left_is_asked_again_when_somebody_points_it_out(search, by_amina):
    leave(spot(search, "Karen"), by=by_amina, everywhere=True)
    assert point_out(search, "Karen", by=by_amina) == 2 and spot(search, "Karen").state == "waiting"


def test_an_answer_may_be_taken_back_and_its_name_is_forgotten(search, by_amina):
    say_instead(spot(search, "Karen"), "Lone", by=by_amina, everywhere=True)
    assert Pseudonym.objects.count() == 1
    for _ in range(2):
        ask_again(spot(search, "Karen"), by=by_amina)
    assert not Pseudonym.objects.exists() and not search.spots.exclude(state="waiting").exists()


def test_two_people_answer_at_once_and_the_first_counts(search, by_amina):
    seen_by_both = spot(search, "Karen")
    say_instead(seen_by_both, "Lone", by=by_amina, everywhere=True)
    with pytest.raises(AnsweredSince):
        say_instead(seen_by_both, "Inger", by=by_amina, everywhere=True)
    with pytest.raises(AnsweredSince):
        leave(seen_by_both, by=by_amina, everywhere=False)
    assert {one.said_instead for one in Pseudonym.objects.all()} == {"[Lone]"}


def test_two_people_lay_the_text_at_once_and_one_revision_is_laid(source, search, by_amina):
    with pytest.raises(NothingToReplace):
        replace_names(source, by=by_amina, seen=1)
    say_instead(spot(search, "Karen"), "Lone", by=by_amina, everywhere=True)
    replace_names(source, by=by_amina, seen=1)
    with pytest.raises(ChangedSince):
        replace_names(source, by=by_amina, seen=1)
    assert Revision.objects.filter(source=source).count() == 2


def test_speakers_have_other_names_too(project, by_amina):
    vtt = "\n\n".join(f"{n:02}:00.000 --> {n:02}:09.000\n<v {who}>{said}" for n, (who, said) in enumerate(
        [("Karen", "Jeg ventede."), ("Interviewer", "Hvor længe?"), ("Karen", "Hele natten.")]))  # fmt: skip
    source = bring(project, open_material("s.vtt", f"WEBVTT\n\n{vtt}\n".encode()), by=by_amina)
    revision = answer_all(source, by_amina, {"Karen": "Lone"})
    assert [one.speaker for one in revision.segments.all()] == ["[Lone]", "Interviewer", "[Lone]"]
    assert Replacement.objects.get().segment == 1 and not look_for_names(source, by=by_amina).spots.exists()


def test_the_file_is_called_something_else_where_its_name_told_the_same(project, by_amina):
    source = brought(project, by_amina, name="interview_karen_jensen.txt")
    answer_all(source, by_amina, {"Karen Jensen": "Lone", "Karen": "Lone"})
    source.refresh_from_db()
    assert source.name == "interview [Lone].txt"


def test_a_voice_that_held_the_name_asks_and_takes_the_new_words_at_once(project, source, by_amina):
    voices = [capture(project, Told(words, source=source), by=by_amina) for words in (ONE, TWO, "Ring til Karen")]
    revision = answer_all(source, by_amina, {"Karen": "Lone", "Karen Jensen": "Lone"})
    assert [one.state for one in Anchor.objects.order_by("voice__number")] == ["changed"] * 3
    assert [one.code for one in still_named(source)] == ["U-1", "U-2", "U-3"]
    assert take_new_words(source, by=by_amina) == 3 and take_new_words(source, by=by_amina) == 0
    for voice in voices:
        voice.refresh_from_db()
    assert (
        voices[0].words == "[Lone] ringede til vagten, og [Lone]s datter kom." and voices[2].words == "Ring til [Lone]"
    )
    assert not still_named(source) and revision.text.startswith(voices[0].words)


def test_words_that_were_changed_otherwise_are_asked_about_one_by_one(project, source, by_amina):
    capture(project, Told(ONE, source=source), by=by_amina)
    correct(source, TEXT.replace("ringede", "skrev"), by=by_amina, reason="Hørt igen", seen=1)
    answer_all(source, by_amina)
    assert changed_in_names_only(source) == [] and take_new_words(source, by=by_amina) == 0


def test_names_replaced_twice_are_still_names_only(project, source, by_amina):
    capture(project, Told(THREE, source=source), by=by_amina)
    search = look_for_names(source, by=by_amina)
    say_instead(spot(search, "Jens"), "Viggo", by=by_amina, everywhere=True)
    replace_names(source, by=by_amina, seen=1)
    answer_all(source, by_amina)
    assert len(changed_in_names_only(source)) == 1


def test_who_may_not_see_the_names_can_do_none_of_it(project, source, search, by_amina, by_bo, carl, by_carl):
    add_member(project, carl, Role.FACILITATOR, by=by_amina)
    one = spot(search, "Karen")
    acts = (
        lambda by: look_for_names(source, by=by),
        lambda by: say_instead(one, "Lone", by=by, everywhere=True),
        lambda by: leave(one, by=by, everywhere=True),
        lambda by: ask_again(one, by=by),
        lambda by: point_out(search, "natten", by=by),
        lambda by: replace_names(source, by=by, seen=1),
        lambda by: take_new_words(source, by=by),
    )
    for act in acts:
        for by in (by_bo, by_carl):
            with pytest.raises(NotAllowed):
                act(by)
    assert not Spot.objects.exclude(state="waiting").exists() and not Pseudonym.objects.exists()


def test_there_is_nothing_to_look_in_before_there_are_words(project, source, by_amina):
    source.revisions.all().delete()
    with pytest.raises(NoText):
        look_for_names(source, by=by_amina)


@pytest.mark.parametrize(
    ("words", "without"),
    [("Karens", "Karen"), ("Jens", "Jens"), ("Jens'", "Jens"), ("Lars", "Lars"), ("Karen Hansens", "Karen Hansen"), ("Fatous", "Fatou"), ("Muffes", "Muffes")],
)  # fmt: skip
def test_a_genitive_is_no_other_name(words, without):
    assert bare("name", words, {"Fatou"}) == without


def test_capitals_signs_and_lines_are_no_other_name():
    assert key("name", "KAREN\nJensen") == key("name", "Karen Jensen") and key("phone", "22 33 44 55") == "22334455"


NAMES = st.sampled_from(["Karen", "Jens", "Fatou", "Karen Jensen", "Mads", "Bo"])
BETWEEN = st.sampled_from([" ", "s ", "' ", "\n\n", ". Så kom ", " og ", "æøå 👵 ", ", ", " bo ", " [Anna] "])


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(BETWEEN, NAMES), min_size=1, max_size=12), st.sets(NAMES, min_size=1))
def test_a_text_is_given_back_byte_for_byte_and_no_replaced_name_stands_in_it(parts, wanted):
    text = "".join(between + name for between, name in parts)
    taken, swaps = 0, []
    for _told, start, end in places_of_each(text, wanted):
        if start >= taken:
            taken = end
            swaps.append(Swap(start, end, "[Å]"))
    new = swapped(text, swaps)
    told = [text[one.start : one.end] for one in swaps]
    assert restored(new.text, [(*place, words) for place, words in zip(new.places, told, strict=True)]) == text
    assert not list(places_of_each(new.text, wanted))
    assert all(text[a : a + size] == new.text[b : b + size] for a, b, size in new.blocks)


WHOLE = st.sampled_from(
    [
        "Karen Jensen ringede.", "Karens mor hedder Lone Holm.", "I går kom Mads' bror.", "Så sagde Fatou, at Fatous hund sov.",
        "Ring 22 33 44 55.", "Hun bor Nygade 4, 8963 Auning.", "Lægehuset i Nordby, AB 12 345.", "Det var [Anna]s idé.",
        "Vi ventede hele natten.", "mail karen@example.dk\n\nBo kom, og Bo gik; du kan bo her. 👵",
    ]
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WHOLE, min_size=1, max_size=8).map(" ".join))
def test_whatever_is_found_can_all_be_replaced_and_given_back(text):
    found = found_in(text, {}, {"[Anna]"})
    told = {text[one.start : one.end] for one in found}
    new = swapped(text, [Swap(one.start, one.end, "[Å]") for one in found])
    back = [(*place, text[one.start : one.end]) for place, one in zip(new.places, found, strict=True)]
    assert restored(new.text, back) == text and not list(places_of_each(new.text, told))
    assert new.text.count("[Anna]") == text.count("[Anna]")


@pytest.mark.parametrize("swaps", [[(0, 3), (2, 4)], [(3, 3)], [(2, 9)], [(3, 4), (0, 1)]])
def test_swaps_that_lie_over_one_another_are_refused(swaps):
    with pytest.raises(ValueError, match="beside one another"):
        swapped("abcdef", [Swap(start, end, "x") for start, end in swaps])
