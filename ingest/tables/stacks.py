"""Tables without upright rules whose rows level lines part: a stack of lines of one width.

Between two lines of a stack stands a row, or more; captions and running text end it.  Shorter
lines within it part some of the columns (under a heading over several, beside a merged cell).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.report import Box
from ingest.content import PageContent, Word
from ingest.tables.aligned_header import numbers_columns
from ingest.tables.captions import LineKind, kind_of
from ingest.tables.figures import Kind, read_figure
from ingest.tables.grid import line_text, lines_of
from ingest.tables.regions import LONG, Region, is_tabular, without_page_number

SAME_ENDS = 4.0  # points
FLAT = 2.8  # of the font size: lines nearer than this hold one row
GUTTER = 0.9  # of the font size
WIDE = 0.45  # of the width: longer pieces are running text
LEAST_STRIPS = 3
ONE_ROW = 0.6  # share of strips with one level of figures, where each strip is a row
_FOOTNOTE = re.compile(r"[\u2460-\u2473*＊※]\s*[^\d\s]")  # a mark and what it stands for
_CAPTION_KINDS = (LineKind.FORM, LineKind.UNIT, LineKind.OWNER, LineKind.DATE, LineKind.NOTE)


def stacks_of(page: PageContent, lines: Sequence[Box]) -> list[Region]:
    """The stacks on a page, from all its level lines that meet no upright one, from the top."""
    stacks: list[Region] = []
    index = 0
    while index < len(lines):
        top = lines[index]
        spanning = [top]
        for line in lines[index + 1 :]:
            if not _within(line, top):
                continue
            if _same_ends(line, top):
                if not is_row(_strip(page, spanning[-1], line)):
                    break
                spanning.append(line)
        found = _stack(page, spanning, lines) if top.x1 - top.x0 >= LONG * page.width else None
        if found is None:
            index += 1
            continue
        stacks.append(found)
        index = next((i for i, line in enumerate(lines) if line.top > found.box.bottom - 1), len(lines))
        index += sum(abs(line.top - found.box.bottom) <= 1 for line in lines[index : index + 1])
    return stacks


def _within(line: Box, top: Box) -> bool:
    return top.x0 - SAME_ENDS <= line.x0 and line.x1 <= top.x1 + SAME_ENDS


def _same_ends(line: Box, top: Box) -> bool:
    return abs(line.x0 - top.x0) <= SAME_ENDS and abs(line.x1 - top.x1) <= SAME_ENDS


def _strip(page: PageContent, top: Box, below: Box) -> Region:
    box = Box(top.x0, top.top, top.x1, below.top)
    words = []
    for word in page.words:
        x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
        if box.top <= y < box.bottom and box.x0 - 3 <= x <= box.x1 + 3:
            words.append(word)
    return Region(page.number, box, words)


def is_row(strip: Region) -> bool:
    """Does what stands between two lines read as a row, or rows, of a table?"""
    lines = lines_of(strip.words)
    height = strip.box.bottom - strip.box.top
    if not lines:
        return height <= 40
    size = max(word.size for word in strip.words)
    if height <= FLAT * size:
        return not _is_title(strip)
    if any(_is_caption(line) for line in lines):
        return False
    pieces = [_pieces(line) for line in lines]
    width = strip.box.x1 - strip.box.x0
    wide = [p for line in pieces for p in line if p[-1].box.x1 - p[0].box.x0 > WIDE * width]
    return any(len(line) > 1 for line in pieces) and len(wide) <= 0.35 * sum(len(line) for line in pieces)


def _is_title(strip: Region) -> bool:
    """Does a title stand alone in the middle, between the last line of a table and the first of the
    next?"""
    words = strip.words
    middle = (strip.box.x0 + strip.box.x1) / 2
    centred = abs((words[0].box.x0 + words[-1].box.x1) / 2 - middle) < words[0].size
    return len(words) == 1 and centred and kind_of(words[0].text) is LineKind.TITLE


def _is_caption(line: Sequence[Word]) -> bool:
    return all(kind_of(line_text(piece)) in _CAPTION_KINDS for piece in _pieces(line))


def _pieces(line: Sequence[Word]) -> list[list[Word]]:
    pieces: list[list[Word]] = []
    for word in line:
        if pieces and word.box.x0 - pieces[-1][-1].box.x1 <= GUTTER * word.size:
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return pieces


def _stack(page: PageContent, spanning: Sequence[Box], lines: Sequence[Box]) -> Region | None:
    """The region of a stack; None for fewer strips than make one, or without figures."""
    strips = [_strip(page, a, b) for a, b in pairwise(spanning)]
    if len(strips) > 1 and not any(line.top > spanning[-1].top + 1 for line in lines):
        strips.extend(_open_strip(page, spanning[-1]))
    levels = [_levels_of_figures(strip) for strip in strips]
    first = next((i for i, count in enumerate(levels) if count), None)
    if len(strips) < LEAST_STRIPS or first is None:
        return None
    while first > 1 and _is_band(strips[first - 1]) and any(_parted(strip) for strip in strips[: first - 1]):
        first -= 1
    ended = len(strips) < len(spanning)
    top, body, bottom = spanning[0], spanning[first], spanning[-1] if ended else strips[-1].box
    region = Region(
        page.number,
        Box(top.x0, top.top, top.x1, bottom.top if ended else bottom.bottom),
        [word for strip in strips for word in strip.words],
        header_bottom=body.top if first else None,
        stacked=True,
        open=not ended,
    )
    inside = [b for b in lines if top.top - 1 <= b.top <= region.box.bottom + 1 and _within(b, top)]
    region.rules = [box for box in inside if box.top <= body.top + 1] if first else []
    filled = [count for count in levels[first:] if count]
    if len(filled) > 1 and sum(count == 1 for count in filled) >= ONE_ROW * len(filled):
        region.rows = [box for box in inside if box.top >= body.top - 1]
        if not ended:  # the page's end cuts the last row, and draws no line under it
            region.rows.append(Box(top.x0, region.box.bottom, top.x1, region.box.bottom))
    return region


def _is_band(strip: Region) -> bool:
    """Do words at the left edge stand alone in a strip, as a name of the rows under it does?"""
    words = strip.words
    return len(words) == 1 and words[0].box.x0 - strip.box.x0 < 3 * words[0].size


def _parted(strip: Region) -> bool:
    """Do words stand apart on a line of a strip, as headings do?"""
    return any(len(_pieces(line)) > 1 for line in lines_of(strip.words))


def _open_strip(page: PageContent, last: Box) -> list[Region]:
    """What stands under the last line of a page, to its end, in columns with figures."""
    strip = _strip(page, last, Box(last.x0, page.height, last.x1, page.height))
    strip.words = without_page_number(strip.words, page)
    if not strip.words or not is_tabular(strip) or _is_note(lines_of(strip.words)[0]):
        return []
    bottom = max(word.box.bottom for word in strip.words) + 2
    strip.box = Box(last.x0, last.top, last.x1, bottom)
    return [strip]


def _is_note(line: Sequence[Word]) -> bool:
    """A line that explains a mark: ①, *, ※, or 注."""
    text = line_text(line).lstrip()
    return bool(_FOOTNOTE.match(text)) or kind_of(text) is LineKind.NOTE


def _levels_of_figures(strip: Region) -> int:
    """On how many levels figures stand; the row that numbers the columns holds none."""
    return sum(
        any(read_figure(word.text).kind is Kind.NUMBER for word in line)
        for line in lines_of(strip.words)
        if not numbers_columns(line)
    )
