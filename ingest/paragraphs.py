"""Printed lines → paragraphs: lines that the margin, a page break or a table parts are joined.

What tells is the print: where full lines end, whether the first line is indented, size, weight
and middle; and the number that a line begins with.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.report import Box, Place
from corpus.text import fold, joint, tidy
from ingest.content import PageContent
from ingest.printed import Line

PART = re.compile(r"第\s*[一二三四五六七八九十\d]+\s*(?:部分|章|节|篇|编)|附\s*[件录]\s*\d*\s*(?:[:：]|\s|$)")
MARKED = re.compile(
    r"[一二三四五六七八九十]+\s*、|[（(]\s*[一二三四五六七八九十\d]+\s*[)）]|\d{1,2}\s*[.．、]\s*(?!\d)|[①-⑳]"
)
_PART_MARK = re.compile(r"^(第[一二三四五六七八九十\d]+(?:部分|章|节|篇|编))\s*(?=[\u4e00-\u9fff“])")
_NUMBERED = re.compile(r"[一二三四五六七八九十]+\s*、")
_STOPPED = re.compile(r"[。；;，,：:！？]\s*$")


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


def body_size(kept: Iterable[tuple[PageContent, Sequence[Line]]]) -> float:
    """The font size of most text, in points; 0 without text."""
    sizes: Counter[float] = Counter()
    for _, lines in kept:
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


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
    # A page that was laid out is as wide as its widest table; its print is no wider for that.
    width = page.width if page.placed else max((ln.box.x1 - ln.box.x0 for ln in lines), default=0.0)
    return [ln for ln in lines if ln.box.x1 - ln.box.x0 > 0.55 * width]


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
    settings: list[_Setting] = []
    for (page, lines), found in zip(kept, own, strict=True):
        usual = edges[page.width]
        default = (_median([a for a, _ in usual]), _median([b for _, b in usual])) if usual else None
        left, right = found or default or (0.12 * page.width, 0.88 * page.width)
        marked = sum(MARKED.match(ln.text) is not None or PART.match(ln.text) is not None for ln in lines)
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


def paragraphs_of(
    kept: Sequence[tuple[PageContent, list[Line]]], body: float, tables: Mapping[int, Sequence[Box]]
) -> tuple[Paragraph, ...]:
    """The paragraphs of pages of lines.  `body` is the size of most text; `tables` are the boxes
    on each page that lines may be parted by."""
    groups: list[list[Line]] = []
    centred: list[bool] = []
    last: tuple[Line, _Setting] | None = None
    for (_, lines), setting in zip(kept, _settings(kept, body), strict=True):
        for line in lines:
            middle = _is_centred(line, setting)
            if last is not None and _continues(
                *last, centred[-1], line, setting, middle, _parted(last[0], line, tables)
            ):
                groups[-1].append(line)
            else:
                groups.append([line])
                centred.append(middle)
            last = (line, setting)
    return tuple(_paragraph(group, middle) for group, middle in zip(groups, centred, strict=True))


def _parted(before: Line, line: Line, tables: Mapping[int, Sequence[Box]]) -> bool:
    """Whether a table stands between two lines of a page."""
    boxes = tables.get(line.page, ())
    return before.page == line.page and any(
        before.box.top < box.top and box.bottom <= line.box.bottom for box in boxes
    )


def _is_centred(line: Line, setting: _Setting) -> bool:
    """In the middle, and not merely an indented line that ends as far from the right."""
    large = line.size > 1.1 * setting.body
    margin = 0.4 * line.size if large else 3.2 * line.size
    inside = line.box.x0 > setting.left + margin and line.box.x1 < setting.right - margin
    return inside and abs(line.middle - setting.middle) < (1.0 if large else 0.6) * line.size


def _continues(
    before: Line,
    was: _Setting,
    before_centred: bool,
    line: Line,
    setting: _Setting,
    centred: bool,
    parted: bool,
) -> bool:
    """Whether `line` goes on with the paragraph that `before` is the last line of; `parted` by a
    table it does only where the sentence is open."""
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
    open_sentence = parted and not _STOPPED.search(before.text)
    if (same_page and pitch > 2.6 * line.size and not open_sentence) or not full:
        return False
    marked = MARKED.match(line.text) is not None
    if PART.match(line.text) or (marked and (setting.contents or not setting.indented)):
        return False
    heads = _NUMBERED.match(line.text) or (marked and before.text.rstrip().endswith("。"))
    if heads and setting.right - line.box.x1 > 8 * line.size and not _STOPPED.search(line.text):
        return False
    return line.box.x0 <= setting.left + 0.8 * line.size


def _paragraph(lines: Sequence[Line], centred: bool) -> Paragraph:
    text = ""
    for line in lines:
        text += joint(text, line.text) + line.text
    pieces = [tidy(piece) for piece in text.split("\u3000")]
    whole = "\u3000".join(piece for piece in pieces if piece)
    return Paragraph(_PART_MARK.sub(r"\1 ", whole), tuple(lines), centred)
