"""The lines drawn on a PDF page, by PDFium: strokes, and the edges of what is filled."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator
from ctypes import addressof, c_int, c_uint
from itertools import repeat

from pypdfium2 import raw

from ingest.readers import pdfium as direct
from ingest.readers.frame import Drawn, Point

THIN = 3.0  # points: a filled shape thinner than this is a line, not an area
MOST_OBJECTS = 60_000  # drawn objects looked at on one page
MOST_SEGMENTS = 2_000  # of one path
DEEPEST_FORM = 8  # forms within forms

Matrix = tuple[float, float, float, float, float, float]


def drawn_on(objects: direct.Objects) -> tuple[list[Drawn], bool]:
    """Flat pieces of every stroked line and every edge of a filled area, page coordinates; and
    whether there was more than was looked at."""
    pen = _Pen()
    budget = MOST_OBJECTS

    def walk(found: direct.Objects, outer: Matrix, depth: int) -> None:
        nonlocal budget
        budget -= len(found.handles)
        for item, kind in zip(found.handles, found.kinds, strict=True):
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                continue
            if kind == raw.FPDF_PAGEOBJ_PATH:
                pen.path(item, outer)
            elif kind == raw.FPDF_PAGEOBJ_FORM:
                if depth < DEEPEST_FORM and budget > 0:
                    inner = direct.objects_of_form(item, budget)
                    walk(inner, _times(pen.matrix(item), outer), depth + 1)
            elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
                _area(item, kind, outer, pen.drawn)

    walk(objects, (1, 0, 0, 1, 0, 0), 0)
    return pen.drawn, budget <= 0


class _Pen:
    """Follows the paths of a page.  What PDFium writes to is made once: a page has thousands."""

    def __init__(self) -> None:
        self.drawn: list[Drawn] = []
        self._modes = (c_int * 2)()
        self._colour = (c_uint * 4)()
        self._six, self._six_at = direct.floats(6)
        self._modes_at, self._colour_at = addressof(self._modes), addressof(self._colour)

    def matrix(self, item: int) -> Matrix:
        """From the coordinates of an object to those of what holds it."""
        direct.object_matrix(item, self._six_at)
        a, b, c, d, e, f = self._six
        return (a, b, c, d, e, f)

    def path(self, item: int, outer: Matrix) -> None:
        """Draw the straight upright or level pieces of one path."""
        direct.path_draw_mode(item, self._modes_at, self._modes_at + 4)
        fill, stroke = self._modes
        if not (fill or stroke) or not self._visible(item, bool(stroke)):
            return
        a, b, c, d, e, f = _times(self.matrix(item), outer)
        half = self._half_width(item, abs(a * d - b * c)) if stroke else 0.0
        drawn, start, at = self.drawn, (0.0, 0.0), (0.0, 0.0)
        for kind, closed, x, y in _segments(item):
            to = (a * x + c * y + e, b * x + d * y + f)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                start = to
            elif kind == raw.FPDF_SEGMENT_LINETO:
                _edge(at, to, half, drawn)
            at = to
            if closed:
                _edge(at, start, half, drawn)
                at = start

    def _half_width(self, item: int, area: float) -> float:
        """Half the width of a stroke in points; 0 where it is too wide to be a line."""
        if not direct.stroke_width(item, self._six_at):
            return 0.0
        half: float = self._six[0] * math.sqrt(area) / 2
        return half if half <= THIN else 0.0

    def _visible(self, item: int, stroke: bool) -> bool:
        get, place = (direct.stroke_color if stroke else direct.fill_color), self._colour_at
        return not get(item, place, place + 4, place + 8, place + 12) or self._colour[3] > 0


def _segments(path: int) -> Iterator[tuple[int, int, float, float]]:
    """Kind, whether the path is closed after it, and end of each piece of a path."""
    count = min(direct.path_count_segments(path), MOST_SEGMENTS)
    segments = list(map(direct.path_segment, repeat(path, count), range(count)))
    points, at = direct.floats(2 * count)
    xs = range(at, at + 2 * count * direct.FLOAT, 2 * direct.FLOAT)
    ys = range(at + direct.FLOAT, at + (2 * count + 1) * direct.FLOAT, 2 * direct.FLOAT)
    deque(map(direct.segment_point, segments, xs, ys), 0)
    kinds, closed = map(direct.segment_type, segments), map(direct.segment_close, segments)
    return zip(kinds, closed, points[::2], points[1::2], strict=True)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _edge(start: Point, end: Point, half: float, drawn: list[Drawn]) -> None:
    (x0, y0), (x1, y1) = start, end
    wide, high = abs(x1 - x0), abs(y1 - y0)
    if min(wide, high) > 0.5 or max(wide, high) > 20_000:
        return
    if wide >= high:
        drawn.append((min(x0, x1), (y0 + y1) / 2 - half, max(x0, x1), (y0 + y1) / 2 + half))
    else:
        drawn.append(((x0 + x1) / 2 - half, min(y0, y1), (x0 + x1) / 2 + half, max(y0, y1)))


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
