"""Rows of a sheet → title lines, grids and notes: what stands alone in its row is text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus import vocabulary
from corpus.amounts import parse_unit
from ingest.readers.beside import Cut, cut_between
from ingest.readers.blocks import Block, GridCell, Paragraph, ReadyGrid
from ingest.readers.spans import AMOUNT, grid_of_rows

Rows = Sequence[Sequence[str]]
Spans = dict[tuple[int, int], tuple[int, int]]  # first slot of a merged cell → rows, columns
LONE = 2  # cells: a line above a table has no more (部门 on the left, 单位 on the right)


def blocks_of_rows(rows: Rows, spans: Spans | None = None) -> Iterator[Block]:
    """Blocks in order.  `spans` are the merged cells where the format states them; without,
    they are inferred from blanks.  A row without text parts two tables, and so does a line that
    states a unit; tables side by side are read one after the other, from the left."""
    start = 0
    while start < len(rows):
        cuts = (cut_between(rows, row, spans or {}, _unit_in) for row in range(start, len(rows)))
        cut = next(filter(None, cuts), None)
        if cut is None:
            break
        yield from _stacked(rows[start : cut.first], _part(spans, start, cut.first, 0, None))
        shared = _shared_unit(rows, start, cut)
        for first, end in ((0, cut.column), (cut.column, None)):
            side = [row[first:end] for row in rows[cut.first : cut.last]]
            yield from shared if first and not any(map(states_unit, side)) else ()
            yield from blocks_of_rows(side, _part(spans, cut.first, cut.last, first, end))
        start = cut.last
    yield from _stacked(rows[start:], _part(spans, start, len(rows), 0, None))


def _shared_unit(rows: Rows, start: int, cut: Cut) -> list[Paragraph]:
    """The unit that a line right above tables side by side states for all of them."""
    above = rows[cut.first - 1] if cut.first > start else ()
    return [Paragraph(line) for line in _labelled(above) if _unit_in(line)]


def _part(spans: Spans | None, top: int, bottom: int, first: int, end: int | None) -> Spans | None:
    """The merged cells that begin in a part of the rows, counted from its corner."""
    if spans is None:
        return None
    return {
        (row - top, column - first): span
        for (row, column), span in spans.items()
        if top <= row < bottom and first <= column and (end is None or column < end)
    }


def _stacked(rows: Rows, spans: Spans | None) -> Iterator[Block]:
    """The blocks of rows in which tables stand only one under the other."""
    start = 0
    for index in range(len(rows) + 1):
        ends = index == len(rows) or (not any(rows[index]) and not _only_a_gap(rows, index))
        if ends or (index > start and states_unit(rows[index])):
            if index > start:
                yield from _region(rows, start, index, spans)
            start = index + ends


def _only_a_gap(rows: Rows, index: int) -> bool:
    """Does the table go on under a row without text: figures in the very columns of the row above?"""
    if not 0 < index < len(rows) - 1:
        return False
    above, below = ([bool(cell) for cell in rows[at]] for at in (index - 1, index + 1))
    return above == below and sum(above) > LONE and _figures(rows[index - 1]) and _figures(rows[index + 1])


def _region(rows: Rows, start: int, end: int, spans: Spans | None) -> Iterator[Block]:
    """Rows without a gap: lines above the table, the table, notes under it."""
    first, last = start, end
    while first < end and not _tabular(rows, first, end, spans):
        yield from _lines(rows[first])
        first += 1
    while last > first and _stated(rows[last - 1]) == 1 and not _figures(rows[last - 1]):
        last -= 1
    if first < last:
        yield _grid(rows[first:last], first, spans)
    for row in rows[last:end]:
        yield from _lines(row)


def _stated(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell)


def _figures(row: Sequence[str]) -> bool:
    return any(AMOUNT.match(cell) for cell in row)


def _tabular(rows: Rows, index: int, end: int, spans: Spans | None) -> bool:
    """Does the table begin here?  Titles and 单位 lines have few cells, no figures, and rows
    of more cells follow."""
    row = rows[index]
    if states_unit(row):
        return False
    if _stated(row) > LONE or _figures(row):
        return True
    if _stated(row) == 1 or any("：" in cell or ":" in cell for cell in row if cell):
        return False
    wider = max((_stated(rows[later]) for later in range(index + 1, end)), default=0)
    down = spans is not None and any(high > 1 for (at, _), (high, _) in spans.items() if at == index)
    # two cells in the first of several header rows: two sides, or a stub beside a group
    return down or wider <= LONE or _spread(row, rows[index + 1] if index + 1 < end else ())


def _spread(row: Sequence[str], below: Sequence[str]) -> bool:
    """Do the cells of the next row stand under those of this one (a header of two levels)?"""
    return _stated(below) > LONE and not any("：" in cell or ":" in cell for cell in below)


def states_unit(row: Sequence[str]) -> bool:
    """Is this the line above a table that states its unit, be it in one cell (单位：万元) or in two?"""
    if _figures(row) or sum(parse_unit(cell) is not None for cell in row if cell) > 1:
        return False  # units of several columns, under their headings
    return any(_unit_in(line) for line in _labelled(row))


def _unit_in(line: str) -> bool:
    mark, colon, unit = line.replace(":", "：").partition("：")
    marks = vocabulary.load("tables")["captions"]["unit_marks"]
    return bool(colon) and "".join(mark.split()) in marks and parse_unit(unit.strip()) is not None


def _labelled(row: Sequence[str]) -> list[str]:
    """The cells of a line above a table, a mark in a cell of its own put before what it marks."""
    captions = vocabulary.load("tables")["captions"]
    marks = {*captions["unit_marks"], *captions["owner_marks"]}
    found: list[str] = []
    held = ""
    for cell in filter(None, row):
        mark = "".join(cell.split()).rstrip("：:")
        if held:
            found.append(f"{held}：{cell}")
            held = ""
        elif mark in marks:
            held = mark
        else:
            found.append(cell)
    return [*found, held] if held else found


def _lines(row: Sequence[str]) -> Iterator[Paragraph]:
    cells = _labelled(row) if states_unit(row) else filter(None, row)
    yield from (Paragraph(cell) for cell in cells)


def _grid(rows: Rows, offset: int, spans: Spans | None) -> ReadyGrid:
    if not spans:
        return grid_of_rows(_without_margins(rows))
    covered: set[tuple[int, int]] = set()
    cells = []
    width = max(len(row) for row in rows)
    for index, row in enumerate(rows):
        for column, text in enumerate(row):
            if (index, column) in covered:
                continue
            high, wide = spans.get((index + offset, column), (1, 1))
            high, wide = min(high, len(rows) - index), min(wide, width - column)
            slots = {(index + down, column + right) for down in range(high) for right in range(wide)}
            if slots & covered:
                high = wide = 1
                slots = {(index, column)}
            covered |= slots
            cells.append(GridCell(index, column, text, high, wide))
    return _trimmed(ReadyGrid(tuple(cells)))


def _without_margins(rows: Rows) -> list[list[str]]:
    """Rows without columns that are empty on the left and on the right."""
    used = [column for row in rows for column, cell in enumerate(row) if cell]
    first, last = min(used, default=0), max(used, default=0)
    return [list(row[first : last + 1]) for row in rows]


def _trimmed(grid: ReadyGrid) -> ReadyGrid:
    used = [cell for cell in grid.cells if cell.text]
    first = min((cell.column for cell in used), default=0)
    last = max((cell.column + cell.column_span for cell in used), default=0)
    return ReadyGrid(
        tuple(
            GridCell(cell.row, cell.column - first, cell.text, cell.row_span, cell.column_span)
            for cell in grid.cells
            if first <= cell.column and cell.column + cell.column_span <= last
        )
    )
