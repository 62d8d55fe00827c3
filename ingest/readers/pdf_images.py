"""The picture side of a PDF by PDFium: how much of a page is a picture, and the page drawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_uint, cast
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.readers import pdfium as direct

if TYPE_CHECKING:
    from ingest.readers.raster import Picture

MOST_OBJECTS = 5_000  # looked at on one page
FINEST = 2_800  # pixels of the longer side that a page is drawn with at most
USUAL = 200 / 72  # pixels a point where the page is no single picture

COVERING = 0.8  # of the page's area: a picture this large is the page
OPAQUE = 0.95  # of a picture that lets nothing through: scans stand a little askew
MOST_PIXELS = 40_000_000  # of a picture that is looked at

Bounds = tuple[float, float, float, float]


class Layers(NamedTuple):
    """What a page is made of: `pictured`, the share of its area under pictures (0–1);
    `hidden`, the share of its text objects that are not seen (not painted, or painted over;
    looked at where there is a picture); `paths`, drawn shapes."""

    pictured: float
    hidden: float
    paths: int


class Pages:
    """The pages of a PDF, by number from 1; the file is opened when the first is asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._document: Any = None

    def close(self) -> None:
        """Let go of the file."""
        if self._document is not None:
            self._document.close()

    def picture(self, number: int) -> tuple[Picture, float, float]:
        """Page `number` drawn in colour (RGB), as it is shown, with its width and height in points.

        Raises ValueError where it cannot be drawn.
        """
        try:
            if self._document is None:
                self._document = pdfium.PdfDocument(self._path)
            page = self._document[number - 1]
        except pdfium.PdfiumError as error:
            raise ValueError(str(error)) from error
        try:
            width, height = page.get_size()
            scale = min(USUAL, FINEST / max(width, height, 1.0))
            if min(width, height) * scale < 1:
                raise ValueError(f"{width:g} × {height:g} pt")
            picture: Picture = page.render(scale=scale, rev_byteorder=True).to_numpy()
            return picture.copy(), width, height
        except pdfium.PdfiumError as error:
            raise ValueError(str(error)) from error
        finally:
            page.close()


@contextmanager
def opened(path: Path) -> Iterator[Pages]:
    """The pages of the PDF at `path`, which `pdf.read_pages` has opened before."""
    pages = Pages(path)
    try:
        yield pages
    finally:
        pages.close()


def layers_of(objects: direct.Objects, bounds: Bounds, page: Any = None) -> Layers:
    """What a page with these objects is made of; `page` is asked whether a picture over text lets it
    through."""
    left, bottom, right, top = bounds
    area = max(1.0, (right - left) * (top - bottom))
    kinds = objects.kinds[:MOST_OBJECTS]
    pictured = 0.0
    for item, kind in zip(objects.handles[:MOST_OBJECTS], kinds, strict=True):
        if kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            share = _share(item, bounds) / area
            # a form may hold anything: its area counts only where a picture fills it
            pictured += share if kind == raw.FPDF_PAGEOBJ_IMAGE else share * _holds_picture(item)
    texts = kinds.count(raw.FPDF_PAGEOBJ_TEXT)
    # most pages have no picture worth the question of what lies under it
    hidden = (_hidden(objects) + _covered(objects, bounds, page)) / texts if texts and pictured else 0.0
    return Layers(min(1.0, pictured), min(1.0, hidden), kinds.count(raw.FPDF_PAGEOBJ_PATH))


def _covered(objects: direct.Objects, page_bounds: Bounds, page: Any) -> int:
    """How many text objects a picture over most of the page was painted on."""
    left, bottom, right, top = page_bounds
    area = max(1.0, (right - left) * (top - bottom))
    kinds = objects.kinds[:MOST_OBJECTS]
    for index in range(len(kinds) - 1, -1, -1):
        item = objects.handles[index]
        if kinds[index] == raw.FPDF_PAGEOBJ_IMAGE and _share(item, page_bounds) >= COVERING * area:
            under = kinds[:index].count(raw.FPDF_PAGEOBJ_TEXT)
            return under if under and page is not None and _is_opaque(item, page) else 0
    return 0


def _is_opaque(item: int, page: Any) -> bool:
    """Does a picture let nothing through?  One too large to be looked at is taken to do so not."""
    handle = cast(item, raw.FPDF_PAGEOBJECT)
    wide, high = c_uint(), c_uint()
    if not raw.FPDFImageObj_GetImagePixelSize(handle, wide, high) or wide.value * high.value > MOST_PIXELS:
        return False
    drawn = raw.FPDFImageObj_GetRenderedBitmap(page.pdf.raw, page.raw, handle)
    if not drawn:
        return False
    pixels = pdfium.PdfBitmap.from_raw(drawn).to_numpy()  # lets go of what was drawn when it goes
    return pixels.ndim < 3 or pixels.shape[2] < 4 or bool(pixels[:, :, 3].mean() >= OPAQUE * 255)


def _hidden(objects: direct.Objects) -> int:
    """How many text objects are not painted."""
    return sum(
        direct.object_render_mode(direct.pointer(item)) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        for item, kind in zip(objects.handles[:MOST_OBJECTS], objects.kinds[:MOST_OBJECTS], strict=True)
        if kind == raw.FPDF_PAGEOBJ_TEXT
    )


def _share(item: int, page: Bounds) -> float:
    bounds = direct.bounds_of(item)
    if bounds is None:
        return 0.0
    left, bottom, right, top = bounds
    wide, high = min(right, page[2]) - max(left, page[0]), min(top, page[3]) - max(bottom, page[1])
    return max(0.0, wide) * max(0.0, high)


def _holds_picture(form: int) -> bool:
    kinds = direct.objects_of_form(form, 50).kinds
    return raw.FPDF_PAGEOBJ_IMAGE in kinds and raw.FPDF_PAGEOBJ_TEXT not in kinds
