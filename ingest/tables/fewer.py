"""A continuation that prints some of its table's columns only, as where the last ones are blank there.

Its columns are told by their headings, where it repeats them, else by the places of its edges.
"""

from __future__ import annotations

from itertools import pairwise

from ingest.tables import terms
from ingest.tables.figures import Kind, content_of
from ingest.tables.grid import Cell, Grid

SAME_EDGE = 5.0  # points within which edges of two parts are one
MOST_ROWS = 6  # rows of a header


def fitted(whole: Grid, part: Grid) -> Grid | None:
    """`part` laid into the columns of `whole`, without the header that it repeats; None where it does not
    hold some of these columns, in their order."""
    if not 2 <= part.columns < whole.columns:
        return None
    rows = _header_rows(part)
    columns = _by_headings(whole, part, rows) if rows else None
    if columns is None and _opens_with_names(part):
        return None  # a table of its own
    if columns is None:
        rows, columns = 0, _by_edges(whole, part)
    if columns is None or rows >= part.rows:
        return None
    cells = [_moved(cell, columns, rows) for cell in part.cells if cell.row >= rows]
    ys = part.ys[rows:]
    return Grid(part.page, list(whole.xs), ys, cells, part.ruled, list(part.notes), False, part.open_bottom)


def _opens_with_names(grid: Grid) -> bool:
    """Does every column begin with words, as under a header of its own?"""
    return all(content_of(cell).kind is Kind.TEXT for cell in grid.cells if cell.row == 0)


def _moved(cell: Cell, columns: list[int], rows: int) -> Cell:
    moved = cell.moved(-rows)
    moved.column = columns[cell.column]
    moved.column_span = columns[cell.last_column] - moved.column + 1
    return moved


def _header_rows(grid: Grid) -> int:
    """The rows at the top that hold words and no figures."""
    kinds: list[set[Kind]] = [set() for _ in range(grid.rows)]
    for cell in grid.cells:
        kinds[cell.row].add(content_of(cell).kind)
    count = 0
    while count < min(MOST_ROWS, grid.rows) and Kind.TEXT in kinds[count] and Kind.NUMBER not in kinds[count]:
        count += 1
    while count and any(cell.row < count <= cell.last_row for cell in grid.cells):
        count -= 1
    return count


def _by_headings(whole: Grid, part: Grid, rows: int) -> list[int] | None:
    """The column of `whole` that is headed as each of `part`, in order."""
    theirs, ours = _headings(whole, min(rows, whole.rows)), _headings(part, rows)
    found: list[int] = []
    for heading in ours:
        start = found[-1] + 1 if found else 0
        at = next((c for c in range(start, len(theirs)) if theirs[c] == heading), None)
        if at is None or not heading:
            return None
        found.append(at)
    return found


def _headings(grid: Grid, rows: int) -> list[tuple[str, ...]]:
    """The texts over each column, from the top, each once."""
    lookup = grid.lookup()
    found = []
    for column in range(grid.columns):
        cells = [lookup.get((row, column)) for row in range(rows)]
        texts = dict.fromkeys(terms.plain(cell.text) for cell in cells if cell is not None)
        found.append(tuple(text for text in texts if text))
    return found


def _by_edges(whole: Grid, part: Grid) -> list[int] | None:
    """The column of `whole` that stands where each of `part` does."""
    found = []
    for start, end in pairwise(part.xs):
        at = next((c for c in range(whole.columns) if abs(whole.xs[c] - start) <= SAME_EDGE), None)
        if at is None or abs(whole.xs[at + 1] - end) > SAME_EDGE:
            return None
        found.append(at)
    return found
