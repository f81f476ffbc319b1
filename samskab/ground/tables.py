"""A table as a file a spreadsheet opens."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

SUMS = "=+-@\t\r"  # what a spreadsheet would work out instead of show


def as_csv(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A line at a time, with semicolons and a mark of its encoding, as a Danish spreadsheet opens it.

    No cell is a sum, whatever somebody is called.
    """
    mark = "\ufeff"
    for row in rows:
        line = io.StringIO()
        csv.writer(line, delimiter=";", lineterminator="\r\n").writerow([_harmless(str(cell)) for cell in row])
        yield mark + line.getvalue()
        mark = ""


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell and cell[0] in SUMS else cell
