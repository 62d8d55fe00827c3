"""Workbooks: every visible sheet is a page; merged cells are cells, figures as they are shown.

Hidden rows and columns are left out, but for those that are only folded.

The one module that knows openpyxl.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import FileDamaged
from corpus.report import Problem, Severity
from ingest.content import PageContent
from ingest.readers.blocks import Block, Budget, PageBreak, titled
from ingest.readers.formulas import Formulas
from ingest.readers.layout import laid_out
from ingest.readers.number_formats import date_shown, number_shown
from ingest.readers.rows import Rows, Spans, blocks_of_rows
from ingest.readers.sheets import MOST_COLUMNS, Area, room, shown_part

DATES_OF_THE_COUNTRY = {*range(27, 37), *range(50, 59)}  # formats that a file only numbers
LAST_DAY = 2_958_466  # the number of the first day that no workbook knows
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>]")


def read_pages(path: Path) -> Iterator[PageContent]:
    """A workbook as pages without places, one for each visible sheet.

    Raises FileDamaged, and LimitExceeded for more text than a report can hold.
    """
    return laid_out(titled(_blocks(path)))


def _blocks(path: Path) -> Iterator[Block]:
    budget = Budget(path.name)
    results = _opened(path, results=True)
    stated = _opened(path, results=False) if _has_formulas(path) else None
    formulas = Formulas({sheet.title: sheet._cells for sheet in stated.worksheets}) if stated else None
    later = False
    for sheet in results.worksheets:
        if sheet.sheet_state != "visible":
            continue
        if later:
            yield PageBreak()
        texts, problems = _rows(sheet, stated and stated[sheet.title], formulas, budget)
        yield from problems
        yield from blocks_of_rows(*_shown_part(sheet, texts))
        later = True


def _opened(path: Path, results: bool) -> Any:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with path.open("rb") as file:  # by its name alone it may not be taken for a workbook
            return load_workbook(file, data_only=results)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError) as error:
        raise FileDamaged(f"{path.name}: {error}") from error


def _has_formulas(path: Path) -> bool:
    with zipfile.ZipFile(path) as package:
        sheets = (name for name in package.namelist() if name.startswith("xl/worksheets/sheet"))
        return any(_FORMULA.search(package.read(name)) for name in sheets)


def _rows(
    sheet: Any, stated: Any, formulas: Formulas | None, budget: Budget
) -> tuple[list[list[str]], list[Problem]]:
    """The texts of a sheet up to the last cell that says something (cells that are only coloured may
    reach to the end of what a sheet can hold), and what is told of rows and columns left out."""
    # the one way to the cells that are there, without making all others
    said = {place: cell for place, cell in sheet._cells.items() if cell.value is not None}
    wanting = {
        place: cell
        for place, cell in (stated._cells.items() if stated is not None else ())
        if cell.value is not None and place not in said
    }
    high = max((row for row, _ in (*said, *wanting)), default=0)
    wide = max((column for _, column in (*said, *wanting)), default=0)
    kept, columns, problems = room(budget, sheet.title, high, wide)
    rows = [[""] * columns for _ in range(kept)]
    for (row, column), cell in said.items():
        if row <= kept and column <= columns:
            rows[row - 1][column - 1] = _shown(cell)
    unknown = []
    for (row, column), cell in wanting.items():
        if row <= kept and column <= columns:
            value = formulas.value(sheet.title, row, column) if formulas else None
            shown = str(cell.value) if value is None else number_shown(float(value), cell.number_format)
            rows[row - 1][column - 1] = shown  # a formula without its result is no blank
            unknown += [cell.coordinate] if value is None else []
    if wanting:
        problems.append(_without_results(sheet.title, len(wanting), unknown))
    budget.spend(text=sum(map(len, (text for line in rows for text in line))))
    return rows, problems


def _without_results(sheet: str, count: int, unknown: list[str]) -> Problem:
    """What is told of formulas whose results the file does not hold."""
    if unknown:
        told = "、".join(unknown[:10])
        message = (
            f"{sheet}：{len(unknown)} 个公式没有存结果，也算不出（{told}）/ "
            "formulas without results that could not be worked out"
        )
        return Problem(Severity.WARNING, "formula_without_result", message)
    message = (
        f"{sheet}：{count} 个公式没有存结果，按公式算出 / formulas without stored results were worked out"
    )
    return Problem(Severity.NOTE, "formula_worked_out", message)


def _shown_part(sheet: Any, rows: list[list[str]]) -> tuple[Rows, Spans]:
    """The rows and columns that are not hidden, and the merged cells as far as they cover these."""
    merged = sheet.merged_cells.ranges
    areas = (Area(area.min_row - 1, area.min_col - 1, area.max_row, area.max_col) for area in merged)
    hidden = {row - 1 for row, dimension in sheet.row_dimensions.items() if _hidden(dimension)}
    return shown_part(rows, areas, hidden, _hidden_columns(sheet))


def _hidden(dimension: Any) -> bool:
    return dimension is not None and bool(dimension.hidden) and not dimension.outlineLevel


def _hidden_columns(sheet: Any) -> set[int]:
    return {
        column - 1
        for dimension in sheet.column_dimensions.values()
        if _hidden(dimension)
        for column in range(dimension.min or 1, min(dimension.max or 0, MOST_COLUMNS) + 1)
    }


def _shown(cell: Any) -> str:
    """The cell's text, figures and dates as the cell's format shows them."""
    from openpyxl.utils.datetime import from_excel

    value, pattern = cell.value, cell.number_format
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    own = cell.has_style and cell._style.numFmtId in DATES_OF_THE_COUNTRY
    if own and isinstance(value, int | float) and 0 < value < LAST_DAY:
        value = from_excel(value)
    if isinstance(value, int | float):
        return number_shown(value, pattern)
    if isinstance(value, datetime.date):
        return date_shown(value, pattern)
    return str(value).strip()
