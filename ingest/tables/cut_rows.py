"""What a page break cut: a row whose rest opens the next page, a merged cell that goes on there."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.tables import terms
from ingest.tables.figures import Kind, content_of
from ingest.tables.grid import Cell, Grid

FILLED = 0.7  # a line over this share of its cell's width may go on in the next
_ENDS = ("。", "！", "？", ".", "；", ";", "!", "?", "：")


def continues_row(whole: Grid, part: Grid) -> bool:
    """Is the first row of `part` the rest of the last row of `whole`?

    Both have the same cells there, some of running text; no two figures stand in one cell; and
    every text that goes on was left open: it does not end, it fills its line, and what follows
    begins no new item.
    """
    pairs = _pairs(whole, part)
    if pairs is None:
        return False
    if whole.open_bottom and part.open_top and _complete_each_other(pairs):
        return True
    if _folded(pairs):
        return True
    open_texts = 0
    for above, below in pairs:
        kinds = content_of(above).kind, content_of(below).kind
        if kinds[1] is Kind.EMPTY:
            continue
        if kinds[0] is Kind.EMPTY:
            if kinds[1] is not Kind.TEXT or terms.enumerator_level(below.text) is not None:
                return False
            continue
        if kinds != (Kind.TEXT, Kind.TEXT) or not _goes_on(above, below):
            return False
        open_texts += 1
    if _rest_of_labels(pairs):
        return True
    key_above, key_below = pairs[0]
    running_text = any(len(above.lines) > 2 or len(below.lines) > 1 for above, below in pairs)
    if not running_text or not any(below.lines for _, below in pairs):
        return False
    return open_texts > 0 or (bool(key_above.lines) and not key_below.lines)


def _complete_each_other(pairs: Sequence[tuple[Cell, Cell]]) -> bool:
    """Where no line is drawn at the page's end, nor at the top of the next: are both of one row?  No cell
    holds a figure on both pages, only one page has figures, and no words that go on begin an item."""
    figures = [False, False]
    for above, below in pairs:
        kinds = content_of(above).kind, content_of(below).kind
        for page, kind in enumerate(kinds):
            figures[page] |= kind is Kind.NUMBER and not _is_code(above, below)
        if kinds == (Kind.TEXT, Kind.TEXT) and not _may_go_on(above, below):
            return False
        if Kind.EMPTY not in kinds and Kind.NUMBER in kinds:
            return False
    return figures != [True, True] and any(below.lines for _, below in pairs)


def _is_code(above: Cell, below: Cell) -> bool:
    """Whole digits without a mark, as codes are printed."""
    return terms.plain(above.text + below.text).isdigit()


def _folded(pairs: Sequence[tuple[Cell, Cell]]) -> bool:
    """Does a page end with the beginning of a label alone, whose code, rest and figures open the next?"""
    filled = [(above, below) for above, below in pairs if above.lines]
    if len(filled) != 1 or len(pairs) < 3:
        return False
    above, below = filled[0]
    begun = (
        content_of(above).kind is Kind.TEXT and content_of(below).kind is Kind.TEXT and _goes_on(above, below)
    )
    first = pairs[0][1]
    coded = (first is not below and _is_code(first, first)) or pairs[0][0] is above
    stated = any(content_of(cell).kind is Kind.NUMBER and not _is_code(cell, cell) for _, cell in pairs)
    return begun and coded and stated and _full(above)


def _rest_of_labels(pairs: Sequence[tuple[Cell, Cell]]) -> bool:
    """Does a row that states nothing go on with labels that the page break cut?  All that opens
    the page goes on with a line that has no room left, and what states the figures is above."""
    rests = [(above, below) for above, below in pairs if below.lines]
    stated = [above for above, below in pairs if not below.lines]
    figures = any(content_of(above).kind is Kind.NUMBER for above in stated)
    return figures and bool(rests) and all(_full(above) and len(below.lines) <= 3 for above, below in rests)


def _full(cell: Cell) -> bool:
    """Has the last line no room for one more character, and some for the cell's own margins?"""
    last = cell.parts[-1] if cell.parts else cell
    if not last.lines or last.box is None:
        return False
    line = last.lines[-1]
    room = (last.box.x1 - last.box.x0) - (line[-1].box.x1 - line[0].box.x0)
    return room < 2.4 * line[0].size


def continue_cells(whole: Grid, part: Grid, joined_row: bool) -> list[Cell]:
    """Give the cells of `part` that go on from `whole` to the cells there; return the others."""
    last = whole.rows - 1
    above = {(c.column, c.column_span): c for c in whole.cells if c.last_row == last}
    kept = []
    for cell in part.cells:
        before = above.get((cell.column, cell.column_span)) if cell.row == 0 else None
        if before is not None and joined_row:
            before.row_span += cell.row_span - 1
            _add(before, cell)
        elif before is not None and _merged_goes_on(before, cell, part):
            before.row_span += cell.row_span
            _add(before, cell)
        elif not (joined_row and cell.row == 0):
            kept.append(cell)
    return kept


def _add(before: Cell, cell: Cell) -> None:
    if cell.lines:
        before.parts.append(cell)


def _pairs(whole: Grid, part: Grid) -> list[tuple[Cell, Cell]] | None:
    """Cells of the last row with those under them, from the left; None where they differ."""
    last = whole.rows - 1
    above = {(c.column, c.column_span): c for c in whole.cells if c.last_row == last}
    pairs = []
    for cell in sorted((c for c in part.cells if c.row == 0), key=lambda c: c.column):
        before = above.get((cell.column, cell.column_span))
        if before is not None:
            pairs.append((before, cell))
        elif cell.lines or cell.row_span > 1:
            return None
    return pairs or None


def _may_go_on(above: Cell, below: Cell) -> bool:
    """Words that do not end, and words that begin no new item."""
    if above.text.endswith(_ENDS) or terms.enumerator_level(below.text) is not None:
        return False
    return not (terms.is_total(below.text) or terms.is_including(below.text))


def _goes_on(above: Cell, below: Cell) -> bool:
    if not _may_go_on(above, below):
        return False
    return _fills(above.parts[-1] if above.parts else above)


def _fills(cell: Cell) -> bool:
    if not cell.lines or cell.box is None:
        return False
    line = cell.lines[-1]
    return line[-1].box.x1 - line[0].box.x0 >= FILLED * (cell.box.x1 - cell.box.x0)


def _merged_goes_on(before: Cell, cell: Cell, part: Grid) -> bool:
    """A merged cell of labels whose rest, empty or the rest of its words, opens the page."""
    if cell.row_span < 2 or cell.column_span >= part.columns or not before.text:
        return False
    if not cell.lines:
        return cell.column == 0 or before.row_span > 1
    listed = terms.enumerator_level(before.text) is not None
    return listed and terms.enumerator_level(cell.text) is None and not before.text.endswith(_ENDS)
