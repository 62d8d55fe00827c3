"""What a figure is counted in, where row, column and table say different things."""

from __future__ import annotations

from pathlib import Path

from tests.ingest.tables.ready import told


def test_what_a_row_counts_is_not_what_it_is_worth(tmp_path: Path):
    """A row's own unit holds for its numbers, not for the money beside them."""
    rows = [["项目", "数量", "账面价值"], ["房屋（平方米）", "3200", "21.50"], ["汽车（辆）", "12", "3.10"]]
    assert told(tmp_path, rows) == {
        ("房屋（平方米）", "数量"): ("3200", "平方米"),
        ("房屋（平方米）", "账面价值"): ("21.50", "万元"),
        ("汽车（辆）", "数量"): ("12", "辆"),
        ("汽车（辆）", "账面价值"): ("3.10", "万元"),
    }


def test_a_column_of_units(tmp_path: Path):
    """Each row's figures are in the unit that the column of units states, shares left out."""
    rows = [
        ["指标", "单位", "绝对数", "比上年增长（%）"],
        ["地区生产总值", "亿元", "12.50", "5.1"],
        ["粮食产量", "万吨", "45.30", "-1.2"],
        ["常住人口", "万人", "32.10", "0.4"],
    ]
    found = told(tmp_path, rows, unit=None)
    assert [found[label, "绝对数"][1] for label in ("地区生产总值", "粮食产量", "常住人口")] == [
        "亿元",
        "万吨",
        "万人",
    ]
    assert {unit for (_, column), (_, unit) in found.items() if column != "绝对数"} == {"%"}


def test_a_column_of_bodies_is_none_of_units(tmp_path: Path):
    """单位 over names of bodies states no unit."""
    rows = [["序号", "单位", "预算数"], ["1", "档案馆", "12.50"], ["2", "图书馆", "5.10"]]
    assert told(tmp_path, rows) == {
        ("档案馆", "预算数"): ("12.50", "万元"),
        ("图书馆", "预算数"): ("5.10", "万元"),
    }


def test_numbers_of_things_are_not_in_the_table_s_money(tmp_path: Path):
    """数量 in a table of money has the row's unit, or none; what a thing costs is in the table's."""
    rows = [["品目", "计量单位", "数量", "单价"], ["电脑", "台", "20", "0.55"], ["桌椅", "套", "30", "0.12"]]
    found = told(tmp_path, rows)
    assert found["电脑", "数量"] == ("20", "台")
    assert found["电脑", "单价"] == ("0.55", "万元")
    rows = [["品目", "数量", "单价"], ["电脑", "20", "0.55"], ["桌椅", "30", "0.12"]]
    assert told(tmp_path, rows)["电脑", "数量"] == ("20", None)


def test_a_row_that_counts_something_else_is_not_in_the_table_s_unit(tmp_path: Path):
    """Holders are not told in shares where the table is in shares."""
    rows = [["项目", "期末数"], ["普通股股东总数", "79053"], ["限售股份", "1200"]]
    assert told(tmp_path, rows, unit="股") == {
        ("普通股股东总数", "期末数"): ("79053", None),
        ("限售股份", "期末数"): ("1200", "股"),
    }
