"""Placed words outside tables → lines → paragraphs: what people read as running text.

Running headers, footers and page numbers are left out; lines broken by the margin, by a page
break or by a table between them are joined; what stands right above or below a table (its
title, form, unit, notes) is given back apart, as belonging to that table.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from corpus.report import Box, Place, Table
from corpus.text import fold, joint, tidy
from ingest.content import PageContent, Word

EDGE = 0.12  # of the page's height: where running lines and page numbers stand
RUNNING_PAGES, RUNNING_SHARE = 3, 0.4  # a line on so many pages, at one height, is a running line
COLUMN_GAP = 2.0  # of the font size: wider gaps in a line are kept as a space
INSIDE = 0.5  # of a word's height or width: more within a table's box belongs to the table
OVERLAP_LINES = 3  # so many lines repeated from the foot of the page before are printed twice

_PAGE_NUMBER = re.compile(
    r"[-—–―−·\s]*(?:\d{1,4}|[ivxlc]{1,6})[-—–―−·\s]*"
    r"|第?\s*\d{1,4}\s*页\s*[,，/]?\s*(?:共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|page\s*\d+(?:\s*of\s*\d+)?",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:金额)?单位\s*[:：]|^(?:编制)?(?:部门|单位)(?:名称)?\s*[:：]|^公开\s*\d+\s*表|^(?:附表|表)\s*\d+"
)
_PART = re.compile(
    r"第\s*[一二三四五六七八九十\d]+\s*(?:部分|章|节|篇|编)|附\s*[件录]\s*\d*\s*(?:[:：]|\s|$)"
)
_MARKED = re.compile(
    r"[一二三四五六七八九十]+\s*、|[（(]\s*[一二三四五六七八九十\d]+\s*[)）]|\d{1,2}\s*[.．、]\s*(?!\d)|[①-⑳]"
)
_NUMBERED = re.compile(r"[一二三四五六七八九十]+\s*、")
_STOPPED = re.compile(r"[。；;，,：:！？]\s*$")
_NOTE = re.compile(r"^(?:注|备注|说明)\s*\d*\s*[:：]")


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are read as one; `text` has no line ends.  `centred` means set in the middle."""

    text: str
    lines: tuple[Line, ...]
    centred: bool = False

    @property
    def page(self) -> int:
        """The page that it begins on."""
        return self.lines[0].page

    @property
    def page_end(self) -> int:
        """The page that it ends on."""
        return self.lines[-1].page

    @property
    def size(self) -> float:
        """The font size of its first line, in points."""
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)

    @property
    def places(self) -> tuple[Place, ...]:
        """A box for each line."""
        return tuple(Place(line.page, line.box) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Prose:
    """The running text of a report.  `captions` and `notes` hold, by a table's number, the
    lines above and below it that are its own; `body_size` is the font size of most text."""

    paragraphs: tuple[Paragraph, ...]
    captions: dict[int, tuple[Line, ...]] = field(default_factory=dict)
    notes: dict[int, tuple[Line, ...]] = field(default_factory=dict)
    body_size: float = 0.0


def read_prose(pages: Sequence[PageContent], tables: Sequence[Table] = ()) -> Prose:
    """The running text of `pages` around `tables` (whose `places` say what is not text)."""
    boxes: dict[int, list[tuple[Box, Table]]] = defaultdict(list)
    for table in tables:
        for page_number, box in _extent(table).items():
            boxes[page_number].append((box, table))
    by_page = [(page, lines_of(page, [box for box, _ in boxes[page.number]])) for page in pages]
    running = _running(by_page)
    captions: dict[int, list[Line]] = defaultdict(list)
    notes: dict[int, list[Line]] = defaultdict(list)
    kept: list[tuple[PageContent, list[Line]]] = []
    before: list[Line] = []
    for page, found in by_page:
        lines = [line for line in found if not _is_furniture(line, page, found, running)]
        lines = _without_overlap(before, lines)
        own = _table_lines(lines, boxes[page.number], captions, notes)
        kept.append((page, [line for line in lines if line not in own]))
        before = lines or before
    body = _body_size(kept)
    return Prose(
        _joined(kept, body),
        {number: tuple(lines) for number, lines in captions.items()},
        {number: tuple(lines) for number, lines in notes.items()},
        body,
    )


def _extent(table: Table) -> dict[int, Box]:
    """The box of a table's cells on each of its pages; of its places where cells tell none."""
    places = [place for cell in table.cells for place in cell.places] or list(table.places)
    found: dict[int, Box] = {}
    for place in places:
        a, b = found.get(place.page, place.box), place.box
        found[place.page] = Box(min(a.x0, b.x0), min(a.top, b.top), max(a.x1, b.x1), max(a.bottom, b.bottom))
    return found


def lines_of(page: PageContent, excluded: Sequence[Box] = ()) -> list[Line]:
    """The lines of a page from the top, without words inside the boxes `excluded` or off the page."""
    words = [w for w in page.words if _on_page(w, page) and not any(_inside(w.box, box) for box in excluded)]
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: ((w.box.top + w.box.bottom) / 2, w.box.x0)):
        middle = (word.box.top + word.box.bottom) / 2
        if rows and middle - _row_middle(rows[-1]) < 0.4 * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_line(page.number, sorted(row, key=lambda w: w.box.x0)) for row in rows]


