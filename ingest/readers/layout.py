"""Paragraphs and ready grids laid out as pages, so that what follows reading is one piece
of code for all formats: a grid's cells get their places, a paragraph is set in lines of print.
The places are made up and marked so (`PageContent.placed` is False).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from corpus.report import Box, Problem
from ingest.content import PageContent, PlacedCell, PlacedGrid, Word
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
    """A page being filled from the top.  A grid is held by its edges and its cells, each with the
    stretch of `words` that is its own."""

    words: list[Word] = field(default_factory=list)
    grids: list[tuple[list[float], list[float], list[tuple[GridCell, int, int]]]] = field(
        default_factory=list
    )
    titles: list[tuple[int, int]] = field(default_factory=list)  # stretches of `words`: one line each
    problems: list[Problem] = field(default_factory=list)
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
        elif isinstance(block, Problem):
            sheet.problems.append(replace(block, page=number))
        else:
            _grid(unstacked(block), sheet)
    yield _page(sheet, number)


def _page(sheet: _Sheet, number: int) -> PageContent:
    """The page, with white above and below: what stands near a page's edge is read as a head or
    foot, and these formats have none."""
    white = max(MARGIN, WHITE * sheet.at)
    _centre_titles(sheet)
    words = tuple(Word(w.text, _lower(w.box, white), w.size, w.bold) for w in sheet.words)
    grids = tuple(
        PlacedGrid(
            tuple(xs),
            tuple(y + white for y in ys),
            tuple(
                PlacedCell(c.row, c.column, c.row_span, c.column_span, words[first:last])
                for c, first, last in cells
            ),
        )
        for xs, ys, cells in sheet.grids
    )
    height = max(842.0, sheet.at + 2 * white)
    origin = "text-layer" if words else "none"
    return PageContent(
        number, sheet.width, height, words, (), origin, tuple(sheet.problems), placed=False, grids=grids
    )


def _centre_titles(sheet: _Sheet) -> None:
    """Titles into the middle of the page, whose width is known when all is set."""
    for first, last in sheet.titles:
        line = sheet.words[first:last]
        by = (sheet.width - line[0].box.x0 - line[-1].box.x1) / 2
        sheet.words[first:last] = [
            Word(w.text, Box(w.box.x0 + by, w.box.top, w.box.x1 + by, w.box.bottom), w.size, w.bold)
            for w in line
        ]


def _lower(box: Box, by: float) -> Box:
    return Box(box.x0, box.top + by, box.x1, box.bottom + by)


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WFA"


def _length(text: str) -> float:
    """In Chinese characters."""
    if text.isascii():
        return 0.5 * len(text)
    return sum(1.0 if _wide(char) else 0.5 for char in text)


def _wrapped(text: str, first: float, rest: float) -> list[str]:
    """`text` in lines of at most so many Chinese characters."""
    if len(text) <= first:
        return [text]
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
    if " " not in text:  # most cells
        yield Word(text, Box(x, top, x + _length(text) * size, top + size), size, bold)
        return
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
        first = len(sheet.words)
        sheet.words.extend(_set(line, x, sheet.at, size, bold=block.level > 0))
        if block.level == 1:
            sheet.titles.append((first, len(sheet.words)))
        sheet.at += LEADING * size
    if block.level:
        sheet.at += 0.5 * size


# --- grids ------------------------------------------------------------------------------


def _grid(grid: ReadyGrid, sheet: _Sheet) -> None:
    rows, columns = grid.rows, grid.columns
    if rows == 0 or columns == 0:
        return
    lines = [_cell_lines(cell) for cell in grid.cells]
    pairs = list(zip(grid.cells, lines, strict=True))
    xs = _edges(columns, [(c.column, c.column_span, _width(said)) for c, said in pairs], 2 * BODY)
    ys = _edges(rows, [(c.row, c.row_span, _height(said)) for c, said in pairs], BODY + 2 * PAD)
    xs = [x + MARGIN for x in xs]
    ys = [y + sheet.at for y in ys]
    cells = []
    for cell, said in pairs:
        first = len(sheet.words)
        _fill(cell, said, xs, ys, sheet)
        cells.append((cell, first, len(sheet.words)))
    sheet.grids.append((xs, ys, cells))
    sheet.width = max(sheet.width, xs[-1] + MARGIN)
    sheet.at = ys[-1] + LEADING * BODY


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
        if span == 1:
            tracks[first] = max(tracks[first], need)
            continue
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
