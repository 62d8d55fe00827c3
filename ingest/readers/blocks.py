"""What a format without geometry holds: paragraphs and ready grids, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from corpus.errors import LimitExceeded
from corpus.report import Problem, Severity
from corpus.values import value
from ingest.most import allowed, require

ROOM, CELL = 80 << 20, 2_000  # bytes of address space: of any report, and of each cell
MOST_TEXT = 20_000_000  # characters of one file


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of one line of thought.  `level` is 0 for running text, 1 for the document's
    title, 2 and more for headings as deep as the format says they are."""

    text: str
    level: int = 0


@value
class GridCell:
    """A cell of a ready grid with the slots it covers; rows and columns count from 0."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True)
class ReadyGrid:
    """A table as the format itself states it; slots without a cell are blank."""

    cells: tuple[GridCell, ...]

    @cached_property
    def rows(self) -> int:
        """How many rows the cells cover."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @cached_property
    def columns(self) -> int:
        """How many columns the cells cover."""
        return max((cell.column + cell.column_span for cell in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page of the document starts, as the format itself says."""


LONGEST_TITLE = 60  # characters
OPENING = 6  # blocks among which the document's title stands

Block = Paragraph | ReadyGrid | PageBreak | Problem


def left_out(rows: int, of: int, where: str = "") -> Problem:
    """What is told of a table of which only the first `rows` were read, of `of` that it has."""
    named = f"{where}：" if where else ""
    message = (
        f"{named}只读了前 {rows} 行，其余 {of - rows} 行超过上限（WENBAO_INGEST_ROWS、WENBAO_INGEST_CELLS）/ "
        f"the first {rows} rows were read, the other {of - rows} are over the limit"
    )
    return Problem(Severity.ERROR, "rows_over_limit", message)


@dataclass(slots=True)
class Budget:
    """How much of one file may still be read.  `spend` raises LimitExceeded beyond it."""

    name: str
    cells: int = field(default_factory=lambda: allowed().cells)
    text: int = MOST_TEXT
    spent: int = field(default=0, init=False)
    _taken: int = field(default=0, init=False)  # cells

    def spend(self, cells: int = 0, text: int = 0) -> None:
        """Count `cells` and characters; raise LimitExceeded when the file holds too many."""
        self.cells -= cells
        self.text -= text
        self.spent += cells + text
        self._taken += cells
        require(ROOM + CELL * self._taken)
        if self.cells < 0 or self.text < 0:
            raise LimitExceeded(self.name)


def within(blocks: Iterable[Block], name: str) -> Iterator[Block]:
    """`blocks` with no longer tables and no more cells than may be read; of what is left out, a problem
    tells.  Raises LimitExceeded for more text than a report can hold."""
    budget = Budget(name)
    for block in blocks:
        if isinstance(block, ReadyGrid):
            rows = min(block.rows, allowed().rows, budget.cells // max(1, block.columns))
            if rows < block.rows:
                yield left_out(rows, block.rows)
            budget.spend(cells=rows * block.columns, text=sum(len(cell.text) for cell in block.cells))
            yield _cut(block, rows)
            continue
        if isinstance(block, Paragraph):
            budget.spend(text=len(block.text))
        yield block


def _cut(grid: ReadyGrid, rows: int) -> ReadyGrid:
    if rows == grid.rows:
        return grid
    kept = (cell for cell in grid.cells if cell.row < rows)
    return ReadyGrid(
        tuple(GridCell(c.row, c.column, c.text, min(c.row_span, rows - c.row), c.column_span) for c in kept)
    )


def titled(blocks: Iterable[Block]) -> Iterator[Block]:
    """`blocks`, the first short paragraph as the title where the format marks none."""
    opening: list[Block] = []
    stream = iter(blocks)
    for block in stream:
        opening.append(block)
        if len(opening) == OPENING:
            break
    marked = any(isinstance(block, Paragraph) and block.level == 1 for block in opening)
    for block in opening:
        if not marked and isinstance(block, Paragraph):
            marked = True
            short = len(block.text) <= LONGEST_TITLE and not re.search(r"[。；，]|[：:]", block.text)
            yield Paragraph(block.text, 1 if short else block.level)
        else:
            yield block
    yield from stream
