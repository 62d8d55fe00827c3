"""What workbooks of either kind have in common: hidden rows and columns, merged cells, limits."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from corpus.report import Problem, Severity
from ingest.most import allowed
from ingest.readers.blocks import Budget, left_out
from ingest.readers.rows import Rows, Spans

MOST_COLUMNS = 512  # of one sheet


class Area(NamedTuple):
    """A merged cell: its first row and column, and those after its last, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


def room(budget: Budget, sheet: str, high: int, wide: int) -> tuple[int, int, list[Problem]]:
    """How many rows and columns of a sheet of `high` × `wide` are read, spent from the budget, and what
    is told of the others."""
    columns = min(wide, MOST_COLUMNS)
    rows = min(high, allowed().rows, budget.cells // max(1, columns))
    problems = [left_out(rows, high, sheet)] if rows < high else []
    if columns < wide:
        message = (
            f"{sheet}：只读了前 {columns} 列，其余 {wide - columns} 列超过上限 / "
            f"the first {columns} columns were read, the other {wide - columns} are over the limit"
        )
        problems.append(Problem(Severity.ERROR, "columns_over_limit", message))
    budget.spend(cells=rows * columns)
    return rows, columns, problems


def shown_part(
    rows: Rows, areas: Iterable[Area], hidden_rows: Collection[int], hidden_columns: Collection[int]
) -> tuple[Rows, Spans]:
    """The rows and columns that are not hidden, and the merged cells as far as they cover these."""
    wide = len(rows[0]) if rows else 0
    kept = [row for row in range(len(rows)) if row not in hidden_rows]
    columns = [column for column in range(wide) if column not in hidden_columns]
    new_row, new_column = ({old: new for new, old in enumerate(line)} for line in (kept, columns))
    texts = [[rows[row][column] for column in columns] for row in kept]
    spans: Spans = {}
    for area in areas:
        down = [new_row[row] for row in range(area.top, min(area.bottom, len(rows))) if row in new_row]
        across = range(area.left, min(area.right, wide))
        right = [new_column[column] for column in across if column in new_column]
        if down and right:
            texts[down[0]][right[0]] = rows[area.top][area.left]
            spans[down[0], right[0]] = (len(down), len(right))
    return texts, spans
