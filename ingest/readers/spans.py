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
_YEAR = re.compile(r"(?:19|20)\d\d$")
COUNTING = re.compile(r"[栏行]\s*次$")  # the label before a row or column of running numbers

Rows = Sequence[Sequence[str]]


def grid_of_rows(rows: Rows) -> ReadyGrid:
    """The grid of `rows`; a row of fewer cells goes under the words of a row above that has as
    many (the export wrote no blanks for it), or is filled with blanks at its end."""
    width = max((len(row) for row in rows), default=0)
    texts: list[list[str]] = []
    for stated in rows:
        texts.append(_to_width([cell.strip() for cell in stated], texts, width))
    head = header_rows(texts)
    used = [any(row[column] for row in texts) for column in range(width)]  # an empty column is nobody's
    owners = [[(row, column) for column in range(width)] for row in range(len(texts))]
    for row in range(head):
        for column in range(width):
            if used[column] and not texts[row][column]:
                owners[row][column] = _owner(texts, owners, row, column, head)
    _labels_down(texts, owners, head)
    _labels_across(texts, owners, head)
    if head == 0:
        _words_across(texts, owners)
    return ReadyGrid(tuple(_cells(texts, owners)))


def _to_width(row: list[str], above: Rows, width: int) -> list[str]:
    if len(row) < width:
        for other in reversed(above):
            stated = [column for column, cell in enumerate(other) if cell]
            if len(stated) == len(row) and all(_is_text(other[column]) for column in stated):
                cells = dict(zip(stated, row, strict=True))
                return [cells.get(column, "") for column in range(width)]
    return row + [""] * (width - len(row))


def header_rows(texts: Rows) -> int:
    """How many rows stand above the first row of figures, a row of column numbers included."""
    for index, row in enumerate(texts):
        if counts_columns(row):
            return index + 1
        if any(AMOUNT.match(cell) for cell in row) and not heads_with_years(row):
            return index
    return 0


def heads_with_years(row: Sequence[str]) -> bool:
    """Words, and two bare years or more: headings, no figures."""
    amounts = [cell for cell in row if AMOUNT.match(cell)]
    return len(amounts) > 1 and len(amounts) < sum(map(bool, row)) and all(map(_YEAR.match, amounts))


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
    """Labels in the first columns stand for the rows below that begin farther right with words."""
    if not texts or len(texts[0]) < 3:
        return
    for row in range(max(head, 1), len(texts)):
        first = next((column for column, cell in enumerate(texts[row]) if cell), 0)
        if first == len(texts[row]) - 1 or not _is_text(texts[row][first]):
            continue
        groups = owners[row - 1][:first]
        if all(_is_group(texts, group, first, head) for group in groups):
            owners[row][:first] = groups


def _is_group(texts: Rows, group: Slot, first: int, head: int) -> bool:
    """Is this a label in the body with words right of it, as far as column `first`?"""
    row, column = group
    return row >= head and all(map(_is_text, texts[row][column : first + 1]))


def _labels_across(texts: Rows, owners: list[list[Slot]], head: int) -> None:
    """A label in a column of codes stands for the code and the name beside it (合计)."""
    body = texts[head:]
    if not body or len(body[0]) < 3:
        return
    for column in range(len(body[0]) - 2):
        codes = [row[column] for row in body if row[column]]
        names = [row[column + 1] for row in body if row[column + 1]]
        coded = bool(codes) and sum(cell.isdecimal() for cell in codes) * 2 >= len(codes)
        if not coded or not names or sum(map(_is_text, names)) * 2 <= len(names):
            continue
        for row in range(head, len(texts)):
            if _is_text(texts[row][column]) and not texts[row][column + 1]:
                owners[row][column + 1] = owners[row][column]


def _words_across(texts: Rows, owners: list[list[Slot]]) -> None:
    """In a form, a blank after words belongs to their cell, where the row has words only."""
    for row, cells in enumerate(texts):
        words = [cell for cell in cells if cell]
        if len(words) < 2 or not all(map(_is_text, words)):
            continue
        for column in range(1, len(cells)):
            left = owners[row][column - 1]
            if not cells[column] and owners[row][column] == (row, column) and left[0] == row:
                owners[row][column] = left


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
