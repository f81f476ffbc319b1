import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path
from subprocess import run

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.projects.methods.method_file import parse_method
from samskab.projects.methods.shelf import (
    KEYS,
    CaptureRule,
    MethodFileError,
    MethodText,
    UnknownMethod,
    YieldKind,
    method,
    methods,
    recognise_name,
    recognise_names,
    refuse_shared_aliases,
)
from tests.plain_words import lix, sentence_count, words_in

LIBRARY = resources.files("samskab.projects.methods") / "library"
SEEDS = Path(__file__).parents[4] / "../shared/seeds"
EVERY_TEXT = [
    pytest.param(each.key, lang, each.text(lang), id=f"{each.key}-{lang}")
    for each in methods()
    for lang in ("da", "en")
]
FORBIDDEN = re.compile(
    r"ressourc|resourc|informant|målgruppe|target group|\bbruger|\busers?\b|respondent|interviewperson|ensomme",
    re.IGNORECASE,
)
FALSE_PROMISES = re.compile(
    r"fortrolig|anonym|tavshedspligt|garanterer|ingen kan genkende|confidential|guarantee that|nobody (will|can) |100 ?%",
    re.IGNORECASE,
)


def source_of(key: str) -> str:
    return (LIBRARY / f"{key}.toml").read_text("utf-8")


def sections(text: MethodText) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in ("choose_when", "avoid_when", "steps", "kit", "care", "questions"):
        yield name, getattr(text, name)
    for name in ("purpose", "capture", "consent"):
        yield name, (getattr(text, name),)


def test_the_ten_methods_stand_in_order_and_no_file_is_left_over():
    assert tuple(each.key for each in methods()) == KEYS
    assert len(KEYS) == 10
    assert {file.name for file in LIBRARY.iterdir()} == {f"{key}.toml" for key in KEYS}


def test_a_method_is_found_by_its_key_and_an_unknown_key_is_refused():
    assert method("fieldwork").text("da").name == "Feltarbejde"
    with pytest.raises(UnknownMethod):
        method("brainstorm")


@pytest.mark.parametrize(("wanted", "got"), [("da", "da"), ("en", "en"), ("en-gb", "en"), ("de", "da"), (None, "da")])
def test_a_language_not_on_the_shelf_is_answered_in_danish(wanted, got):
    each = method("walk_around")
    assert each.text(wanted) is each.texts[got]


