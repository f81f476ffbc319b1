"""Which tables a database has, and what each column holds: asked of the migrations it has been through.

The models of this program may be newer than the database. A copy is taken, and put back, in the shape it had.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.models import Field, Model

Node = tuple[str, str]

# Doors that stand open now, not what was kept: a copy of them would let somebody in who has left.
PASSING = frozenset({"sessions.session", "usersessions.usersession"})

KINDS = {
    "AutoField": "int", "BigAutoField": "int", "SmallAutoField": "int",
    "IntegerField": "int", "BigIntegerField": "int", "SmallIntegerField": "int",
    "PositiveIntegerField": "int", "PositiveBigIntegerField": "int", "PositiveSmallIntegerField": "int",
    "BooleanField": "bool", "FloatField": "float", "DecimalField": "decimal",
    "CharField": "text", "TextField": "text", "SlugField": "text", "FileField": "text", "FilePathField": "text",
    "EmailField": "text", "URLField": "text", "GenericIPAddressField": "text",
    "DateTimeField": "moment", "DateField": "day", "TimeField": "time", "DurationField": "span",
    "UUIDField": "uuid", "BinaryField": "bytes", "JSONField": "json",
}  # fmt: skip


def kind_of(field: "Field[Any, Any]") -> str:
    """What the column holds, the same on every database. Raises KeyError for a kind of field nobody has met."""
    return KINDS[lies_as(field).get_internal_type()]


def lies_as(field: Any) -> "Field[Any, Any]":
    """The field itself; of a foreign key, what it points at."""
    while field.is_relation:
        field = field.target_field
    return cast("Field[Any, Any]", field)


@dataclass(frozen=True)
class Table:
    """One table, as the migrations made it."""

    model: type[Model]

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @cached_property
    def fields(self) -> "list[Field[Any, Any]]":
        """Every column somebody wrote in; what a database computes by itself it computes again."""
        return [field for field in self.model._meta.concrete_fields if not getattr(field, "generated", False)]

    @cached_property
    def columns(self) -> dict[str, str]:
        """Column → kind, in the order of the columns."""
        return {str(field.column): kind_of(field) for field in self.fields}

    @property
    def key(self) -> str:
        return str(self.model._meta.pk.column)

    @property
    def counts(self) -> bool:
        """Does the database give the keys by itself?"""
        return bool(self.model._meta.auto_field)


@dataclass(frozen=True)
class Shape:
    """The tables after these migrations."""

    tables: dict[str, Table]
    migrations: dict[str, list[str]]


class NotKnown(Exception):
    """The database has been through migrations this program has never heard of."""


def shape_of(alias: str) -> Shape:
    """The shape the database has now. Raises NotKnown."""
    loader = MigrationLoader(connections[alias])
    applied = set(loader.applied_migrations)
    if applied - loader.disk_migrations.keys() - loader.replacements.keys():
        raise NotKnown
    return _shape(loader, applied)


def shape_after(migrations: dict[str, list[str]]) -> Shape:
    """The shape a database had after these. Raises NotKnown."""
    nodes = {(app, name) for app, names in migrations.items() for name in names}
    loader = MigrationLoader(None)
    if nodes - loader.disk_migrations.keys() - loader.replacements.keys():
        raise NotKnown
    return _shape(loader, nodes)


def _shape(loader: MigrationLoader, nodes: Iterable[Node]) -> Shape:
    known = {node for node in nodes if node in loader.graph.nodes}
    models = loader.project_state(ends(loader, known)).apps.get_models(include_auto_created=True)
    tables = [Table(one) for one in models if _is_kept(one)]
    migrations: dict[str, list[str]] = {}
    for app, name in sorted(nodes):
        migrations.setdefault(app, []).append(name)
    return Shape({table.name: table for table in sorted(tables, key=lambda one: one.name)}, migrations)


def _is_kept(model: type[Model]) -> bool:
    return model._meta.managed and not model._meta.proxy and model._meta.label_lower not in PASSING


def ends(loader: MigrationLoader, nodes: set[Node]) -> list[Node]:
    """The last of each app's migrations among these."""
    return sorted(
        node
        for node in nodes
        if not any(child.key in nodes and child.key[0] == node[0] for child in loader.graph.node_map[node].children)
    )
