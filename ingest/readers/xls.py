"""Workbooks of the old binary kind (.xls, .et): as `ingest.readers.xlsx` has those of the new.

The one module that knows xlrd.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import FileDamaged, FileEncrypted
from ingest.content import PageContent
from ingest.readers.blocks import Block, Budget, PageBreak, titled
from ingest.readers.layout import laid_out
from ingest.readers.number_formats import date_shown, number_shown
from ingest.readers.rows import Rows, Spans, blocks_of_rows
from ingest.readers.sheets import Area, room, shown_part

VISIBLE = 0
_GENERAL = "General"


def read_pages(path: Path) -> Iterator[PageContent]:
    """An old workbook as pages without places, one for each visible sheet.

    Raises FileDamaged, FileEncrypted, and LimitExceeded for more text than a report can hold.
    """
    return laid_out(titled(_blocks(path)))


def _blocks(path: Path) -> Iterator[Block]:
    book = _opened(path)
    budget = Budget(path.name)
    later = False
    for sheet in book.sheets():
        if sheet.visibility != VISIBLE:
            continue
        if later:
            yield PageBreak()
        later = True
        high, wide = _extent(sheet)
        rows, columns, problems = room(budget, sheet.name, high, wide)
        texts = [[_shown(book, sheet, row, column) for column in range(columns)] for row in range(rows)]
        budget.spend(text=sum(len(text) for line in texts for text in line))
        yield from problems
        yield from blocks_of_rows(*_shown_part(sheet, texts))


def _opened(path: Path) -> Any:
    import xlrd
    from xlrd.compdoc import CompDocError

    try:
        # what it finds odd it would print
        return xlrd.open_workbook(str(path), formatting_info=True, logfile=io.StringIO(), ragged_rows=True)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise FileEncrypted(path.name) from error
        raise FileDamaged(f"{path.name}: {error}") from error
    except (CompDocError, struct.error, UnicodeDecodeError, AssertionError) as error:
        raise FileDamaged(f"{path.name}: {error}") from error
    except (KeyError, IndexError, ValueError, TypeError, AttributeError) as error:
        # what the library meets where bytes were changed; no error of ours is in it
        raise FileDamaged(f"{path.name}: {error}") from error


def _extent(sheet: Any) -> tuple[int, int]:
    """Rows and columns up to the last cell that says something."""
    high = wide = 0
    for row in range(sheet.nrows):
        said = [column for column, value in enumerate(sheet.row_values(row)) if value != ""]
        if said:
            high, wide = row + 1, max(wide, said[-1] + 1)
    return high, wide


def _shown(book: Any, sheet: Any, row: int, column: int) -> str:
    """The cell's text, figures and dates as the cell's format shows them."""
    from xlrd import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_NUMBER, XL_CELL_TEXT, xldate

    if column >= sheet.row_len(row):
        return ""
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == XL_CELL_TEXT:
        return str(value).strip()
    if kind == XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    if kind not in (XL_CELL_NUMBER, XL_CELL_DATE):
        return ""
    pattern = _pattern(book, sheet.cell_xf_index(row, column))
    if kind == XL_CELL_DATE:
        try:
            return date_shown(xldate.xldate_as_datetime(value, book.datemode), pattern)
        except (ValueError, OverflowError):
            return number_shown(value, _GENERAL)
    return number_shown(int(value) if value == int(value) else value, pattern)


def _pattern(book: Any, style: int) -> str:
    found = book.format_map.get(book.xf_list[style].format_key)
    return found.format_str if found is not None else _GENERAL


def _shown_part(sheet: Any, rows: list[list[str]]) -> tuple[Rows, Spans]:
    areas = (Area(top, left, bottom, right) for top, bottom, left, right in sheet.merged_cells)
    hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden and not info.outline_level}
    hidden_columns = {
        column for column, info in sheet.colinfo_map.items() if info.hidden and not info.outline_level
    }
    return shown_part(rows, areas, hidden_rows, hidden_columns)
