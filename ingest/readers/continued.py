"""An export repeats a table's captions and header where print began a new page: one table again.

Formats with pages leave this to stitching, which sees where pages end; here all stands on one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.readers.blocks import Block, GridCell, Paragraph, ReadyGrid

MOST_CAPTIONS = 6  # lines above a table that may be repeated


def without_repeats(blocks: Iterable[Block]) -> Iterator[Block]:
    """`blocks`, each grid joined with those that follow under the same captions and header."""
    captions: list[Paragraph] = []  # since the grid
    table: ReadyGrid | None = None
    above: list[str] = []  # captions of the grid
    before: list[str] = []  # the lines before the next grid
    for block in blocks:
        if isinstance(block, Paragraph):
            if table is None:
                yield block
            else:
                captions.append(block)
            before = [*before, _plain(block.text)][-MOST_CAPTIONS:]
            continue
        if table is not None and isinstance(block, ReadyGrid) and _goes_on(table, above, captions, block):
            table = _joined(table, block)
        else:
            if table is not None:
                yield table
            yield from captions
            table, above = (block, before) if isinstance(block, ReadyGrid) else (None, [])
            if table is None:
                yield block
        captions, before = [], []
    if table is not None:
        yield table
    yield from captions


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def _goes_on(table: ReadyGrid, above: list[str], captions: list[Paragraph], more: ReadyGrid) -> bool:
    """Is what stands between two grids of one header just what stands above the first?"""
    between = [_plain(caption.text) for caption in captions]
    return (
        table.columns == more.columns
        and bool(between)
        and set(between) <= set(above)
        and _repeated_rows(table, more) > 0
    )


def _joined(table: ReadyGrid, more: ReadyGrid) -> ReadyGrid:
    """The rows of `more` that are new, under those of `table`."""
    skipped, offset = _repeated_rows(table, more), table.rows
    rest = [replace(cell, row=cell.row - skipped + offset) for cell in more.cells if cell.row >= skipped]
    return ReadyGrid((*table.cells, *rest))


def _repeated_rows(table: ReadyGrid, more: ReadyGrid) -> int:
    """How many rows at the top of `more` say what those of `table` say."""
    ours, theirs = _rows(table, more.rows), _rows(more, more.rows)
    count = 0
    while count < len(theirs) and ours[count] == theirs[count]:
        count += 1
    while count and any(cell.row < count < cell.row + cell.row_span for cell in more.cells):
        count -= 1
    return count


def _rows(grid: ReadyGrid, count: int) -> list[list[tuple[int, int, str]]]:
    rows: list[list[tuple[int, int, str]]] = [[] for _ in range(count)]
    for cell in sorted(grid.cells, key=_place):
        if cell.row < count:
            rows[cell.row].append((cell.column, cell.column_span, _plain(cell.text)))
    return rows


def _place(cell: GridCell) -> tuple[int, int]:
    return cell.row, cell.column
