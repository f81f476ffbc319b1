from datetime import date, timedelta

import pytest
from django.core.paginator import Paginator
from hypothesis import example, given
from hypothesis import strategies as st

from samskab.ground.dates import NoSuchDate, When, read_one
from samskab.projects.plan import actions, queries, sentences
from samskab.projects.plan.timeline import LONGEST, events_of, items_of, short_title
from samskab.projects.plan.understood import understand
from samskab.projects.team.models import Membership

TODAY = date(2026, 3, 19)


@pytest.fixture
def place(project, amina):
    return Membership.objects.get(project=project, user=amina)


@pytest.fixture
def plan(project, by_amina):
    def write(title, words, **facts):
        when = read_one(words) if words else When(None, None)
        return actions.plan_activity(project, title, when, by=by_amina, as_written=words, **facts)

    return write


def row(place, title):
    return next(row for row in queries.plan_of(place).rows if row.activity.title == title)


@pytest.mark.parametrize(
    ("words", "badge"),
    [
        ("25. marts 2026", "agreed"),
        ("evt. 25. marts 2026", "maybe"),
        ("maj/juni 2026", "circa"),
        ("", "undated"),
    ],
)
def test_a_date_says_its_state_in_one_word(place, plan, words, badge):
    plan("Salon", words)
    assert row(place, "Salon").badge == badge


def test_a_date_we_are_in_doubt_about_says_so(place, plan):
    plan("Salon", "25. marts 2026", date_certain=False)
    assert row(place, "Salon").badge == "doubt"
    assert "tvivl" in row(place, "Salon").notes[0]


def test_a_held_activity_that_was_moved_forward_shows_both(place, plan, by_amina):
    salon = plan("Salon", "marts/april 2026")
    actions.move(salon, read_one("18. februar 2026"), "18. februar 2026", "Der var så meget at tale om.", by=by_amina)
    actions.mark_held(salon, date(2026, 2, 18), by=by_amina)
    shown = row(place, "Salon")
    assert (shown.badge, shown.badge_words) == ("moved", "Flyttet frem")
    assert shown.notes == ["Stod til marts/april 2026.", "Der var så meget at tale om.", "Afholdt."]


def test_what_was_held_on_another_day_stands_on_the_day_it_was_held(place, plan, by_amina):
    actions.mark_held(plan("Salon", "10. marts 2026"), date(2026, 3, 12), by=by_amina)
    shown = row(place, "Salon")
    assert (shown.begins, shown.dates) == (date(2026, 3, 12), "10. marts 2026")
    assert shown.notes == ["Afholdt 12. marts 2026."]


def test_alternatives_name_each_other_until_one_is_chosen(place, plan, by_amina):
    salon, walk = plan("Salon", "maj 2026"), plan("Gåtur", "maj 2026")
    actions.make_alternatives([salon, walk], by=by_amina)
    assert (row(place, "Salon").badge, row(place, "Salon").notes) == ("either", ["Eller: Gåtur."])
    actions.choose_alternative(salon, "Flest kan komme.", by=by_amina)
    assert row(place, "Salon").badge == "circa"
    assert (row(place, "Gåtur").badge, row(place, "Gåtur").notes) == ("dropped", ["Flest kan komme."])


def test_the_next_firm_thing_is_neither_maybe_nor_a_span_nor_one_of_two_nor_past(place, plan, by_amina):
    plan("Forbi", "1. marts 2026")
    plan("Måske", "evt. 20. marts 2026")
    plan("Engang", "marts 2026")
    actions.make_alternatives([plan("Enten", "21. marts 2026"), plan("Eller", "22. marts 2026")], by=by_amina)
    plan("Fyraftensmøde", "7. april 2026 kl. 16-17")
    found = queries.plan_of(place).next_firm
    assert found.activity.title == "Fyraftensmøde"
    assert sentences.day_and_hour(found) == "7. april kl. 16"


