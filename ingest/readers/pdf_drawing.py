"""The lines drawn on a PDF page, by PDFium: strokes, and the edges of what is filled."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from ctypes import c_float, c_int, c_uint
from enum import Enum
from itertools import chain, islice, repeat
from operator import call
from typing import Any

from pypdfium2 import raw

from ingest.readers import pdfium as direct
from ingest.readers.frame import SHORTEST, Drawn, Point

SLANTED = 0.5  # points: a line farther from the level bounds no cell
LONGEST = 20_000  # points
THIN = 3.0  # points: a filled shape thinner than this is a line, not an area
MOST_OBJECTS = 60_000  # drawn objects looked at on one page
MOST_SEGMENTS = 2_000  # of one path
AT_ONCE = 256  # paths whose segments are held at one time
DEEPEST_FORM = 8  # forms within forms

WHITE = 250  # of 255: the paper's colour
MOST_BACKGROUNDS = 200  # filled areas remembered on one page

Segment = tuple[int, int, float, float]
"""A piece of a path: its kind, whether the path is closed after it, and where it ends."""


class Ink(Enum):
    """The colour of what is drawn, as far as it tells whether it can be seen."""

    NONE = "none"
    WHITE = "white"
    OTHER = "other"


Matrix = tuple[float, float, float, float, float, float]

_AS_IT_IS: Matrix = (1, 0, 0, 1, 0, 0)


def drawn_on(objects: direct.Objects) -> tuple[list[Drawn], bool]:
    """Flat pieces of every stroked line and every edge of a filled area, page coordinates; and
    whether there was more than was looked at."""
    drawn: list[Drawn] = []
    budget = MOST_OBJECTS

    def walk(found: direct.Objects, outer: Matrix, depth: int) -> None:
        nonlocal budget
        budget -= len(found.handles)
        items = list(zip(found.handles, found.kinds, strict=True))
        paths = _paths([item for item, kind in items if kind == raw.FPDF_PAGEOBJ_PATH], outer)
        for item, kind in items:
            if kind == raw.FPDF_PAGEOBJ_PATH:
                drawn.extend(next(paths))
            elif kind == raw.FPDF_PAGEOBJ_FORM:
                if depth < DEEPEST_FORM and budget > 0:
                    inner = direct.objects_of_form(item, budget)
                    (matrix,) = _matrices([direct.pointer(item)])
                    walk(inner, _times(matrix, outer), depth + 1)
            elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
                _area(item, kind, outer, drawn)

    walk(objects, _AS_IT_IS, 0)
    return drawn, budget <= 0


def _paths(items: Sequence[int], outer: Matrix) -> Iterator[list[Drawn]]:
    """The straight upright or level pieces of each path, in the coordinates of the page.  Each thing is
    asked of many paths at once: a page has thousands, and each may be long."""
    backgrounds: list[Drawn] = []
    for first in range(0, len(items), AT_ONCE):
        some = list(map(direct.pointer, items[first : first + AT_ONCE]))
        fills, strokes = _columns(direct.path_draw_mode, some, c_int, 2, places=2)
        counts = [min(count, MOST_SEGMENTS) for count in map(direct.path_count_segments, some)]
        segments = _segments(some, counts)
        columns = (fills, strokes, _inks(some, strokes), _widths(some, strokes), _matrices(some), counts)
        for fill, stroke, ink, width, matrix, count in zip(*columns, strict=True):
            own = list(islice(segments, count))
            if not (fill or stroke) or ink is Ink.NONE:
                yield []
                continue
            a, b, c, d, _, _ = through = _times(matrix, outer)
            half = width * math.sqrt(abs(a * d - b * c)) / 2 if stroke else 0.0
            if not half <= THIN:  # too wide to be a line
                half = 0.0
            drawn = _followed(own, through, half)
            yield drawn if drawn and _shows(drawn, ink, bool(fill), backgrounds) else []


def _shows(drawn: Sequence[Drawn], ink: Ink, filled: bool, backgrounds: list[Drawn]) -> bool:
    """Can what is drawn be seen?  What is white only upon an area of another colour; such areas are
    noted in `backgrounds`."""
    if ink is not Ink.WHITE and not filled:
        return True
    x0, y0 = min(piece[0] for piece in drawn), min(piece[1] for piece in drawn)
    x1, y1 = max(piece[2] for piece in drawn), max(piece[3] for piece in drawn)
    if ink is Ink.WHITE:
        return any(a <= x0 + 1 and b <= y0 + 1 and c >= x1 - 1 and d >= y1 - 1 for a, b, c, d in backgrounds)
    if min(x1 - x0, y1 - y0) > THIN and len(backgrounds) < MOST_BACKGROUNDS:
        backgrounds.append((x0, y0, x1, y1))
    return True


def _followed(segments: Sequence[Segment], through: Matrix, half: float) -> list[Drawn]:
    drawn: list[Drawn] = []
    a, b, c, d, e, f = through
    start = last = (0.0, 0.0)
    for kind, closed, x, y in segments:
        to = (a * x + c * y + e, b * x + d * y + f)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = to
        elif kind == raw.FPDF_SEGMENT_LINETO:
            _edge(last, to, half, drawn)
        last = to
        if closed:
            _edge(last, start, half, drawn)
            last = start
    return drawn


def _segments(paths: Sequence[Any], counts: Sequence[int]) -> Iterator[Segment]:
    """The pieces of each path."""
    numbers = chain.from_iterable(map(range, counts))
    owners = chain.from_iterable(map(repeat, paths, counts))
    segments = list(map(direct.pointer, map(direct.path_segment, owners, numbers)))
    points = _columns(direct.segment_point, segments, c_float, 2, places=2)
    return zip(map(direct.segment_type, segments), map(direct.segment_close, segments), *points, strict=True)


def _columns(function: Any, items: Sequence[Any], kind: Any, size: int, places: int = 1) -> list[list[Any]]:
    """`direct.columns` of what PDFium tells of each item, whether it has it or not."""
    return direct.columns(lambda *targets: map(function, items, *targets), len(items), kind, size, places)


def _matrices(items: Sequence[Any]) -> list[Matrix]:
    """From the coordinates of each object to those of what holds it."""
    return list(zip(*_columns(direct.object_matrix, items, c_float, 6), strict=True))


def _inks(paths: Sequence[Any], strokes: Sequence[int]) -> list[Ink]:
    """The colour that each path is painted with: none where it is wholly transparent."""
    colours = [direct.stroke_color if stroke else direct.fill_color for stroke in strokes]
    known: list[int] = []

    def ask(*targets: Iterable[Any]) -> Iterable[int]:
        known.extend(map(call, colours, paths, *targets))
        return known

    channels = direct.columns(ask, len(paths), c_uint, 4, places=4)
    return [
        Ink.OTHER if not told else Ink.NONE if not alpha else Ink.WHITE if min(rgb) >= WHITE else Ink.OTHER
        for told, *rgb, alpha in zip(known, *channels, strict=True)
    ]


def _widths(paths: Sequence[Any], strokes: Sequence[int]) -> list[float]:
    """The width of each stroke before it is scaled; 0 where PDFium has none."""
    if not any(strokes):
        return [0.0] * len(paths)
    (widths,) = _columns(direct.stroke_width, paths, c_float, 1)
    return widths


def _times(first: Matrix, then: Matrix) -> Matrix:
    if then == _AS_IT_IS:
        return first
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _edge(start: Point, end: Point, half: float, drawn: list[Drawn]) -> None:
    x0, y0 = start
    x1, y1 = end
    if x1 < x0:
        x0, x1 = x1, x0
    if y1 < y0:
        y0, y1 = y1, y0
    wide, high = x1 - x0, y1 - y0
    if wide >= high:
        if max(wide, 2 * half) >= SHORTEST and wide <= LONGEST and high <= SLANTED:
            middle = (y0 + y1) / 2
            drawn.append((x0, middle - half, x1, middle + half))
    elif max(high, 2 * half) >= SHORTEST and high <= LONGEST and wide <= SLANTED:
        middle = (x0 + x1) / 2
        drawn.append((middle - half, y0, middle + half, y1))


def _area(item: int, kind: int, outer: Matrix, drawn: list[Drawn]) -> None:
    """A thin image is a line; a shading's edges bound a cell."""
    bounds = direct.bounds_of(item)
    if bounds is None:
        return
    left, bottom, right, top = bounds
    a, b, c, d, e, f = outer
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    x0, x1 = min(x for x, _ in corners), max(x for x, _ in corners)
    y0, y1 = min(y for _, y in corners), max(y for _, y in corners)
    thin = min(x1 - x0, y1 - y0) <= THIN
    if kind == raw.FPDF_PAGEOBJ_IMAGE and not thin:
        return
    for start, end in (
        ((x0, y0), (x1, y0)),
        ((x0, y1), (x1, y1)),
        ((x0, y0), (x0, y1)),
        ((x1, y0), (x1, y1)),
    ):
        _edge(start, end, 0.0, drawn)
