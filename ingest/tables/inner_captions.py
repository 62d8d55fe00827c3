"""Captions that a table prints as its own first rows: its title, whose it is, its unit."""

from __future__ import annotations

from dataclasses import replace

from ingest.tables.captions import Caption, LineKind, kind_of, owner_stated, titled_with, unit_stated
from ingest.tables.grid import Cell, Grid
from ingest.tables.lattice import without_tracks
from ingest.tables.terms import plain

_SAYS = (LineKind.UNIT, LineKind.FORM, LineKind.OWNER)


def without_inner_caption(grid: Grid, caption: Caption) -> tuple[Grid, Caption]:
    """The grid without the rows at its top that are caption, and the caption with what they say."""
    count = 0
    while count < grid.rows - 1:
        cells = [cell for cell in grid.cells if cell.row <= count <= cell.last_row and cell.lines]
        said = _read(cells, grid, caption) if cells and all(cell.row_span == 1 for cell in cells) else None
        if said is None:
            break
        caption = said
        count += 1
    return (without_tracks(grid, range(count), []), caption) if count else (grid, caption)


def _read(cells: list[Cell], grid: Grid, caption: Caption) -> Caption | None:
    """The caption with what a row says; None where the row says something else."""
    kinds = [kind_of(cell.text) for cell in cells]
    if len(cells) == 1 and cells[0].column_span == grid.columns and kinds[0] not in _SAYS:
        return _titled(cells[0].text, caption)
    if not any(kind in _SAYS for kind in kinds) or any(k not in (*_SAYS, LineKind.DATE) for k in kinds):
        return None
    for cell, kind in zip(cells, kinds, strict=True):
        if kind is LineKind.UNIT:
            caption = replace(caption, unit=caption.unit or unit_stated(cell.text))
        elif kind is LineKind.FORM:
            caption = replace(caption, form=caption.form or plain(cell.text))
        elif kind is LineKind.OWNER:
            caption = replace(caption, owner=caption.owner or owner_stated(cell.text))
    return caption


def _titled(text: str, caption: Caption) -> Caption | None:
    """The caption with a title; None where it has its own, or the text is none."""
    found = titled_with(caption, text)
    if caption.titled and plain(caption.title or "") != plain(found.title or ""):
        return None
    return found if kind_of(found.title or "") is LineKind.TITLE else None
