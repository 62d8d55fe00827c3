"""Records as lines, tables and workbooks for other programs (the public shape of one record)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import IO, Any

from corpus.report import Record
from corpus.view import DocumentView, ReportEntry

COLUMNS = (
    "document_id",
    "source",
    "organisation",
    "fiscal_year",
    "form",
    "title",
    "row_code",
    "row_label",
    "row_path",
    "column_path",
    "value",
    "raw",
    "unit",
    "page",
    "bbox",
    "table",
    "confidence",
)

_PATH_SEPARATOR = " / "
_FORMULA = ("=", "+", "@", "\t")  # what a spreadsheet would run; a leading minus is a number here
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def record_line(entry: ReportEntry, record: Record) -> dict[str, Any]:
    """One record, as `wenbao records --format jsonl` and `/api/records` give it."""
    return {
        "document_id": entry.document_id,
        "source": entry.source,
        "organisation": entry.facts.organisation,
        "fiscal_year": entry.facts.fiscal_year,
        "form": record.form,
        "title": record.title,
        "row_code": record.row_code,
        "row_label": record.row_label,
        "row_path": list(record.row_path),
        "column_path": list(record.column_path),
        "value": None if record.value is None else digits(record.value),
        "raw": record.raw,
        "unit": record.unit,
        "page": record.page,
        "bbox": None if record.box is None else record.box.as_list(),
        "table": record.table,
        "confidence": record.confidence,
    }


def digits(value: Decimal) -> str:
    """An exact decimal without separators or exponent: `14.30`, never `1.43E+1`."""
    return format(value, "f")


def lines_of(views: Iterable[DocumentView]) -> Iterator[dict[str, Any]]:
    """The records of several reports, in order."""
    for view in views:
        for record in view.records:
            yield record_line(view.entry, record)


def write_jsonl(lines: Iterable[dict[str, Any]], out: IO[bytes]) -> None:
    """One JSON object a line."""
    for line in lines:
        out.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")


def write_csv(lines: Iterable[dict[str, Any]], out: IO[bytes]) -> None:
    """Comma-separated, with the mark that makes spreadsheets read it as UTF-8."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([safe_cell(_flat(line[name])) for name in COLUMNS])
    text.flush()
    text.detach()


def write_xlsx(lines: Iterable[dict[str, Any]], out: IO[bytes]) -> None:
    """One sheet; values are numbers there, and their exact digits stand beside them as `raw`."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("records")
    sheet.freeze_panes = "A2"
    sheet.append(list(COLUMNS))
    for line in lines:
        cells = []
        for name in COLUMNS:
            flat = _flat(line[name])
            if name == "value" and flat is not None:
                number = WriteOnlyCell(sheet)
                number.value = Decimal(flat)
                cells.append(number)
                continue
            cells.append(plain_cell(sheet, flat))
        sheet.append(cells)
    book.save(out)


def plain_cell(sheet: Any, value: Any) -> Any:
    """A cell of a sheet that is written row by row; a label that begins with = is a label."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, _NOT_IN_XML.sub("", value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


WRITERS = {"jsonl": write_jsonl, "csv": write_csv, "xlsx": write_xlsx}


def _flat(value: Any) -> Any:
    if isinstance(value, list):
        return _PATH_SEPARATOR.join(map(str, value))
    return value


def xml_text(text: str) -> str:
    """The text without what a workbook cannot hold."""
    return _NOT_IN_XML.sub("", text)


def safe_cell(value: Any) -> Any:
    """A cell that no spreadsheet runs as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
