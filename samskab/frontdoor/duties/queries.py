"""The list of what we keep about people, as a page and as a table. It tells of tables, never of what is in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext as _

from samskab.frontdoor.duties.kept import EVERYTHING
from samskab.frontdoor.duties.told import Kept
from samskab.ground import tables
from samskab.projects.access import MAY, May


@dataclass(frozen=True, slots=True)
class Line:
    """One table in words. `columns` are (name in the database, phrase)."""

    table: str
    name: str
    whom: str
    columns: Sequence[tuple[str, str]]
    why: str
    how_long: str
    seen_by: str


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who answers for this installation, as far as the one who runs it has written it; "" where nothing is."""

    authority: str
    dpo: str
    statement: str


def lines() -> list[Line]:
    """Everything this installation keeps about people."""
    there = {model._meta.label: model._meta.db_table for model in apps.get_models()}
    return [_line(one, there[one.table]) for one in EVERYTHING if one.table in there]


def _line(one: Kept, table: str) -> Line:
    columns = [(name, str(phrase)) for name, phrase in one.columns.items()]
    seen_by = roles_who(one.seen_by) if isinstance(one.seen_by, May) else str(one.seen_by)
    return Line(table, str(one.name), str(one.whom), columns, str(one.why), str(one.how_long), seen_by)


def roles_who(may: May) -> str:
    """The roles an act is open to, in words, in their order."""
    words = [str(role.label) for role, acts in MAY.items() if may in acts]
    return _("I projektet: %(roles)s.") % {"roles": ", ".join(words)}


def responsible() -> Responsible:
    return Responsible(settings.AUTHORITY, settings.DPO, settings.WAS_URL)


def as_table() -> Iterator[list[str]]:
    """The list with a row for each column of each table, headings first."""
    yield [
        _("Behandling"), _("Tabel"), _("Kolonne"), _("Oplysning"), _("Hvem den handler om"), _("Hvorfor"),
        _("Hvor længe"), _("Hvem ser det"), _("Dataansvarlig"),
    ]  # fmt: skip
    authority = responsible().authority
    for line in lines():
        for column, phrase in line.columns:
            yield [line.name, line.table, column, phrase, line.whom, line.why, line.how_long, line.seen_by, authority]


def as_csv() -> str:
    return "".join(tables.as_csv(as_table()))
