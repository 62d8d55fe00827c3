"""PDF pages by PDFium: characters with their places, and drawn lines as rules.

The one module that knows pypdfium2.  PDFium is not thread-safe: one reading at a time in a
process.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from ctypes import byref, c_float, c_int, c_uint, c_void_p, cast, create_string_buffer
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from corpus.errors import FileDamaged, FileEmpty, FileEncrypted, FileMissing
from corpus.report import Problem, Severity
from ingest.content import PageContent
from ingest.readers.frame import Drawn, Frame, Point, frame_of, rules_of
from ingest.readers.glyphs import Glyph, words_of

THIN = 3.0  # points: a filled shape thinner than this is a line, not an area
MOST_OBJECTS = 60_000  # drawn objects looked at on one page
MOST_GLYPHS = 200_000  # characters looked at on one page
DEEPEST_FORM = 8  # forms within forms

Matrix = tuple[float, float, float, float, float, float]


def read_pages(path: Path) -> Iterator[PageContent]:
    """The pages of a PDF, one by one.  A page that cannot be read comes empty, with a Problem.

    Raises FileMissing, FileEmpty, FileDamaged, FileEncrypted before the first page.
    """
    document = _open(path)
    try:
        for index in range(len(document)):
            try:
                page = document[index]
            except pdfium.PdfiumError as error:
                yield _unread(index + 1, str(error))
                continue
            try:
                yield _read_page(page, index + 1)
            finally:
                page.close()
    finally:
        document.close()


def page_count(path: Path) -> int:
    """How many pages the PDF says it has.  Raises as `read_pages` does."""
    document = _open(path)
    try:
        return len(document)
    finally:
        document.close()


def _open(path: Path) -> Any:
    if not path.is_file():
        raise FileMissing(path.name)
    if path.stat().st_size == 0:
        raise FileEmpty(path.name)
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise FileEncrypted(path.name) from error
        raise FileDamaged(path.name) from error
    if len(document) == 0:
        document.close()
        raise FileDamaged(path.name)
    return document


def _unread(number: int, reason: str) -> PageContent:
    message = f"第 {number} 页无法读取 / page unreadable: {reason}"
    problem = Problem(Severity.ERROR, "page_unreadable", message, number)
    return PageContent(number, 0.0, 0.0, (), (), "none", (problem,))


def _read_page(page: Any, number: int) -> PageContent:
    try:
        glyphs, directions, cut_text = _glyphs(page)
        drawn, cut_drawing = _drawn(page)
        bounds = page.get_bbox()
        rotation = int(page.get_rotation())
    except pdfium.PdfiumError as error:
        return _unread(number, str(error))
    upright = _reading_rotation(directions, rotation)
    frame = frame_of(bounds, upright)
    rules = rules_of(drawn, frame)
    kept = [_placed(glyph, frame) for glyph, way in glyphs if way == upright]
    problems = []
    if cut_text or cut_drawing:
        message = f"第 {number} 页内容过多，只读了一部分 / page too dense, read in part"
        problems.append(Problem(Severity.WARNING, "page_too_dense", message, number))
    words = words_of(kept, rules)
    return PageContent(
        number,
        frame.width,
        frame.height,
        words,
        rules,
        "text-layer" if words else "none",
        tuple(problems),
        (upright - rotation) % 360,
    )


def _reading_rotation(directions: Counter[int], rotation: int) -> int:
    """The turn that makes most characters upright; the page's own where none prevails."""
    if not directions:
        return rotation
    way, count = directions.most_common(1)[0]
    return way if count > 0.6 * sum(directions.values()) else rotation


# --- characters -------------------------------------------------------------------------


class _Style(NamedTuple):
    size: float
    bold: bool
    way: int | None  # quarter turns in degrees; None for slanted text (watermarks)


RawGlyph = tuple[str, float, float, float, float, float, float, float, bool]


def _glyphs(page: Any) -> tuple[list[tuple[RawGlyph, int]], Counter[int], bool]:
    """Characters in the order of the file, each with its direction; and whether some were left."""
    text_page = raw.FPDFText_LoadPage(page.raw)
    if not text_page:
        raise pdfium.PdfiumError("no text page")
    try:
        total = raw.FPDFText_CountChars(text_page)
        return _collect(text_page, min(total, MOST_GLYPHS), total > MOST_GLYPHS)
    finally:
        raw.FPDFText_ClosePage(text_page)


def _collect(text_page: Any, count: int, cut: bool) -> tuple[list[tuple[RawGlyph, int]], Counter[int], bool]:
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = raw.c_double(), raw.c_double()
    fonts: dict[int, bool] = {}
    glyphs: list[tuple[RawGlyph, int]] = []
    directions: Counter[int] = Counter()
    last_object, style = None, _Style(0.0, False, 0)
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code == 0 or 0xD800 <= code < 0xE000:
            continue
        text = "-" if code == 2 else chr(code)
        if raw.FPDFText_IsGenerated(text_page, index) == 1:
            continue  # PDFium's own guess of a space or line end; the gaps tell better
        text_object = raw.FPDFText_GetTextObject(text_page, index)
        address = cast(text_object, c_void_p).value
        if address != last_object:
            last_object = address
            raw.FPDFText_GetMatrix(text_page, index, byref(matrix))
            size = raw.FPDFText_GetFontSize(text_page, index)
            style = _style(matrix, size, text_object, fonts)
        if style.way is None:
            continue
        raw.FPDFText_GetLooseCharBox(text_page, index, byref(box))
        raw.FPDFText_GetCharOrigin(text_page, index, byref(x), byref(y))
        glyph = (text, box.left, box.bottom, box.right, box.top, x.value, y.value, style.size, style.bold)
        glyphs.append((glyph, style.way))
        directions[style.way] += not text.isspace()
    return glyphs, directions, cut


