"""The opening rows of a form: whose it is, what about.  They are labels with values, no headings."""

from __future__ import annotations

from ingest.tables import terms
from ingest.tables.figures import Kind
from ingest.tables.sheet import Sheet


def is_key_row(sheet: Sheet, row: int) -> bool:
    """Does a row only say whose a form is, or what about: labels, each with its value beside it?"""
    cells = [cell for cell in sheet.row(row) if sheet.kind(cell) is not Kind.EMPTY]
    if sheet.columns < 3 or len(cells) not in (2, 4, 6) or any(cell.row != row for cell in cells):
        return False
    marks = (*terms.words("forms", "subjects"), *terms.words("forms", "keys"))
    keys, values = cells[::2], cells[1::2]
    return all(terms.plain(cell.text) in marks for cell in keys) and not any(
        terms.plain(cell.text) in marks or (terms.is_figure_heading(cell.text) and cell.column_span == 1)
        for cell in values
    )


def subject_of(sheet: Sheet) -> str | None:
    """What a form is about (项目名称: …), where its opening rows say so."""
    for row in range(min(sheet.rows, 4)):
        if not is_key_row(sheet, row):
            continue
        cells = [cell for cell in sheet.row(row) if sheet.kind(cell) is not Kind.EMPTY]
        for key, value in zip(cells[::2], cells[1::2], strict=True):
            if terms.plain(key.text) in terms.words("forms", "subjects"):
                return value.text
    return None
