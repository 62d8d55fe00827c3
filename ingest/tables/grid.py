"""The grid: what rules, or alignment, and words say of a table's cells on one page.

Rows and columns count from 0; `ys` and `xs` are the edges between them, in points, one
more than there are rows and columns.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from corpus.report import Box, Place
from ingest.content import Word

_SPACED = re.compile(r"[0-9A-Za-z%]$")
_SPACES = re.compile(r"^[0-9A-Za-z]")
_FIGURE = re.compile(r"^[\d.,，．\s%‰()（）+\-−–—△]+$")


@dataclass(slots=True)
class Cell:
    """One cell with its spans and the lines of words in it."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    lines: list[list[Word]] = field(default_factory=list)
    page: int = 0
    box: Box | None = None
    parts: list[Cell] = field(default_factory=list)  # what a page break cut off, in order
    unclear: bool = False  # what stands in it may be more than one heading, or label

    @property
    def own_text(self) -> str:
        """The words of this page's part, lines joined."""
        if len(self.lines) == 1 and len(self.lines[0]) == 1:  # most cells, asked again and again
            return self.lines[0][0].text
        return join_lines([line_text(line) for line in self.lines])

    @property
    def text(self) -> str:
        """All words, those on later pages too; nothing is put between two Chinese words."""
        lines = self.lines
        if not self.parts:
            if not lines:
                return ""
            return lines[0][0].text if len(lines) == 1 == len(lines[0]) else self.own_text
        return join_lines([piece.own_text for piece in (self, *self.parts)])

    @property
    def words(self) -> list[Word]:
        """The words of this page's part."""
        return [word for line in self.lines for word in line]

    @property
    def last_row(self) -> int:
        """The last row that the cell covers."""
        return self.row + self.row_span - 1

    @property
    def last_column(self) -> int:
        """The last column that the cell covers."""
        return self.column + self.column_span - 1

    def moved(self, rows: int) -> Cell:
        """A copy so many rows further down."""
        return Cell(
            self.row + rows,
            self.column,
            self.row_span,
            self.column_span,
            self.lines,
            self.page,
            self.box,
            list(self.parts),
            self.unclear,
        )

    def places(self) -> tuple[Place, ...]:
        """Where the cell stands, a box for each page."""
        return tuple(Place(piece.page, piece.box) for piece in (self, *self.parts) if piece.box)


@dataclass(slots=True)
class Grid:
    """Cells that tile a table, or the part of one that stands on one page."""

    page: int
    xs: list[float]
    ys: list[float]
    cells: list[Cell]
    ruled: bool = True
    notes: list[str] = field(default_factory=list)
    open_top: bool = False  # no line closes the first row above, as where a page break cut it
    open_bottom: bool = False

    @property
    def rows(self) -> int:
        """How many rows."""
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        """How many columns."""
        return len(self.xs) - 1

    @property
    def box(self) -> Box:
        """The outer edges."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def lookup(self) -> dict[tuple[int, int], Cell]:
        """Every (row, column) → the cell that covers it."""
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }


def lines_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words grouped into lines from the top, each from the left."""
    words = list(words)
    if len(words) < 2:  # of most cells
        return [words] if words else []
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.box.bottom, w.box.x0)):
        if lines and word.box.bottom - lines[-1][0].box.bottom <= 0.5 * min(word.size, lines[-1][0].size):
            lines[-1].append(word)
        else:
            lines.append([word])
    for line in lines:
        line.sort(key=lambda w: w.box.x0)
    return lines


def line_text(line: Sequence[Word]) -> str:
    """The words of one line as a text."""
    text = line[0].text if line else ""
    for word in line[1:]:
        text = _glue(text, word.text)
    return text


def join_lines(lines: Iterable[str]) -> str:
    """Lines as one text: nothing between Chinese, a space between Latin words, and a figure
    that was broken over lines whole again."""
    pieces = [line for line in lines if line]
    if len(pieces) <= 1:
        return pieces[0] if pieces else ""
    if all(_FIGURE.match(piece) for piece in pieces):
        return "".join(pieces)
    text = ""
    for piece in pieces:
        text = _glue(text, piece)
    return text


def _glue(left: str, right: str) -> str:
    return f"{left} {right}" if _SPACED.search(left) and _SPACES.match(right) else left + right


def iter_text(cells: Iterable[Cell]) -> Iterator[str]:
    """The texts of the cells that hold any."""
    return (cell.text for cell in cells if cell.lines or cell.parts)


def outside_of(words: Iterable[Word], boxes: Iterable[Box]) -> list[Word]:
    """The words whose middle lies in none of the boxes."""
    inner = sorted(boxes, key=lambda box: box.top)
    tops = [box.top for box in inner]
    floors = list(accumulate((box.bottom for box in inner), max))  # no box so far reaches farther down
    found = []
    for word in words:
        x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
        at = bisect_right(tops, y) - 1
        while at >= 0 and floors[at] >= y:
            if inner[at].x0 <= x <= inner[at].x1 and inner[at].bottom >= y:
                break
            at -= 1
        else:
            found.append(word)
    return found


def box_around(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of them (at least one)."""
    many = list(boxes)
    if len(many) == 1:
        return many[0]
    return Box(
        min(box.x0 for box in many),
        min(box.top for box in many),
        max(box.x1 for box in many),
        max(box.bottom for box in many),
    )
