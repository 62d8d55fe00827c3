"""The characters of a PDF page with their places, by PDFium."""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from ctypes import addressof, c_double, c_float, c_uint16, create_string_buffer
from functools import partial
from itertools import chain, compress, pairwise, repeat
from operator import gt
from typing import Any, NamedTuple, TypeVar

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.readers import pdfium as direct
from ingest.readers.frame import Frame
from ingest.readers.glyphs import Glyph

T = TypeVar("T")

MOST_GLYPHS = 200_000  # characters looked at on one page
STEEPEST = 10  # degrees: text that is turned farther from the level is a watermark
BROKEN = "\x02"  # PDFium's mark for a hyphen at the end of a line
_STROKED = raw.FPDF_TEXTRENDERMODE_FILL_STROKE
_SPECIAL = re.compile(r"[\0\x02\s]")
_UNCLEAR = re.compile("[\ud800-\udfff\ufffe\uffff]")  # told by the code of the character alone


class Characters(NamedTuple):
    """A page's characters in the order of the file, column by column, in the page's own coordinates:
    their text ("" where there is none), the edges of their boxes, the height (or, for text that
    runs up or down, the place) of their line of print, their size, whether they are bold, and which way
    their text runs (degrees in quarter turns; None for slanted text).  `cut`: some were left out."""

    texts: list[str]
    left: list[float]
    bottom: list[float]
    right: list[float]
    top: list[float]
    bases: list[float]
    sizes: list[float]
    bolds: list[bool]
    ways: list[int | None]
    cut: bool

    def directions(self) -> Counter[int]:
        """How many characters run each way."""
        found = Counter(self.ways)
        return Counter({way: count for way, count in found.items() if way is not None})

    def placed(self, frame: Frame) -> list[Glyph]:
        """The characters that run as the frame's page is read, on that page."""
        upright = frame.rotation in (0, 180)
        start = frame.along(self.left if upright else self.bottom)
        end = frame.along(self.right if upright else self.top)
        if any(map(gt, start, end)):
            start, end = list(map(min, start, end)), list(map(max, start, end))
        columns = zip(self.texts, start, end, frame.down(self.bases), self.sizes, self.bolds, strict=True)
        turn = frame.rotation
        kept = [text and way == turn for text, way in zip(self.texts, self.ways, strict=True)]
        return list(map(_GLYPH, compress(columns, kept)))


_GLYPH = partial(tuple.__new__, Glyph)


def characters_of(page: Any) -> Characters:
    """All characters of an open page.  Raises PdfiumError where it has no text."""
    text_page = raw.FPDFText_LoadPage(page.raw)
    if not text_page:
        raise pdfium.PdfiumError("no text page")
    try:
        total = raw.FPDFText_CountChars(text_page)
        pointer = direct.pointer(direct.address_of(text_page))
        return _characters(pointer, min(total, MOST_GLYPHS), total > MOST_GLYPHS)
    finally:
        raw.FPDFText_ClosePage(text_page)


def _characters(text_page: Any, count: int, cut: bool) -> Characters:
    if not count:
        return Characters([], [], [], [], [], [], [], [], [], cut)
    # FS_RECTF is left, top, right, bottom
    left, top, right, bottom = _filled(direct.text_loose_box, text_page, range(count), c_float, 4)
    objects = list(map(direct.text_object, repeat(text_page, count), range(count)))
    starts = [0, *(at for at, (one, next_one) in enumerate(pairwise(objects), 1) if one != next_one)]
    spans = list(pairwise((*starts, count)))
    sizes, bolds, ways = _styles(text_page, starts, [direct.pointer(objects[start]) for start in starts])
    lengths = [last - first for first, last in spans]

    def for_each(values: Iterable[T]) -> list[T]:
        if len(spans) == count:
            return list(values)
        return list(chain.from_iterable(map(repeat, values, lengths)))

    bases = for_each(_bases(text_page, starts, ways))
    all_ways = for_each(ways)
    own = list(chain.from_iterable(_set_down(text_page, spans, bases, all_ways, left, bottom)))
    for at, base in zip(own, _bases(text_page, own, [all_ways[at] for at in own]), strict=True):
        bases[at] = base
    texts = _texts(text_page, count)
    return Characters(texts, left, bottom, right, top, bases, for_each(sizes), for_each(bolds), all_ways, cut)


