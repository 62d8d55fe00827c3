"""Tables as people read them: one line for each row, under the table's own heads, in CSV and XLSX.

A row of a two-sided table is two lines: each side has its own label.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, Any

from corpus.exports import digits, safe_cell, xml_text
from corpus.report import Record
from corpus.view import DocumentView

CODE, LABEL, ABOVE, UNIT, PAGE = "编码", "项目", "上级项目", "单位", "页码"
_SEPARATOR = " / "
_UNFIT = re.compile(r"[\\[\]:*?/\\\\]")
_SHEET_NAME = 31  # characters that a spreadsheet allows


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table, or some rows of it: `heads` over `lines`.  A value is a decimal, or what is printed where
    that is no number."""

    name: str
    title: str
    heads: tuple[str, ...]
    lines: tuple[tuple[Decimal | str | int | None, ...], ...]


def sheets_of(view: DocumentView, records: Iterable[Record]) -> list[Sheet]:
    """The records (of one report) as sheets, one for each table, in its order."""
    tables: dict[int, list[Record]] = {}
    for record in records:
        tables.setdefault(record.table, []).append(record)
    return [_sheet(view, number, found) for number, found in sorted(tables.items())]


def _sheet(view: DocumentView, number: int, records: Sequence[Record]) -> Sheet:
    table = next((one for one in view.tables if one.number == number), None)
    form, title = records[0].form, records[0].title
    unit = table.unit if table is not None else records[0].unit
    columns = [head for _, head in sorted({(r.column, _SEPARATOR.join(r.column_path)) for r in records})]
    columns = list(dict.fromkeys(columns))
    rows: dict[tuple[int, tuple[str, ...]], dict[str, Record]] = {}
    for record in records:
        rows.setdefault((record.row, record.row_path), {})[_SEPARATOR.join(record.column_path)] = record
    coded = any(record.row_code for record in records)
    nested = any(len(record.row_path) > 1 for record in records)
    heads = ([CODE] if coded else []) + [LABEL] + ([ABOVE] if nested else []) + columns + [UNIT, PAGE]
    lines = []
    for (_, path), cells in sorted(rows.items(), key=lambda row: row[0][0]):
        first = next(iter(cells.values()))
        line: list[Any] = [first.row_code] if coded else []
        line.append(first.row_label or (path[-1] if path else None))
        line += [_SEPARATOR.join(path[:-1])] if nested else []
        line += [_value(cells.get(column)) for column in columns]
        units = list(dict.fromkeys(r.unit for r in cells.values() if r.unit))
        lines.append((*line, _SEPARATOR.join(units), first.page))
    name = " ".join(part for part in (form, title) if part) or f"表{number}"
    told = f"{view.entry.facts.title} {name}" + (f"（单位：{unit}）" if unit else "")
    return Sheet(name, told, tuple(heads), tuple(lines))


def _value(record: Record | None) -> Decimal | str | None:
    if record is None:
        return None
    return record.raw or None if record.value is None else record.value


def write_csv(sheets: Sequence[Sheet], out: IO[bytes]) -> None:
    """Sheets below each other: title, heads, lines, with the mark by which spreadsheets know UTF-8."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    for number, sheet in enumerate(sheets):
        if number:
            writer.writerow([])
        writer.writerow([safe_cell(sheet.title)])
        writer.writerow([safe_cell(head) for head in sheet.heads])
        writer.writerows([_printed(cell) for cell in line] for line in sheet.lines)
    text.flush()
    text.detach()


def _printed(cell: Decimal | str | int | None) -> Any:
    return digits(cell) if isinstance(cell, Decimal) else safe_cell(cell)


def write_xlsx(sheets: Sequence[Sheet], out: IO[bytes]) -> None:
    """One worksheet for each; values are numbers that show the decimals that were printed."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book, taken = Workbook(write_only=True), set[str]()
    for sheet in sheets:
        page = book.create_sheet(_sheet_name(sheet.name, taken))
        page.freeze_panes = "B3"

        def cell(value: Any, bold: bool = False) -> Any:
            made = WriteOnlyCell(page)  # noqa: B023  used at once
            made.value = xml_text(value) if isinstance(value, str) else value
            if isinstance(value, str):
                made.data_type = "s"  # a label that begins with = is a label
            if isinstance(value, Decimal):
                places = max(0, -int(value.as_tuple().exponent))
                made.number_format = "#,##0" + (f".{'0' * places}" if places else "")
            if bold:
                made.font = Font(bold=True)
            return made

        page.append([cell(sheet.title, bold=True)])
        page.append([cell(head, bold=True) for head in sheet.heads])
        for line in sheet.lines:
            page.append([cell(value) for value in line])
    if not sheets:
        book.create_sheet("—")
    book.save(out)


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that spreadsheets take, once each."""
    fit = _UNFIT.sub(" ", xml_text(name)).strip("' ")[:_SHEET_NAME] or "表"
    number, found = 1, fit
    while found.casefold() in taken:
        number += 1
        ending = f" ({number})"
        found = fit[: _SHEET_NAME - len(ending)] + ending
    taken.add(found.casefold())
    return found
