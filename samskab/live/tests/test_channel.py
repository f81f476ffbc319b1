"""What a channel holds is everything between its floor and its end, each once."""

from hypothesis import given
from hypothesis import strategies as st

from samskab.live.channel import Channel
from samskab.live.events import Event, beat, opening
from samskab.live.guests import Guest
from samskab.projects.access import MAY, May, Role

EVERYTHING = MAY[Role.COORDINATOR]


def event(number, person=None, subject="section"):
    return Event(number, 1, "written", subject, person=person)


@given(
    st.lists(st.lists(st.integers(11, 40), max_size=6).map(sorted), max_size=8),
    st.integers(1, 10),
    st.integers(0, 10),
    st.integers(0, 8),
)
def test_a_channel_holds_everything_between_its_floor_and_its_end(batches, most, since, at):
    """Batches may repeat what was told; somewhere between them somebody reaches back to `since`."""
    channel = Channel(1, 10, most=most)
    for number, batch in enumerate(batches):
        if number == at:
            channel.remember([event(one) for one in range(since + 1, 11)], since=since, floor=10)
        channel.publish([event(one) for one in batch if one > channel.upto or one in batches[number - 1]])
    told = sorted({one for batch in batches for one in batch} | set(range(1, 11)))
    held = [one.id for one in channel.after(channel.floor)]
    assert len(held) == len(set(held)) <= most
    assert held == [one for one in published(batches, told) if channel.floor < one <= channel.upto]


def published(batches, told):
    """The ids that can have been told in order: one below the end is no news any more."""
    end, known = 10, list(range(1, 11))
    for batch in batches:
        for one in batch:
            if one > end:
                known.append(one)
                end = one
    return known


def test_who_reached_back_while_the_floor_was_raised_has_not_filled_the_gap():
    channel = Channel(1, 10, most=2)
    channel.publish([event(number) for number in (11, 12, 13)])
    assert channel.floor == 11
    assert not channel.remember([event(9), event(10)], since=8, floor=10) and channel.floor == 11


def test_more_than_can_be_kept_is_not_remembered():
    channel = Channel(1, 10, most=3)
    channel.publish([event(11), event(12)])
    assert not channel.remember([event(9), event(10)], since=8, floor=10)
    assert channel.remember([event(10)], since=9, floor=10)
    assert [one.id for one in channel.after(9)] == [10, 11, 12]


def test_what_most_hear_is_put_together_once_and_each_still_hears_their_own():
    channel = Channel(1, 0)
    channel.publish([event(1, person=7), event(2, subject="voice"), event(3, person=8)])
    amina, bo, reader = (
        Guest(person, 1, may) for person, may in ((7, EVERYTHING), (8, EVERYTHING), (9, MAY[Role.READER]))
    )
    words = channel.words_after(0, Guest(1, 1, EVERYTHING))
    assert words is channel.words_after(0, Guest(2, 1, EVERYTHING)) and words.count(b"another") == 3
    assert channel.words_after(0, amina).index(b'"you"') < channel.words_after(0, amina).index(b"id: 2")
    assert channel.words_after(0, bo).index(b'"you"') > channel.words_after(0, bo).index(b"id: 3")
    assert b"id: 2" not in channel.words_after(0, reader)
    channel.publish([event(4)])
    assert b"id: 4" in channel.words_after(0, Guest(1, 1, EVERYTHING))


def test_an_event_tells_a_verb_a_kind_and_a_code_and_no_more():
    told = Event(5, 1, "voice_captured", "voice", subject_id=99, code="U-31", person=7)
    assert (
        told.to_others == b'id: 5\ndata: {"verb":"voice_captured","subject":"voice","code":"U-31","by":"another"}\n\n'
    )
    assert Event(5, 1, "readings_counted", "readings", by_itself=True).to_others.endswith(b'"by":"samskab"}\n\n')


def test_an_opening_and_a_beat_say_where_one_stands_and_bring_no_event():
    assert opening(7, 2000) == b"retry: 2000\nid: 7\n\n" and beat(7) == b":\nid: 7\n\n"


def test_whoever_sees_the_project_hears_of_it():
    assert all(May.SEE_PROJECT in may for may in MAY.values())
