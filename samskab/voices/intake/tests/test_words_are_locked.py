"""What people told lies locked, each text in its own row; whoever asks the database for it is refused, loudly."""

import pickle

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection, transaction
from django.db.models import Case, F, Q, Value
from django.urls import reverse

from samskab.ground import clock
from samskab.ground.installation import Installation
from samskab.ground.keeping.doctor import examine
from samskab.ground.locked_text import StaysLocked, Unopened, locked_columns
from samskab.ground.locking import Locked, NoKey
from samskab.voices.consent.actions import withdraw
from samskab.voices.intake.actions import Told, capture
from samskab.voices.intake.models import Voice
from samskab.voices.intake.queries import in_brief

WORDS = "Når hun kører igen, sidder jeg med alle de spørgsmål."
TOLD = Told(WORDS, thought="Hun så væk.", position="nabo", said_at="ved køkkenbordet")
COLUMNS = ("words", "thought", "position", "said_at")


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.INSTALLATION = Installation(tmp_path)


@pytest.fixture
def voice(project, by_amina):
    return capture(project, TOLD, by=by_amina)


@pytest.fixture
def another(project, by_amina):
    return capture(project, Told("Noget andet.", thought="Noget tredje."), by=by_amina)


def kept(pk, *columns):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM voices_voice WHERE id = %s", [pk])
        return cursor.fetchone()


def lay(pk, column, value):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE voices_voice SET {column} = %s WHERE id = %s", [value, pk])


def opened(pk):
    voice = Voice.objects.get(pk=pk)
    return tuple(getattr(voice, column) for column in COLUMNS)


def test_the_database_has_none_of_it_and_the_row_all_of_it(voice):
    raw = " ".join(kept(voice.pk, *COLUMNS))
    told = " ".join((WORDS, TOLD.thought, TOLD.position, TOLD.said_at)).split()
    assert not [word for word in told if len(word) > 4 and word in raw]  # shorter ones stand in what is drawn at random
    assert opened(voice.pk) == (WORDS, TOLD.thought, TOLD.position, TOLD.said_at)


def test_every_column_that_is_locked_is_declared_personal():
    locked = {f"{model.__name__}.{field.name}" for model, fields in locked_columns() for field in fields}
    assert locked >= {f"Voice.{column}" for column in COLUMNS} | {"Revision.text", "Source.text", "Segment.speaker"}
    for model, fields in locked_columns():
        assert {field.name for field in fields} <= model.personal


@pytest.mark.parametrize("column", COLUMNS)
def test_a_text_laid_in_another_row_does_not_open(voice, another, column):
    lay(another.pk, column, kept(voice.pk, column)[0])
    with pytest.raises(Locked):
        getattr(Voice.objects.get(pk=another.pk), column)
    assert getattr(Voice.objects.get(pk=voice.pk), column) == getattr(TOLD, column)


def test_a_text_laid_in_another_column_does_not_open(voice):
    words, thought = kept(voice.pk, "words", "thought")
    lay(voice.pk, "words", thought)
    lay(voice.pk, "thought", words)
    stored = Voice.objects.get(pk=voice.pk)
    for column in ("words", "thought"):
        with pytest.raises(Locked):
            getattr(stored, column)


def test_words_in_the_clear_in_a_locked_column_are_not_taken_for_somebodys(voice):
    lay(voice.pk, "words", "Det sagde hun aldrig.")
    with pytest.raises(Locked):
        Voice.objects.get(pk=voice.pk).words  # noqa: B018 -- reading it is what is refused


def test_nothing_is_opened_that_is_not_read(voice, amina_here):
    for row in (Voice.objects.get(pk=voice.pk), in_brief(amina_here).get()):
        assert isinstance(row.__dict__["said_at"], Unopened)
        assert row.said_at == TOLD.said_at and row.__dict__["said_at"] == TOLD.said_at


@pytest.fixture
def amina_here(project, amina):
    from samskab.projects.team.models import Membership

    return Membership.objects.get(project=project, user=amina)


def test_what_was_left_out_is_fetched_and_opened_when_it_is_read(voice, django_assert_num_queries):
    left_out = Voice.objects.defer("words").get(pk=voice.pk)
    alone = Voice.objects.only("words").get(pk=voice.pk)
    with django_assert_num_queries(1):
        assert left_out.words == WORDS
    assert alone.words == WORDS
    alone.refresh_from_db()
    assert alone.thought == TOLD.thought
    alone.refresh_from_db(fields=["thought"])
    assert alone.thought == TOLD.thought
    assert pickle.loads(pickle.dumps(Voice.objects.get(pk=voice.pk))).words == WORDS


def test_values_give_nothing_one_could_take_for_words(voice):
    for value in (Voice.objects.values_list("words", flat=True).get(), Voice.objects.values("words").get()["words"]):
        for ask in (str, "{}".format, lambda one: one == WORDS, hash):
            with pytest.raises((StaysLocked, TypeError)):
                ask(value)
        assert WORDS[:6] not in repr(value)
        assert Voice._meta.get_field("words").open(value, voice.project_id, voice.number) == WORDS


