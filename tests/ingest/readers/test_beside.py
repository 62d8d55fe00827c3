"""Tables side by side on a sheet: each has its own title and unit, and takes no other's."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pipeline import read_report

TITLE = ["云海市星桥区档案馆2031年度部门决算"]
ONE = [["项目", "决算数"], ["财政拨款收入", "500.5"], ["其他收入", "20"]]
CARS = [["项目", "数量"], ["公务用车", "7"], ["特种车", "2"]]
COSTS = [["支出", "金额"], ["基本支出", "300.25"], ["项目支出", "80.75"], ["经营支出", "3.5"]]


def beside(*tables, gap: int = 1, heads) -> list[list[str]]:
    """Rows of tables side by side; `heads` is the line over each, as many lines as are given."""
    width = [max(len(row) for row in (*table, *head)) for table, head in zip(tables, heads, strict=True)]
    high = max(len(head) + len(table) for table, head in zip(tables, heads, strict=True))
    rows: list[list[str]] = [[] for _ in range(high)]
    for at, (table, head) in enumerate(zip(tables, heads, strict=True)):
        lines = [*head, *table]
        for index, row in enumerate(rows):
            line = lines[index] if index < len(lines) else []
            row += [*line, *[""] * (width[at] - len(line))] + [""] * (gap if at + 1 < len(tables) else 0)
    return rows


def records(tmp_path: Path, rows: list[list[str]]) -> set[tuple]:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append([float(cell) if cell.replace(".", "").isdigit() else cell or None for cell in row])
    book.save(tmp_path / "a.xlsx")
    return {
        (r.title, r.row_label, r.column_path, float(r.value), r.unit)
        for r in read_report(tmp_path / "a.xlsx", "a.xlsx").records
    }


def wanted(title: str, table, unit: str | None) -> set[tuple]:
    return {(title, label, (table[0][1],), float(figure), unit) for label, figure in table[1:]}


INCOME, FLEET, SPENT = (
    wanted("收入决算表", ONE, "万元"),
    wanted("资产情况表", CARS, "辆"),
    wanted("支出决算表", COSTS, "元"),
)
IN_LINES = (("收入决算表", "单位：万元"), ("资产情况表", "单位：辆"))
HEAD_ONE, HEAD_CARS, HEAD_COSTS = (
    [["收入决算表", "", "单位：万元"]],
    [["资产情况表", "", "单位：辆"]],
    [["支出决算表", "单位：元"]],
)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([TITLE, [], *beside(ONE, CARS, gap=2, heads=[HEAD_ONE, HEAD_CARS])], INCOME | FLEET),
        ([TITLE, *beside(ONE, COSTS, heads=[HEAD_ONE, HEAD_COSTS])], INCOME | SPENT),
        ([TITLE, [], *beside(ONE, CARS, COSTS, heads=[HEAD_ONE, HEAD_CARS, HEAD_COSTS])],
         INCOME | FLEET | SPENT),
        ([TITLE, [], *beside(ONE, CARS, heads=[[[title], [unit]] for title, unit in IN_LINES])],
         INCOME | FLEET),
        ([TITLE, [], *beside(ONE, CARS, heads=[HEAD_ONE, HEAD_CARS]),
          [], ["支出决算表"], ["单位：元"], *COSTS],
         INCOME | FLEET | SPENT),
        ([TITLE, [], *beside(ONE, COSTS, gap=0, heads=[[["收入决算表", "单位：万元"]], HEAD_COSTS])],
         INCOME | SPENT),
        ([TITLE, [], ["", "单位：万元"],
          *beside(ONE, COSTS, gap=1, heads=[[["收入决算表"]], [["支出决算表"]]])],
         INCOME | wanted("支出决算表", COSTS, "万元")),
    ],
)  # fmt: skip
def test_each_table_has_its_own(tmp_path: Path, rows: list[list[str]], found: set[tuple]):
    """Titles in one line, units in one line or two, three tables, a table below, no column between."""
    assert records(tmp_path, rows) == found


def test_two_sides_of_one_table_stay_together(tmp_path: Path):
    """收入 and 支出 of one table, with a blank column between them, share their title and unit."""
    rows = [
        TITLE, [], ["收入支出决算总表", "", "", "", "单位：万元"], ["收入", "", "", "支出", ""],
        ["项目", "决算数", "", "项目", "决算数"],
        ["财政拨款收入", "500.5", "", "基本支出", "300.25"], ["其他收入", "20", "", "项目支出", "220.25"],
    ]  # fmt: skip
    found = records(tmp_path, rows)
    assert {(title, unit) for title, _, _, _, unit in found} == {("收入支出决算总表", "万元")}
    assert {(label, value) for _, label, _, value, _ in found} == {
        ("财政拨款收入", 500.5), ("其他收入", 20.0), ("基本支出", 300.25), ("项目支出", 220.25)
    }  # fmt: skip