def test_the_sentence_counts_in_words(place, plan, by_amina):
    plan("A", "evt. 1. maj 2026")
    plan("B", "evt. 2. maj 2026")
    actions.move(plan("C", "3. maj 2026"), read_one("4. maj 2026"), "4. maj 2026", "Hallen.", by=by_amina)
    assert sentences.counts(queries.plan_of(place)) == "To ting står som måske, og én er flyttet."


def test_a_plan_with_nothing_to_tell_says_nothing(place):
    assert sentences.counts(queries.plan_of(place)) == ""


def test_the_plan_is_grouped_as_the_tid_column(place, plan):
    plan("Motorfestival", "17. maj 2026")
    plan("Etnoraid", "maj/juni 2026")
    plan("Møde", "7. april 2026")
    plan("Læring", "")
    groups = [
        (group.label, [row.activity.title for row in group.rows])
        for group in queries.groups_of(queries.plan_of(place).rows)
    ]
    assert groups == [("April", ["Møde"]), ("Maj og juni", ["Motorfestival", "Etnoraid"]), ("Uden dato", ["Læring"])]


def test_months_of_several_years_say_which(place, plan):
    plan("Før", "5. december 2025")
    plan("Nu", "5. april 2026")
    assert [group.label for group in queries.groups_of(queries.plan_of(place).rows)] == ["December 2025", "April 2026"]


def test_what_is_over_is_put_away_but_never_lost(place, plan, by_amina):
    for day in (5, 6, 7):
        actions.mark_held(plan(f"Samtale {day}", f"{day}. januar 2026"), date(2026, 1, day), by=by_amina)
    plan("Møde", "7. april 2026")
    found = queries.plan_of(place)
    assert [len(found.earlier), len(found.recent), len(found.rows)] == [3, 1, 4]
    assert found.earlier_than == "februar"


def test_perspectives_are_shown_once_each_in_the_order_everywhere(place, plan, by_amina):
    salon = plan("Salon", "25. marts 2026")
    for perspective, position in (("politician", "byråd"), ("politician", "udvalg"), ("citizen", "")):
        actions.expect(salon, perspective, position, by=by_amina)
    assert row(place, "Salon").perspectives == ["citizen", "politician"]


def test_a_day_gone_by_asks_how_it_went(place, plan):
    plan("Salon", "10. marts 2026")
    assert row(place, "Salon").notes == ["Dagen er gået. Hvordan gik det?"]


def test_every_row_becomes_an_event_that_leads_to_its_page(place, plan):
    plan("Salon", "25. marts 2026")
    plan("Læring", "")
    events = events_of(queries.plan_of(place).rows, "tryg-hjemme")
    assert [(event.label, event.url, event.kind) for event in events] == [
        ("Salon", "/p/tryg-hjemme/plan/1/", "agreed"),
        ("Læring", "/p/tryg-hjemme/plan/2/", "undated"),
    ]


@given(st.text(min_size=1, max_size=300).filter(str.strip))
@example("Sundhedsplejerskeuddannelsesdag")
@example("Gå rundt i problemet og udforske målgruppen sammen")
@example("(")
def test_a_short_title_is_never_empty_and_never_long(title):
    short = short_title(title)
    assert short
    assert len(short) <= LONGEST + 2 or short == title


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Turbodesignsprint med fagpersoner og politikere", "Turbodesignsprint"),
        ("Fyraftensmøde – orientering om inddragelse", "Fyraftensmøde"),
        ("Gå rundt i problemet", "Gå rundt i problemet"),
        ("Spørgeguiden skrives helt færdig", "Spørgeguiden skrives helt\N{NO-BREAK SPACE}…"),
    ],
)
def test_a_long_title_is_cut_where_it_begins_to_explain_itself(title, short):
    assert short_title(title) == short


def test_what_is_owed_stands_with_the_nearest_day_first(project, place, by_amina):
    for what, due in (("Uden dag", None), ("Senere", date(2026, 5, 1)), ("Snart", date(2026, 3, 20))):
        actions.owe(project, what, by=by_amina, due_on=due)
    assert [one.what for one in queries.owed(place)] == ["Snart", "Senere", "Uden dag"]


