"""The characters of a PDF page with their places, by PDFium."""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from collections.abc import Sequence
from ctypes import addressof, c_double, c_uint16, create_string_buffer
from itertools import groupby, repeat
from operator import gt
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.readers import pdfium as direct
from ingest.readers.frame import Frame
from ingest.readers.glyphs import Glyph

MOST_GLYPHS = 200_000  # characters looked at on one page
STEEPEST = 10  # degrees: text that is turned farther from the level is a watermark
BROKEN = "\x02"  # PDFium's mark for a hyphen at the end of a line
_SPECIAL = re.compile(r"[\0\x02\s]")
_UNCLEAR = re.compile("[\ud800-\udfff\ufffe\uffff]")  # told by the code of the character alone
_BOX = 4 * direct.FLOAT


class Stretch(NamedTuple):
    """The characters of one text object: from `first` to before `last`.  `way` counts degrees in
    quarter turns; None for slanted text."""

    first: int
    last: int
    size: float
    bold: bool
    way: int | None


class Characters(NamedTuple):
    """A page's characters in the order of the file, column by column, in the page's own coordinates:
    their text ("" where there is none), the edges of their boxes, and the height (or, for text that
    runs up or down, the place) of their line of print.  `cut`: some were left out."""

    texts: list[str]
    left: Sequence[float]
    bottom: Sequence[float]
    right: Sequence[float]
    top: Sequence[float]
    bases: list[float]
    stretches: list[Stretch]
    cut: bool

    def directions(self) -> Counter[int]:
        """How many characters run each way."""
        found: Counter[int] = Counter()
        for stretch in self.stretches:
            if stretch.way is not None:
                text = "".join(self.texts[stretch.first : stretch.last])
                found[stretch.way] += len("".join(text.split()))
        return found

    def placed(self, frame: Frame) -> list[Glyph]:
        """The characters that run as the frame's page is read, on that page."""
        upright = frame.rotation in (0, 180)
        start = frame.along(self.left if upright else self.bottom)
        end = frame.along(self.right if upright else self.top)
        if any(map(gt, start, end)):
            start, end = list(map(min, start, end)), list(map(max, start, end))
        sizes: list[float] = []
        bolds: list[bool] = []
        kept: list[str] = []
        for first, last, size, bold, way in self.stretches:
            count = last - first
            sizes += [size] * count
            bolds += [bold] * count
            kept += self.texts[first:last] if way == frame.rotation else [""] * count
        columns = zip(kept, start, end, frame.down(self.bases), sizes, bolds, strict=True)
        return [Glyph._make(row) for row in columns if row[0]]


def characters_of(page: Any) -> Characters:
    """All characters of an open page.  Raises PdfiumError where it has no text."""
    text_page = raw.FPDFText_LoadPage(page.raw)
    if not text_page:
        raise pdfium.PdfiumError("no text page")
    try:
        total = raw.FPDFText_CountChars(text_page)
        return _characters(direct.address_of(text_page), min(total, MOST_GLYPHS), total > MOST_GLYPHS)
    finally:
        raw.FPDFText_ClosePage(text_page)


def _characters(text_page: int, count: int, cut: bool) -> Characters:
    stretches = _stretches(text_page, count)
    boxes, place = direct.floats(4 * count)
    bases: list[float] = []
    for stretch in stretches:
        if stretch.way is not None:
            for index in range(stretch.first, stretch.last):
                direct.text_loose_box(text_page, index, place + index * _BOX)
        bases += _bases(text_page, stretch, boxes)
    # FS_RECTF is left, top, right, bottom
    left, top, right, bottom = (boxes[edge::4] for edge in range(4))
    return Characters(_texts(text_page, count), left, bottom, right, top, bases, stretches, cut)


def _texts(text_page: int, count: int) -> list[str]:
    room = (c_uint16 * (count + 1))()
    written = direct.text_range(text_page, 0, count, addressof(room))
    text = bytes(room)[: 2 * count].decode("utf-16-le", "surrogatepass")
    if written != count + 1 or _UNCLEAR.search(text):
        text = "".join(_text(direct.text_unicode(text_page, index)) for index in range(count))
    texts = list(text)
    for match in _SPECIAL.finditer(text):
        index, found = match.start(), match.group()
        if found == BROKEN:
            texts[index] = "-"
        elif found == "\0" or direct.text_generated(text_page, index) == 1:
            texts[index] = ""  # PDFium's own guess of a gap or line end: the places tell better
    return texts


def _text(code: int) -> str:
    return "\0" if 0xD800 <= code < 0xE000 or code > sys.maxunicode else chr(code)


def _stretches(text_page: int, count: int) -> list[Stretch]:
    handles = map(direct.text_object, repeat(text_page, count), range(count))
    matrix, place = direct.floats(6)
    fonts: dict[int, bool] = {}
    stretches: list[Stretch] = []
    last = 0
    for handle, run in groupby(handles):
        first, last = last, last + len(list(run))
        if not handle:  # what PDFium itself put between the characters
            stretches.append(Stretch(first, last, 0.0, False, None))
            continue
        direct.text_matrix(text_page, first, place)
        a, b, c, d = matrix[:4]
        angle = math.degrees(math.atan2(b, a)) if b or a <= 0 else 0.0
        quarter = round(angle / 90) * 90
        way = quarter % 360 if abs(angle - quarter) < STEEPEST else None
        size = direct.text_size(text_page, first) * (math.hypot(c, d) or 1.0)
        stretches.append(Stretch(first, last, size, _bold(handle, fonts), way))
    return stretches


def _bases(text_page: int, stretch: Stretch, boxes: Sequence[float]) -> list[float]:
    """The line of print of each character of a stretch: one, unless it is set from the top down."""
    count = stretch.last - stretch.first
    if stretch.way is None:
        return [0.0] * count
    origin = (c_double * 2)()
    place = addressof(origin)
    across, edge = (0, 0) if stretch.way in (90, 270) else (1, 3)  # of a box: its left, its bottom

    def base(index: int) -> float:
        direct.text_origin(text_page, index, place, place + 8)
        return origin[across]

    if count == 1 or boxes[4 * stretch.first + edge] == boxes[4 * stretch.last - 4 + edge]:
        return [base(stretch.first)] * count
    return [base(index) for index in range(stretch.first, stretch.last)]


def _bold(text_object: int, fonts: dict[int, bool]) -> bool:
    font = direct.object_font(text_object) or 0
    if font not in fonts:
        fonts[font] = _is_bold(font)
    return fonts[font] or direct.object_render_mode(text_object) == raw.FPDF_TEXTRENDERMODE_FILL_STROKE


def _is_bold(font: int) -> bool:
    """By the font's name (黑体 counts: it is how Chinese print is made bold), or its weight."""
    if not font:
        return False
    buffer = create_string_buffer(128)
    direct.font_name(font, addressof(buffer), 128)
    name = buffer.value
    marks = (b"bold", b"black", b"heavy", b"simhei", "黑体".encode("gbk"), "黑体".encode())
    return any(mark in name.lower() for mark in marks) or direct.font_weight(font) >= 600
