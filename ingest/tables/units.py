"""What a figure is counted in: printed with it, named by its row or column, or the table's unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.tables import terms
from ingest.tables.blocks import Block
from ingest.tables.columns import headings_over
from ingest.tables.figures import Kind
from ingest.tables.sheet import Sheet


def units_of_rows(sheet: Sheet, block: Block) -> Mapping[int, str]:
    """Row → unit, where a column headed so holds nothing but units (计量单位: 台, 平方米 …)."""
    for column in range(sheet.columns):
        headings = headings_over(sheet, block, column, column)
        if not headings or terms.bare(headings[-1].text) not in terms.words("headings", "units"):
            continue
        cells = {row: cell for row in block.body if (cell := sheet.at(row, column)) is not None}
        said = {row: cell.text for row, cell in cells.items() if sheet.kind(cell) is not Kind.EMPTY}
        if said and all(terms.is_unit(text) for text in said.values()):
            return {row: terms.unit_of(text) for row, text in said.items()}
    return {}


def unit_of_figure(
    printed: str | None,
    row_path: Sequence[str],
    column_path: Sequence[str],
    of_row: str | None,
    of_table: str | None,
) -> str | None:
    """The unit of a figure, or None.  `of_row` is what the table's column of units says.

    A heading that states amounts of money is never in what its rows count (价值 beside 汽车（辆）), and
    one that states numbers of things never in the table's money.
    """
    if printed:
        return printed
    heading = column_path[-1] if column_path else ""
    named = terms.unit_named(heading)
    counted = terms.unit_counted(heading) if heading else None
    if counted is not None and not named:
        return counted or None
    if named in ("%", "‰"):
        return named
    money = any(map(terms.is_money_heading, column_path))
    for name in (*reversed(row_path[-2:]), *reversed(column_path)):
        unit = terms.unit_named(name) if name else None
        if unit and (name in column_path or not money or terms.is_money(unit)):
            return unit
    if of_row and (not money or terms.is_money(of_row)):
        return of_row
    if terms.counts_things(heading):
        return None if terms.is_money(of_table) else of_table
    counted = terms.unit_counted(row_path[-1]) if row_path and not money else None
    return of_table if counted is None or of_table is None else counted or None