def test_a_person_sees_what_they_themselves_owe(project, place, by_amina, amina, bo):
    actions.owe(project, "Bos", by=by_amina, owner=bo)
    actions.owe(project, "Aminas", by=by_amina, owner=amina)
    assert [one.what for one in queries.owed_by(place)] == ["Aminas"]


@pytest.mark.parametrize(
    ("words", "understood"),
    [
        ("21. januar 2027 (før kl. 14)", ["torsdag 21. januar 2027, før kl. 14"]),
        ("12. februar", ["torsdag 12. februar 2026"]),
        ("7. april kl. 16-17", ["tirsdag 7. april 2026, kl. 16-17"]),
        ("1. december", ["tirsdag 1. december 2026"]),
        ("", ["Uden dato"]),
    ],
)
def test_a_typed_date_is_read_back_in_words_without_asking(words, understood):
    heard = understand(words, TODAY)
    assert (heard.words, heard.questions) == (understood, [])


@pytest.mark.parametrize("words", ["mandag 21. april 2026", "næste uge", "17. marts og 21. marts", "3. eller 5. maj"])
def test_a_date_in_doubt_is_asked_about(words):
    assert understand(words, TODAY).questions


def test_a_date_no_calendar_has_is_refused_in_a_sentence():
    with pytest.raises(NoSuchDate, match=r"Datoen findes ikke: 31\. november\."):
        understand("31. november", TODAY)


@given(st.text(max_size=80))
def test_no_typed_text_breaks_the_reading_of_it(text):
    try:
        heard = understand(text, TODAY)
    except NoSuchDate:
        return
    assert len(heard.words) == len(heard.whens) >= 1


@pytest.fixture
def long_plan(place, story_day):
    """Fifty things on days that lie behind, and thirty ahead."""
    from samskab.projects.plan.models import Activity

    days = [story_day + timedelta(days=number) for number in range(-50, 30)]
    Activity.objects.bulk_create(
        Activity(project=place.project, number=number, title=f"Nummer {number}", precision="day",
                 starts_on=day, ends_on=day, state="held" if day < story_day else "planned",
                 held_on=day if day < story_day else None)
        for number, day in enumerate(days, 1)
    )  # fmt: skip
    return queries.plan_of(place)


def test_the_picture_of_a_long_plan_shows_what_lies_nearest(long_plan, story_day):
    assert long_plan.is_long and len(long_plan.rows) == 80 and len(long_plan.nearest) == 30
    assert min(row.begins for row in long_plan.nearest) == story_day - timedelta(days=12)


def test_a_plan_that_is_over_is_drawn_to_its_end(long_plan):
    over = queries.Plan(long_plan.rows, long_plan.rows[-1].begins + timedelta(days=200))
    assert over.nearest == long_plan.rows[-30:]


def test_a_short_plan_is_drawn_whole(place, plan):
    plan("Møde", "7. april 2026")
    found = queries.plan_of(place)
    assert found.nearest == found.rows and not found.is_long


def test_a_long_plan_is_read_a_page_at_a_time_with_today_in_it_once(long_plan, as_amina, place, story_day):
    address = f"/p/{place.project.slug}/plan/?vis=alt"
    pages = [as_amina.get(f"{address}&side={number}") for number in (1, 2)]
    assert [len(page.context["part"]) for page in pages] == [60, 20]
    assert [sum(item.event is None for item in page.context["items"]) for page in pages] == [1, 0]
    assert "vis=alt&amp;side=2" in pages[0].content.decode()


@pytest.mark.parametrize("before", [59, 60, 61])
def test_today_stands_once_wherever_the_page_is_turned(before, long_plan, story_day):
    day = long_plan.rows[before].begins
    parts = [Paginator(long_plan.rows, 60).get_page(number) for number in (1, 2)]
    items = [item for part in parts for item in items_of(part, "tryg-hjemme", day)]
    at = [item.event is None for item in items].index(True)
    assert [item.event is None for item in items].count(True) == 1 and len(items) == 81
    assert items[at - 1].event.start <= day < items[at + 1].event.start
