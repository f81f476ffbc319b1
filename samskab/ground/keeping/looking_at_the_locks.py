"""Does what is locked open? Asked of rows spread over each table, the newest among them."""

from collections.abc import Iterator

from django.db import models

from samskab.ground.keeping.faults import Fault
from samskab.ground.locked_text import LockedTextField, locked_columns
from samskab.ground.locking import Locked, NoKey

SAMPLE = 1000  # rows of a table
MOST = 5  # rows that are named
KEY = "Læg words.key på pladsen igen fra en sikkerhedskopi: hver linje, der har stået i den, åbner det, den har låst."
COPY = "Rækken er ændret eller flyttet uden om Samskab. Hent den fra en sikkerhedskopi, eller tag ordene tilbage."


def look() -> Iterator[Fault]:
    for model, fields in locked_columns():
        closed = [(row, why) for row in _sample(model) if (why := _that_stay_closed(row, fields))]
        for row, (column, error) in closed[:MOST]:
            yield Fault(
                "words",
                f"{model._meta.db_table} {row.pk} ({row}): {column} kan ikke låses op.",
                KEY if isinstance(error, NoKey) else COPY,
            )
        if len(closed) > MOST:
            yield Fault("words", f"{model._meta.db_table}: {len(closed)} rækker kan ikke låses op.", KEY)


def _sample(model: type[models.Model]) -> Iterator[models.Model]:
    keys = list(model._base_manager.order_by("-pk").values_list("pk", flat=True))
    chosen = keys[:: len(keys) // SAMPLE + 1]
    return model._base_manager.filter(pk__in=chosen).order_by("pk").iterator(chunk_size=10)


def _that_stay_closed(row: models.Model, fields: list[LockedTextField]) -> tuple[str, Locked] | None:
    for field in fields:
        try:
            getattr(row, field.attname)
        except Locked as error:
            return str(field.column), error
    return None
