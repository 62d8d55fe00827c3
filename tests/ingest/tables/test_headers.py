"""Headers that print leaves blank places in, or that share a row with the first figures."""

import pytest

from ingest.tables import reconstruct
from tests.ingest.tables.drawing import drawn


def records(*rows, above=("某某决算表", "单位：万元")):
    return reconstruct([drawn(rows, above=above)]).records


BLANK_ROWS = [
    (["三公经费|<|<|<", "合计|<|出国费|<", "||^|^", "预算数|决算数|预算数|决算数", "9.5|9.0|1.5|1.0"], 4),
    (["三公经费|<|<|<", "合计|出国费|用车费|<", "|^||", "^|^|购置|运行", "9.5|9.0|1.5|1.0"], 4),
    (["合计|<|出国费|<", "||^|^", "||^|^", "预算数|决算数|预算数|决算数", "9.5|9.0|1.5|1.0"], 4),
    (["甲类|<|乙类|<", "^|^||", "金额|占比|金额|占比", "9.5|9.0|1.5|1.0"], 4),
    (["三公经费|<|<|<", "合计|出国费|用车费|<", "^|||", "数额|数额|购置额|运行额", "9.5|9.0|1.5|1.0"], 4),
]


@pytest.mark.parametrize(("rows", "count"), BLANK_ROWS)
def test_a_blank_row_beside_merged_headings_does_not_end_the_header(rows, count):
    """All figures of the one row have their headings, and the row is called as the band over it."""
    found = records(*rows)
    assert [r.raw for r in found] == ["9.5", "9.0", "1.5", "1.0"][:count]
    assert all(r.column_path for r in found)
    assert len({r.column_path for r in found}) == count
    assert {r.row_label for r in found} == ({"三公经费"} if rows[0].startswith("三公") else {None})


@pytest.mark.parametrize("over", ["项目", "支出功能分类", "科目编码", "功能分类科目编码", "支出功能分类科目"])
@pytest.mark.parametrize("first", ["合计", "总计"])
def test_levels_of_codes_beside_the_first_sum_are_headings(over, first):
    """类, 款 and 项 stand level with 合计 and its figures: codes are no figures, rows have their code."""
    found = records(
        f"{over}|<|<|科目名称|本年支出合计|基本支出",
        f"类|款|项|{first}|1,020.30|800.10",
        "201|||一般公共服务支出|1,020.30|800.10",
        "201|03||政府办公厅|1,020.30|800.10",
        "201|03|01|行政运行|1,020.30|800.10",
    )
    assert {r.column_path for r in found} == {("本年支出合计",), ("基本支出",)}
    assert [r.row_code for r in found[::2]] == [None, "201", "20103", "2010301"]
    assert found[0].row_label == first
    assert found[-1].row_path[-3:] == ("一般公共服务支出", "政府办公厅", "行政运行")
