"""Workbooks: what a sheet shows is read, not what it stores or hides."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.pipeline import read_report
from ingest.readers.number_formats import date_shown, number_shown

ROWS = [["项目", "预算数", "决算数"], ["甲", 1.5, 2.5], ["乙", 3.5, 4.5]]


def book_of(path: Path, fill) -> Path:
    """A workbook with a title and ROWS from row 3 on, changed by `fill(book, sheet)`."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["2031年度收支表"])
    sheet.append([None, None, "单位：万元"])
    for row in ROWS:
        sheet.append(row)
    fill(book, sheet)
    book.save(path)
    return path


def told(path: Path) -> set[tuple]:
    """Row, column, value and unit of every record."""
    report = read_report(path, path.name)
    return {
        (r.row_label, r.column_path[-1], None if r.value is None else str(r.value), r.unit)
        for r in report.records
    }


@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [
        (0.125, "0.00", "0.13"),
        (1.005, "0.00", "1.01"),
        (0.1 + 0.2, "General", "0.3"),
        (1234.5, "#,##0.00_);[Red](#,##0.00)", "1,234.50"),
        (-1234.5, "#,##0.00_);[Red](#,##0.00)", "-1,234.50"),
        (-3, "0.00;[Red]0.00", "-3.00"),
        (0, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0.00"),
        (0.4567, "0.0%", "45.7%"),
        (12345678, '0!.0,"万元"', "1234.6万元"),
        (12345678, '0\\.0,"万元"', "1234.6万元"),
        (98765432, "#,##0,", "98,765"),
        (20000, '[>=10000]0!.0,"万元";0"元"', "2.0万元"),
        (500, '[>=10000]0!.0,"万元";0"元"', "500元"),
        (12.3, '0.00"万元"', "12.30万元"),
        (2031, '0"年"', "2031年"),
        (8.5, '"¥"#,##0.00', "8.50"),
        (8.5, "[$$-409]#,##0.00", "$8.50"),
        (1.50, "0.##", "1.5"),
        (7, ";;;", ""),
        (1234567, "0.00E+00", "1234567"),
    ],
)
def test_numbers_as_shown(value, pattern, shown):
    """A stored number is told as its format shows it, rounded as a workbook rounds."""
    assert number_shown(value, pattern) == shown


def test_dates_as_shown():
    """A date written with 年 is told so, another by year, month and day."""
    assert date_shown(date(2031, 6, 30), 'yyyy"年"m"月"d"日";@') == "2031年6月30日"
    assert date_shown(datetime(2031, 6, 30), 'yyyy"年"m"月"') == "2031年6月"
    assert date_shown(datetime(2031, 6, 30), "mm-dd-yy") == "2031-06-30"


def test_the_unit_of_a_format_is_the_figure_s(tmp_path: Path):
    """A figure shown in 亿元 by its format is not told in the table's 万元."""

    def fill(book, sheet):
        sheet["C4"].number_format = '0.0"亿元"'

    found = told(book_of(tmp_path / "a.xlsx", fill))
    assert ("甲", "决算数", "2.5", "亿元") in found
    assert ("乙", "决算数", "4.5", "万元") in found


def test_hidden_rows_and_columns_are_left_out(tmp_path: Path):
    """What a sheet hides is no record; what it only folds is one."""

    def fill(book, sheet):
        sheet.append(["丁", 7.5, 8.5])
        sheet.column_dimensions["B"].hidden = True
        sheet.row_dimensions[5].hidden = True
        sheet.row_dimensions[6].hidden = True
        sheet.row_dimensions[6].outlineLevel = 1

    found = told(book_of(tmp_path / "a.xlsx", fill))
    assert {record[:3] for record in found} == {(r, "决算数", v) for r, v in (("甲", "2.5"), ("丁", "8.5"))}


def test_a_formula_without_its_result_is_worked_out(tmp_path: Path):
    """A sum that no program has worked out is told as any program shows it, and a note says so."""

    def fill(book, sheet):
        sheet.append(["合计", "=SUM(B4:B5)", 7.0])

    path = book_of(tmp_path / "a.xlsx", fill)
    sums = {record[1:3] for record in told(path) if record[0] == "合计"}
    assert sums == {("预算数", "5"), ("决算数", "7")}
    assert "formula_worked_out" in {problem.code for problem in read_report(path, path.name).problems}


