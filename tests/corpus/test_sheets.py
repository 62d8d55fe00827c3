"""Tables as people read them: a line for each row, under the table's own heads."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from openpyxl import load_workbook

from corpus.sheets import sheets_of, write_csv, write_xlsx
from corpus.view import DocumentView, ReportEntry
from tests.corpus.invented import made_report


def view() -> DocumentView:
    """A report as it is read from the store."""
    r = made_report()
    entry = ReportEntry(r.document_id, r.source, r.facts, 2, 1, 3, 3, (), 1.0, "")
    return DocumentView(entry, r.pages, r.sections, r.passages, r.tables, r.records, ())


def test_a_row_is_a_line_under_chinese_heads() -> None:
    """Code, label, what stands above it, the columns as they are headed, unit and page."""
    out = io.BytesIO()
    write_csv(sheets_of(view(), view().records), out)
    title, heads, *lines = csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig")))
    assert title == ["云溪县林业局2020年度部门决算 公开01表 支出决算表（单位：万元）"]
    assert heads == ["编码", "项目", "上级项目", "本年支出 / 决算数", "单位", "页码"]
    assert lines[0] == ["201", "一般公共服务支出", "支出合计", "1204.50", "万元", "1"]
    assert lines[2][3] == "" and len(lines) == 3


def test_a_workbook_has_numbers_with_their_printed_decimals() -> None:
    """One worksheet for each table; names are such as spreadsheets take."""
    out = io.BytesIO()
    write_xlsx(sheets_of(view(), view().records) * 2, out)
    book = load_workbook(io.BytesIO(out.getvalue()))
    assert book.sheetnames == ["公开01表 支出决算表", "公开01表 支出决算表 (2)"]
    cell = book.worksheets[0]["D3"]
    assert Decimal(str(cell.value)) == Decimal("1204.5") and cell.number_format == "#,##0.00"


def test_a_label_that_looks_like_a_formula_is_a_label() -> None:
    """In CSV and in XLSX; characters that no workbook holds are left out."""
    records = made_report(amounts=(("=1+1\x00", "9", "3"),)).records
    out = io.BytesIO()
    write_csv(sheets_of(view(), records), out)
    assert "'=1+1" in out.getvalue().decode("utf-8-sig")
    book = io.BytesIO()
    write_xlsx(sheets_of(view(), records), book)
    cell = load_workbook(io.BytesIO(book.getvalue())).worksheets[0]["B3"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
