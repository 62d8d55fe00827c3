"""The unit of a figure: printed with it, named by its labels or beside them, or the table's."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.values import value
from ingest.tables import terms
from ingest.tables.blocks import Block
from ingest.tables.columns import Side, headings_over
from ingest.tables.sheet import Sheet

_SHARES = ("%", "‰")


@value
class Stand:
    """What a record says of where it stands, but for the cell."""

    code: str | None
    label: str | None
    row_path: tuple[str, ...]
    codes: tuple[str, ...]
    column_path: tuple[str, ...]
    unit: str | None = None  # what a column of units says of the row; "" for none that is known


def unit_beside(sheet: Sheet, block: Block, side: Side, row: int, columns: Sequence[str]) -> str | None:
    """What a side's column of units says of a row's figure; "" where it says none that is known.

    Where a column counts things, the units are what it counts in, and say nothing of the others.
    """
    if side.unit is None:
        return None
    headings = [cell.text for c in side.figures for cell in headings_over(sheet, block, c, c)]
    if any(map(terms.counts_things, headings)) and not any(map(terms.counts_things, columns)):
        return None
    cell = sheet.at(row, side.unit)
    text = terms.plain(cell.text) if cell is not None else ""
    if not text:
        return None
    return terms.unit_of(text) if terms.is_unit(text) else ""


def unit_of_figure(printed: str | None, place: Stand, stated: str | None) -> str | None:
    """The unit printed with the figure, else named by its labels or what these count in, else
    the table's, which is `stated`."""
    if printed:
        return printed
    columns = place.column_path
    leaf = columns[-1] if columns else ""
    named = terms.unit_named(leaf)
    own = terms.unit_itself(leaf) or (named if named in _SHARES else None)
    if own:
        return own
    counted = terms.unit_counted(leaf) if leaf else None
    if counted is not None and not named:
        return counted or None
    if place.unit is not None:
        return place.unit or None
    rows = _named_by_rows(place.row_path)
    heads = [unit for name in reversed(columns) if (unit := terms.unit_named(name))]
    if any(map(terms.tells_worth, columns)):  # (辆) under 价值: so many cars are worth so much money
        rows = [unit for unit in rows if terms.is_money(unit)]
        return next(iter([*heads, *rows]), stated if terms.is_money(stated) else None)
    if rows or heads:
        return next(iter([*rows, *heads]))
    return _of_table(stated, place)


def _named_by_rows(path: Sequence[str]) -> list[str]:
    """The units that a row's labels name, the nearest first; what counts something else has none of
    those above it."""
    if not path:
        return []
    own = terms.unit_named(path[-1])
    above = path[-3:-1] if own or terms.unit_counted(path[-1]) is None else ()
    return [unit for unit in (own, *map(terms.unit_named, reversed(above))) if unit]


def _of_table(stated: str | None, place: Stand) -> str | None:
    """The table's unit, unless the row counts something else, or its columns count things."""
    counted = terms.unit_counted(place.row_path[-1]) if place.row_path else None
    things = terms.is_money(stated) and any(map(terms.counts_things, place.column_path))
    if stated is None or (counted is None and not things):
        return stated
    return counted or None