def test_the_shelf_stands_without_django():
    told = run(
        [
            sys.executable,
            "-c",
            "import sys, samskab.projects.methods.shelf as s; s.methods(); print('django' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "False"


# What the texts say


@pytest.mark.parametrize(("key", "lang", "text"), EVERY_TEXT)
def test_no_one_is_called_a_resource_an_informant_or_a_user(key, lang, text):
    assert not [each for each in text.sentences() if FORBIDDEN.search(each)]


@pytest.mark.parametrize(("key", "lang", "text"), EVERY_TEXT)
def test_absolute_confidentiality_is_never_promised_and_care_says_so(key, lang, text):
    assert not [each for each in text.sentences() if FALSE_PROMISES.search(each)]
    limits = re.compile(
        r"\b(lov|love|garanti|kan bede om at se|kan få arkene at se|promise|guarantee|get to see)\b", re.I
    )
    assert [each for each in text.care if limits.search(each)]


@pytest.mark.parametrize(("key", "lang", "text"), EVERY_TEXT)
def test_every_part_is_easy_to_read(key, lang, text):
    assert lix(*text.sentences()) < 30
    assert {name: round(lix(*texts)) for name, texts in sections(text) if lix(*texts) >= 40} == {}
    assert lix(text.consent) < 35
    assert lix(*text.questions) < 35


@pytest.mark.parametrize(("key", "lang", "text"), EVERY_TEXT)
def test_purpose_and_capture_are_one_sentence_each_and_steps_are_short(key, lang, text):
    assert sentence_count(text.purpose) == sentence_count(text.capture) == 1
    assert {step: len(words_in(step)) for step in text.steps if len(words_in(step)) > 26} == {}


@pytest.mark.parametrize(("key", "lang", "text"), EVERY_TEXT)
def test_every_question_asks_and_every_text_ends_as_a_sentence(key, lang, text):
    assert all("?" in question for question in text.questions if not question.startswith(("Fortæl", "Tell")))
    names = {text.name, *(role.name for role in text.roles)}
    assert [each for each in text.sentences() if each not in names and each[-1] not in ".?!"] == []
    assert [each for each in text.sentences() if "  " in each or each != each.strip() or '"' in each] == []


def test_question_guides_are_open():
    closed = re.compile(r"^(er|har|kan|vil|skal|synes|is|are|have|can|will|do|does|did)\b", re.IGNORECASE)
    for each in methods():
        for lang in ("da", "en"):
            openers = [question for question in each.text(lang).questions if closed.search(question)]
            assert [question for question in openers if question.count("?") < 2] == []


def test_words_people_give_can_be_taken_back_wherever_a_method_yields_voices():
    for each in methods():
        if YieldKind.VOICE in each.yields:
            assert re.search(r"tilbage|slette|fortryder", each.text("da").consent), each.key
            assert re.search(
                r"back later|take (it|your words) back|delete|change your mind", each.text("en").consent
            ), each.key


def test_people_hear_how_long_it_is_kept_and_who_can_ask_to_see_it():
    for each in methods():
        assert "hvor længe" in each.text("da").consent and "bede om at se" in each.text("da").consent, each.key
        assert "how long" in each.text("en").consent and "ask to see" in each.text("en").consent, each.key


# What may be written down


def test_in_the_salon_only_cards_people_hand_in_are_kept():
    salon = method("conversation_salon")
    assert salon.capture_rule is CaptureRule.VOLUNTEERED_ONLY
    assert "Ingen skriver ned" in salon.text("da").capture
    assert "Nobody writes down" in salon.text("en").capture
    assert "kort" in salon.text("da").capture
    assert YieldKind.OBSERVATION not in salon.yields


def test_a_method_that_captures_nothing_yields_no_voices():
    assert [each.key for each in methods() if each.capture_rule is CaptureRule.NONE] == ["after_work_meeting"]
    assert YieldKind.VOICE not in method("after_work_meeting").yields
    lying = source_of("conversation_salon").replace('"volunteered_only"', '"none"')
    with pytest.raises(MethodFileError, match=r"conversation_salon\.toml: capture_rule is none"):
        parse_method(lying, "conversation_salon")


def test_noted_words_are_read_back():
    for each in methods():
        if each.capture_rule is CaptureRule.NOTED_WITH_READ_BACK:
            assert re.search(r"læser .*op|læst .*op", each.text("da").capture), each.key
            assert re.search(r"read(s|ing)?\b.*\bback", each.text("en").capture), each.key


# Names in documents


def test_every_alias_and_every_name_leads_to_its_own_method_only():
    for each in methods():
        for name in (*each.aliases, each.text("da").name, each.text("en").name):
            assert recognise_names(name) == (each.key,), name


def test_two_methods_cannot_answer_to_the_same_name():
    refuse_shared_aliases(methods())
    copycat = replace(method("fieldwork"), aliases=("Etno-Raid",))
    with pytest.raises(MethodFileError, match=r"fieldwork\.toml: alias 'Etno-Raid' already belongs to ethno_raid"):
        refuse_shared_aliases((method("ethno_raid"), copycat))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Tubodesignsprint:", "turbo_design_sprint"),
        ("Turbo-designsprint med politikere", "turbo_design_sprint"),
        ("Designsprint med fagpersoner", "design_sprint"),
        ("Køkkenbordssamtaler/samtaler med få", "kitchen_table"),
        ("’Køkkenbords-\nsamtalerne’", "kitchen_table"),
        ("Etno-raid i to landsbyer", "ethno_raid"),
        ("GÅ RUNDT I PROBLEMET", "walk_around"),
        ("ga\u030a rundt i problemerne", "walk_around"),
        ("samtalesalonen i februar", "conversation_salon"),
        ("Fyraftensmøde – orientering", "after_work_meeting"),
        ("i fel tarbejde hos os", "fieldwork"),
        ("Foto\u00adelicitering", "photo_elicitation"),
        ("Statusmøde", None),
        ("designsprintmetoden", None),
        ("samtaler med fårehyrder", None),
        ("", None),
    ],
)
def test_names_as_people_write_them_are_recognised(name, key):
    assert recognise_name(name) == key


def test_a_heading_that_names_two_methods_is_not_guessed_at():
    assert recognise_name("Fotoelicitering og/eller samtalesalon") is None
    assert recognise_names("Fotoelicitering og/eller samtalesalon") == ("photo_elicitation", "conversation_salon")


@given(st.sampled_from([(alias, each.key) for each in methods() for alias in each.aliases]), st.data())
def test_capitals_hyphens_and_line_breaks_do_not_hide_a_name(named, data):
    alias, key = named
    written = "".join(
        data.draw(st.sampled_from((letter, letter.upper())))
        + data.draw(st.sampled_from(("", "", "-", " ", "\u00ad", "-\n")))
        for letter in alias
    ).rstrip("- \n")
    assert recognise_name(f"1. {written}:") == key


@given(st.text())
def test_any_text_is_answered_with_keys_from_the_shelf(text):
    assert set(recognise_names(text)) <= set(KEYS)


