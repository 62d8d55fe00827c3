"""Tables without upright rules: where on its pages such a table stands.

Level lines over the width cut a page into strips; a strip whose words stand in columns belongs
to a table, and what stands open at the end of a page goes on at the top of the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.report import Box
from ingest.content import PageContent, Word
from ingest.tables.captions import LineKind, is_page_number, kind_of
from ingest.tables.figures import Kind, read_figure
from ingest.tables.grid import line_text, lines_of
from ingest.tables.lines import Area
from ingest.tables.margins import Margins

MARGIN = 0.08  # of the page's height
LONG = 0.35  # of the page's width: shorter level lines bound no table
GUTTER = 0.9  # of the font size
WIDE = 0.45  # of the width: longer pieces run over columns, or are running text
MOST_WIDE = 0.35  # share of such pieces in a table
SAME_ENDS = 8.0  # points
_CAPTION_KINDS = (LineKind.FORM, LineKind.UNIT, LineKind.OWNER, LineKind.DATE)


@dataclass(slots=True)
class Region:
    """A stretch of a page that is a table's.  `header_bottom` is the line under its header;
    `goes_on` is set where it continues one of the page before, `open` where no line ends it.
    `stacked` where level lines stand within it: `rules` those of its header, `rows` those that
    part its rows (none where rows stand closer than lines); `unruled` where there is no line at all."""

    page: int
    box: Box
    words: list[Word]
    header_bottom: float | None = None
    goes_on: bool = False
    open: bool = False
    stacked: bool = False
    unruled: bool = False
    rules: list[Box] = field(default_factory=list)
    rows: list[Box] = field(default_factory=list)


def regions_of(
    page: PageContent, lines: Sequence[Box], ruled: Sequence[Box], before: Region | None
) -> list[Region]:
    """The regions that long level lines part, without what stands in `ruled`; `before` is the
    last one of the page before."""
    strips = _strips(page, lines, ruled, before)
    kinds = [is_tabular(strip) for strip in strips]
    regions: list[Region] = []
    for index, strip in enumerate(strips):
        first, last = index == 0, index == len(strips) - 1
        if first and not (before is not None and before.open):
            continue
        if not first and not kinds[index] and not _heads(strips, kinds, index):
            continue
        if first and not (kinds[index] or _like(strip, before)):
            continue
        joins = bool(regions) and abs(regions[-1].box.bottom - strip.box.top) < 2
        if joins and regions[-1].header_bottom is None and not regions[-1].goes_on:
            _add_body(regions[-1], strip)
        else:
            strip.goes_on = first
            regions.append(_without_caption(strip) if first else strip)
        regions[-1].open = last and bool(strip.words)
    return regions


def _without_caption(region: Region) -> Region:
    """A region that goes on without the title and unit that its page repeats."""
    lines = lines_of(region.words)
    captions = (*_CAPTION_KINDS, LineKind.TITLE)
    count = 0
    while count < len(lines) and all(
        kind_of(line_text(piece)) in captions for piece in _pieces(lines[count])
    ):
        count += 1
    if not 0 < count < len(lines):
        return region
    words = [word for line in lines[count:] for word in line]
    top = min(word.box.top for word in words) - 2
    return Region(region.page, Box(region.box.x0, top, region.box.x1, region.box.bottom), words, goes_on=True)


def _add_body(region: Region, strip: Region) -> None:
    region.header_bottom = strip.box.top
    region.box = Box(region.box.x0, region.box.top, region.box.x1, strip.box.bottom)
    region.words.extend(strip.words)


def level_lines(
    page: PageContent, areas: Iterable[Area], ruled: Sequence[Box], margins: Margins
) -> list[Box]:
    """Level lines that meet no upright one, from the top, running ones left out."""
    found = []
    for area in areas:
        box = area.box
        if area.upright or margins.is_running_rule(box, page):
            continue
        if any(r.top - 2 <= box.top <= r.bottom + 2 and r.x0 <= box.x1 and box.x0 <= r.x1 for r in ruled):
            continue
        found.append(box)
    return sorted(found, key=lambda box: box.top)


def long_lines(page: PageContent, lines: Iterable[Box], taken: Sequence[Box]) -> list[Box]:
    """The lines that may bound a table, without those of what is `taken`."""
    return [
        line
        for line in lines
        if line.x1 - line.x0 >= LONG * page.width
        and not any(box.top - 1 <= line.top <= box.bottom + 1 for box in taken)
    ]


def _strips(
    page: PageContent, lines: Sequence[Box], ruled: Sequence[Box], before: Region | None
) -> list[Region]:
    """The page cut at the lines: above the first, between them, under the last."""
    if not lines:
        if before is None or not before.open:
            return []
        x0, x1 = before.box.x0, before.box.x1
        return [_strip(page, Box(x0, 0.0, x1, page.height), ruled)]
    edges = [0.0, *(line.top for line in lines), page.height]
    strips = []
    for index in range(len(edges) - 1):
        line = lines[min(index, len(lines) - 1)]
        strips.append(_strip(page, Box(line.x0, edges[index], line.x1, edges[index + 1]), ruled))
    return strips


def _strip(page: PageContent, box: Box, ruled: Sequence[Box]) -> Region:
    words = []
    for word in page.words:
        x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
        inside = box.top <= y < box.bottom and box.x0 - 3 <= x <= box.x1 + 3
        if inside and not any(r.x0 <= x <= r.x1 and r.top <= y <= r.bottom for r in ruled):
            words.append(word)
    words = without_page_number(words, page)
    if words:
        top = box.top or min(word.box.top for word in words) - 2
        bottom = box.bottom if box.bottom < page.height else max(word.box.bottom for word in words) + 2
        box = Box(box.x0, top, box.x1, bottom)
    return Region(page.number, box, words)


def without_page_number(words: list[Word], page: PageContent) -> list[Word]:
    """The words without those of a line at the page's edge that numbers it."""
    margin = MARGIN * page.height
    edge = [w for w in words if w.box.bottom < margin or w.box.top > page.height - margin]
    dropped: set[int] = set()
    for line in lines_of(edge):
        if is_page_number(line_text(line)):
            dropped.update(id(word) for word in line)
    return [word for word in words if id(word) not in dropped]


