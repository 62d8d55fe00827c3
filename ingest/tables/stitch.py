"""Parts over pages → whole tables: which parts belong together, and how their rows join.

A continuation repeats the header, or has none; it may repeat the row under the header; its
first row may be the rest of a row that the page break cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from ingest.faults import Attempts
from ingest.tables import terms
from ingest.tables.captions import Caption
from ingest.tables.cut_rows import continue_cells, continues_row
from ingest.tables.fewer import fitted
from ingest.tables.figures import Kind, content_of
from ingest.tables.grid import Grid
from ingest.tables.lines import positions
from ingest.tables.parts import Part

SHIFT = 8.0  # points that an edge may be off on the next page
OPENING = 4  # rows in which a form says what it is about
SAME_EDGE = 5.0  # points within which edges of two parts are one


@dataclass(slots=True)
class Whole:
    """A table over all its pages: one grid, its rows counted through, and the parts."""

    grid: Grid
    caption: Caption
    parts: list[Part]


def stitch(parts: Sequence[Part], attempts: Attempts) -> list[Whole]:
    """Parts in page order → whole tables; parts that cannot be joined are tables of their own."""
    groups: list[list[Part]] = []
    for part in parts:
        if groups and part.caption_before is None and _continues(groups[-1], part):
            groups[-1].append(part)
        else:
            groups.append([part])
    for before, group in pairwise(groups):
        if _goes_on_untitled(before[-1], group[0]):
            group[0].caption = _under(before[0].caption, group[0].caption)
    wholes: list[Whole] = []
    for group in groups:
        page = group[0].grid.page
        what = f"自第 {page} 页起的续表未能连接 / the parts of a table from page {page} were not joined"
        alone = [Whole(part.grid, part.caption, [part]) for part in group]
        wholes += attempts.result(partial(_made, group), alone, "table_not_joined", what, page)
    return wholes


def _goes_on_untitled(before: Part, part: Part) -> bool:
    """Does a part without a title stand right under another, or open the page after it, as wide?  Then
    it has other columns, and is of the same form."""
    said = part.caption.title or part.caption.form or part.caption_before
    if said or before.closed or before.caption.title is None:
        return False
    level = not before.grid.ruled and not part.grid.ruled  # text of the form may stand between them
    ends = level and abs(before.grid.xs[-1] - part.grid.xs[-1]) <= SHIFT
    if not (ends or _same_width(before.grid, part.grid)):
        return False
    if part.grid.page == before.grid.page:
        return abs(part.grid.box.top - before.grid.box.bottom) <= SAME_EDGE
    return part.grid.page == before.grid.page + 1 and (before.ends_page or level) and part.opens_page


def _under(caption: Caption, own: Caption) -> Caption:
    """The title of `caption`, and its unit where `own` states none."""
    return replace(own, title=caption.title, form=caption.form, unit=own.unit or caption.unit)


def _made(group: Sequence[Part]) -> list[Whole]:
    return [_joined(group)]


def _continues(group: Sequence[Part], part: Part) -> bool:
    last, first = group[-1], group[0]
    if part.grid.page != last.grid.page + 1 or not last.ends_page or not part.opens_page or last.closed:
        return False
    caption, before = part.caption, first.caption
    if caption.form and before.form and caption.form != before.form:
        return False
    if (subject := _subject(part)) and subject != _subject(first):
        return False
    if caption.title:
        return terms.plain(caption.title) == terms.plain(before.title or "")
    if fitted(first.grid, part.grid) is not None:
        return True
    if not _same_width(last.grid, part.grid):
        return False
    return _same_columns(last.grid, part.grid) or not _new_header(first.grid, part.grid)


def _subject(part: Part) -> str | None:
    """What a form is about, as a line over it or one of its first rows says."""
    subjects = terms.words("forms", "subjects")
    for cell in part.grid.cells:
        if cell.row < OPENING and cell.lines and terms.plain(cell.text) in subjects:
            beside = part.grid.lookup().get((cell.row, cell.last_column + 1))
            return terms.plain(beside.text) if beside is not None else None
    return part.caption.subject


def _same_width(one: Grid, other: Grid) -> bool:
    return abs((one.xs[-1] - one.xs[0]) - (other.xs[-1] - other.xs[0])) <= 2 * SHIFT


def _same_columns(one: Grid, other: Grid) -> bool:
    if one.columns != other.columns:
        return False
    off = other.xs[0] - one.xs[0]
    return all(abs(b - a - off) <= SHIFT for a, b in zip(one.xs, other.xs, strict=True))


def _new_header(first: Grid, other: Grid) -> bool:
    """Does the part open with a header of its own, as a new table does?

    A form of labels and values may go on with other columns; a table of figures does not.
    """
    figures = [cell for cell in first.cells if content_of(cell).kind is Kind.NUMBER]
    opening = [cell for cell in other.cells if cell.row == 0]
    words_only = all(content_of(cell).kind is Kind.TEXT for cell in opening)
    merged = any(cell.column_span > 1 for cell in opening)
    return bool(figures) and words_only and merged and len(opening) > 1


def _joined(group: Sequence[Part]) -> Whole:
    first = group[0]
    caption = first.caption
    if first.caption_before is not None:
        caption = _both(caption, first.caption_before)
    grid = _copy(first.grid)
    for part in group[1:]:
        grid = _append(grid, part.grid, first.grid)
        for name in ("unit", "form", "owner"):
            if getattr(caption, name) is None and getattr(part.caption, name) is not None:
                caption = replace(caption, **{name: getattr(part.caption, name)})
    return Whole(grid, caption, list(group))


def _both(caption: Caption, before: Caption) -> Caption:
    """A caption that a page break cut: what stands above the grid, and what ends the page before."""
    return replace(
        caption,
        title=caption.title or before.title,
        form=caption.form or before.form,
        unit=caption.unit or before.unit,
        owner=caption.owner or before.owner,
        titled=caption.titled or before.titled,
    )


def _copy(grid: Grid, rows_from: int = 0) -> Grid:
    cells = [cell.moved(-rows_from) for cell in grid.cells if cell.row >= rows_from]
    ys, top = list(grid.ys[rows_from:]), grid.open_top and not rows_from
    return Grid(grid.page, list(grid.xs), ys, cells, grid.ruled, list(grid.notes), top, grid.open_bottom)


def _append(whole: Grid, part: Grid, first: Grid) -> Grid:
    """The rows of `part` under those of `whole`."""
    more = fitted(whole, part) or _copy(part, _repeated_rows(first, part))
    if more.rows < 1:
        return whole
    _align(whole, more)
    joined_row = continues_row(whole, more)
    offset = whole.rows - 1 if joined_row else whole.rows
    kept = continue_cells(whole, more, joined_row)
    for cell in kept:
        cell.row += offset
    whole.cells.extend(kept)
    whole.open_bottom = more.open_bottom
    end = whole.ys[-1]
    whole.ys.extend(end + y - more.ys[0] for y in more.ys[2 if joined_row else 1 :])
    return whole


def _repeated_rows(first: Grid, part: Grid) -> int:
    """How many rows at the top of `part` repeat those of the first part: its header, and what
    stands right under it where that is repeated too."""
    ours, theirs = _row_texts(first), _row_texts(part)
    if not any(any(row) for row in theirs[:1]):
        return 0
    count = 0
    while count < min(len(ours), len(theirs)) and ours[count] == theirs[count]:
        count += 1
    while count and any(cell.row < count <= cell.last_row for cell in part.cells):
        count -= 1
    return count


def _row_texts(grid: Grid) -> list[tuple[tuple[int, str], ...]]:
    rows: list[list[tuple[int, str]]] = [[] for _ in range(grid.rows)]
    for cell in sorted(grid.cells, key=lambda c: c.column):
        rows[cell.row].append((cell.column_span, terms.plain(cell.text)))
    return [tuple(row) for row in rows]


def _align(whole: Grid, part: Grid) -> None:
    """Bring both to the same columns: the edges of either are edges of both."""
    off = part.xs[0] - whole.xs[0]
    shifted = [x - off for x in part.xs]
    if len(shifted) == len(whole.xs) and all(
        abs(a - b) <= SHIFT for a, b in zip(shifted, whole.xs, strict=True)
    ):
        return
    shifted[-1] = whole.xs[-1]
    xs = positions(whole.xs + shifted, SAME_EDGE)
    _spread(whole, whole.xs, xs)
    _spread(part, shifted, xs)
    whole.xs = xs
    part.xs = list(xs)


def _spread(grid: Grid, edges: Sequence[float], xs: Sequence[float]) -> None:
    at = [min(range(len(xs)), key=lambda i: abs(xs[i] - edge)) for edge in edges]
    for cell in grid.cells:
        start, end = at[cell.column], at[cell.column + cell.column_span]
        if end <= start:  # two columns of one part would become one: the parts stay apart
            raise ValueError("columns that do not match")
        cell.column, cell.column_span = start, end - start
