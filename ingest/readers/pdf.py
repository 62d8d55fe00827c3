"""PDF pages by PDFium: words out of placed characters, and drawn lines as rules.

PDFium is not thread-safe: one reading at a time in a process.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2 as pdfium

from corpus.errors import FileDamaged, FileEmpty, FileEncrypted, FileMissing
from corpus.report import Box, Problem, Severity
from ingest.content import PageContent, Word
from ingest.readers import pdfium as direct
from ingest.readers.frame import Frame, frame_of, rules_of
from ingest.readers.glyphs import words_of
from ingest.readers.pdf_drawing import MOST_OBJECTS, drawn_on
from ingest.readers.pdf_images import Layers, layers_of
from ingest.readers.pdf_text import Characters, characters_of


class ReadPage(NamedTuple):
    """A page as its text layer has it, and what it is made of."""

    content: PageContent
    layers: Layers


def read_pages(path: Path) -> Iterator[PageContent]:
    """The pages of a PDF, one by one.  A page that cannot be read comes empty, with a Problem.

    Raises FileMissing, FileEmpty, FileDamaged, FileEncrypted before the first page.
    """
    return (page.content for page in read_layers(path))


def read_layers(path: Path) -> Iterator[ReadPage]:
    """As `read_pages`, each page with its layers."""
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


def _unread(number: int, reason: str) -> ReadPage:
    message = f"第 {number} 页无法读取 / page unreadable: {reason}"
    problem = Problem(Severity.ERROR, "page_unreadable", message, number)
    return ReadPage(PageContent(number, 0.0, 0.0, (), (), "none", (problem,)), Layers(0.0, 0.0, 0))


def _read_page(page: Any, number: int) -> ReadPage:
    try:
        characters = characters_of(page)
        objects = direct.objects_of_page(direct.address_of(page.raw), MOST_OBJECTS)
        drawn, cut_drawing = drawn_on(objects)
        bounds = page.get_bbox()
        rotation = int(page.get_rotation())
    except pdfium.PdfiumError as error:
        return _unread(number, str(error))
    upright = _reading_rotation(characters.directions(), rotation)
    frame = frame_of(bounds, upright)
    rules = rules_of(drawn, frame)
    words = words_of(characters.placed(frame), rules)
    aside = tuple(_aside(characters, frame))
    problems = []
    if characters.cut or cut_drawing:
        message = f"第 {number} 页内容过多，只读了一部分 / page too dense, read in part"
        problems.append(Problem(Severity.WARNING, "page_too_dense", message, number))
    content = PageContent(
        number,
        frame.width,
        frame.height,
        words,
        rules,
        "text-layer" if words else "none",
        tuple(problems),
        (upright - rotation) % 360,
        aside=aside,
    )
    return ReadPage(content, layers_of(objects, bounds, page))


def _aside(characters: Characters, frame: Frame) -> Iterator[Word]:
    """The words that run another way than the page is read, on the page as read."""
    for way in sorted(characters.directions()):
        if way == frame.rotation:
            continue
        other = frame_of(frame.bounds, way)
        for word in words_of(characters.placed(other)):
            box = word.box
            corners = ((box.x0, box.top), (box.x1, box.bottom))
            (x0, y0), (x1, y1) = (frame.place(other.back(*corner)) for corner in corners)
            yield replace(word, box=Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _reading_rotation(directions: Counter[int], rotation: int) -> int:
    """The turn that makes most characters upright; the page's own where none prevails."""
    if not directions:
        return rotation
    way, count = directions.most_common(1)[0]
    return way if count > 0.6 * sum(directions.values()) else rotation
