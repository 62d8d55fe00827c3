"""Where on a page a figure stands: its cell, its row with its heads, and the heads of its column.

A table that runs on repeats its header on every page; the corpus knows the first.  On a later page the
heads are marked where the first page's would fall, if the body begins below that, at most a repeated
total between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.report import Box, Record, Table, TableCell
from corpus.text import fold
from corpus.view import DocumentView

NEAR = 1.5  # points by which two statements of one box may differ
ROWS_BETWEEN = 1.5  # heights of a row that may lie between a repeated header and the body known to us


@dataclass(frozen=True, slots=True)
class Marks:
    """Boxes on one page.  `cell` is the printed cell (or the sentence), `row_heads` and `column_heads`
    the cells that name it, `row` and `column` the bands between these and the cell, with the cell."""

    page: int
    cell: Box
    row: Box | None = None
    column: Box | None = None
    row_heads: tuple[Box, ...] = ()
    column_heads: tuple[Box, ...] = ()
    record: Record | None = None


def marks_of(view: DocumentView, page: int, box: Box) -> Marks:
    """What to mark on `page` for what is cited at `box`."""
    record = record_at(view.records, page, box)
    if record is None:
        return Marks(page, box)
    table = next((item for item in view.tables if item.number == record.table), None)
    if table is None:
        return Marks(page, box, record=record)
    cell = _cell_of(table, record)
    printed = _box_on(cell, page) or box if cell else box
    row_heads = tuple(_boxes(_row_heads(table, record), page))
    column_heads = tuple(_column_heads(table, record, page))
    return Marks(
        page,
        printed,
        _beside(row_heads, printed) if row_heads else None,
        _below(column_heads, printed) if column_heads else None,
        row_heads,
        column_heads,
        record,
    )


def record_at(records: Iterable[Record], page: int, box: Box) -> Record | None:
    """The record whose digits are printed at `box`."""
    for record in records:
        if record.page == page and record.box is not None and _same(record.box, box):
            return record
    return None


def _same(one: Box, other: Box) -> bool:
    pairs = zip(one.as_list(), other.as_list(), strict=True)
    return all(abs(a - b) <= NEAR for a, b in pairs)


def _cell_of(table: Table, record: Record) -> TableCell | None:
    for cell in table.cells:
        if _covers(cell.row, cell.row_span, record.row) and _covers(
            cell.column, cell.column_span, record.column
        ):
            return cell
    return None


def _covers(start: int, span: int, wanted: int) -> bool:
    return start <= wanted < start + span


def _row_heads(table: Table, record: Record) -> list[TableCell]:
    """The cells left of the record that hold its row's label or code, the nearest of each."""
    wanted = {fold(text) for text in (record.row_label, record.row_code) if text}
    found: dict[str, TableCell] = {}
    for cell in table.cells:
        if cell.header or cell.column >= record.column or not cell.text:
            continue
        if not _covers(cell.row, cell.row_span, record.row):
            continue
        text = fold(cell.text)
        if text in wanted and (text not in found or found[text].column < cell.column):
            found[text] = cell
    return sorted(found.values(), key=lambda cell: cell.column)


def _column_heads(table: Table, record: Record, page: int) -> list[Box]:
    heads = [
        cell
        for cell in table.cells
        if cell.header and _covers(cell.column, cell.column_span, record.column) and not _counts(cell)
    ]
    here = list(_boxes(heads, page))
    if here or not table.pages or page == table.pages[0]:
        return here
    return _repeated(table, heads, page)


def _counts(cell: TableCell) -> bool:
    """Whether it is a number of the line of column numbers."""
    return cell.text.strip().isdecimal() and len(cell.text.strip()) <= 2


def _repeated(table: Table, heads: Sequence[TableCell], page: int) -> list[Box]:
    first = table.pages[0]
    tops = {place.page: place.box.top for place in table.places}
    headers = list(_boxes((cell for cell in table.cells if cell.header), first))
    body = list(_boxes((cell for cell in table.cells if not cell.header), page))
    if first not in tops or page not in tops or not headers or not body:
        return []
    shift = tops[page] - tops[first]
    upper = min(body, key=lambda box: box.top)
    between = upper.top - max(box.bottom for box in headers) - shift
    if not -NEAR <= between <= ROWS_BETWEEN * (upper.bottom - upper.top):
        return []
    return [Box(b.x0, b.top + shift, b.x1, b.bottom + shift) for b in _boxes(heads, first)]


def _boxes(cells: Iterable[TableCell], page: int) -> Iterable[Box]:
    return (box for cell in cells if (box := _box_on(cell, page)) is not None)


def _box_on(cell: TableCell, page: int) -> Box | None:
    return next((place.box for place in cell.places if place.page == page), None)


def _below(heads: Sequence[Box], cell: Box) -> Box:
    """The cell's column from its heads down: a head over several columns does not widen it."""
    return Box(cell.x0, min(cell.top, max(box.bottom for box in heads)), cell.x1, cell.bottom)


def _beside(heads: Sequence[Box], cell: Box) -> Box:
    """The cell's row from its heads on: a label over several rows does not widen it."""
    return Box(min(cell.x0, max(box.x1 for box in heads)), cell.top, cell.x1, cell.bottom)
