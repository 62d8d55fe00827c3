"""What every reader supplies, whatever the format: pages of placed words and rules, or tables.

All that follows (grid, header tree, stitching, records, sections) sees these types only.
Boxes are in PDF points from the page's top left corner, rotation already undone.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.report import Box, Problem
from corpus.values import value


@value
class Word:
    """A run of characters without a gap.  `size` is the font size in points, `bold` as far
    as the font's name or weight tells; `confidence` is below 1 for recognised text."""

    text: str
    box: Box
    size: float
    bold: bool = False
    confidence: float = 1.0


@value
class Rule:
    """A straight line that may bound cells: horizontal or vertical, `box` being thin.
    Edges of filled or stroked rectangles are given as rules too."""

    box: Box
    horizontal: bool


@value
class PlacedCell:
    """A cell that the format itself states: the slots that it covers, and the words in it."""

    row: int
    column: int
    row_span: int
    column_span: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class PlacedGrid:
    """A table that the format itself states: its edges from the left (`xs`) and from the top (`ys`),
    one more than it has columns and rows; slots without a cell are blank."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[PlacedCell, ...]


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page as read.  `origin` is `text-layer`, `recognised` or `none`.

    `turned` is how many degrees (clockwise) the page was turned beyond the way it is shown,
    because its text runs sideways; boxes are those of the turned page.  `placed` is False
    where the format has no geometry (text, workbooks): the boxes then only keep order and
    cells apart, and are not told to anyone (ingest.unplaced takes them out).  `grids` are the tables
    that the format states, in order from the top; the words in them are among `words`, too.  `aside`
    are the words that run another way than the page is read, in their own reading order: headings
    turned by a quarter, the upright title over a turned table; their boxes are those of the page as read.
    `obscured` is where stamps lie on a recognised page: nothing read there is no proof of a blank.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    origin: str = "text-layer"
    problems: tuple[Problem, ...] = field(default=())
    turned: int = 0
    placed: bool = True
    grids: tuple[PlacedGrid, ...] = ()
    aside: tuple[Word, ...] = ()
    obscured: tuple[Box, ...] = ()