def _row_middle(row: Sequence[Word]) -> float:
    return sum(w.box.top + w.box.bottom for w in row) / (2 * len(row))


def _on_page(word: Word, page: PageContent) -> bool:
    middle = (word.box.top + word.box.bottom) / 2
    return 0 <= middle <= page.height and word.box.x1 > 0 and word.box.x0 < page.width


def _inside(box: Box, outer: Box) -> bool:
    across = min(box.x1, outer.x1) - max(box.x0, outer.x0)
    down = min(box.bottom, outer.bottom) - max(box.top, outer.top)
    return across > INSIDE * (box.x1 - box.x0) and down > INSIDE * (box.bottom - box.top)


def _line(page: int, words: Sequence[Word]) -> Line:
    text = words[0].text
    for left, right in zip(words, words[1:], strict=False):
        wide = right.box.x0 - left.box.x1 > COLUMN_GAP * max(left.size, right.size)
        text += ("\u3000" if wide else " ") + right.text
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
    return Line(page, text, box, size, bold, _first_token(words[0]))


def _first_token(word: Word) -> float:
    """The width of what cannot be parted from the line's first character."""
    unbreakable = re.match(r"[\dA-Za-z.,%\-]+|[（(《“\"]*.[，。；：、！？）)》”]*", word.text)
    share = len(unbreakable.group()) / len(word.text) if unbreakable else 1.0
    return (word.box.x1 - word.box.x0) * share


def _running(by_page: Sequence[tuple[PageContent, list[Line]]]) -> set[tuple[str, int]]:
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


def _is_furniture(
    line: Line, page: PageContent, lines: Sequence[Line], running: set[tuple[str, int]]
) -> bool:
    if not _at_edge(line, page):
        return False
    key, at = _running_key(line, page)
    if any((key, at + near) in running for near in (-1, 0, 1)):
        return True
    outermost = line is lines[0] or line is lines[-1]
    return outermost and _PAGE_NUMBER.fullmatch(line.text.strip()) is not None


def _without_overlap(before: Sequence[Line], lines: list[Line]) -> list[Line]:
    """Without leading lines that the page before already ends with."""
    tail = [fold(line.text) for line in before]
    head = [fold(line.text) for line in lines]
    for count in range(min(len(tail), len(head)), OVERLAP_LINES - 1, -1):
        if tail[-count:] == head[:count]:
            return lines[count:]
    return lines


def _table_lines(
    lines: Sequence[Line],
    boxes: Sequence[tuple[Box, Table]],
    captions: dict[int, list[Line]],
    notes: dict[int, list[Line]],
) -> list[Line]:
    """The lines that belong to tables; put under their table's number on the way."""
    own: list[Line] = []
    for box, table in boxes:
        floors = [b.bottom for b, _ in boxes if b.bottom <= box.top + 2]
        above = [
            ln for ln in lines if ln.box.bottom <= box.top + 2 and ln.box.top >= max(floors, default=0) - 2
        ]
        taken = _captions(above, table)
        captions[table.number] += [line for line in taken if min(table.pages) == line.page]
        own += taken
        ceilings = [b.top for b, _ in boxes if b.top >= box.bottom - 2]
        limit = min(ceilings, default=float("inf"))
        below = [ln for ln in lines if ln.box.top >= box.bottom - 2 and ln.box.bottom <= limit + 2]
        found = _notes(below)
        notes[table.number] += found
        own += found
    return own


def _captions(above: Sequence[Line], table: Table) -> list[Line]:
    """From the table upwards: form, unit, body and title lines, while nothing else comes between."""
    title = fold(table.title or "")
    taken: list[Line] = []
    for line in reversed(above):
        words = fold(line.text)
        is_title = len(words) > 3 and bool(title) and (words in title or title in words)
        if not (_CAPTION.search(line.text) or is_title) or len(words) > 60 or _PART.match(line.text):
            break
        if _MARKED.match(line.text):
            break  # a heading of the report, though the table is called by it too
        taken.append(line)
    return taken[::-1]


def _notes(below: Sequence[Line]) -> list[Line]:
    if not below or not _NOTE.match(below[0].text):
        return []
    taken = [below[0]]
    for line in below[1:]:
        pitch = line.box.top - taken[-1].box.top
        if pitch > 2 * line.size or abs(line.size - taken[0].size) > 0.6:
            break
        if not _NOTE.match(line.text) and line.box.x0 > taken[0].box.x0 + line.size:
            break
        taken.append(line)
    return taken


def _body_size(kept: Iterable[tuple[PageContent, Sequence[Line]]]) -> float:
    sizes: Counter[float] = Counter()
    for _, lines in kept:
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


