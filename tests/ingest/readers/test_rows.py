"""Rows of sheets and of separated values: where tables begin and end, and what stands above them."""

from __future__ import annotations

from pathlib import Path

from ingest.pipeline import read_report
from ingest.readers.blocks import Paragraph
from ingest.readers.rows import blocks_of_rows

TABLE = [["项目", "预算数", "决算数"], ["甲", "1.50", "2.50"], ["乙", "3.50", "4.50"]]


def outline_of(rows) -> list[str | int]:
    """Lines as they are, tables by their number of rows."""
    return [b.text if isinstance(b, Paragraph) else b.rows for b in blocks_of_rows(rows)]  # type: ignore[union-attr]


def test_a_unit_line_of_several_cells():
    """A line that names body and unit in cells of their own stands above the table, not in it."""
    line = ["填报单位", "云海市星桥区档案馆", "金额单位：万元"]
    assert outline_of([line, *TABLE]) == ["填报单位：云海市星桥区档案馆", "金额单位：万元", 3]
    assert outline_of([["", "单位：", "万元"], *TABLE]) == ["单位：万元", 3]


def test_a_unit_line_begins_another_table():
    """Two tables one right under the other are two, each with its own unit."""
    rows = [["", "", "单位：万元"], *TABLE, ["采购情况表", "", ""], ["", "", "单位：元"], *TABLE]
    assert outline_of(rows) == ["单位：万元", 3, "采购情况表", "单位：元", 3]


def test_a_column_of_units_is_no_unit_line():
    """A heading 单位 beside others heads a column."""
    rows = [["指标", "单位", "数值"], ["产值", "万元", "1.50"], ["人口", "万人", "2.50"]]
    assert outline_of(rows) == [3]


def test_a_row_without_text_in_a_table():
    """Figures in the very same columns go on under a row without text; a lone figure does not."""
    blank = ["", "", ""]
    assert outline_of([*TABLE, blank, ["丙", "5.50", "6.50"]]) == [5]
    assert outline_of([*TABLE, blank, ["编制人数", "30", ""]])[0] == 3


def test_amounts_parted_at_their_own_commas(tmp_path: Path):
    """An amount that was not put in quotes is one amount where the header leaves no other way."""
    path = tmp_path / "a.csv"
    path.write_text(
        "2031年收支表,,\n单位：万元,,\n项目,预算数,决算数\n甲,1,234.50,2.50\n乙,3.50,4.50\n丙,1,200,300\n",
        encoding="utf-8",
    )
    report = read_report(path, path.name)
    found = {(r.row_label, r.column_path, str(r.value)) for r in report.records}
    assert found == {
        ("甲", ("预算数",), "1234.50"),
        ("甲", ("决算数",), "2.50"),
        ("乙", ("预算数",), "3.50"),
        ("乙", ("决算数",), "4.50"),
    }