def test_a_formula_that_is_not_understood_is_no_blank(tmp_path: Path):
    """Its cell becomes no figure and no blank, and a warning names it."""

    def fill(book, sheet):
        sheet.append(["合计", "=VLOOKUP(A4,A4:C5,2)", 7.0])

    path = book_of(tmp_path / "a.xlsx", fill)
    report = read_report(path, path.name)
    sums = [record for record in report.records if record.row_label == "合计"]
    assert [(r.column_path[-1], r.value, r.unread) for r in sums if r.value is None] in (
        [],
        [("预算数", None, True)],
    )
    assert [(r.column_path[-1], str(r.value)) for r in sums if r.value is not None] == [("决算数", "7")]
    (problem,) = (p for p in report.problems if p.code == "formula_without_result")
    assert "B6" in problem.message


def test_colour_at_the_end_of_a_sheet_is_no_content(tmp_path: Path):
    """A sheet coloured to its last row and column is as large as what it says."""

    def fill(book, sheet):
        from openpyxl.styles import PatternFill

        sheet.cell(1_048_576, 16_384).fill = PatternFill("solid", fgColor="FFEEEE")

    assert len(told(book_of(tmp_path / "a.xlsx", fill))) == 4


def test_a_date_in_a_format_of_the_country_is_no_figure(tmp_path: Path):
    """A day's number under one of the formats that each country has of its own is read as a date."""

    def fill(book, sheet):
        sheet["B3"] = 47849
        sheet["B3"].number_format = '0"x"'

    path = book_of(tmp_path / "a.xlsx", fill)
    parts = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
    styles = parts["xl/styles.xml"].decode()
    parts["xl/styles.xml"] = re.sub(r'numFmtId="164"(?! formatCode)', 'numFmtId="31"', styles).encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    assert {record[1] for record in told(path)} == {"2031-01-01", "决算数"}


def test_a_workbook_under_another_name(tmp_path: Path):
    """A workbook is read as one, whatever its name ends with."""
    path = book_of(tmp_path / "a.xlsx", lambda book, sheet: None)
    assert len(told(path.rename(tmp_path / "a.docx"))) == 4


@pytest.mark.parametrize(
    ("headings", "figures"),
    [
        (["决算数", "决算数"], [12.5, 13.75]),
        (["预算数", "决算数", "决算数"], [1.5, 2.5, 3.5]),
        (["金额", "金额", "金额"], [4, 5, 6]),
        (["合计", "基本支出", "合计"], [7.25, 8.25, 9.25]),
        (["数量", "金额", "数量", "金额"], [1, 2.5, 3, 4.5]),
    ],
)
def test_two_equal_headings_are_two_columns(tmp_path: Path, headings: list[str], figures: list[float]):
    """A sheet that heads two columns alike states both figures; none is lost, none is given a place
    that it has not."""

    def fill(book, sheet):
        sheet.delete_rows(3, 3)
        sheet.append(["项目名称", *headings])
        sheet.append(["甲工程", *figures])
        sheet.append(["乙工程", *(figure + 10 for figure in figures)])

    report = read_report(book_of(tmp_path / "a.xlsx", fill), "a.xlsx")
    found = [(r.column_path, r.value) for r in report.records if r.row_label == "甲工程"]
    assert found == [((h,), Decimal(str(f))) for h, f in zip(headings, figures, strict=True)]


@pytest.mark.parametrize("columns", [2, 8, 15, 30, 60])
def test_the_title_over_a_wide_sheet_is_the_reports(tmp_path: Path, columns: int):
    """However wide the table under it is, the first line says whose report it is."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["云海市星桥区档案馆2031年度部门决算"])
    sheet.append(["支出决算表"])
    sheet.append(["单位：万元"])
    sheet.append(["科目名称", *(f"第{n}类项目支出金额" for n in range(columns))])
    sheet.append(["教育支出", *(n + 0.5 for n in range(columns))])
    book.save(tmp_path / "a.xlsx")
    report = read_report(tmp_path / "a.xlsx", "a.xlsx")
    assert (report.facts.organisation, report.facts.fiscal_year) == ("云海市星桥区档案馆", 2031)
    assert len(report.records) == columns
    assert {(r.title, r.unit) for r in report.records} == {("支出决算表", "万元")}
