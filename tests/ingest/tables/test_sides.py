"""Labels beside labels: which of them names a figure, and what heads it."""

from __future__ import annotations

from pathlib import Path

from ingest.readers.spans import grid_of_rows
from tests.ingest.tables.ready import told


def test_the_second_side_of_a_balance(tmp_path: Path):
    """Figures headed as those on the left are headed have their own labels, whatever heads these."""
    rows = [
        ["资产", "期末余额", "年初余额", "负债和净资产", "期末余额", "年初余额"],
        ["货币资金", "12.50", "9.80", "应付账款", "4.50", "6.10"],
        ["资产总计", "12.50", "9.80", "负债和净资产总计", "4.50", "6.10"],
    ]
    found = told(tmp_path, rows)
    assert found["货币资金", "期末余额"][0] == "12.50"
    assert found["应付账款", "年初余额"][0] == "6.10"


def test_tables_side_by_side(tmp_path: Path):
    """A column without a word parts two tables that stand beside each other."""
    rows = [
        ["项目", "预算数", "", "人员类别", "编制数", "实有数"],
        ["基本支出", "12.50", "", "行政", "30", "28"],
        ["项目支出", "9.50", "", "事业", "50", "47"],
    ]
    assert told(tmp_path, rows) == {
        ("基本支出", "预算数"): ("12.50", "万元"),
        ("项目支出", "预算数"): ("9.50", "万元"),
        ("行政", "编制数"): ("30", "人"),
        ("行政", "实有数"): ("28", "人"),
        ("事业", "编制数"): ("50", "人"),
        ("事业", "实有数"): ("47", "人"),
    }


def test_bare_years_head_columns(tmp_path: Path):
    """A first row of words and bare years is a header."""
    rows = [
        ["支出项目", "2029", "2030", "2031"],
        ["基本支出", "12.5", "13", "14.25"],
        ["项目支出", "8", "9.5", "10"],
    ]
    found = told(tmp_path, rows)
    assert found["基本支出", "2030"] == ("13", "万元")
    assert found["项目支出", "2029"] == ("8", "万元")
    assert len(found) == 6


def test_merged_labels_of_several_columns():
    """Labels that an export writes once stand for the rows under them in every leading column."""
    grid = grid_of_rows(
        [
            ["一级指标", "二级指标", "三级指标", "得分"],
            ["产出", "数量", "清淤长度", "9.5"],
            ["", "", "监测点位", "8"],
            ["", "质量", "合格率", "10"],
        ]
    )
    spans = {cell.text: cell.row_span for cell in grid.cells if cell.text}
    assert (spans["产出"], spans["数量"], spans["质量"], spans["监测点位"]) == (3, 2, 1, 1)
