"""PDF pages by their text layer, or recognised from their picture where that is no good."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpus.report import Problem, Severity
from ingest.content import PageContent
from ingest.readers import pdf, pdf_images
from ingest.readers.damage import is_damaged
from ingest.readers.legibility import Reason, reason_to_recognise
from ingest.readers.pdf import page_count

__all__ = ["page_count", "read_pages"]

DAMAGED_SECONDS = 15.0
"""For recognising the pages of a file that has lost bytes; the page under way is finished."""

_WHY = {
    Reason.NO_TEXT: "没有文字层，由图像识别 / no text layer, recognised",
    Reason.FOREIGN: "文字层是他人的识别结果，重新识别 / a recogniser's layer, recognised anew",
    Reason.GARBLED: "文字层编码错乱，重新识别 / a garbled text layer, recognised anew",
}


def read_pages(path: Path) -> Iterator[PageContent]:
    """The pages of a PDF, one by one.  A page that cannot be read comes empty, with a Problem;
    a recognised one says so.

    Raises FileMissing, FileEmpty, FileDamaged, FileEncrypted before the first page.
    """
    allowance = _Allowance(path)
    with pdf_images.opened(path) as pictures:
        for page, layers in pdf.read_layers(path):
            reason = reason_to_recognise(page, layers)
            if reason is None:
                yield page
            elif allowance.used_up():
                yield _not_recognised(page)
            else:
                yield allowance.spent_on(page, reason, pictures)


class _Allowance:
    """Time for recognising pages.  A scan takes minutes and is worth them; a damaged file, whose
    every page may have to be recognised for one lost font, gets DAMAGED_SECONDS in all."""

    def __init__(self, path: Path) -> None:
        self._path, self._spent = path, 0.0
        self._damaged: bool | None = None

    def used_up(self) -> bool:
        """Whether no further page is to be recognised."""
        if self._damaged is None:
            self._damaged = is_damaged(self._path)
        return self._damaged and self._spent > DAMAGED_SECONDS

    def spent_on(self, page: PageContent, reason: Reason, pictures: pdf_images.Pages) -> PageContent:
        """The page, recognised."""
        started = time.monotonic()
        try:
            return _recognised(page, reason, pictures)
        finally:
            self._spent += time.monotonic() - started


def _not_recognised(page: PageContent) -> PageContent:
    message = (
        f"第 {page.number} 页未识别：文件已损坏，识别时间已用尽 / "
        "page not recognised: the file is damaged and its time for recognition is used up"
    )
    problem = Problem(Severity.ERROR, "page_not_recognised", message, page.number)
    return replace(page, words=(), origin="none", problems=(*page.problems, problem))


def _recognised(page: PageContent, reason: Reason, pictures: pdf_images.Pages) -> PageContent:
    """What the picture of `page` says, whose text layer is no good."""
    from ingest.readers.recognition import make_room, recognise

    make_room()
    try:
        picture, width, height = pictures.picture(page.number)
    except ValueError as error:
        message = f"第 {page.number} 页无法成像 / page cannot be drawn: {error}"
        problem = Problem(Severity.ERROR, "page_not_drawn", message, page.number)
        return replace(page, words=(), origin="none", problems=(*page.problems, problem))
    read = recognise(picture, page.number, width, height)
    message = f"第 {page.number} 页{_WHY[reason]}"
    note = Problem(Severity.NOTE, reason.value, message, page.number)
    return replace(read, problems=(*page.problems, note, *read.problems))
