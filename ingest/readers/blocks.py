"""What a format without geometry holds: paragraphs and ready grids, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from corpus.errors import LimitExceeded
from corpus.values import value

MOST_CELLS = 400_000  # of one file
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

Block = Paragraph | ReadyGrid | PageBreak


@dataclass(slots=True)
class Budget:
    """How much of one file may still be read.  `spend` raises LimitExceeded beyond it."""

    name: str
    cells: int = MOST_CELLS
    text: int = MOST_TEXT
    spent: int = field(default=0, init=False)

    def spend(self, cells: int = 0, text: int = 0) -> None:
        """Count `cells` and characters; raise LimitExceeded when the file holds too many."""
        self.cells -= cells
        self.text -= text
        self.spent += cells + text
        if self.cells < 0 or self.text < 0:
            raise LimitExceeded(self.name)


def within(blocks: Iterable[Block], name: str) -> Iterator[Block]:
    """`blocks`, until they hold more than a report can.  Raises LimitExceeded."""
    budget = Budget(name)
    for block in blocks:
        if isinstance(block, Paragraph):
            budget.spend(text=len(block.text))
        elif isinstance(block, ReadyGrid):
            budget.spend(cells=block.rows * block.columns, text=sum(len(cell.text) for cell in block.cells))
        yield block


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