def _style(matrix: Any, size: float, text_object: Any, fonts: dict[int, bool]) -> _Style:
    angle = math.degrees(math.atan2(matrix.b, matrix.a))
    quarter = round(angle / 90) * 90
    way = quarter % 360 if abs(angle - quarter) < 10 else None
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    if not text_object:
        return _Style(size * scale, False, way)
    font = raw.FPDFTextObj_GetFont(text_object)
    address = cast(font, c_void_p).value or 0
    if address not in fonts:
        fonts[address] = _is_bold(font)
    stroked = raw.FPDFTextObj_GetTextRenderMode(text_object) == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
    return _Style(size * scale, fonts[address] or stroked, way)


def _is_bold(font: Any) -> bool:
    """By the font's name (黑体 counts: it is how Chinese print is made bold), or its weight."""
    if not font:
        return False
    buffer = create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(font, buffer, 128)
    name = buffer.value
    marks = (b"bold", b"black", b"heavy", b"simhei", "黑体".encode("gbk"), "黑体".encode())
    return any(mark in name.lower() for mark in marks) or raw.FPDFFont_GetWeight(font) >= 600


def _placed(glyph: RawGlyph, frame: Frame) -> Glyph:
    text, left, bottom, right, top, x, y, size, bold = glyph
    ends = frame.place(left, bottom)[0], frame.place(right, top)[0]
    return Glyph(text, min(ends), max(ends), frame.place(x, y)[1], size, bold)


# --- drawn lines ------------------------------------------------------------------------


def _drawn(page: Any) -> tuple[list[Drawn], bool]:
    """Flat pieces of every stroked line and every edge of a filled area, page coordinates."""
    drawn: list[Drawn] = []
    budget = MOST_OBJECTS

    def walk(count: int, get: Callable[[int], Any], outer: Matrix, depth: int) -> None:
        nonlocal budget
        for index in range(count):
            if budget <= 0:
                return
            budget -= 1
            item = get(index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                _path(item, outer, drawn)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
                inner = partial(raw.FPDFFormObj_GetObject, item)
                walk(raw.FPDFFormObj_CountObjects(item), inner, _times(_matrix(item), outer), depth + 1)
            elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
                _area(item, outer, drawn)

    unit: Matrix = (1, 0, 0, 1, 0, 0)
    walk(raw.FPDFPage_CountObjects(page.raw), partial(raw.FPDFPage_GetObject, page.raw), unit, 0)
    return drawn, budget <= 0


def _matrix(item: Any) -> Matrix:
    m = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, byref(m))
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _path(item: Any, outer: Matrix, drawn: list[Drawn]) -> None:
    """The straight upright or level pieces of one path."""
    fill, stroke = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(item, byref(fill), byref(stroke))
    if not (fill.value or stroke.value) or not _visible(item, bool(stroke.value)):
        return
    a, b, c, d, e, f = _times(_matrix(item), outer)
    px, py, width = c_float(), c_float(), c_float()
    half = 0.0
    if stroke.value and raw.FPDFPageObj_GetStrokeWidth(item, byref(width)):
        half = width.value * math.sqrt(abs(a * d - b * c)) / 2
        half = half if half <= THIN else 0.0
    start = at = (0.0, 0.0)
    for index in range(min(raw.FPDFPath_CountSegments(item), 2000)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, byref(px), byref(py))
        to = (a * px.value + c * py.value + e, b * px.value + d * py.value + f)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = to
        elif kind == raw.FPDF_SEGMENT_LINETO:
            _edge(at, to, half, drawn)
        at = to
        if raw.FPDFPathSegment_GetClose(segment):
            _edge(at, start, half, drawn)
            at = start


def _visible(item: Any, stroke: bool) -> bool:
    r, g, b, alpha = c_uint(), c_uint(), c_uint(), c_uint(255)
    get = raw.FPDFPageObj_GetStrokeColor if stroke else raw.FPDFPageObj_GetFillColor
    return not get(item, byref(r), byref(g), byref(b), byref(alpha)) or alpha.value > 0


def _edge(start: Point, end: Point, half: float, drawn: list[Drawn]) -> None:
    (x0, y0), (x1, y1) = start, end
    wide, high = abs(x1 - x0), abs(y1 - y0)
    if min(wide, high) > 0.5 or max(wide, high) > 20_000:
        return
    if wide >= high:
        drawn.append((min(x0, x1), (y0 + y1) / 2 - half, max(x0, x1), (y0 + y1) / 2 + half))
    else:
        drawn.append(((x0 + x1) / 2 - half, min(y0, y1), (x0 + x1) / 2 + half, max(y0, y1)))


def _area(item: Any, outer: Matrix, drawn: list[Drawn]) -> None:
    """A thin image is a line; a shading's edges bound a cell."""
    left, bottom, right, top = (c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, byref(left), byref(bottom), byref(right), byref(top)):
        return
    a, b, c, d, e, f = outer
    corners = [
        (a * x + c * y + e, b * x + d * y + f)
        for x in (left.value, right.value)
        for y in (bottom.value, top.value)
    ]
    x0, x1 = min(x for x, _ in corners), max(x for x, _ in corners)
    y0, y1 = min(y for _, y in corners), max(y for _, y in corners)
    thin = min(x1 - x0, y1 - y0) <= THIN
    if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_IMAGE and not thin:
        return
    for start, end in (
        ((x0, y0), (x1, y0)),
        ((x0, y1), (x1, y1)),
        ((x0, y0), (x0, y1)),
        ((x1, y0), (x1, y1)),
    ):
        _edge(start, end, 0.0, drawn)
