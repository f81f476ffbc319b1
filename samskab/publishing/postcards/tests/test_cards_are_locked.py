"""What a card says lies locked in the database, and opens in its own row alone."""

import pytest
from django.db import connection

from samskab.ground.locked_text import StaysLocked, Unopened
from samskab.ground.locking import Locked
from samskab.publishing.postcards.models import Edition, PostcardLine

WORDS = "Jeg ringer og venter. Så ringer jeg igen. Og venter."
CUT = "Jeg ringer og venter. … Og venter."


@pytest.fixture
def card(say, make_card, publish):
    voice = say(WORDS)
    return publish(make_card(voice, excerpts={voice.pk: CUT}))


def kept(table, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE {column} <> '' ORDER BY id")
        return [value for (value,) in cursor.fetchall()]


def test_the_database_has_none_of_the_words_and_the_rows_have_them(card):
    raw = " ".join(kept("publishing_postcardline", "excerpt") + kept("publishing_edition", "card"))
    assert raw and "ringer" not in raw and "front" not in raw
    assert PostcardLine.objects.exclude(voice=None).get().excerpt == CUT
    assert CUT in str(Edition.objects.get().card)


def test_a_card_laid_in_another_editions_row_does_not_open(card):
    first = Edition.objects.get()
    other = Edition.objects.create(postcard=card, number=2, card={"front": None}, published_at=first.published_at)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE publishing_edition SET card = %s WHERE id = %s", [*kept("publishing_edition", "card")[:1], other.pk]
        )
    with pytest.raises(Locked):
        Edition.objects.get(pk=other.pk).card  # noqa: B018 -- reading it is what is refused


def test_what_is_changed_in_a_card_is_kept_and_what_nobody_read_is_kept_as_it_lies(card):
    edition = Edition.objects.get()
    edition.card["front"] = "Ærø"
    edition.save(update_fields=["card"])
    before = kept("publishing_edition", "card")
    unread = Edition.objects.get()
    unread.save()
    assert isinstance(unread.__dict__["card"], Unopened) and kept("publishing_edition", "card") == before
    assert Edition.objects.get().card["front"] == "Ærø"


def test_whoever_asks_the_database_is_refused(card):
    for ask in ({"card__front": "x"}, {"card": {"front": "x"}}, {"card__contains": "x"}):
        with pytest.raises(StaysLocked):
            list(Edition.objects.filter(**ask))
