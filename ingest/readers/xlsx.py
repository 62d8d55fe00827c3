"""Workbooks: every visible sheet is a page; merged cells are cells, figures as they are shown.

The one module that knows openpyxl.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from corpus.errors import FileDamaged, LimitExceeded
from ingest.content import PageContent
from ingest.readers.blocks import Block, Budget, PageBreak, titled
from ingest.readers.layout import laid_out
from ingest.readers.rows import Rows, Spans, blocks_of_rows

MOST_ROWS, MOST_COLUMNS = 20_000, 512  # of one sheet

_PLACES = re.compile(r"[0#?](?:\.(0*))?")
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def read_pages(path: Path) -> Iterator[PageContent]:
    """A workbook as pages without places, one for each visible sheet.

    Raises FileDamaged, and LimitExceeded for more than a report can hold.
    """
    return laid_out(titled(_blocks(path)))


def _blocks(path: Path) -> Iterator[Block]:
    budget = Budget(path.name)
    later = False
    for sheet in _sheets(path):
        if later:
            yield PageBreak()
        rows = _rows(sheet, budget)
        yield from blocks_of_rows(rows, _spans(sheet, len(rows)))
        later = True


def _sheets(path: Path) -> list[Any]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError) as error:
        raise FileDamaged(f"{path.name}: {error}") from error
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets:
        if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
            raise LimitExceeded(f"{path.name}: {sheet.title} {sheet.max_row} × {sheet.max_column}")
    return sheets


def _rows(sheet: Any, budget: Budget) -> Rows:
    rows: list[list[str]] = []
    for row in sheet.iter_rows():
        texts = [_shown(cell) for cell in row]
        budget.spend(cells=len(texts), text=sum(map(len, texts)))
        rows.append(texts)
    return rows


def _spans(sheet: Any, rows: int) -> Spans:
    spans: Spans = {}
    for area in sheet.merged_cells.ranges:
        if area.min_row <= rows:
            size = area.max_row - area.min_row + 1, area.max_col - area.min_col + 1
            spans[(area.min_row - 1, area.min_col - 1)] = size
    return spans


def _shown(cell: Any) -> str:
    """The cell's text, a figure with the decimals and separators that its format gives it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _figure(Decimal(repr(value)), cell.number_format or "General")
    if isinstance(value, datetime.datetime):
        whole = value.time() == datetime.time()
        return value.date().isoformat() if whole else value.isoformat(" ", "minutes")
    return str(value).strip()


def _figure(value: Decimal, pattern: str) -> str:
    """`value` as a number format shows it: places, thousands, percent."""
    part = _LITERALS.sub("", pattern.split(";", maxsplit=1)[0])
    percent = "%" in part
    if percent:
        value *= 100
    places = _PLACES.search(part)
    if places is None or "E" in part.upper().replace("GENERAL", ""):
        text = format(value.normalize(), "f")
    else:
        decimals = len((re.search(r"\.(0+)", part) or ["", ""])[1])
        text = format(value, f"{',' if ',' in part else ''}.{decimals}f")
    return f"{text}%" if percent else text