# --- lines → paragraphs -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a page is set: where full lines begin and end, whether paragraphs are indented, the
    size of its body, and whether it is a table of contents."""

    left: float
    right: float
    indented: bool
    body: float
    contents: bool = False

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def _long(page: PageContent, lines: Sequence[Line]) -> list[Line]:
    return [ln for ln in lines if ln.box.x1 - ln.box.x0 > 0.55 * page.width]


def _settings(kept: Sequence[tuple[PageContent, list[Line]]], body: float) -> list[_Setting]:
    """The setting of each page; pages with few full lines take that of the others of their width."""
    edges: dict[float, list[tuple[float, float]]] = defaultdict(list)
    own: list[tuple[float, float] | None] = []
    for page, lines in kept:
        long = _long(page, lines)
        ends = sorted(ln.box.x1 for ln in long)
        own.append(
            (min(ln.box.x0 for ln in long), ends[int(0.8 * (len(ends) - 1))]) if len(long) >= 3 else None
        )
        if own[-1]:
            edges[page.width].append(own[-1])
    settings = []
    for (page, lines), found in zip(kept, own, strict=True):
        usual = edges[page.width]
        default = (_median([a for a, _ in usual]), _median([b for _, b in usual])) if usual else None
        left, right = found or default or (0.12 * page.width, 0.88 * page.width)
        marked = sum(_MARKED.match(ln.text) is not None or _PART.match(ln.text) is not None for ln in lines)
        titled = any(fold(ln.text) in ("目录", "目次", "contents") for ln in lines)
        goes_on = bool(settings) and settings[-1].contents and marked > 0.6 * len(lines)
        settings.append(_Setting(left, right, False, body, titled or goes_on))
    indented = _indents(kept, settings)
    return [replace(setting, indented=indented) for setting in settings]


def _median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def _indents(kept: Sequence[tuple[PageContent, list[Line]]], settings: Sequence[_Setting]) -> bool:
    """Whether paragraphs begin with an indent: two characters, in a good share of the full lines."""
    full = first = 0
    for (page, lines), setting in zip(kept, settings, strict=True):
        for line in _long(page, lines):
            full += 1
            first += 1.2 * line.size < line.box.x0 - setting.left < 3.2 * line.size
    return full > 0 and first > 0.05 * full


def _joined(kept: Sequence[tuple[PageContent, list[Line]]], body: float) -> tuple[Paragraph, ...]:
    groups: list[list[Line]] = []
    centred: list[bool] = []
    last: tuple[Line, _Setting] | None = None
    for (_, lines), setting in zip(kept, _settings(kept, body), strict=True):
        for line in lines:
            middle = _is_centred(line, setting)
            if last is not None and _continues(*last, centred[-1], line, setting, middle):
                groups[-1].append(line)
            else:
                groups.append([line])
                centred.append(middle)
            last = (line, setting)
    return tuple(_paragraph(group, middle) for group, middle in zip(groups, centred, strict=True))


def _is_centred(line: Line, setting: _Setting) -> bool:
    """In the middle, and not merely an indented line that ends as far from the right."""
    large = line.size > 1.1 * setting.body
    margin = 0.4 * line.size if large else 3.2 * line.size
    inside = line.box.x0 > setting.left + margin and line.box.x1 < setting.right - margin
    return inside and abs(line.middle - setting.middle) < (1.0 if large else 0.6) * line.size


def _continues(
    before: Line, was: _Setting, before_centred: bool, line: Line, setting: _Setting, centred: bool
) -> bool:
    """Whether `line` goes on with the paragraph that `before` is the last line of."""
    other_weight = before.bold != line.bold and not setting.indented
    if other_weight or abs(before.size - line.size) > 0.08 * before.size:
        return False
    same_page = before.page == line.page
    pitch = line.box.top - before.box.top
    full = was.right - before.box.x1 <= line.first + 0.8 * before.size
    if centred or before_centred:
        # A title over several lines: each in the middle, or the first as wide as the text.
        large = before.bold or before.size > 1.1 * was.body
        wide = full and abs(before.middle - was.middle) < before.size and large
        return same_page and centred and (before_centred or wide) and pitch < 2.2 * line.size
    if (same_page and pitch > 2.6 * line.size) or not full:
        return False
    marked = _MARKED.match(line.text) is not None
    if _PART.match(line.text) or (marked and (setting.contents or not setting.indented)):
        return False
    if _NUMBERED.match(line.text) and setting.right - line.box.x1 > 8 * line.size and not _STOPPED.search(line.text):
        return False
    return line.box.x0 <= setting.left + 0.8 * line.size


def _paragraph(lines: Sequence[Line], centred: bool) -> Paragraph:
    text = ""
    for line in lines:
        text += joint(text, line.text) + line.text
    pieces = [tidy(piece) for piece in text.split("\u3000")]
    return Paragraph("\u3000".join(piece for piece in pieces if piece), tuple(lines), centred)


def with_text(paragraph: Paragraph, text: str) -> Paragraph:
    """The same lines with other words: a part of the paragraph."""
    return replace(paragraph, text=text)
