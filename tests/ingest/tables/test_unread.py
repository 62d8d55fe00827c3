"""Cells of columns of figures that cannot be read: told as such, never as blank, never by a neighbour."""

from decimal import Decimal

import pytest

from ingest.tables import reconstruct
from tests.ingest.tables.drawing import drawn

HEADER = "项目|决算数|其中：财政拨款"


def table_of(*rows, header=HEADER):
    return reconstruct([drawn([header, *rows], above=["支出决算表", "单位：万元"])])


@pytest.mark.parametrize("said", ["86.40-", "详见附表", "1.28.64", "12,3456.7", "见注3", "##########"])
def test_what_is_no_figure_blocks_its_cell(said):
    """The record is there, without a value, with what is printed; the table is less certain, not lost."""
    found = table_of(f"教育支出|{said}|980.00", "卫生支出|48.20|40.00", "住房支出|7.00|6.00")
    by_place = {(r.row_label, r.column_path[-1]): r for r in found.records}
    unread = by_place["教育支出", "决算数"]
    assert (unread.value, unread.raw, unread.unread) == (None, said, True)
    assert by_place["教育支出", "其中：财政拨款"].value == Decimal("980.00")
    assert not any(r.unread for place, r in by_place.items() if place != ("教育支出", "决算数"))
    assert 0.6 <= found.tables[0].confidence < 1
    (problem,) = found.problems
    assert problem.code == "table_read_in_part"
    assert "支出决算表" in problem.message


def test_a_column_of_broken_figures_is_none_of_labels():
    """Where most cells cannot be read, the heading still says that figures stand there."""
    found = table_of("甲|12.40-|9.00", "乙|48.20-|40.00", "丙|7.7.0|6.00", "丁|5.00|4.00")
    assert [r.raw for r in found.records if r.unread] == ["12.40-", "48.20-", "7.7.0"]
    assert [r.row_label for r in found.records if r.value is not None] == ["甲", "乙", "丙", "丁", "丁"]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1.286,40", "1286.40"),
        ("12.345.678,9", "12345678.9"),
        ("-1.286,40", "-1286.40"),
        ("(1.020,5)", "-1020.5"),
    ],
)
def test_points_for_thousands_are_read(raw, value):
    """A comma before the decimals and points between the thousands can be read in one way only."""
    found = table_of(f"教育支出|{raw}|980.00", "卫生支出|48.20|40.00")
    assert next(r for r in found.records if r.raw == raw).value == Decimal(value)
    assert found.tables[0].confidence == 1.0


@pytest.mark.parametrize("said", ["无", "不适用", "—", ""])
def test_what_says_nothing_is_a_stated_blank(said):
    """A dash or 不适用 says that there is no figure: the cell can be read."""
    found = table_of(f"教育支出|{said}|980.00", "卫生支出|48.20|40.00")
    assert not any(r.unread for r in found.records)
    assert found.tables[0].confidence == 1.0
    assert found.problems == ()


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("(86.40)", "-86.40"),
        ("（86.40）", "-86.40"),
        ("△86.40", "-86.40"),
        ("▲1,286.40", "-1286.40"),
        ("\u221286.40", "-86.40"),
        ("－86.40", "-86.40"),
        ("+86.40", "86.40"),
    ],
)
def test_signs_in_every_print(raw, value):
    """Brackets, triangles and every dash make a figure negative."""
    found = table_of(f"教育支出|{raw}|980.00", "卫生支出|48.20|40.00")
    assert next(r for r in found.records if r.raw == raw).value == Decimal(value)


@pytest.mark.parametrize("said", ["详见附表", "##########", "86.40-"])
def test_a_row_in_which_nothing_can_be_read_is_told(said):
    """Under headings of figures it states figures, though none of them can be read."""
    found = table_of(f"教育支出|{said}|{said}", "卫生支出|48.20|40.00", "住房支出|7.00|6.00")
    assert [(r.row_label, r.raw) for r in found.records if r.unread] == [("教育支出", said)] * 2
