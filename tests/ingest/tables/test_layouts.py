"""Layouts that offices and companies print: what numbers columns, units, notes, captions in the grid."""

from decimal import Decimal

from ingest.tables import reconstruct
from tests.ingest.tables.drawing import drawn


def stated(*rows, above=("某某表", "单位：万元"), **how):
    """(code, label, column path, value, unit) of every figure of a drawn table."""
    found = reconstruct([drawn(rows, above=above, **how)]).records
    return [(r.row_code, r.row_label, r.column_path, r.value, r.unit) for r in found if r.value is not None]


def test_levels_of_codes_stand_in_the_row_that_numbers_the_columns():
    """类 款 项 beside 栏次 1 2: no row of figures, and the codes under them stay codes."""
    rows = [
        "项目|<|<|<|本年收入合计|财政拨款",
        "功能分类科目编码|<|<|科目名称|^|^",
        "类|款|项|栏次|1|2",
        "合计|<|<|<|9.00|8.00",
        "201|||甲|5.00|4.00",
        "201|06|01|乙|4.00|",
    ]
    assert stated(*rows) == [
        (None, "合计", ("本年收入合计",), Decimal("9.00"), "万元"),
        (None, "合计", ("财政拨款",), Decimal("8.00"), "万元"),
        ("201", "甲", ("本年收入合计",), Decimal("5.00"), "万元"),
        ("201", "甲", ("财政拨款",), Decimal("4.00"), "万元"),
        ("2010601", "乙", ("本年收入合计",), Decimal("4.00"), "万元"),
    ]


def test_headings_of_codes_reach_down_beside_the_first_row():
    """类 款 项 over two rows, 栏次 and the sum beside them: the sum is called what it is called."""
    rows = [
        "项目|<|<|<|本年收入合计|财政拨款",
        "功能分类科目编码|<|<|科目名称|^|^",
        "类|款|项|栏次|1|2",
        "^|^|^|合计|9.00|8.00",
        "201|06|01|乙|4.00|3.00",
    ]
    assert [(code, label) for code, label, *_ in stated(*rows)] == [(None, "合计")] * 2 + [
        ("2010601", "乙")
    ] * 2
