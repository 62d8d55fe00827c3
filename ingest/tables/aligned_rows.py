"""Blocks of lines in columns → rows.

A figure makes a row; words level with it belong to it.  Words without a figure beside them
make a row of their own.  A block that reaches over several rows is cut between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.report import Box
from ingest.content import Word
from ingest.tables.figures import Kind, read_figure
from ingest.tables.grid import line_text
from ingest.tables.lines import positions

LEADING = 1.5  # of the font size: lines nearer than this, base to base, are one block
WIDEST = 2.2  # of the font size: no two lines of one cell stand farther apart
EVEN = 1.12  # a wider step than this, beside the one before, parts two blocks
SAME_LINE = 3.0  # points
LEVEL = 0.5  # of the font size: middles nearer than this are level


@dataclass(slots=True)
class Block:
    """Lines that stand together in a column (or over several); `unclear` where they may be more
    than one heading, or label."""

    column: int
    column_span: int
    lines: list[list[Word]]
    unclear: bool = False

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
    def last(self) -> int:
        """The last column."""
        return self.column + self.column_span - 1

    @property
    def is_figure(self) -> bool:
        """One line that states a figure."""
        return len(self.lines) == 1 and read_figure(line_text(self.lines[0])).kind is Kind.NUMBER


@dataclass(slots=True)
class Rows:
    """Blocks with their row and row span; `edges` are the heights between rows."""

    cells: list[tuple[Block, int, int]] = field(default_factory=list)
    edges: list[float] = field(default_factory=list)


def blocks_of_units(units: Sequence[Block]) -> list[Block]:
    """Units (one line each, from the top) gathered into blocks, parted where the leading widens;
    a figure stands for itself."""
    blocks: list[Block] = []
    leading = _leading_of(units)
    for unit in units:
        held = None if unit.is_figure else _goes_on(blocks, unit, leading)
        if held is None:
            blocks.append(unit)
            continue
        if _base(held) - unit.lines[0][0].box.bottom > -LEVEL * unit.size:
            held.lines[-1] = sorted([*held.lines[-1], *unit.lines[0]], key=lambda word: word.box.x0)
        else:
            held.unclear = held.unclear or aside(held.lines[-1:], unit.lines)
            held.lines.extend(unit.lines)
        last = max(held.last, unit.last)
        held.column = min(held.column, unit.column)
        held.column_span = last - held.column + 1
    return blocks


def _goes_on(blocks: Sequence[Block], unit: Block, leading: float) -> Block | None:
    """The block that a unit stands right under, or beside within its columns."""
    base = unit.lines[0][0].box.bottom
    for block in reversed(blocks):
        below = base - _base(block)
        if block.is_figure or not block.column <= unit.last or not unit.column <= block.last:
            continue
        if below <= LEVEL * unit.size:
            if block.column <= unit.column and unit.last <= block.last:
                return block
            continue
        if below <= max(_leading(block, unit), leading) and _in_line(block, unit):
            return block
    return None


def _leading_of(units: Sequence[Block]) -> float:
    """How far apart the lines of one cell stand, where that is wider than usual: the least step in
    a column down to a line beside which no figure stands, clearly less than from figure to figure."""
    levels = sorted(unit.middle for unit in units if unit.is_figure)
    steps = [b - a for a, b in pairwise(levels) if b - a > LEVEL * units[0].size]
    if not steps:
        return 0.0
    found: list[float] = []
    above: dict[int, Block] = {}
    for unit in units:
        before = above.get(unit.column)
        above[unit.column] = unit
        if before is None or unit.is_figure or before.is_figure:
            continue
        step = _base(unit) - _base(before)
        beside = any(abs(level - unit.middle) <= LEVEL * unit.size for level in levels)
        if not beside and LEVEL * unit.size < step <= min(WIDEST * unit.size, 0.75 * min(steps)):
            found.append(step)
    return 1.06 * min(found) if found else 0.0


def _leading(block: Block, unit: Block) -> float:
    """How far under a block its next line may stand: about as far as its lines are apart."""
    most = LEADING * max(unit.size, block.size)
    if len(block.lines) < 2:
        return most
    apart = _base(block) - block.lines[-2][0].box.bottom
    return min(most, EVEN * apart) if apart > 0 else most


def _in_line(block: Block, unit: Block) -> bool:
    """Under a block of other columns stands only what begins, or has its middle, where it does."""
    if (block.column, block.column_span) == (unit.column, unit.column_span):
        return True
    x0, x1 = min(line[0].box.x0 for line in block.lines), max(line[-1].box.x1 for line in block.lines)
    own0, own1 = unit.lines[0][0].box.x0, unit.lines[0][-1].box.x1
    return abs(own0 - x0) <= 2.2 * unit.size or abs(own0 + own1 - x0 - x1) <= 2 * unit.size


def _base(block: Block) -> float:
    return block.lines[-1][0].box.bottom


def rows_of(blocks: Sequence[Block]) -> Rows:
    """The rows of a table's body."""
    if not blocks:
        return Rows()
    centres = _centres(blocks)
    figures = [(block.column, block.middle) for block in blocks if block.is_figure]
    pieces = [piece for block in blocks for piece in _cut(block, centres, figures)]
    rows = Rows()
    merged: dict[tuple[int, int], Block] = {}
    for piece, row in sorted(pieces, key=lambda p: (p[1], p[0].column, p[0].top)):
        held = merged.get((row, piece.column))
        if held is not None:
            held.unclear = held.unclear or aside(held.lines, piece.lines)
            held.lines.extend(piece.lines)
            held.column_span = max(held.column_span, piece.column_span)
        else:
            merged[row, piece.column] = piece
    rows.cells = _without_overlaps(merged)
    rows.edges = _edges(centres, blocks)
    return rows


