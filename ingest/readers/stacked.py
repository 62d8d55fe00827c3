"""Rows that an author set into one: cells of as many lines, labels and figures side by side."""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate

from ingest.readers.blocks import GridCell, ReadyGrid
from ingest.readers.spans import AMOUNT


def unstacked(grid: ReadyGrid) -> ReadyGrid:
    """`grid` with a row of its own for each line, where every cell of a row has as many lines, in
    one of them each line is an amount, and another holds the labels."""
    rows: dict[int, list[GridCell]] = defaultdict(list)
    for cell in grid.cells:
        rows[cell.row].append(cell)
    high = {row: count for row, cells in rows.items() if (count := _lines_in(cells, grid)) > 1}
    if not high:
        return grid

    tops = [0, *accumulate(high.get(row, 1) for row in range(grid.rows))]
    top = tops.__getitem__

    parted: list[GridCell] = []
    for cell in grid.cells:
        if cell.row in high:
            lines = cell.text.split("\n") if cell.text else [""] * high[cell.row]
            parted += [
                GridCell(top(cell.row) + index, cell.column, line, 1, cell.column_span)
                for index, line in enumerate(lines)
            ]
        else:
            span = top(cell.row + cell.row_span) - top(cell.row)
            parted.append(GridCell(top(cell.row), cell.column, cell.text, span, cell.column_span))
    return ReadyGrid(tuple(parted))


def _lines_in(cells: list[GridCell], grid: ReadyGrid) -> int:
    """How many rows these cells of a row are; 1 where that cannot be told."""
    said = [cell.text.split("\n") for cell in cells if cell.text]
    counts = {len(lines) for lines in said}
    alone = all(cell.row_span == 1 for cell in cells) and sum(c.column_span for c in cells) == grid.columns
    if len(counts) != 1 or not alone:
        return 1
    amounts = [all(map(AMOUNT.match, lines)) for lines in said]
    words = [not any(map(AMOUNT.match, lines)) for lines in said]
    return counts.pop() if any(amounts) and any(words) and not words.count(False) > amounts.count(True) else 1
