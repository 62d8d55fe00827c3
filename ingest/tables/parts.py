"""A page → the parts of tables on it, in order, each with its caption and its surroundings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, product

from corpus.report import Box
from ingest.content import PageContent, PlacedGrid
from ingest.tables import terms
from ingest.tables.captions import (
    Caption,
    LineKind,
    Segment,
    caption_above,
    kind_of,
    segments_of,
    unit_stated,
)
from ingest.tables.grid import Cell, Grid, lines_of, outside_of
from ingest.tables.inner_captions import without_inner_caption
from ingest.tables.lattice import grid_from_lines
from ingest.tables.lines import Area
from ingest.tables.margins import Margins

Lines = Sequence[Sequence[Segment]]


@dataclass(slots=True)
class Part:
    """What one page holds of a table.  `opens_page`: no text but running heads above it;
    `ends_page`: none but running feet under it; `closed`: a note under it ends the table."""

    grid: Grid
    caption: Caption
    opens_page: bool = False
    ends_page: bool = False
    closed: bool = False
    caption_before: Caption | None = None  # a caption that ends the page before


def caption_ending(
    page: PageContent, margins: Margins, grids: Sequence[Grid], follows: Grid
) -> Caption | None:
    """The caption of a grid that opens the next page, where it ends this one."""
    floor = max((grid.box.bottom for grid in grids), default=0.0)
    lines = [
        segments_of(line)
        for line in lines_of(word for word in page.words if word.box.top >= floor)
        if not margins.is_running(line, page)
    ]
    if not lines:
        return None
    bottom = max(segment.box.bottom for segment in lines[-1])
    box = follows.box
    found = caption_above(lines, Box(box.x0, bottom + 1, box.x1, bottom + 2), floor)
    said = found.form or found.unit or found.owner
    named = found.title is not None and kind_of(found.title) is LineKind.TITLE
    return found if found.titled and (said or named) else None


def parts_of(page: PageContent, margins: Margins, grids: Sequence[Grid]) -> list[Part]:
    """The parts of tables on a page, whose grids are given, from the top."""
    grids = sorted(grids, key=lambda g: (g.box.top, g.box.x0))
    inside = [grid.box for grid in grids]
    outside = outside_of(page.words, inside)
    lines = [segments_of(line) for line in lines_of(outside) if not margins.is_running(line, page)]
    parts = []
    ceiling = 0.0
    for index, grid in enumerate(grids):
        floor = grids[index + 1].box.top if index + 1 < len(grids) else page.height
        caption = _beside(lines, grid.box, caption_above(lines, grid.box, ceiling))
        part = _part(grid, caption, lines, ceiling, floor)
        part.grid, part.caption = without_inner_caption(grid, caption)
        parts.append(part)
        ceiling = grid.box.bottom
    if parts:
        parts[-1].ends_page = parts[-1].ends_page and len(parts) == len(grids)
    return parts


def stated_grids(page: PageContent) -> list[Grid]:
    """The grids of more than one column that the format itself states on a page, from the top."""
    grids = (_stated(grid, page.number) for grid in page.grids if len(grid.xs) > 2)
    return [grid for grid in grids if any(cell.lines for cell in grid.cells)]


def _stated(placed: PlacedGrid, page: int) -> Grid:
    """A stated grid with a cell for each slot; where two cells claim one slot the earlier has it."""
    xs, ys = list(placed.xs), list(placed.ys)
    owners: dict[tuple[int, int], Cell] = {}
    said = (Cell(c.row, c.column, c.row_span, c.column_span, lines_of(c.words), page) for c in placed.cells)
    blank = (Cell(row, column, page=page) for row, column in product(range(len(ys) - 1), range(len(xs) - 1)))
    for cell in chain(said, blank):
        first = owners.get((cell.row, cell.column))
        if first is not None:
            first.lines += cell.lines
            continue
        slots = [(cell.row, cell.column)]
        if cell.row_span > 1 or cell.column_span > 1:
            slots = list(_slots(cell))
            if not owners.keys().isdisjoint(slots):
                cell.row_span = cell.column_span = 1
                slots = slots[:1]
        owners.update(dict.fromkeys(slots, cell))
        cell.box = Box(xs[cell.column], ys[cell.row], xs[cell.last_column + 1], ys[cell.last_row + 1])
    cells = [cell for slot, cell in owners.items() if slot == (cell.row, cell.column)]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(page, xs, ys, cells)


def _slots(cell: Cell) -> Iterable[tuple[int, int]]:
    return product(range(cell.row, cell.last_row + 1), range(cell.column, cell.last_column + 1))


def ruled_grids(page: PageContent, areas: Iterable[Area]) -> list[Grid]:
    """The ruled grids on a page that have more than one column, from the top."""
    grids = []
    for area in areas:
        grid = grid_from_lines(area, page.words, page.number, page.aside)
        if grid is not None and grid.columns > 1 and any(cell.lines for cell in grid.cells):
            grids.append(grid)
    return _outermost(grids)


def _outermost(grids: list[Grid]) -> list[Grid]:
    """Grids that stand within another's box are left to it."""
    kept: list[Grid] = []
    for grid in sorted(grids, key=lambda g: -(g.box.x1 - g.box.x0) * (g.box.bottom - g.box.top)):
        x, y = (grid.box.x0 + grid.box.x1) / 2, (grid.box.top + grid.box.bottom) / 2
        if not any(k.box.x0 < x < k.box.x1 and k.box.top < y < k.box.bottom for k in kept):
            kept.append(grid)
    return sorted(kept, key=lambda g: (g.box.top, g.box.x0))


def _beside(lines: Lines, grid: Box, caption: Caption) -> Caption:
    """A unit printed beside the grid, or right under it, where none stands above."""
    if caption.unit:
        return caption
    for line in lines:
        for segment in line:
            near = grid.top - 4 <= segment.box.bottom <= grid.bottom + 30
            unit = unit_stated(segment.text) if near else None
            if unit:
                return replace(caption, unit=unit)
    return caption


def _part(grid: Grid, caption: Caption, lines: Lines, ceiling: float, floor: float) -> Part:
    top = caption.box.top if caption.box else grid.box.top
    above = [line for line in lines if line[0].box.bottom <= top + 2]
    below = [line for line in lines if line[0].box.top >= grid.box.bottom - 2]
    after = [line for line in below if line[0].box.top < floor]
    noted = bool(after) and kind_of(after[0][0].text) is LineKind.NOTE
    return Part(
        grid,
        caption,
        opens_page=ceiling == 0.0 and not above,
        ends_page=not below,
        closed=noted or (bool(after) and terms.plain(after[0][0].text).startswith("注")),
    )
