"""Rows of cells whose merged cells are written as blanks → a ready grid with spans.

Exports of tables write a merged cell once and leave the slots it covers empty.  In the
header an empty slot belongs to the label on its left or above; in the body it is a blank,
but for a label that stands for several rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.readers.blocks import GridCell, ReadyGrid

AMOUNT = re.compile(r"[-−–△(（]?\s*(\d{1,3}(,\d{3})+|\d+)(\.\d+)?\s*[)）]?\s*[%％‰]?$")
DECIMAL = re.compile(r"[-−–△(（]?\s*(\d{1,3}(,\d{3})+|\d+)\.\d+\s*[)）]?\s*[%％‰]?$")
COUNTING = re.compile(r"[栏行]\s*次$")  # the label before a row or column of running numbers

Rows = Sequence[Sequence[str]]


def grid_of_rows(rows: Rows) -> ReadyGrid:
    """The grid of `rows`, ragged ends filled with blanks."""
    width = max((len(row) for row in rows), default=0)
    texts = [[cell.strip() for cell in row] + [""] * (width - len(row)) for row in rows]
    head = header_rows(texts)
    owners = [[(row, column) for column in range(width)] for row in range(len(texts))]
    for row in range(head):
        for column in range(width):
            if not texts[row][column]:
                owners[row][column] = _owner(texts, owners, row, column, head)
    _labels_down(texts, owners, head)
    return ReadyGrid(tuple(_cells(texts, owners)))


def header_rows(texts: Rows) -> int:
    """How many rows stand above the first row of figures, a row of column numbers included."""
    for index, row in enumerate(texts):
        if counts_columns(row):
            return index + 1
        if any(AMOUNT.match(cell) for cell in row):
            return index
    return 0


def counts_columns(row: Sequence[str]) -> bool:
    """Is this the row that numbers the columns: 1, 2, 3 … and at most 栏次 beside them?"""
    numbers = [int(cell) for cell in row if cell.isdecimal() and len(cell) <= 3]
    others = [cell for cell in row if cell and not cell.isdecimal() and not COUNTING.search(cell)]
    rising = all(after == before + 1 for before, after in pairwise(numbers))
    return not others and len(numbers) >= 2 and numbers[0] == 1 and rising


Slot = tuple[int, int]


def _owner(texts: Rows, owners: list[list[Slot]], row: int, column: int, head: int) -> Slot:
    """The header cell that an empty slot belongs to: above where that label has this column
    alone, else on the left, else above."""
    above = owners[row - 1][column] if row else None
    left = owners[row][column - 1] if column else None
    if above is not None and not texts[above[0]][above[1]]:
        above = None
    if left is not None and (not texts[left[0]][left[1]] or left[0] != row):
        left = None
    if above is not None and (left is None or _alone(owners, above, row - 1)):
        return above if _may_go_down(texts, owners, above, row, head) else (row, column)
    if left is not None and (above is None or owners[row - 1][left[1]] == above):
        return left
    return above if above is not None and _alone(owners, above, row - 1) else (row, column)


def _alone(owners: list[list[Slot]], owner: Slot, row: int) -> bool:
    return owners[row].count(owner) == 1


def _may_go_down(texts: Rows, owners: list[list[Slot]], above: Slot, row: int, head: int) -> bool:
    """A label goes down over all its columns or not at all, and not into the row of numbers."""
    columns = [column for column, owner in enumerate(owners[row - 1]) if owner == above]
    numbered = row == head - 1 and counts_columns(texts[row])
    return not numbered and all(not texts[row][column] for column in columns)


def _labels_down(texts: Rows, owners: list[list[Slot]], head: int) -> None:
    """A label in the first column stands for the rows below that begin in the second."""
    if not texts or len(texts[0]) < 3:
        return
    for row in range(max(head, 1), len(texts)):
        group, label = owners[row - 1][0], texts[row][1]
        named = texts[group[0]][0]
        if texts[row][0] or not label or not named or group[0] < head:
            continue
        if not AMOUNT.match(label) and not AMOUNT.match(named) and _is_text(texts[group[0]][1]):
            owners[row][0] = group


def _is_text(cell: str) -> bool:
    return bool(cell) and not AMOUNT.match(cell)


def _cells(texts: Rows, owners: list[list[Slot]]) -> list[GridCell]:
    spans: dict[Slot, list[int]] = {}
    for row, line in enumerate(owners):
        for column, owner in enumerate(line):
            span = spans.setdefault(owner, [row, column])
            span[:] = [max(span[0], row), max(span[1], column)]
    return [
        GridCell(row, column, texts[row][column], last[0] - row + 1, last[1] - column + 1)
        for (row, column), last in spans.items()
    ]
