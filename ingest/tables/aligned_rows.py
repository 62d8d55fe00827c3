"""Blocks of lines in columns → rows.

A figure makes a row; words level with it belong to it.  Words without a figure beside them
make a row of their own.  A block that reaches over several rows is cut between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.content import Word
from ingest.tables.figures import Kind, read_figure
from ingest.tables.grid import line_text

LEADING = 1.5  # of the font size: lines nearer than this, base to base, are one block
LEVEL = 0.5  # of the font size: middles nearer than this are level


@dataclass(slots=True)
class Block:
    """Lines that stand together in a column (or over several)."""

    column: int
    column_span: int
    lines: list[list[Word]]

    @property
    def top(self) -> float:
        """The upper end."""
        return min(word.box.top for word in self.lines[0])

    @property
    def bottom(self) -> float:
        """The lower end."""
        return max(word.box.bottom for word in self.lines[-1])

    @property
    def middle(self) -> float:
        """The height of the middle."""
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        """The font size of the first line."""
        return max(word.size for word in self.lines[0])

    @property
    def is_figure(self) -> bool:
        """One line that states a figure."""
        return len(self.lines) == 1 and read_figure(line_text(self.lines[0])).kind is Kind.NUMBER


@dataclass(slots=True)
class Rows:
    """Blocks with their row and row span; `edges` are the heights between rows."""

    cells: list[tuple[Block, int, int]] = field(default_factory=list)
    edges: list[float] = field(default_factory=list)


def blocks_in(lines: Sequence[list[Word]]) -> list[list[list[Word]]]:
    """Lines of one column parted where the leading widens; a figure stands for itself."""
    blocks: list[list[list[Word]]] = []
    for line in lines:
        figure = read_figure(line_text(line)).kind is Kind.NUMBER
        if blocks and not figure:
            above = blocks[-1][-1]
            near = line[0].box.bottom - above[0].box.bottom <= LEADING * max(line[0].size, above[0].size)
            if near and read_figure(line_text(above)).kind is not Kind.NUMBER:
                blocks[-1].append(line)
                continue
        blocks.append([line])
    return blocks


def rows_of(blocks: Sequence[Block], xs: Sequence[float]) -> Rows:
    """The rows of a table's body."""
    if not blocks:
        return Rows()
    centres = _centres(blocks)
    pieces = [piece for block in blocks for piece in _cut(block, centres)]
    rows = Rows()
    merged: dict[tuple[int, int], Block] = {}
    for piece, row in sorted(pieces, key=lambda p: (p[1], p[0].column, p[0].top)):
        held = merged.get((row, piece.column))
        if held is not None:
            held.lines.extend(piece.lines)
            held.column_span = max(held.column_span, piece.column_span)
        else:
            merged[row, piece.column] = piece
    rows.cells = _without_overlaps(merged)
    rows.edges = _edges(centres, blocks)
    return rows


def _centres(blocks: Sequence[Block]) -> list[float]:
    """The heights at which rows stand: figures first, then the smallest blocks that hold none."""
    centres: list[float] = []
    for block in sorted((b for b in blocks if b.is_figure), key=lambda b: b.middle):
        if not centres or block.middle - centres[-1] > LEVEL * block.size:
            centres.append(block.middle)
    for block in sorted((b for b in blocks if not b.is_figure), key=lambda b: (b.bottom - b.top, b.top)):
        reach = 0.5 * block.size if len(block.lines) > 1 else LEVEL * block.size
        if not any(block.top - reach < centre < block.bottom + reach for centre in centres):
            centres.append(block.middle)
    return sorted(centres)


def _cut(block: Block, centres: Sequence[float]) -> list[tuple[Block, int]]:
    """A block in its row; one that reaches over several is cut between them."""
    inside = [i for i, c in enumerate(centres) if block.top <= c <= block.bottom]
    if len(inside) <= 1:
        nearest = (
            inside[0] if inside else min(range(len(centres)), key=lambda i: abs(centres[i] - block.middle))
        )
        return [(block, nearest)]
    bounds = [_bound(block, centres[a], centres[b]) for a, b in zip(inside, inside[1:], strict=False)]
    pieces: dict[int, list[list[Word]]] = {}
    for line in block.lines:
        middle = (line[0].box.top + line[0].box.bottom) / 2
        pieces.setdefault(inside[sum(middle > bound for bound in bounds)], []).append(line)
    return [(Block(block.column, block.column_span, lines), row) for row, lines in pieces.items()]


def _bound(block: Block, above: float, below: float) -> float:
    """Where a block is cut between two rows: after a line that ends short, nearest to halfway."""
    half = (above + below) / 2
    width = max(line[-1].box.x1 for line in block.lines) - min(line[0].box.x0 for line in block.lines)
    ends = []
    for line, following in zip(block.lines, block.lines[1:], strict=False):
        between = (line[0].box.bottom + following[0].box.top) / 2
        short = line[-1].box.x1 - line[0].box.x0 < 0.9 * width
        if above < between < below and short:
            ends.append(between)
    return min(ends, key=lambda end: abs(end - half)) if ends else half


def _without_overlaps(merged: dict[tuple[int, int], Block]) -> list[tuple[Block, int, int]]:
    """Blocks by place; one that reaches over a taken column keeps to the free ones."""
    cells: list[tuple[Block, int, int]] = []
    by_row: dict[int, list[Block]] = {}
    for (row, _), block in merged.items():
        by_row.setdefault(row, []).append(block)
    for row, blocks in by_row.items():
        blocks.sort(key=lambda b: b.column)
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            if following is not None:
                block.column_span = min(block.column_span, following.column - block.column)
            cells.append((block, row, 1))
    return cells


def _edges(centres: Sequence[float], blocks: Sequence[Block]) -> list[float]:
    between = [(a + b) / 2 for a, b in zip(centres, centres[1:], strict=False)]
    return [min(b.top for b in blocks), *between, max(b.bottom for b in blocks)]