def _filled(
    function: Any, text_page: Any, indices: Sequence[int], kind: Any, size: int, places: int = 1
) -> list[list[Any]]:
    """`direct.columns` of what PDFium tells of each character."""

    def ask(*targets: Iterable[Any]) -> Iterable[Any]:
        return map(function, repeat(text_page), indices, *targets)

    return direct.columns(ask, len(indices), kind, size, places)


def _texts(text_page: Any, count: int) -> list[str]:
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


def _styles(
    text_page: Any, indices: Sequence[int], objects: Sequence[Any]
) -> tuple[list[float], list[bool], list[int | None]]:
    """Size, boldness and way of the characters at `indices`, each with its text object; what PDFium
    itself put between the characters has none, and runs no way."""
    a, b, c, d, _, _ = _filled(direct.text_matrix, text_page, indices, c_float, 6)
    stated = map(direct.text_size, repeat(text_page), indices)
    scales = map(math.hypot, c, d)
    sizes = [size * (scale or 1.0) for size, scale in zip(stated, scales, strict=True)]
    ways = [0 if a_ > 0 and b_ == 0 else _way(a_, b_) for a_, b_ in zip(a, b, strict=True)]
    fonts = list(map(direct.object_font, objects))
    bold_fonts = {font: _is_bold(font) for font in set(fonts)}
    modes = map(direct.object_render_mode, objects)
    bolds = [bold_fonts[font] or mode == _STROKED for font, mode in zip(fonts, modes, strict=True)]
    return sizes, bolds, ways


def _way(a: float, b: float) -> int | None:
    """How text runs whose matrix begins so."""
    angle = math.degrees(math.atan2(b, a))
    quarter = round(angle / 90) * 90
    return quarter % 360 if (a or b) and abs(angle - quarter) < STEEPEST else None


def _bases(text_page: Any, indices: Sequence[int], ways: Sequence[int | None]) -> list[float]:
    """The line of print of each character that runs that way: its height, or its place."""
    x, y = _filled(direct.text_origin, text_page, indices, c_double, 2, places=2)
    return [x_ if way in (90, 270) else y_ for x_, y_, way in zip(x, y, ways, strict=True)]


def _set_down(
    text_page: Any,
    spans: Sequence[tuple[int, int]],
    bases: Sequence[float],
    ways: Sequence[int | None],
    left: Sequence[float],
    bottom: Sequence[float],
) -> Iterator[Sequence[int]]:
    """The characters of text objects that are set from the top down.  Most others show by their
    boxes that they are on one line; those of a font that does not state its height, by their ends."""
    unlevel = []
    for first, last in spans:
        across = left if ways[first] in (90, 270) else bottom
        if across[first] != across[last - 1]:
            unlevel.append((first, last))
    ends = [last - 1 for _, last in unlevel]
    for (first, last), base in zip(unlevel, _bases(text_page, ends, [ways[at] for at in ends]), strict=True):
        if base != bases[first]:
            yield range(first, last)


def _is_bold(font: int | None) -> bool:
    """By the font's name (黑体 counts: it is how Chinese print is made bold), or its weight."""
    if not font:
        return False
    buffer = create_string_buffer(128)
    direct.font_name(font, addressof(buffer), 128)
    name = buffer.value
    marks = (b"bold", b"black", b"heavy", b"simhei", "黑体".encode("gbk"), "黑体".encode())
    return any(mark in name.lower() for mark in marks) or direct.font_weight(font) >= 600
