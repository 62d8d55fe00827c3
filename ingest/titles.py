"""A table without a title of its own is called by the heading that it stands under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.report import Record, Table
from ingest.tables.terms import without_enumerator

LONGEST = 40  # characters of a heading that calls a table


def with_titles(
    tables: Sequence[Table], records: Sequence[Record]
) -> tuple[tuple[Table, ...], tuple[Record, ...]]:
    """`tables` and their `records`, with titles from the tables' sections where they have none."""
    titles = {table.number: title for table in tables if not table.title and (title := _heading(table))}
    if not titles:
        return tuple(tables), tuple(records)
    named = tuple(replace(t, title=titles.get(t.number, t.title)) for t in tables)
    return named, tuple(replace(r, title=titles.get(r.table, r.title)) for r in records)


def _heading(table: Table) -> str | None:
    """The nearest heading over a table, without its number."""
    heading = without_enumerator(table.section[-1].strip()) if table.section else ""
    return heading if 2 <= len(heading) <= LONGEST else None
