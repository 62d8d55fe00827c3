"""Tables of other fields than finance: plain, lying, layered and mixed ones."""

from decimal import Decimal

from ingest.tables import reconstruct
from tests.ingest.tables import fields
from tests.ingest.tables.drawing import drawn
from tests.ingest.tables.fields import FieldTable
from tests.ingest.tables.fields_mixed import MIXED

TABLES = [*fields.TABLES, *MIXED]

LEAST = 0.97


def read(table: FieldTable):
    """(row label, last heading) → the values found there."""
    found: dict[tuple[str, str], set[Decimal]] = {}
    for record in reconstruct([drawn(table.rows, above=[table.title])]).records:
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


def test_thirty_tables_of_four_kinds():
    """At least 97 % of the figures stand under their row and heading, and none is wrong."""
    assert len(TABLES) == 30
    assert {table.kind for table in TABLES} == {"vertical", "horizontal", "hierarchical", "complex"}
    total = right = 0
    wrong, missing = [], []
    for table in TABLES:
        known, found = wanted(table), read(table)
        total += len(known)
        right += sum(found.get(place) == {value} for place, value in known.items())
        missing += [(table.title, place) for place in known if place not in found]
        wrong += [(table.title, p, vs) for p, vs in found.items() if p not in known or vs != {known[p]}]
    print(f"{right} of {total}, wrong {len(wrong)}", missing, wrong, sep="\n")
    assert not wrong
    assert right >= LEAST * total
