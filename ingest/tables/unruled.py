"""Tables without any rule: lines in columns with figures, right under a line that states a unit.

Nothing but the caption tells such a table from text, so one without a unit line above is left
as text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.report import Box
from ingest.content import PageContent, Word
from ingest.tables.aligned_header import numbers_columns
from ingest.tables.captions import LineKind, kind_of, segments_of
from ingest.tables.figures import Kind, read_figure
from ingest.tables.grid import box_around, line_text, lines_of, outside_of
from ingest.tables.margins import Margins
from ingest.tables.regions import Region, is_tabular

LEAST_ROWS = 3  # lines with figures
FARTHEST = 4.2  # of the font size: lines of one table stand no farther apart
LONGEST = 0.7  # of the width: a single piece longer than this is running text
_CAPTIONS = (LineKind.UNIT, LineKind.FORM, LineKind.OWNER)

Line = list[Word]


def unruled_regions(
    page: PageContent, taken: Sequence[Box], margins: Margins, before: Region | None = None
) -> list[Region]:
    """The regions on a page, outside what is `taken`, from the top; `before` is the last region of
    the page before, which the first lines may go on with."""
    outside = outside_of(page.words, taken)
    lines = [line for line in lines_of(outside) if not margins.is_running(line, page)]
    regions: list[Region] = []
    index = 0
    if before is not None and before.unruled and before.open and (rest := _rest(page, lines, taken)):
        rest.open = len(rest.words) == sum(map(len, lines))
        regions.append(rest)
    while index < len(lines):
        index += 1
        if not _states_unit(lines[index - 1]):
            continue
        run = _run(lines, index, taken)
        region = _region(page, run) if run else None
        if region is not None:
            region.open = index + len(run) >= len(lines)
            regions.append(region)
            index += len(run)
    return regions


def _states_unit(line: Line) -> bool:
    return any(kind_of(segment.text) is LineKind.UNIT for segment in segments_of(line))


def _rest(page: PageContent, lines: Sequence[Line], taken: Sequence[Box]) -> Region | None:
    """What goes on at the top of a page: lines in columns with figures, no caption above them."""
    run = _run(lines, 0, taken)
    if not any(_has_figure(line) for line in run) or not any(len(segments_of(line)) > 1 for line in run[:1]):
        return None
    around = box_around(word.box for line in run for word in line)
    box = Box(around.x0 - 4, around.top - 2, around.x1 + 4, around.bottom + 2)
    words = [word for line in run for word in line]
    return Region(page.number, box, words, goes_on=True, unruled=True)


def _run(lines: Sequence[Line], start: int, taken: Sequence[Box]) -> list[Line]:
    """The lines from `start` that stand close and in columns; none where a ruled table follows."""
    run: list[Line] = []
    width = max((line[-1].box.x1 - line[0].box.x0 for line in lines), default=0.0)
    for line in lines[start:]:
        above = run[-1] if run else lines[max(0, start - 1)]
        gap = line[0].box.bottom - above[0].box.bottom
        between = any(above[0].box.bottom - 2 <= box.top <= line[0].box.top + 2 for box in taken)
        if between or gap > FARTHEST * line[0].size or _is_text(line, width):
            break
        run.append(line)
    return run


def _is_text(line: Line, width: float) -> bool:
    segments = segments_of(line)
    if all(kind_of(segment.text) in (*_CAPTIONS, LineKind.NOTE) for segment in segments):
        return True
    return any(
        segment.box.x1 - segment.box.x0 > LONGEST * width or segment.text.endswith("。")
        for segment in segments
    )


def _region(page: PageContent, run: Sequence[Line]) -> Region | None:
    """A region from lines in columns; None for too few with figures, or a single column."""
    rows = [i for i, line in enumerate(run) if _has_figure(line)]
    if len(rows) < LEAST_ROWS or rows[0] == 0:
        return None
    words = [word for line in run for word in line]
    around = box_around(word.box for word in words)
    box = Box(around.x0 - 4, around.top - 2, around.x1 + 4, around.bottom + 2)
    region = Region(page.number, box, words, unruled=True)
    if not is_tabular(region) or not _level_with_labels(run, rows):
        return None
    above, first = run[rows[0] - 1], run[rows[0]]
    region.header_bottom = (max(w.box.bottom for w in above) + min(w.box.top for w in first)) / 2
    return region


def _has_figure(line: Line) -> bool:
    found = any(read_figure(word.text).kind is Kind.NUMBER for word in line)
    return found and not numbers_columns(line)


def _level_with_labels(run: Sequence[Line], rows: Sequence[int]) -> bool:
    """Do figures end where those of the row above do, in most rows, and words stand beside them?"""
    ends = [{round(w.box.x1 / 3) for w in run[i] if read_figure(w.text).kind is Kind.NUMBER} for i in rows]
    near = sum(any(abs(a - b) <= 1 for a in one for b in other) for one, other in pairwise(ends))
    labelled = sum(read_figure(line_text(run[i][:1])).kind is Kind.TEXT or len(run[i]) > 2 for i in rows)
    return near >= 0.6 * (len(rows) - 1) and labelled >= 0.6 * len(rows)
