"""What the margins of a report repeat: running heads and feet, page numbers, the lines beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.report import Box
from ingest.content import PageContent, Word
from ingest.tables.captions import LineKind, is_page_number, kind_of
from ingest.tables.grid import line_text, lines_of

SHARE = 0.1  # of the page's height, above and below
CAPTION_SHARE = 0.06  # what reads as a table's caption runs only this near the edge
REPEATED = 0.4  # of the pages, and at least three
TWICE = 2  # pages at whose foot a line stands at the same height, that is no amount's
_AMOUNT = re.compile(r"\d\.\d")
_CAPTIONS = (LineKind.TITLE, LineKind.FORM, LineKind.UNIT, LineKind.OWNER)


class Margins:
    """The running lines of a report; figures in them count as alike."""

    def __init__(self, pages: Sequence[PageContent]) -> None:
        texts: Counter[str] = Counter()
        heights: Counter[int] = Counter()
        feet: Counter[tuple[str, int]] = Counter()
        for page in pages:
            feet.update(map(_foot, _feet(page)))
            texts.update({_shape(line) for line in lines_of(_words(page, SHARE))})
            heights.update(
                {
                    round(rule.box.top)
                    for rule in page.rules
                    if rule.horizontal and _edge(rule.box, page, SHARE)
                }
            )
        least = max(3.0, REPEATED * len(pages))
        self._texts = {text for text, count in texts.items() if count >= least}
        self._feet = {foot for foot, count in feet.items() if count >= TWICE}
        self._heights = {height for height, count in heights.items() if count >= least}

    def is_running(self, line: Sequence[Word], page: PageContent) -> bool:
        """Does a line of words stand in the margin and repeat there, or number the page?"""
        if not _edge(line[0].box, page, SHARE):
            return False
        text = line_text(line)
        if is_page_number(text):
            return True
        if _at_foot(line[0].box, page) and _foot(line) in self._feet and not _AMOUNT.search(text):
            return True
        near = kind_of(text) not in _CAPTIONS or _edge(line[0].box, page, CAPTION_SHARE)
        return near and _shape(line) in self._texts

    def is_running_box(self, box: Box, page: PageContent) -> bool:
        """Does a box in the margin hold running lines only?"""
        words = [
            w
            for w in page.words
            if box.top <= w.box.top and w.box.bottom <= box.bottom and _across(w.box, box)
        ]
        return bool(words) and all(self.is_running(line, page) for line in lines_of(words))

    def is_running_rule(self, rule: Box, page: PageContent) -> bool:
        """Does a level line repeat in the margin, with a running line between it and the edge?"""
        if not _edge(rule, page, SHARE) or round(rule.top) not in self._heights:
            return False
        if any(other.horizontal and _beyond(other.box, rule, page) for other in page.rules):
            return False
        beyond = [word for word in page.words if _beyond(word.box, rule, page)]
        return bool(beyond) and all(self.is_running(line, page) for line in lines_of(beyond))


def _across(inner: Box, outer: Box) -> bool:
    return outer.x0 <= inner.x0 and inner.x1 <= outer.x1


def _feet(page: PageContent) -> list[list[Word]]:
    return lines_of(word for word in page.words if _at_foot(word.box, page))


def _at_foot(box: Box, page: PageContent) -> bool:
    return box.top > (1 - SHARE) * page.height


def _foot(line: Sequence[Word]) -> tuple[str, int]:
    """What a line at the foot of a page says, and where."""
    return _shape(line), round(line[0].box.bottom / 3)


def _beyond(box: Box, rule: Box, page: PageContent) -> bool:
    """Is it nearer to the page's edge than a line in the margin?"""
    return box.bottom < rule.top - 1 if rule.top < page.height / 2 else box.top > rule.bottom + 1


def _words(page: PageContent, share: float) -> list[Word]:
    return [word for word in page.words if _edge(word.box, page, share)]


def _edge(box: Box, page: PageContent, share: float) -> bool:
    return box.bottom < share * page.height or box.top > (1 - share) * page.height


def _shape(line: Sequence[Word]) -> str:
    return re.sub(r"\d+", "0", line_text(line))
