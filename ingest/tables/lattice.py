"""An area of lines → a grid: the lattice of all its lines, with cells joined where no line
stands between them.  So a merged cell, and a rule that is missing, are the same thing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from corpus.report import Box
from ingest.content import Word
from ingest.tables.grid import Cell, Grid, lines_of
from ingest.tables.lines import REACH, Area, Line, positions

COVERS = 0.5  # a line over this share of a cell's edge closes it
BEYOND = 2.0  # points that a turned word may reach over its cell
LEAST_HEIGHT, LEAST_WIDTH = 4.0, 4.0  # points; nothing smaller holds a word

Slots = list[list[bool]]


def grid_from_lines(area: Area, words: Iterable[Word], page: int, aside: Sequence[Word] = ()) -> Grid | None:
    """The grid that an area's lines draw, words put in; None for an area without cells.  Words `aside`
    (turned by a quarter) are put into cells that hold no others."""
    xs, ys = _edges(area)
    if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) < 5:
        return None
    walls, floors = _walls(area.upright, xs, ys), _floors(area.level, xs, ys)
    cells = _cells(walls, floors, len(ys) - 1, len(xs) - 1)
    grid = Grid(page, xs, ys, cells)
    grid.open_top, grid.open_bottom = not _closes(area, xs, ys[0]), not _closes(area, xs, ys[-1])
    _fill(grid, words)
    _fill_aside(grid, aside)
    return _without_empty_edges(grid)


def _edges(area: Area) -> tuple[list[float], list[float]]:
    """Column and row edges; the ends of the lines close what has no outer rule."""
    box = area.box
    xs = positions([line.at for line in area.upright])
    ys = positions([line.at for line in area.level])
    if area.level:
        xs = _closed(xs, box.x0, box.x1, LEAST_WIDTH)
    if area.upright:
        ys = _closed(ys, box.top, box.bottom, LEAST_HEIGHT)
    return xs, ys


def _closed(edges: list[float], first: float, last: float, least: float) -> list[float]:
    before = [first] if not edges or edges[0] - first > least else []
    after = [last] if not edges or last - edges[-1] > least else []
    return before + edges + after


def _closes(area: Area, xs: list[float], edge: float) -> bool:
    """Do level lines run along an outer edge, over half of it or more?"""
    drawn = sum(line.end - line.start for line in area.level if abs(line.at - edge) <= REACH)
    return drawn >= COVERS * (xs[-1] - xs[0])


def _walls(lines: Sequence[Line], xs: list[float], ys: list[float]) -> Slots:
    """`walls[row][i]`: an upright line at `xs[i]` along the row."""
    walls = [[i in (0, len(xs) - 1) for i in range(len(xs))] for _ in range(len(ys) - 1)]
    for line in lines:
        at = _nearest(xs, line.at)
        for row in _within(ys, line):
            covered = min(line.end, ys[row + 1]) - max(line.start, ys[row])
            if covered >= COVERS * (ys[row + 1] - ys[row]):
                walls[row][at] = True
    return walls


def _floors(lines: Sequence[Line], xs: list[float], ys: list[float]) -> Slots:
    """`floors[i][column]`: a level line at `ys[i]` along the column."""
    floors = [[i in (0, len(ys) - 1)] * (len(xs) - 1) for i in range(len(ys))]
    for line in lines:
        at = _nearest(ys, line.at)
        for column in _within(xs, line):
            covered = min(line.end, xs[column + 1]) - max(line.start, xs[column])
            if covered >= COVERS * (xs[column + 1] - xs[column]):
                floors[at][column] = True
    return floors


def _within(edges: list[float], line: Line) -> range:
    """The tracks between `edges` that a line runs along, if only a little."""
    return range(
        max(0, bisect_right(edges, line.start) - 1), min(len(edges) - 1, bisect_left(edges, line.end))
    )


def _nearest(edges: list[float], value: float) -> int:
    after = bisect_left(edges, value)
    if after == len(edges) or (after and value - edges[after - 1] <= edges[after] - value):
        return after - 1
    return after


def _cells(walls: Slots, floors: Slots, rows: int, columns: int) -> list[Cell]:
    """Rectangles of lattice slots that no line divides, from the top left."""
    taken = [[False] * columns for _ in range(rows)]
    cells = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            wide = 1
            while column + wide < columns and not walls[row][column + wide] and not taken[row][column + wide]:
                wide += 1
            high = 1
            while row + high < rows and _same_below(walls, floors, row + high, column, wide):
                high += 1
            for r in range(row, row + high):
                for c in range(column, column + wide):
                    taken[r][c] = True
            cells.append(Cell(row, column, high, wide))
    return cells


def _same_below(walls: Slots, floors: Slots, row: int, column: int, wide: int) -> bool:
    """Does the slot row belong to the rectangle above it?"""
    if any(floors[row][column : column + wide]):
        return False
    closed = walls[row][column] and walls[row][column + wide]
    return closed and not any(walls[row][column + 1 : column + wide])


def _fill(grid: Grid, words: Iterable[Word]) -> None:
    """Each word into the cell under its middle."""
    lookup = grid.lookup()
    held: dict[int, list[Word]] = {}
    for word in words:
        x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
        row, column = bisect_right(grid.ys, y) - 1, bisect_right(grid.xs, x) - 1
        cell = lookup.get((row, column))
        if cell is not None:
            held.setdefault(id(cell), []).append(word)
    for cell in grid.cells:
        cell.page = grid.page
        cell.box = Box(
            grid.xs[cell.column],
            grid.ys[cell.row],
            grid.xs[cell.column + cell.column_span],
            grid.ys[cell.row + cell.row_span],
        )
        cell.lines = lines_of(held.get(id(cell), ()))


def _fill_aside(grid: Grid, aside: Sequence[Word]) -> None:
    """Turned words, each a line of its own, into the cells round them that are empty otherwise."""
    box = grid.box
    inside = [w for w in aside if box.x0 <= w.box.x0 and w.box.x1 <= box.x1 and w.box.top >= box.top - BEYOND]
    for cell in grid.cells if inside else ():
        if not cell.lines and cell.box is not None:
            cell.lines = [[word] for word in inside if _holds(cell.box, word.box)]


def _holds(outer: Box, box: Box) -> bool:
    across = outer.x0 - BEYOND <= box.x0 and box.x1 <= outer.x1 + BEYOND
    return across and outer.top - BEYOND <= box.top and box.bottom <= outer.bottom + BEYOND


def _without_empty_edges(grid: Grid) -> Grid:
    """Rows and columns that only doubled lines made (too small for a word) are taken out."""
    thin_rows = [i for i in range(grid.rows) if grid.ys[i + 1] - grid.ys[i] < LEAST_HEIGHT]
    thin_columns = [i for i in range(grid.columns) if grid.xs[i + 1] - grid.xs[i] < LEAST_WIDTH]
    full_rows = {cell.row for cell in grid.cells if cell.lines and cell.row_span == 1}
    full_columns = {cell.column for cell in grid.cells if cell.lines and cell.column_span == 1}
    rows = [i for i in thin_rows if i not in full_rows]
    columns = [i for i in thin_columns if i not in full_columns]
    return without_tracks(grid, rows, columns) if rows or columns else grid


def without_tracks(grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> Grid:
    """The grid without these rows and columns; spans shrink over them."""
    drop_r, drop_c = set(rows), set(columns)
    new_row = _renumbered(grid.rows, drop_r)
    new_column = _renumbered(grid.columns, drop_c)
    cells = []
    for cell in grid.cells:
        high = sum(r not in drop_r for r in range(cell.row, cell.row + cell.row_span))
        wide = sum(c not in drop_c for c in range(cell.column, cell.column + cell.column_span))
        if high and wide:
            cell.row, cell.column, cell.row_span, cell.column_span = (
                new_row[cell.row],
                new_column[cell.column],
                high,
                wide,
            )
            cells.append(cell)
    ys = [y for i, y in enumerate(grid.ys) if i not in drop_r]
    xs = [x for i, x in enumerate(grid.xs) if i not in drop_c]
    top, bottom = grid.open_top and 0 not in drop_r, grid.open_bottom and grid.rows - 1 not in drop_r
    return Grid(grid.page, xs, ys, cells, grid.ruled, grid.notes, top, bottom)


def _renumbered(count: int, dropped: set[int]) -> list[int]:
    numbers, kept = [], 0
    for index in range(count):
        numbers.append(kept)
        kept += index not in dropped
    return numbers
