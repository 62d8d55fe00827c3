"""Tables side by side on a sheet: where one ends and the next begins, from the left.

Each has a title of its own, or states its own unit, in one line above them; a column without a
word parts them, or the next title where both state their units.  Two sides of one table (收入, 支出)
share their title and their unit, and stay together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from corpus import vocabulary
from ingest.readers.spans import AMOUNT

Rows = Sequence[Sequence[str]]
Spans = dict[tuple[int, int], tuple[int, int]]
StatesUnit = Callable[[str], bool]
MOST_ENDS = 40  # rows without text at which tables side by side may end


class Cut(NamedTuple):
    """Rows `first` to `last` (not counted) hold tables left and right of `column`."""

    first: int
    last: int
    column: int


def cut_between(rows: Rows, first: int, spans: Spans, states_unit: StatesUnit) -> Cut | None:
    """Where the line at row `first` heads two tables: the cut between the first of them and the rest,
    as far down as it holds; None where it heads one."""
    columns = _heads(rows[first], states_unit)
    if columns is None:
        return None
    blank = [row for row in range(first + 1, len(rows)) if not any(rows[row])]
    for last in [len(rows), *reversed(blank[:MOST_ENDS])]:
        column = _gutter(rows[first:last], columns)
        if column is None and _both(rows[first], states_unit):
            column = columns[1]
        if column is None or any(_crosses(place, span, first, last, column) for place, span in spans.items()):
            continue
        sides = [[row[:column] for row in rows[first:last]], [row[column:] for row in rows[first:last]]]
        if all(map(_holds_table, sides)):
            return Cut(first, last, column)
    return None


def _is_title(cell: str) -> bool:
    ends = tuple(vocabulary.load("tables")["captions"]["title_endings"])
    return "".join(cell.split()).rstrip("）)").endswith(ends) and not AMOUNT.match(cell)


def _heads(row: Sequence[str], states_unit: StatesUnit) -> tuple[int, int] | None:
    """The columns between which the first two tables part, where a line holds titles and what stands
    beside them only, two of a kind; None for any other line."""
    said = [(column, cell) for column, cell in enumerate(row) if cell]
    titles = [column for column, cell in said if _is_title(cell)]
    units = [column for column, cell in said if states_unit(cell)]
    if len(titles) + sum("：" in cell or ":" in cell for _, cell in said) < len(said):
        return None
    if len(titles) > 1:
        return titles[0], titles[1]
    return (units[0], units[1]) if len(units) > 1 else None


def _both(row: Sequence[str], states_unit: StatesUnit) -> bool:
    """Do both of the first two tables have title and unit in this line, in turn?"""
    kinds = [
        "title" if _is_title(cell) else "unit"
        for cell in row
        if cell and (_is_title(cell) or states_unit(cell))
    ]
    return kinds[:4] == ["title", "unit"] * 2


def _gutter(rows: Rows, columns: tuple[int, int]) -> int | None:
    """The column after the last one without a word between two others."""
    left, right = columns
    empty = [column for column in range(left + 1, right) if not any(_at(row, column) for row in rows)]
    return empty[-1] + 1 if empty else None


def _at(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _crosses(place: tuple[int, int], span: tuple[int, int], first: int, last: int, column: int) -> bool:
    return first <= place[0] < last and place[1] < column < place[1] + span[1]


def _holds_table(rows: Rows) -> bool:
    """Two rows of two cells or more, under the line that heads them."""
    return sum(sum(map(bool, row)) > 1 for row in rows[1:]) > 1