@pytest.mark.parametrize(
    "question",
    [
        {"words": WORDS}, {"words__exact": WORDS}, {"words__iexact": WORDS}, {"words__contains": "hun"}, {"words__icontains": "hun"},
        {"words__in": [WORDS]}, {"words__startswith": "N"}, {"words__regex": "."}, {"words__gt": "a"}, {"words": F("thought")},
    ],
)  # fmt: skip
def test_a_filter_the_database_cannot_answer_is_refused(voice, question):
    for ask in (Voice.objects.filter, Voice.objects.exclude, Voice.objects.get):
        with pytest.raises(FieldError):
            list(ask(**question))


def test_whether_there_is_a_text_can_be_asked(voice, another):
    assert set(Voice.objects.filter(~Q(words=""), position="")) == {another}
    assert Voice.objects.exclude(position="").get() == voice


@pytest.mark.parametrize("value", ["Andre ord", F("thought"), Value("Andre ord"), Case(default=Value("x"))])
def test_words_are_not_written_past_their_row(voice, value):
    with pytest.raises(FieldError), transaction.atomic():
        Voice.objects.filter(pk=voice.pk).update(words=value)
    voice.words = "Andre ord"
    with pytest.raises(FieldError), transaction.atomic():
        Voice.objects.bulk_update([voice], ["words"])
    assert opened(voice.pk)[0] == WORDS


def test_a_row_is_saved_with_what_it_has(voice):
    stored = Voice.objects.get(pk=voice.pk)
    before = kept(voice.pk, *COLUMNS)
    stored.save()
    assert kept(voice.pk, *COLUMNS) == before, "what nobody read lies as it lay"
    stored.said_at = "i haven 🏡"
    stored.save(update_fields=["said_at"])
    assert opened(voice.pk)[3] == "i haven 🏡" and kept(voice.pk, "words") == before[:1]
    Voice.objects.filter(pk=voice.pk).update(said_at="")
    assert kept(voice.pk, "said_at") == ("",) and opened(voice.pk)[3] == ""


def test_many_are_kept_at_once(project):
    rows = [
        Voice(project=project, number=number, words=f"ord {number}", captured_on=clock.today(), created_at=clock.now())
        for number in range(70, 90)
    ]
    Voice.objects.bulk_create(rows)
    assert [voice.words for voice in Voice.objects.order_by("number")] == [f"ord {number}" for number in range(70, 90)]


def test_a_row_is_not_copied_with_words_nobody_opened(voice):
    copy = Voice.objects.get(pk=voice.pk)
    copy.pk, copy.number = None, 99
    with pytest.raises(Locked), transaction.atomic():
        copy.save()
    assert Voice.objects.count() == 1


def test_a_row_that_has_no_number_yet_has_no_place_for_words(project):
    with pytest.raises(StaysLocked):
        Voice(project=project, words="ord", captured_on=clock.today(), created_at=clock.now()).save()


def test_a_row_that_is_written_out_is_not_read_in_past_the_lock(voice):
    written = serializers.serialize("json", [voice])
    with pytest.raises(StaysLocked):
        next(iter(serializers.deserialize("json", written))).save()


def test_a_newer_key_locks_and_the_old_line_opens(voice, project, by_amina, settings):
    path = settings.INSTALLATION.words_key_file
    old = path.read_text()
    path.write_text("ab" * 32 + "\n" + old)
    newer = capture(project, Told("Nyt"), by=by_amina)
    assert opened(voice.pk)[0] == WORDS
    path.write_text("ab" * 32 + "\n")
    assert opened(newer.pk)[0] == "Nyt"
    with pytest.raises(NoKey):
        opened(voice.pk)


def test_the_page_says_in_one_sentence_what_does_not_open(voice, project, as_amina):
    lay(voice.pk, "words", kept(voice.pk, "thought")[0])
    as_amina.raise_request_exception = False
    answer = as_amina.get(reverse("voices", args=[project.slug]))
    assert answer.status_code == 500 and "kan ikke låses op" in answer.content.decode()


def test_the_doctor_names_the_row_that_does_not_open(voice, another, settings):
    def found():
        return [fault for fault in examine(settings.INSTALLATION) if fault.about == "words"]

    assert found() == []
    lay(another.pk, "thought", kept(voice.pk, "thought")[0])
    [fault] = found()
    assert "U-2" in fault.wrong and "thought" in fault.wrong and "words.key" not in fault.remedy
    settings.INSTALLATION.words_key_file.write_text("cd" * 32)
    assert len(found()) == 2 and all("words.key" in fault.remedy for fault in found())


def test_words_that_were_taken_back_leave_nothing_locked_either(voice, by_amina):
    withdraw(voice, by=by_amina)
    assert kept(voice.pk, *COLUMNS, "stems", "vocabulary") == ("",) * 6


def test_what_the_search_keeps_cannot_be_read_as_what_was_said(voice):
    stems, vocabulary = kept(voice.pk, "stems", "vocabulary")
    assert vocabulary.split() == sorted(set(vocabulary.split())) and stems.split() == sorted(set(stems.split()))
    assert "kører igen" not in vocabulary
