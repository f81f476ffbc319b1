"""A project that has listened to very many is still read at a glance, and nobody is lost from sight."""

import pytest

from samskab.ground import clock
from samskab.meaning.models import Insight, InsightVoice
from samskab.meaning.themes.actions import tie, write_insight
from samskab.projects.access import Role
from samskab.projects.permission import membership_of
from samskab.projects.perspectives import PERSPECTIVES, standing_and_sector
from samskab.projects.team.actions import add_member
from samskab.publishing.postcards.models import Postcard, PostcardLine
from samskab.publishing.thread import drawing
from samskab.publishing.thread.queries import MOST_INSIGHTS, MOST_TRACKS, thread_of, whole
from samskab.trials.tracks.actions import lay_track, step
from samskab.voices.consent.actions import Agreement, record
from samskab.voices.models import Voice

PERSPECTIVE_KEYS = [key for key, _name in PERSPECTIVES]


def crowd(project, insight, keys, *, stance="supports", words="Sagt."):
    """A voice from each of these perspectives, in that order, on the insight. Written straight into the tables."""
    last = Voice.objects.filter(project=project).count()
    rows = []
    for number, key in enumerate(keys, last + 1):
        standing, sector = standing_and_sector(key)
        rows.append(
            Voice(project=project, number=number, words=words, standing=standing, sector=sector,
                  captured_on=clock.today(), created_at=clock.now())
        )  # fmt: skip
    voices = Voice.objects.bulk_create(rows)
    InsightVoice.objects.bulk_create(
        InsightVoice(insight=insight, voice=voice, stance=stance, at=clock.now()) for voice in voices
    )
    return voices


@pytest.fixture
def insight(project, by_amina):
    return write_insight(project, "Ventetid slider.", by=by_amina)


@pytest.mark.parametrize("page", ["", "nyt/", "?vis=liste", "indsigter/", "indsigter/I-1/", "t/I-1/", "t/U-1/"])
def test_an_insight_that_stands_on_more_than_a_thousand_voices_is_shown(page, project, insight, as_amina, as_bo):
    crowd(project, insight, ["citizen"] * 1100)
    answer = as_amina.get(f"/p/{project.slug}/{page}")
    assert answer.status_code == 200 and len(answer.content) < 150_000


def test_where_there_are_many_somebody_from_every_perspective_is_shown(project, insight, amina):
    crowd(project, insight, ["citizen"] * 50 + PERSPECTIVE_KEYS)
    crowd(project, insight, ["citizen"] * 20 + ["management"], stance="contradicts")
    thread = thread_of(project, membership_of(amina, project), "I-1")
    assert thread.perspectives == PERSPECTIVE_KEYS and thread.has_more
    assert {voice.perspective for voice in thread.against} == {"citizen", "management"}
    assert len(thread.voices) < 20


def test_the_page_still_says_how_many_there_are(project, insight, amina):
    crowd(project, insight, ["citizen"] * 50 + ["relative"] * 7)
    crowd(project, insight, ["citizen"] * 20, stance="contradicts")
    taken_back = Voice.objects.get(number=1)
    Voice.objects.filter(pk=taken_back.pk).update(
        words="", standing="", sector="", state="withdrawn", withdrawn_at=clock.now()
    )
    said = drawing.sentence(thread_of(project, membership_of(amina, project), "I-1"))
    assert "56 stemmer" in said and "20 stemmer taler imod" in said


def test_a_page_that_has_not_counted_does_not_say_a_number(project, insight, amina, as_amina):
    crowd(project, insight, ["citizen"] * 50)
    said = drawing.sentence(whole(project, membership_of(amina, project)))
    assert said == "Tråden står på flere stemmer, end her er plads til."
    assert "og flere" in as_amina.get(f"/p/{project.slug}/").content.decode()


def test_the_voice_one_stands_at_is_always_there_with_its_thread(project, insight, amina, as_amina):
    crowd(project, insight, ["citizen"] * 50)
    thread = thread_of(project, membership_of(amina, project), "U-50")
    nodes, edges = drawing.shapes(thread)
    assert "U-50" in [node.code for node in nodes] and ("U-50", "I-1") in [(edge.source, edge.target) for edge in edges]
    page = as_amina.get(f"/p/{project.slug}/t/U-50/").content.decode()
    assert "Der er flere stemmer, end her er plads til." in page and f"/p/{project.slug}/indsigter/1" not in page
    assert f"/p/{project.slug}/indsigter/I-1/" in page


def test_a_reader_meets_the_published_words_before_the_many_that_are_not(project, insight, carl, by_amina, story_day):
    add_member(project, carl, Role.READER, by=by_amina)
    voices = crowd(project, insight, ["citizen"] * 50)
    record(voices[-1], {"print": True}, Agreement("consent", "oral", story_day), by=by_amina)
    card = Postcard.objects.create(
        project=project, number=1, title="Kort", state="published", document_on=story_day, created_at=clock.now(),
        published_at=clock.now(),
    )  # fmt: skip
    PostcardLine.objects.create(postcard=card, voice=voices[-1])
    thread = thread_of(project, membership_of(carl, project), "I-1")
    assert [voice.code for voice in thread.voices if voice.seen == "words"] == ["U-50"]


