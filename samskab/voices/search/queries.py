"""The only door for searching among voices: what a person may see, in whatever form the word was said."""

from dataclasses import dataclass
from typing import TypeVar

from django.db import connection
from django.db.models import BooleanField, Case, IntegerField, Model, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from samskab.ground.danish import stem_of, words_of
from samskab.projects.perspectives import PERSPECTIVE_NAMES, spoken_from
from samskab.projects.team.models import Membership
from samskab.voices.intake.models import Voice
from samskab.voices.intake.queries import seen_by

Rows = TypeVar("Rows", bound=Model)
MOST_WORDS = 8  # the rest of a long question is left out
SHORTEST_PART = 4  # letters; shorter ones are in too many words to mean anything
# Of a table with `vocabulary` and `stems`, by the index of the database at hand.
AS_A_WORD = {
    "sqlite": "SELECT rowid FROM {index}_stems WHERE {index}_stems MATCH %s",
    "postgresql": "SELECT id FROM {table} WHERE string_to_array(stems, ' ') @> ARRAY[%s]::text[]",
}
AS_A_PART = {
    "sqlite": "SELECT rowid FROM {index}_parts WHERE {index}_parts MATCH %s",
    "postgresql": "SELECT id FROM {table} WHERE vocabulary LIKE %s",
}
INDEX_OF = {"voices_voice": "voices", "voices_stretch": "stretches"}


@dataclass(frozen=True, slots=True)
class Term:
    """One word that is looked for, and its stem."""

    word: str
    stem: str

    @property
    def may_be_a_part(self) -> bool:
        """ "ventetid" is looked for inside "ventetidsgarantien" too; "øl" only as a word of its own."""
        return len(self.stem) >= SHORTEST_PART


def terms_of(question: str) -> list[Term]:
    """Each different word of what was typed."""
    words = list(dict.fromkeys(words_of(question)))[:MOST_WORDS]
    return [Term(word, stem_of(word)) for word in words]


def found(membership: Membership, question: str) -> QuerySet[Voice]:
    """The voices that hold every word; those that hold them as whole words first, then the newest.

    Nothing for a question without words.
    """
    terms = terms_of(question)
    if not terms:
        return Voice.objects.none()
    voices, whole = holding_every_word(_kept(membership), terms)
    nearness = Case(When(whole, then=Value(0)), default=Value(1), output_field=IntegerField())
    return voices.order_by(nearness, "-number")


def holding_every_word(rows: QuerySet[Rows], terms: list[Term]) -> tuple[QuerySet[Rows], Q]:
    """The rows that hold every word, and what those that hold them all as whole words have in common. A stem is the
    beginning of its word: who holds the word, holds the part."""
    table, whole = rows.model._meta.db_table, Q()
    for term in terms:
        as_a_word = Q(pk__in=_as_a_word(table, term))
        held = Q(pk__in=_as_a_part(table, term)) if term.may_be_a_part else as_a_word
        rows = rows.filter(_asked_once(held))
        whole &= as_a_word
    return rows, whole


def _asked_once(held: Q) -> Q | Case:
    """PostgreSQL answers what stands in a CASE by itself, once, and looks each row up in the answer. Left to join the two it
    may look through the whole answer for each row, for it does not know how many rows hold a word."""
    if connection.vendor != "postgresql":
        return held
    return Case(When(held, then=Value(True)), default=Value(False), output_field=BooleanField())


def that_say(membership: Membership, *, chosen: str, words: str) -> QuerySet[Voice]:
    """The voices that are still there; `chosen` is a perspective's key, `words` something they say, "" for all."""
    voices = found(membership, words) if words.strip() else _kept(membership).order_by("-number")
    return voices.filter(spoken_from(chosen)) if chosen in PERSPECTIVE_NAMES else voices


def _kept(membership: Membership) -> QuerySet[Voice]:
    return seen_by(membership).filter(state=Voice.State.KEPT)


def _as_a_word(table: str, term: Term) -> RawSQL:
    return _ask(AS_A_WORD, table, {"sqlite": f'"{term.stem}"', "postgresql": term.stem})


def _as_a_part(table: str, term: Term) -> RawSQL:
    return _ask(AS_A_PART, table, {"sqlite": f'"{term.stem}"', "postgresql": f"%{term.stem}%"})


def _ask(questions: dict[str, str], table: str, meant: dict[str, str]) -> RawSQL:
    """The numbers of the rows. A word holds letters and digits only."""
    question = questions[connection.vendor].format(table=table, index=INDEX_OF[table])
    return RawSQL(question, [meant[connection.vendor]])  # noqa: S611 -- our own words, above
