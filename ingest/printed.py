"""Placed words → printed lines, without running headers, footers and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from corpus.report import Box
from corpus.text import fold
from corpus.values import value
from ingest.content import PageContent, Word

EDGE = 0.12  # of the page's height: where running lines and page numbers stand
RUNNING_PAGES, RUNNING_SHARE = 3, 0.4  # a line on so many pages, at one height, is a running line
COLUMN_GAP = 2.0  # of the font size: wider gaps in a line are kept as a space
INSIDE = 0.5  # of a word's height or width: more within a table's box belongs to the table
OVERLAP_LINES = 3  # so many lines repeated from the foot of the page before are printed twice

_UNBREAKABLE = re.compile(r"[\dA-Za-z.,%\-]+|[（(《“\"]*.[，。；：、！？）)》”]*")
_PAGE_NUMBER = re.compile(
    r"[-—–―−·\s]*(?:\d{1,4}|[ivxlc]{1,6})[-—–―−·\s]*"
    r"|第?\s*\d{1,4}\s*页\s*[,，/]?\s*(?:共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|page\s*\d+(?:\s*of\s*\d+)?",
    re.IGNORECASE,
)


@value
class Line:
    """A printed line.  `size` and `bold` are those of most of its characters; `first` is the
    width of its first unbreakable token, for telling a full line from one that ends early."""

    page: int
    text: str
    box: Box
    size: float
    bold: bool
    first: float

    @property
    def middle(self) -> float:
        """The x of its centre."""
        return (self.box.x0 + self.box.x1) / 2


def lines_of(page: PageContent, excluded: Sequence[Box] = ()) -> list[Line]:
    """The lines of a page from the top, without words inside the boxes `excluded` or off the page."""
    return [_line(page.number, row) for row in _rows(page, excluded)]


def text_of(page: PageContent) -> str:
    """The text of a page as it is printed, line by line."""
    return "\n".join(map(_text, _rows(page, ())))


def _rows(page: PageContent, excluded: Sequence[Box]) -> list[list[Word]]:
    """The words of each line, from the left."""
    width, height = page.width, page.height
    words = [
        word
        for word in page.words
        if 0 <= (word.box.top + word.box.bottom) / 2 <= height and word.box.x1 > 0 and word.box.x0 < width
    ]
    if excluded:
        words = [word for word in words if not any(is_inside(word.box, box) for box in excluded)]
    placed = sorted(((w.box.top + w.box.bottom) / 2, w.box.x0, at) for at, w in enumerate(words))
    rows: list[list[Word]] = []
    middles = 0.0  # of the last row's words, added up
    for middle, _, at in placed:
        word = words[at]
        if rows and middle - middles / len(rows[-1]) < 0.4 * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
            middles += middle
        else:
            rows.append([word])
            middles = middle
    for row in rows:
        row.sort(key=lambda w: w.box.x0)
    upright = page.aside if page.turned else ()  # what stands upright on a page that is read turned
    return [*([word] for word in upright if not any(is_inside(word.box, box) for box in excluded)), *rows]


def is_inside(box: Box, outer: Box) -> bool:
    """Whether most of `box` lies within `outer`."""
    across = min(box.x1, outer.x1) - max(box.x0, outer.x0)
    down = min(box.bottom, outer.bottom) - max(box.top, outer.top)
    return across > INSIDE * (box.x1 - box.x0) and down > INSIDE * (box.bottom - box.top)


def _text(words: Sequence[Word]) -> str:
    """The words of a line, a wide gap as a wide space."""
    text = words[0].text
    for left, right in pairwise(words):
        wide = right.box.x0 - left.box.x1 > COLUMN_GAP * max(left.size, right.size)
        text += ("\u3000" if wide else " ") + right.text
    return text


def _line(page: int, words: Sequence[Word]) -> Line:
    if len(words) == 1:
        (word,) = words
        return Line(page, word.text, word.box, round(word.size, 1), word.bold, _first_token(word))
    box = Box(
        min(w.box.x0 for w in words),
        min(w.box.top for w in words),
        max(w.box.x1 for w in words),
        max(w.box.bottom for w in words),
    )
    sizes: Counter[tuple[float, bool]] = Counter()
    for word in words:
        sizes[round(word.size, 1), word.bold] += len(word.text)
    (size, bold), _ = sizes.most_common(1)[0]
    return Line(page, _text(words), box, size, bold, _first_token(words[0]))


def _first_token(word: Word) -> float:
    """The width of what cannot be parted from the line's first character."""
    unbreakable = _UNBREAKABLE.match(word.text)
    share = len(unbreakable.group()) / len(word.text) if unbreakable else 1.0
    return (word.box.x1 - word.box.x0) * share


def running_keys(by_page: Sequence[tuple[PageContent, list[Line]]]) -> set[tuple[str, int]]:
    """Keys of lines that stand at the edge of many pages."""
    seen: Counter[tuple[str, int]] = Counter()
    for page, lines in by_page:
        seen.update({_running_key(line, page) for line in lines if _at_edge(line, page)})
    least = max(RUNNING_PAGES, RUNNING_SHARE * len(by_page))
    return {key for key, count in seen.items() if count >= least}


def _running_key(line: Line, page: PageContent) -> tuple[str, int]:
    from_edge = line.box.top if line.box.top < page.height / 2 else line.box.top - page.height
    return re.sub(r"\d+", "#", fold(line.text)), round(from_edge / 12)


def _at_edge(line: Line, page: PageContent) -> bool:
    return line.box.bottom < EDGE * page.height or line.box.top > (1 - EDGE) * page.height


def is_furniture(line: Line, page: PageContent, lines: Sequence[Line], running: set[tuple[str, int]]) -> bool:
    """Whether a line of the page is a running line or the page's number."""
    if not _at_edge(line, page):
        return False
    key, at = _running_key(line, page)
    if any((key, at + near) in running for near in (-1, 0, 1)):
        return True
    outermost = line is lines[0] or line is lines[-1]
    return outermost and _PAGE_NUMBER.fullmatch(line.text.strip()) is not None


def without_overlap(before: Sequence[Line], lines: list[Line]) -> list[Line]:
    """Without leading lines that the page before already ends with."""
    tail = [fold(line.text) for line in before]
    head = [fold(line.text) for line in lines]
    for count in range(min(len(tail), len(head)), OVERLAP_LINES - 1, -1):
        if tail[-count:] == head[:count]:
            return lines[count:]
    return lines