def test_the_overview_shows_where_something_happened_last_and_leads_to_the_rest(project, amina, as_amina, by_amina):
    tracks = [
        lay_track(project, "proposal", f"Spor {n}", insights=[write_insight(project, f"{n}", by=by_amina)], by=by_amina)
        for n in range(MOST_TRACKS + 3)
    ]
    loose = [write_insight(project, "Løs.", by=by_amina) for _ in range(MOST_INSIGHTS)]
    step(tracks[0], "chosen", "Valgt i dag.", by=by_amina)
    thread = whole(project, membership_of(amina, project))
    shown = [track.code for track in thread.tracks]
    assert thread.is_part and len(shown) == MOST_TRACKS and "S-1" in shown and shown == sorted(shown)
    codes = [insight.code for insight in thread.insights]
    assert len(codes) == MOST_INSIGHTS and "I-1" in codes and loose[-1].code in codes
    assert not {"I-2", "I-3"} & set(codes), "what another track stands on is not loose"
    page = as_amina.get(f"/p/{project.slug}/").content.decode()
    assert "Se alle spor" in page and "Se alle indsigter" in page


def test_a_small_project_is_shown_whole(project, amina, as_amina, by_amina):
    told = [write_insight(project, f"{n}", by=by_amina) for n in range(MOST_INSIGHTS)]
    for number in range(MOST_TRACKS):
        lay_track(project, "proposal", f"Spor {number}", insights=told[number : number + 2], by=by_amina)
    thread = whole(project, membership_of(amina, project))
    assert not thread.is_part and len(thread.insights) == Insight.objects.count()
    assert "Se alle spor" not in as_amina.get(f"/p/{project.slug}/").content.decode()


def test_an_insights_voices_are_read_a_page_at_a_time(project, insight, as_amina):
    crowd(project, insight, ["citizen"] * 45)
    crowd(project, insight, ["relative"] * 3, stance="contradicts", words="Nej.")
    first = as_amina.get(f"/p/{project.slug}/indsigter/I-1/")
    assert "45 stemmer" in first.content.decode() and "for=2" in first.content.decode()
    last = as_amina.get(f"/p/{project.slug}/indsigter/I-1/?for=3")
    assert len(last.context["supporting"]) == 5 and len(last.context["against"]) == 3


def test_the_voices_an_insight_stands_on_are_chosen_from_first(project, insight, as_amina, by_amina):
    other = write_insight(project, "En anden.", by=by_amina)
    crowd(project, insight, ["citizen"] * 40)
    crowd(project, other, ["citizen"] * 40)
    for page in ("1", "2", "3"):
        answer = as_amina.get(f"/p/{project.slug}/indsigter/I-1/stemmer/?side={page}")
        numbers = [voice.number for voice in answer.context["part"]]
        start = [*range(40, 0, -1), *range(80, 40, -1)]
        assert numbers == start[(int(page) - 1) * 30 : int(page) * 30]


def test_few_ties_of_an_insight_stand_in_the_list_with_those_against_among_them(project, insight, as_amina, by_amina):
    voices = crowd(project, insight, ["citizen"] * 30)
    crowd(project, insight, ["relative"] * 2, stance="contradicts")
    [one] = as_amina.get(f"/p/{project.slug}/indsigter/").context["insights"]
    assert [tie.stance for tie in one.ties] == ["supports"] * 4 + ["contradicts"] * 2 and one.more
    assert [tie.voice_id for tie in one.ties[:4]] == [voice.pk for voice in voices[:4]]
    crowd(project, insight, ["relative"] * 9, stance="contradicts")
    [one] = as_amina.get(f"/p/{project.slug}/indsigter/").context["insights"]
    assert [tie.stance for tie in one.ties] == ["supports"] * 3 + ["contradicts"] * 3
    few = write_insight(project, "Få.", by=by_amina)
    for voice in voices[:6]:
        tie(few, voice, "supports", by=by_amina)
    one = as_amina.get(f"/p/{project.slug}/indsigter/").context["insights"][1]
    assert len(one.ties) == 6 and not one.more


def test_a_card_typed_from_paper_asks_no_more_when_projects_grow(project, insight, as_carl, by_amina, carl):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from samskab.projects.actions import begin_project, open_to_public

    def asked():
        with CaptureQueriesContext(connection) as queries:
            as_carl.get("/t/U-1/")
        return len(queries)

    def another(number):
        one = begin_project(f"Et andet {number}", coordinator=carl)
        open_to_public(one, True, by=by_carl)
        crowd(one, write_insight(one, "Ventetid.", by=by_carl), ["citizen"])

    from samskab.people.actors import staff

    by_carl = staff(carl)
    another(1)
    another(2)
    as_carl.get("/t/U-1/")
    few = asked()
    for number in range(3, 12):
        another(number)
    assert asked() == few


def test_the_codes_of_a_thread_are_read_with_as_few_questions_for_many_voices_as_for_one(
    project, amina, insight, django_assert_max_num_queries
):
    crowd(project, insight, PERSPECTIVE_KEYS)
    membership = membership_of(amina, project)
    with django_assert_max_num_queries(4):
        thread = whole(project, membership, codes_alone=True)
    assert len(thread.voices) == len(PERSPECTIVE_KEYS) and not any(voice.words for voice in thread.voices)
