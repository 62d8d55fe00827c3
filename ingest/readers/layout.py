"""Paragraphs and ready grids laid out as pages, so that what follows reading is one piece
of code for all formats: a grid is drawn with rules round its cells, a paragraph is set in
lines of print.  The places are made up and marked so (`PageContent.placed` is False).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from corpus.report import Box
from ingest.content import PageContent, Rule, Word
from ingest.readers.blocks import Block, GridCell, PageBreak, Paragraph, ReadyGrid
from ingest.readers.stacked import unstacked

BODY = 12.0  # points: the size of print
TITLE, HEADINGS = 22.0, (18.0, 16.0, 14.0)  # points
LEADING = 1.6  # lines per size
WHITE = 0.2  # of the height of what is set: the white above and below it
MARGIN = 100.0  # points round the page, at least
LINE = 40  # Chinese characters in a line of running text
HANGING = "。，、；：！？）》”’」』】〉…,.;:!?)]}%％"  # never begins a line
CELL_LINE = 60  # Chinese characters in a line of a cell
PAD = 4.0  # points between a cell's text and its rules


@dataclass(slots=True)
class _Sheet:
    """A page being filled from the top."""

    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    at: float = 0.0
    width: float = 2 * MARGIN + LINE * BODY


def laid_out(blocks: Iterable[Block]) -> Iterator[PageContent]:
    """The blocks as pages without honest places, numbered from 1; at least one page."""
    number, sheet = 1, _Sheet()
    for block in blocks:
        if isinstance(block, PageBreak):
            yield _page(sheet, number)
            number, sheet = number + 1, _Sheet()
        elif isinstance(block, Paragraph):
            _paragraph(block, sheet)
        else:
            _grid(unstacked(block), sheet)
    yield _page(sheet, number)


def _page(sheet: _Sheet, number: int) -> PageContent:
    """The page, with white above and below: what stands near a page's edge is read as a head or
    foot, and these formats have none."""
    white = max(MARGIN, WHITE * sheet.at)
    words = tuple(replace(word, box=_lower(word.box, white)) for word in sheet.words)
    rules = tuple(replace(rule, box=_lower(rule.box, white)) for rule in sheet.rules)
    height = max(842.0, sheet.at + 2 * white)
    origin = "text-layer" if words else "none"
    return PageContent(number, sheet.width, height, words, rules, origin, placed=False)


def _lower(box: Box, by: float) -> Box:
    return Box(box.x0, box.top + by, box.x1, box.bottom + by)


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WFA"


def _length(text: str) -> float:
    """In Chinese characters."""
    return sum(1.0 if _wide(char) else 0.5 for char in text)


def _wrapped(text: str, first: float, rest: float) -> list[str]:
    """`text` in lines of at most so many Chinese characters."""
    lines, line, room = [], "", first
    for char in text:
        share = 1.0 if _wide(char) else 0.5
        if share > room and line and char not in HANGING:
            lines.append(line)
            line, room = "", rest
        line += char
        room -= share
    return [*lines, line]


def _set(text: str, x: float, top: float, size: float, bold: bool = False) -> Iterator[Word]:
    """One line of print as words; a space is a gap of half a character."""
    for piece in text.split(" "):
        wide = _length(piece) * size
        if piece:
            yield Word(piece, Box(x, top, x + wide, top + size), size, bold)
        x += wide + 0.5 * size


def _paragraph(block: Paragraph, sheet: _Sheet) -> None:
    text = " ".join(block.text.split())
    if not text:
        return
    if block.level == 0:
        size, indent = BODY, 2.0
    else:
        size = TITLE if block.level == 1 else HEADINGS[min(block.level - 2, len(HEADINGS) - 1)]
        indent = 0.0
    # a heading is one line, however long: of two, the second alone would be taken for it
    room = LINE * BODY / size if block.level == 0 else _length(text)
    sheet.width = max(sheet.width, room * size + 2 * MARGIN)
    lines = _wrapped(text, room - indent, room)
    for index, line in enumerate(lines):
        x = MARGIN + (indent * size if index == 0 else 0.0)
        if block.level == 1:
            x = (sheet.width - _length(line) * size) / 2
        sheet.words.extend(_set(line, max(MARGIN, x), sheet.at, size, bold=block.level > 0))
        sheet.at += LEADING * size
    if block.level:
        sheet.at += 0.5 * size


# --- grids ------------------------------------------------------------------------------


def _grid(grid: ReadyGrid, sheet: _Sheet) -> None:
    rows, columns = grid.rows, grid.columns
    if rows == 0 or columns == 0:
        return
    owners, lines = _owners(grid), {id(cell): _cell_lines(cell) for cell in grid.cells}
    xs = _edges(columns, [(c.column, c.column_span, _width(lines[id(c)])) for c in grid.cells], 2 * BODY)
    ys = _edges(rows, [(c.row, c.row_span, _height(lines[id(c)])) for c in grid.cells], BODY + 2 * PAD)
    xs = [x + MARGIN for x in xs]
    ys = [y + sheet.at for y in ys]
    for cell in grid.cells:
        _fill(cell, lines[id(cell)], xs, ys, sheet)
    sheet.rules.extend(_rules(owners, xs, ys))
    sheet.width = max(sheet.width, xs[-1] + MARGIN)
    sheet.at = ys[-1] + LEADING * BODY


def _owners(grid: ReadyGrid) -> list[list[int]]:
    """Which cell covers each slot (its index, or a number of its own for a blank slot)."""
    blank = len(grid.cells)
    owners = [
        [blank + row * grid.columns + column for column in range(grid.columns)] for row in range(grid.rows)
    ]
    for index, cell in enumerate(grid.cells):
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                owners[row][column] = index
    return owners


def _cell_lines(cell: GridCell) -> list[str]:
    stated = [" ".join(line.split()) for line in cell.text.split("\n")]
    return [piece for line in stated if line for piece in _wrapped(line, CELL_LINE, CELL_LINE)]


def _width(lines: list[str]) -> float:
    return max((_length(line) for line in lines), default=0.0) * BODY + 2 * PAD + BODY


def _height(lines: list[str]) -> float:
    return len(lines) * 1.3 * BODY + 2 * PAD


def _edges(count: int, needs: list[tuple[int, int, float]], least: float) -> list[float]:
    """Edges of tracks that give every cell what it needs; a span shares out what is missing."""
    tracks: list[float] = [least] * count
    for first, span, need in sorted(needs, key=lambda need: need[1]):
        missing = need - sum(tracks[first : first + span])
        if missing > 0:
            for at in range(first, first + span):
                tracks[at] += missing / span
    edges: list[float] = [0.0]
    for wide in tracks:
        edges.append(edges[-1] + wide)
    return edges


def _fill(cell: GridCell, lines: list[str], xs: list[float], ys: list[float], sheet: _Sheet) -> None:
    left, top = xs[cell.column], ys[cell.row]
    high = ys[cell.row + cell.row_span] - top
    y = top + max(PAD, (high - len(lines) * 1.3 * BODY) / 2)
    for line in lines:
        sheet.words.extend(_set(line, left + PAD, y, BODY))
        y += 1.3 * BODY


def _rules(owners: list[list[int]], xs: list[float], ys: list[float]) -> Iterator[Rule]:
    """A rule along every edge between two cells, in runs as long as they go."""
    rows, columns = len(ys) - 1, len(xs) - 1
    for row in range(rows + 1):
        bounded = [
            row in (0, rows) or owners[row - 1][column] != owners[row][column] for column in range(columns)
        ]
        for first, last in _runs(bounded):
            yield Rule(Box(xs[first], ys[row], xs[last], ys[row]), horizontal=True)
    for column in range(columns + 1):
        bounded = [
            column in (0, columns) or owners[row][column - 1] != owners[row][column] for row in range(rows)
        ]
        for first, last in _runs(bounded):
            yield Rule(Box(xs[column], ys[first], xs[column], ys[last]), horizontal=False)


def _runs(flags: list[bool]) -> Iterator[tuple[int, int]]:
    """Stretches of True as first and last edge."""
    start: int | None = None
    for index, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = index
        elif not flag and start is not None:
            yield start, index
            start = None
