"""Tables of other fields than finance: plain, lying, layered and mixed ones."""

from decimal import Decimal

import pytest

from ingest.tables import reconstruct
from tests.ingest.tables import fields
from tests.ingest.tables.drawing import drawn
from tests.ingest.tables.fields import FieldTable
from tests.ingest.tables.fields_mixed import MIXED

TABLES = [*fields.TABLES, *MIXED]

LEAST = 0.97


BANDS = "|<|<|<"  # a row that is one cell


def read(table: FieldTable, upright: bool):
    """(row label, last heading) → the values found there."""
    found: dict[tuple[str, str], set[Decimal]] = {}
    above = [table.title, *([] if upright else ["单位：个"])]  # only the unit tells a table without walls
    for record in reconstruct([drawn(table.rows, above=above, upright=upright)]).records:
        if record.value is not None:
            place = (record.row_label or "", record.column_path[-1] if record.column_path else "")
            found.setdefault(place, set()).add(record.value)
    return found


def wanted(table: FieldTable):
    return {
        (row, heading): Decimal(raw.rstrip("%").replace(",", ""))
        for row, cells in table.figures.items()
        for heading, raw in cells.items()
        if raw
    }


@pytest.mark.parametrize("upright", [True, False])
def test_thirty_tables_of_four_kinds(upright):
    """At least 97 % of the figures stand under their row and heading, and none is wrong; without upright
    rules as well, but for names of rows in the middle of the table, which then look like headings."""
    tables = [t for t in TABLES if upright or not any(row.endswith(BANDS) for row in t.rows)]
    assert len(TABLES) == 30
    assert {table.kind for table in TABLES} == {"vertical", "horizontal", "hierarchical", "complex"}
    total = right = 0
    wrong = []
    for table in tables:
        known, found = wanted(table), read(table, upright)
        total += len(known)
        right += sum(found.get(place) == {value} for place, value in known.items())
        wrong += [(table.title, p, vs) for p, vs in found.items() if p not in known or vs != {known[p]}]
    assert not wrong
    assert right >= LEAST * total