def ruled_rows(units: Sequence[Block], rules: Sequence[Box], xs: Sequence[float]) -> Rows:
    """The rows that level lines part (from the top, the first over the first row); a line that
    does not run over a column leaves its cells there joined."""
    edges = positions([rule.top for rule in rules])
    merged: dict[tuple[int, int], Block] = {}
    spans: dict[tuple[int, int], int] = {}
    for unit in units:
        middle = (xs[unit.column] + xs[unit.column + 1]) / 2
        over = [e for e in edges if any(abs(r.top - e) < SAME_LINE and r.x0 <= middle <= r.x1 for r in rules)]
        top = max((e for e in over if e <= unit.middle), default=edges[0])
        bottom = min((e for e in over if e > unit.middle), default=edges[-1])
        key = edges.index(top), unit.column
        spans[key] = max(1, edges.index(bottom) - edges.index(top))
        if key in merged:
            _put(merged[key], unit)
        else:
            merged[key] = unit
    cells = [(block, row, spans[row, column]) for (row, column), block in merged.items()]
    return Rows(_apart(cells), edges)


def _put(block: Block, unit: Block) -> None:
    """A further line of a cell, or more words of its last line."""
    if _base(block) - unit.lines[0][0].box.bottom > -LEVEL * unit.size:
        block.lines[-1] = sorted([*block.lines[-1], *unit.lines[0]], key=lambda word: word.box.x0)
    else:
        block.unclear = block.unclear or aside(block.lines, unit.lines)
        block.lines.extend(unit.lines)
    last = max(block.last, unit.last)
    block.column_span = last - block.column + 1


def aside(lines: Sequence[Sequence[Word]], others: Sequence[Sequence[Word]]) -> bool:
    """Do lines stand beside others and on other heights, so that they are hardly one text?"""
    x0, x1 = min(line[0].box.x0 for line in lines), max(line[-1].box.x1 for line in lines)
    own0, own1 = min(line[0].box.x0 for line in others), max(line[-1].box.x1 for line in others)
    bases = [line[0].box.bottom for line in lines]
    level = any(abs(base - other[0].box.bottom) < LEVEL * other[0].size for base in bases for other in others)
    return (x1 <= own0 or own1 <= x0) and not level


def _apart(cells: Sequence[tuple[Block, int, int]]) -> list[tuple[Block, int, int]]:
    """Cells that reach over a taken column, in any of their rows, keep to the free ones."""
    taken = {(row + r, block.column) for block, row, span in cells for r in range(span)}
    for block, row, span in cells:
        while any((row + r, block.last) in taken for r in range(span)) and block.column_span > 1:
            block.column_span -= 1
    return list(cells)


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


def _cut(
    block: Block, centres: Sequence[float], figures: Sequence[tuple[int, float]]
) -> list[tuple[Block, int]]:
    """A block in its row; one that reaches over several is cut between them."""
    inside = [i for i, c in enumerate(centres) if block.top <= c <= block.bottom]
    if len(inside) <= 1:
        nearest = min(range(len(centres)), key=lambda i: abs(centres[i] - block.middle))
        return [(block, inside[0] if inside else nearest)]
    beside = [y for column, y in figures if column == block.last + 1 and block.top <= y <= block.bottom]
    inside = [i for i in inside if not _halfway(centres[i], beside)]
    bounds = [_bound(block, centres[a], centres[b]) for a, b in pairwise(inside)]
    pieces: dict[int, list[list[Word]]] = {}
    for line in block.lines:
        middle = (line[0].box.top + line[0].box.bottom) / 2
        pieces.setdefault(inside[sum(middle > bound for bound in bounds)], []).append(line)
    return [
        (Block(block.column, block.column_span, lines, block.unclear), row) for row, lines in pieces.items()
    ]


def _halfway(centre: float, beside: Sequence[float]) -> bool:
    """A row of other columns whose cells reach over two of the block's own rows."""
    return any(abs(centre - (a + b) / 2) < 0.25 * (b - a) for a, b in pairwise(sorted(beside)))


def _bound(block: Block, above: float, below: float) -> float:
    """Where a block is cut between two rows: after a line that ends short, nearest to halfway."""
    half = (above + below) / 2
    width = max(line[-1].box.x1 for line in block.lines) - min(line[0].box.x0 for line in block.lines)
    ends = []
    for line, following in pairwise(block.lines):
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
    between = [(a + b) / 2 for a, b in pairwise(centres)]
    return [min(b.top for b in blocks), *between, max(b.bottom for b in blocks)]
