"""What is new, and what now? The answer costs the same with three voices and with a hundred thousand."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext

from samskab.frontdoor.overview.news import how_long_ago, since
from samskab.frontdoor.overview.waiting import waiting_for
from samskab.ground import clock
from samskab.ground.dates import When
from samskab.meaning.framing.actions import note_seat, reframe
from samskab.meaning.themes.actions import tie, write_insight
from samskab.people.actors import staff
from samskab.projects.access import Role
from samskab.projects.document.actions import act_on, add_principle
from samskab.projects.permission import membership_of
from samskab.projects.plan import queries as plan
from samskab.projects.plan.actions import mark_held, plan_activity
from samskab.projects.team.actions import add_member
from samskab.trials.tracks.actions import lay_track, step
from samskab.voices.consent.actions import Agreement, record, withdraw
from samskab.voices.consent.models import ConsentRecord
from samskab.voices.intake.actions import Told, capture
from samskab.voices.intake.models import Voice
from tests.checked import look_through

WEEK = timedelta(days=7)


def say(project, by, words="Jeg venter.", **told):
    return capture(project, Told(words, **({"standing": "citizen", "sector": "civil"} | told)), by=by)


def news_for(user, project):
    return since(membership_of(user, project), clock.now() - WEEK)


def tasks_for(user, project):
    membership = membership_of(user, project)
    return waiting_for(membership, plan.plan_of(membership).rows)


def test_an_empty_project_says_how_to_begin(project, as_amina, as_bo):
    words = as_amina.get(f"/p/{project.slug}/").content.decode()
    assert "Her begynder tråden." in words and words.count("button-primary") == 1
    assert "laes-ind" not in as_bo.get(f"/p/{project.slug}/").content.decode()


def test_one_voice_is_no_longer_empty(project, as_amina, by_amina):
    say(project, by_amina)
    assert "Her begynder tråden." not in as_amina.get(f"/p/{project.slug}/").content.decode()


def test_the_overview_asks_no_more_of_the_database_when_voices_grow(project, amina, as_amina, by_amina, story_day):
    insight = write_insight(project, "Ventetid slider.", by=by_amina)
    tie(insight, say(project, by_amina), "supports", by=by_amina)
    lay_track(project, "proposal", "Aftenlinjen", insights=[insight], by=by_amina)
    for _ in range(12):
        say(project, by_amina)
    as_amina.get(f"/p/{project.slug}/")
    cache.clear()
    with CaptureQueriesContext(connection) as few:
        as_amina.get(f"/p/{project.slug}/")
    rows = [
        Voice(
            project=project,
            number=1000 + n,
            words="Ja.",
            standing="relative",
            sector="civil",
            captured_on=story_day,
            created_at=clock.now(),
        )
        for n in range(2000)
    ]
    Voice.objects.bulk_create(rows)
    cache.clear()
    with CaptureQueriesContext(connection) as many, voices_read() as read:
        page = as_amina.get(f"/p/{project.slug}/")
    assert page.status_code == 200 and len(many) <= len(few) < 80
    assert 0 < len(read) < 40, "what is shown is read, and no more"


@contextmanager
def voices_read():
    """Every voice that is made from a row while this lasts."""
    met = []

    def note(instance, **_facts):
        met.append(instance)

    post_init.connect(note, sender=Voice)
    try:
        yield met
    finally:
        post_init.disconnect(note, sender=Voice)


def test_each_thing_is_told_once_newest_first(project, amina, by_amina, by_bo):
    voice = say(project, by_bo)
    insight = write_insight(project, "Ventetid slider.", by=by_bo)
    tie(insight, voice, "contradicts", by=by_bo)
    track = lay_track(project, "proposal", "Aftenlinjen", by=by_amina)
    step(track, "chosen", "Valgt i går.", by=by_amina)
    found = news_for(amina, project)
    assert [one.code for one in found] == ["S-1", "I-1", "U-1"]
    assert "Valgt i går." in found[0].note and found[1].title == "Indsigten har fået en stemme imod"
    assert found[2].title == "Ny stemme fra borger"


def test_news_is_short_and_reads_no_further_than_it_must(project, amina, by_amina):
    for _ in range(30):
        say(project, by_amina)
    with CaptureQueriesContext(connection) as asked:
        assert len(news_for(amina, project)) == 8
    assert len(asked) < 30


def test_news_holds_no_words_of_a_voice(project, amina, by_amina):
    say(project, by_amina, words="Kanariefuglen synger.", position="fuglekender")
    told = " ".join(f"{one.title} {one.note}" for one in news_for(amina, project))
    assert "anariefugl" not in told and "fuglekender" not in told


def test_a_withdrawn_voice_is_news_without_words(project, amina, by_amina):
    voice = say(project, by_amina, words="Kanariefuglen synger.")
    withdraw(voice, by=by_amina)
    [one] = news_for(amina, project)
    assert (one.code, one.title) == ("U-1", "En stemme er trukket tilbage")


@pytest.mark.parametrize("role", [Role.READER, Role.DPO])
def test_who_may_not_see_voices_hears_no_news_of_them(role, project, carl, by_amina, story_day):
    add_member(project, carl, role, by=by_amina)
    voice = say(project, by_amina)
    record(voice, {"print": True}, Agreement("consent", "oral", story_day), by=by_amina)
    assert news_for(carl, project) == []


def test_a_card_that_is_not_out_is_no_news_for_one_who_may_not_see_it(project, carl, by_amina):
    from samskab.projects.actions import add_party
    from samskab.publishing.postcards.actions import Choice, ask_partners, choose, make_postcard

    add_member(project, carl, Role.DPO, by=by_amina)
    add_party(project, "Mågsund Kommune", by=by_amina)
    card = make_postcard(project, "Hemmelig overskrift", intro="Det har vi hørt.", by=by_amina)
    choose(card, Choice(insights=[write_insight(project, "Ventetid slider.", by=by_amina)]), by=by_amina)
    look_through(card, by_amina)
    ask_partners(card, by=by_amina)
    assert "Hemmelig overskrift" not in str(news_for(carl, project))
    assert "Hemmelig overskrift" in str(news_for(membership_of_coordinator(project), project))


def membership_of_coordinator(project):
    return project.memberships.get(role=Role.COORDINATOR).user


def test_new_since_a_chosen_meeting(project, as_amina, by_amina, story_day):
    with clock.telling(story_day - timedelta(days=40)):
        say(project, by_amina)
        held = plan_activity(
            project,
            "Køkkenbordssamtale",
            When(story_day - timedelta(days=41), story_day - timedelta(days=41)),
            by=by_amina,
        )
        mark_held(held, story_day - timedelta(days=41), by=by_amina)
    usual = as_amina.get(f"/p/{project.slug}/")
    assert usual.context["now"].news == []
    chosen = as_amina.get(f"/p/{project.slug}/?siden={held.number}")
    assert [one.code for one in chosen.context["now"].news if one.code] == ["U-1"]
    words = chosen.content.decode()
    assert "Nyt siden køkkenbordssamtale" in words and "du sidst var her, er" not in words
    assert f"/nyt/?siden={held.number}" in words
    for odd in ("x", "-1", "999"):
        assert as_amina.get(f"/p/{project.slug}/?siden={odd}").context["now"].news == []


def test_the_one_page_says_it_all_on_paper(project, as_amina, by_amina, story_day):
    reframe(project, "Hvem svarer?", by=by_amina)
    note_seat(project, "practice", by=by_amina, mentioned=True)
    say(project, by_amina)
    lay_track(project, "question", "Hvem går med?", next_step="Gåture i maj", by=by_amina)
    plan_activity(project, "Fyraftensmøde", When(story_day + WEEK, story_day + WEEK), by=by_amina)
    words = as_amina.get(f"/p/{project.slug}/nyt/").content.decode()
    for said in (
        "Fyraftensmøde",
        "Hvem går med?",
        "Gåture i maj",
        "Almen praksis er kun omtalt af andre.",
        "Ny stemme fra borger",
    ):
        assert said in words, said
    assert "data-print" in words


def test_quotes_without_an_agreement_wait_for_those_who_may_ask(project, amina, bo, by_amina, story_day):
    first = say(project, by_amina)
    [task] = tasks_for(amina, project)
    assert task.title == "Læs ét citat højt for den, der sagde det" and task.url.endswith("/stemmer/U-1/aftale/")
    say(project, by_amina)
    [task] = tasks_for(amina, project)
    assert task.title == "Læs to citater højt for dem, der sagde dem", "and the link leads to the first of them"
    assert task.url.endswith("/stemmer/U-1/aftale/")
    assert tasks_for(bo, project) == []
    for voice in (first, Voice.objects.get(number=2)):
        record(voice, {"print": False}, Agreement("consent", "oral", story_day), by=by_amina)
    assert tasks_for(amina, project) == [] and ConsentRecord.objects.count() == 2


def test_what_the_plan_left_open_waits(project, amina, by_amina, story_day):
    past = story_day - timedelta(days=3)
    plan_activity(project, "Feltarbejde", When(past, past), by=by_amina)
    [task] = tasks_for(amina, project)
    assert task.title == "Hvordan gik det med »Feltarbejde«?"


def test_a_principle_nobody_has_acted_on_is_shown(project, as_amina, by_amina, story_day):
    used, _unused = (add_principle(project, name, "", by=by_amina) for name in ("Små skridt", "Stolene er lige høje"))
    act_on(used, "Byggede af pap.", story_day, by=by_amina)
    words = as_amina.get(f"/p/{project.slug}/").content.decode()
    assert "Byggede af pap." in words and words.count("Ingen har handlet på det her endnu.") == 1


@pytest.mark.parametrize(
    "day,words",
    [
        (date(2026, 3, 19), "i dag"),
        (date(2026, 3, 20), "i dag"),
        (date(2026, 3, 18), "i går"),
        (date(2026, 3, 16), "mandag"),
        (date(2026, 3, 13), "fredag"),
        (date(2026, 3, 12), "12. marts"),
    ],
)
def test_how_long_ago(day, words, story_day):
    assert how_long_ago(day) == words


def test_names_people_write_are_never_markup(project, as_amina, by_amina, story_day):
    nasty = "<script>alert(1)</script>"
    lay_track(
        project,
        "proposal",
        nasty,
        text=nasty,
        next_step=nasty,
        insights=[write_insight(project, nasty, by=by_amina)],
        by=by_amina,
    )
    reframe(project, nasty, by=by_amina)
    plan_activity(project, nasty, When(story_day + WEEK, story_day + WEEK), by=by_amina)
    say(project, by_amina, words=nasty, position=nasty, said_at=nasty)
    for page in (
        "",
        "?vis=liste",
        "nyt/",
        "t/S-1/",
        "t/U-1/",
        "runden/",
        "spor/S-1/",
        "stemmer/U-1/",
        "indsigter/I-1/stemmer/",
    ):
        assert nasty not in as_amina.get(f"/p/{project.slug}/{page}").content.decode(), page


def test_carl_sees_nothing_of_it(project, as_carl, carl):
    for page in ("", "nyt/"):
        assert as_carl.get(f"/p/{project.slug}/{page}").status_code == 404
    assert staff(carl).id == carl.pk
