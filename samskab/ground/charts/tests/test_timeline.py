from datetime import date, timedelta
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from samskab.ground.charts.timeline import Event, draw_timeline, timeline_items
from samskab.ground.charts.timeline_layout import Box, arrange

TODAY = date(2025, 3, 20)
DAYS = st.integers(-200, 400).map(lambda days: TODAY + timedelta(days=days))
WORDS = st.text("abcdefghijklmnopqrstuvwxyzæøåABC ?/-", min_size=1, max_size=60).filter(str.strip)


@st.composite
def events(draw: st.DrawFn) -> Event:
    start = draw(st.none() | DAYS)
    precision = (
        "undated" if start is None else draw(st.sampled_from(["day", "time", "month", "season", "ongoing", "week"]))
    )
    end = start and start + timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 6, 30, 90])))
    moved_from = draw(st.none() | st.tuples(DAYS, st.integers(0, 60))) if start else None
    return Event(
        "x",
        draw(WORDS),
        start,
        end,
        draw(st.sampled_from(["held", "agreed", "maybe", "either", "dropped"])),
        precision,
        moved_from and (moved_from[0], moved_from[0] + timedelta(days=moved_from[1])),
        "stod før" if moved_from else "",
    )


PLANS = st.lists(events(), max_size=24)


@given(PLANS)
@settings(max_examples=60, deadline=None)
def test_no_words_touch_other_words_or_a_leader(plan):
    arranged = arrange(plan, TODAY, 1168)
    areas: list[tuple[int, Box]] = [(at, mark.box) for at, mark in enumerate(arranged.marks)]
    areas += [(at, mark.moved) for at, mark in enumerate(arranged.marks) if mark.moved]
    areas += [(-1, arranged.undated_box)] if arranged.undated_box else []
    for at, (owner, area) in enumerate(areas):
        assert not any(area.meets(other) for _, other in areas[at + 1 :])
        leaders = [(number, mark.leader) for number, mark in enumerate(arranged.marks) if mark.is_point]
        assert not any(area.meets(leader) for number, leader in leaders if number != owner)


def test_two_things_on_one_day_have_room_on_any_day():
    ends = [Event(name, name, day, day, "held") for name, day in (("a", date(2025, 12, 1)), ("z", date(2027, 3, 1)))]
    for day in (date(2026, 1, 1) + timedelta(days=number) for number in range(365)):
        two = [Event(name, "Møde", day, day, "held") for name in "mn"]
        one, other = [mark for mark in arrange([*ends, *two], TODAY, 1168).marks if mark.event.label == "Møde"]
        assert not one.box.meets(other.box), day


@given(PLANS)
@settings(max_examples=30, deadline=None)
def test_all_words_stand_inside_the_picture(plan):
    arranged = arrange(plan, TODAY, 1168)
    for mark in arranged.marks:
        for area in (mark.box, mark.moved):
            if area:
                assert area.left >= -0.01
                assert area.bottom <= arranged.height + 0.01
                assert area.right <= 1168.01 or mark.words_width > 1100


@given(PLANS)
@settings(max_examples=30, deadline=None)
def test_every_event_is_drawn_and_the_drawing_is_sound_xml(plan):
    drawn = draw_timeline(plan, TODAY, title="Tidslinje", sentence="Sådan går det.")
    said = " ".join(
        "".join(text.itertext()) for text in ElementTree.fromstring(drawn).iter() if text.tag.endswith("text")
    )
    for event in plan:
        assert all(word in said for word in event.label.split())
    assert "style=" not in drawn


@given(PLANS)
def test_the_list_holds_every_event_and_today_once(plan):
    items = timeline_items(plan, TODAY)
    assert sorted(item.event.label for item in items if item.event) == sorted(event.label for event in plan)
    assert [item.today for item in items if item.event is None] == [TODAY]


def test_today_stands_between_what_was_and_what_comes():
    plan = [
        Event("b", "Siden", date(2025, 4, 7)),
        Event("a", "Før", date(2025, 3, 13), state="held"),
        Event("c", "Engang", None, precision="undated"),
    ]
    items = timeline_items(plan, TODAY)
    assert [item.event.label if item.event else "i dag" for item in items] == ["Før", "i dag", "Siden", "Engang"]


def test_what_is_moved_says_so_and_a_month_is_about():
    moved = Event("a", "Salon", date(2025, 2, 18), state="held", moved_from=(date(2025, 3, 1), date(2025, 3, 31)))
    about = Event("b", "Besøg", date(2025, 5, 1), date(2025, 5, 31), precision="month")
    undated = Event("c", "Engang", None, precision="undated")
    assert [moved.kind, about.kind, undated.kind] == ["moved", "circa", "undated"]


def test_a_plan_that_ended_long_ago_is_drawn_without_today():
    drawn = draw_timeline([Event("a", "Start", date(2021, 1, 5), state="held")], TODAY, title="T", sentence="S")
    assert "i dag" not in drawn


def test_words_are_never_markup():
    drawn = draw_timeline([Event("a", "<b>&", date(2025, 4, 1))], TODAY, title="<", sentence="&")
    assert "<b>" not in drawn
    ElementTree.fromstring(drawn)
