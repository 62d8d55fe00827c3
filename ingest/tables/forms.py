"""Forms: each label stands left of its value (绩效自评表), no headings over them."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.tables import terms
from ingest.tables.blocks import Block, names
from ingest.tables.columns import headings_over
from ingest.tables.figures import Kind
from ingest.tables.grid import Cell
from ingest.tables.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Entry:
    """A label with its value; `groups` are the merged cells left of the label, `over` the label
    that a 其中 is a part of."""

    label: str
    value: Cell
    groups: tuple[str, ...]
    over: str | None = None


def is_form(sheet: Sheet, block: Block) -> bool:
    """Does each figure of a block have its own label right beside it, and no heading over it?

    Where one row holds two such pairs, what stands over the figures is a heading only if all
    of it reads as headings of figures do.
    """
    rows = [row for row in block.body if sheet.figures(row)]
    pairs = [(_label_of(sheet, cell, row), cell) for row in rows for cell in sheet.figures(row)]
    if not pairs or any(label is None or not names(label) for label, _ in pairs):
        return False
    if not block.header:
        return True
    several = any(len(sheet.figures(row)) > 1 for row in rows)
    headings = [_heading(sheet, block, cell) for _, cell in pairs]
    as_figures = all(terms.is_figure_heading(text) for text in headings if text) and any(headings)
    return several and not as_figures


def form_entries(sheet: Sheet, block: Block) -> list[Entry]:
    """The entries of a form, its opening rows too."""
    entries = []
    for row in (*block.header, *block.body):
        for cell in sheet.figures(row):
            label = _label_of(sheet, cell, row)
            if label is None or cell.row != row or not names(label) or terms.is_code_heading(label.text):
                continue
            entries.append(Entry(label.text, cell, _groups(sheet, row, label), _over(sheet, label)))
    return entries


def _over(sheet: Sheet, label: Cell) -> str | None:
    if not terms.is_including(label.text):
        return None
    over = [sheet.at(row, label.column) for row in range(label.row - 1, max(-1, label.row - 3), -1)]
    return next((cell.text for cell in over if cell is not None and sheet.kind(cell) is Kind.TEXT), None)


def _label_of(sheet: Sheet, cell: Cell, row: int) -> Cell | None:
    """The label right beside a figure, on its left."""
    if cell.column == 0:
        return None
    left = sheet.at(row, cell.column - 1)
    return left if left is not None and sheet.kind(left) is Kind.TEXT else None


def _heading(sheet: Sheet, block: Block, cell: Cell) -> str:
    headings = headings_over(sheet, block, cell.column, cell.column)
    return headings[-1].text if headings else ""


def _groups(sheet: Sheet, row: int, label: Cell) -> tuple[str, ...]:
    """The merged cell at the row's beginning, which holds for all entries of its rows."""
    first = sheet.row(row)[0]
    merged = first.row_span > 1 and first is not label and sheet.kind(first) is Kind.TEXT
    return (first.text,) if merged else ()
