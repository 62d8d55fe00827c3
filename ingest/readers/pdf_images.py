"""The picture side of a PDF by PDFium: how much of a page is a picture, and the page drawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import byref, c_float
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

if TYPE_CHECKING:
    from ingest.readers.raster import Picture

MOST_OBJECTS = 5_000  # looked at on one page
FINEST = 2_800  # pixels of the longer side that a page is drawn with at most
USUAL = 200 / 72  # pixels a point where the page is no single picture


class Layers(NamedTuple):
    """What a page is made of: `pictured`, the share of its area under pictures (0–1);
    `hidden`, the share of its text objects that are not painted; `paths`, drawn shapes."""

    pictured: float
    hidden: float
    paths: int


class Pages:
    """The pages of an open PDF, by number from 1."""

    def __init__(self, document: Any) -> None:
        self._document = document

    def layers(self, number: int) -> Layers:
        """What page `number` is made of; nothing where it cannot be opened."""
        try:
            page = self._document[number - 1]
        except pdfium.PdfiumError:
            return Layers(0.0, 0.0, 0)
        try:
            return _layers(page)
        finally:
            page.close()

    def picture(self, number: int) -> tuple[Picture, float, float]:
        """Page `number` drawn in grey, as it is shown, with its width and height in points.

        Raises ValueError where it cannot be drawn.
        """
        try:
            page = self._document[number - 1]
        except pdfium.PdfiumError as error:
            raise ValueError(str(error)) from error
        try:
            width, height = page.get_size()
            scale = min(USUAL, FINEST / max(width, height, 1.0))
            if min(width, height) * scale < 1:
                raise ValueError(f"{width:g} × {height:g} pt")
            picture: Picture = page.render(scale=scale, grayscale=True).to_numpy()
            flat = picture[:, :, 0] if picture.ndim == 3 else picture
            return flat.copy(), width, height
        except pdfium.PdfiumError as error:
            raise ValueError(str(error)) from error
        finally:
            page.close()


@contextmanager
def opened(path: Path) -> Iterator[Pages]:
    """The pages of the PDF at `path`, which `pdf.read_pages` has opened before."""
    document = pdfium.PdfDocument(path)
    try:
        yield Pages(document)
    finally:
        document.close()


def _layers(page: Any) -> Layers:
    left, bottom, right, top = page.get_bbox()
    area = max(1.0, (right - left) * (top - bottom))
    pictured, texts, hidden, paths = 0.0, 0, 0, 0
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), MOST_OBJECTS)):
        item = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            texts += 1
            hidden += raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            paths += 1
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            share = _share(item, (left, bottom, right, top)) / area
            # a form may hold anything: its area counts only where a picture fills it
            pictured += share if kind == raw.FPDF_PAGEOBJ_IMAGE else share * _holds_picture(item)
    return Layers(min(1.0, pictured), hidden / texts if texts else 0.0, paths)


def _share(item: Any, page: tuple[float, float, float, float]) -> float:
    x0, y0, x1, y1 = (c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, byref(x0), byref(y0), byref(x1), byref(y1)):
        return 0.0
    wide = min(x1.value, page[2]) - max(x0.value, page[0])
    high = min(y1.value, page[3]) - max(y0.value, page[1])
    return max(0.0, wide) * max(0.0, high)


def _holds_picture(form: Any) -> bool:
    kinds = [
        raw.FPDFPageObj_GetType(raw.FPDFFormObj_GetObject(form, index))
        for index in range(min(raw.FPDFFormObj_CountObjects(form), 50))
    ]
    return raw.FPDF_PAGEOBJ_IMAGE in kinds and raw.FPDF_PAGEOBJ_TEXT not in kinds