def test_the_methods_of_the_two_first_documents_are_all_recognised():
    if not SEEDS.exists():
        pytest.skip("the two documents are not here")
    found = [recognise_names(file.read_text("utf-8")) for file in sorted(SEEDS.glob("*.txt"))]
    assert set(found[0]) == set(KEYS)
    assert set(found[1]) == {"turbo_design_sprint", "fieldwork", "conversation_salon"}


def test_no_run_of_six_words_is_taken_from_the_two_first_documents():
    if not SEEDS.exists():
        pytest.skip("the two documents are not here")

    def runs(text: str) -> set[tuple[str, ...]]:
        words = words_in(text.casefold())
        return {tuple(words[start : start + 6]) for start in range(len(words) - 5)}

    theirs = set().union(*(runs(file.read_text("utf-8")) for file in SEEDS.glob("*.txt")))
    ours = set().union(*(runs(each) for method_ in methods() for each in method_.text("da").sentences()))
    assert theirs & ours == set()


# Files that are not whole


def top_and_language_fields() -> list[tuple[str | None, str]]:
    content = tomllib.loads(source_of("fieldwork"))
    return [(None, field) for field in content] + [(lang, field) for lang in ("da", "en") for field in content[lang]]


def as_toml(table: dict, prefix: str = "") -> str:
    """Enough TOML to write a method's file again after a change."""
    flat = [f"{name} = {written(value)}" for name, value in table.items() if not isinstance(value, dict)]
    nested = [as_toml(value, f"{prefix}{name}.") for name, value in table.items() if isinstance(value, dict)]
    return "\n".join(([f"[{prefix[:-1]}]"] if prefix else []) + flat + nested) + "\n"


def written(value: object) -> str:
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {written(each)}" for name, each in value.items()) + "}"
    return str(value)


def changed(lang: str | None, field: str, value: object) -> str:
    content = tomllib.loads(source_of("fieldwork"))
    table = content[lang] if lang else content
    if value is None:
        del table[field]
    else:
        table[field] = value
    return as_toml(content)


def test_writing_a_file_again_unchanged_changes_nothing():
    again = parse_method(as_toml(tomllib.loads(source_of("fieldwork"))), "fieldwork")
    assert again == method("fieldwork")


@pytest.mark.parametrize(("lang", "field"), top_and_language_fields())
def test_a_missing_field_is_named_with_its_file(lang, field):
    with pytest.raises(MethodFileError, match=rf"fieldwork\.toml.*{field} is missing"):
        parse_method(changed(lang, field, None), "fieldwork")


@pytest.mark.parametrize(("lang", "field"), top_and_language_fields())
def test_a_field_of_the_wrong_type_is_named_with_its_file(lang, field):
    with pytest.raises(MethodFileError, match=rf"fieldwork\.toml.*{field} must be"):
        parse_method(changed(lang, field, 7), "fieldwork")


@pytest.mark.parametrize(
    ("lang", "field", "value", "complaint"),
    [
        (None, "key", "somewhere_else", "key is 'somewhere_else'"),
        (None, "capture_rule", "overheard", "'overheard' is none of none, volunteered_only"),
        (None, "related", ["fieldwork"], "names no other method: fieldwork"),
        (None, "colour", "red", "unknown field colour"),
        ("en", "steps", ["One.", "Two.", "Three.", "Four.", "Five."], "steps has 9 in da and 5 in en"),
        ("da", "steps", ["En.", "To."], "steps has 2, outside 5-9"),
        ("en", "questions", ["What is this?"] * 9, "questions has 9, outside 3-8"),
        ("da", "kit", ["En blok.", " "], "kit holds an empty line"),
        ("da", "consent", "", "consent holds an empty line"),
        ("da", "roles", [], "roles is empty"),
        ("da", "roles", ["Vært"], "roles 1 must be a table"),
        ("da", "yields", [{"kind": "gossip", "text": "Sladder."}], "'gossip' is none of"),
        ("en", "yields", [{"kind": "voice", "text": "A voice."}] * 4, "different kinds"),
        ("da", "time", {"prepare": "a", "hold": "b", "after": "c", "later": "d"}, "unknown field later"),
    ],
)
def test_a_file_that_does_not_hold_together_is_refused(lang, field, value, complaint):
    with pytest.raises(MethodFileError, match=rf"fieldwork\.toml.*{re.escape(complaint)}"):
        parse_method(changed(lang, field, value), "fieldwork")


@given(st.text())
def test_anything_else_in_a_file_is_a_clear_error(text):
    with pytest.raises(MethodFileError, match=r"fieldwork\.toml"):
        parse_method(text, "fieldwork")