def _pieces(line: Iterable[Word]) -> list[list[Word]]:
    pieces: list[list[Word]] = []
    for word in line:
        if pieces and word.box.x0 - pieces[-1][-1].box.x1 <= GUTTER * word.size:
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return pieces


def is_tabular(strip: Region) -> bool:
    """Pieces of lines in columns: few run over the width, some are figures, none is a caption's."""
    lines = [_pieces(line) for line in lines_of(strip.words)]
    pieces = [piece for line in lines if not _is_caption(line) for piece in line]
    figures = sum(read_figure(word.text).kind is Kind.NUMBER for piece in pieces for word in piece)
    if figures and len(lines) <= 3 and any(len(line) > 1 for line in lines if not _is_caption(line)):
        return True
    return figures >= 1 and _in_columns(pieces, strip.box)


def _is_caption(line: Sequence[Sequence[Word]]) -> bool:
    kinds = {kind_of(line_text(piece)) for piece in line}
    return kinds <= {*_CAPTION_KINDS, LineKind.NOTE}


def _in_columns(pieces: Sequence[Sequence[Word]], box: Box) -> bool:
    """Is there an upright white strip with pieces on both sides, that only few wide ones cross?"""
    spans = [(piece[0].box.x0, piece[-1].box.x1, piece[0].size) for piece in pieces]
    narrow = [span for span in spans if span[1] - span[0] < WIDE * (box.x1 - box.x0)]
    if len(narrow) < 2 or len(narrow) < (1 - MOST_WIDE) * len(spans):
        return False
    for end in sorted({x1 for _, x1, _ in narrow}):
        crossing = any(x0 < end + GUTTER * size and x1 > end + 0.01 for x0, x1, size in narrow)
        left = sum(x1 <= end + 0.01 for _, x1, _ in narrow)
        if not crossing and 0.12 * len(narrow) <= left <= 0.88 * len(narrow):
            return True
    return False


def _heads(strips: Sequence[Region], kinds: Sequence[bool], index: int) -> bool:
    """A strip of names right over one in columns is its header."""
    if index + 1 >= len(strips) or not kinds[index + 1] or not strips[index].words:
        return False
    lines = [_pieces(line) for line in lines_of(strips[index].words)]
    same = abs(strips[index].box.x0 - strips[index + 1].box.x0) < SAME_ENDS
    return same and len(lines) <= 14 and any(len(line) > 1 for line in lines)


def _like(strip: Region, before: Region | None) -> bool:
    """Lines at the top of a page in columns, as those that stand open on the page before."""
    if before is None or not before.open or not strip.words:
        return False
    lines = [_pieces(line) for line in lines_of(strip.words)]
    return _in_columns([piece for line in lines for piece in line], strip.box)


def same_table(before: Region, region: Region) -> bool:
    """Do two regions, in this order, hold the same columns?  The later goes on where the earlier
    stands open, or has the same header on the next page."""
    if region.page != before.page + 1 or abs(before.box.x1 - region.box.x1) > 2 * SAME_ENDS:
        return False
    if region.goes_on:
        return before.open
    if region.stacked and before.stacked and region.header_bottom is None:
        return True
    return bool(_names(before)) and _names(before) == _names(region)


def _names(region: Region) -> list[str]:
    edge = region.header_bottom
    header = [word for word in region.words if edge is not None and word.box.bottom <= edge]
    return [word.text for line in lines_of(header) for word in line]
