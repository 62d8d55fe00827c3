"""Forms of labels and values that only level lines part: title and unit reach all of them."""

import pytest

from ingest.tables import reconstruct
from tests.ingest.tables.drawing import drawn

KEYS = "部门名称|星桥区档案馆|评价年度|2031年"
FORMS = [
    [
        KEYS,
        "全年预算数|3,908.84|年初预算数|3,633.95",
        "实际支出数|3,890.30|预算调整数|274.89",
        "完成率|99.53%|调整率|7.56%",
    ],
    [KEYS, "年度预算|120.50|实际支出|118.25", "其中：财政资金|100.00|其他资金|18.25"],
    ["项目名称|馆藏数字化|主管部门|星桥区档案馆", "预算数|88.00|执行数|80.00", "分值|10|得分|9.5"],
    [
        "填报单位|云海市气象局|填报人|甲",
        "预算数|12.00|执行数|11.00",
        "上年结转|1.00|其他资金|2.00",
        "执行率|91.67%|得分|9.17",
    ],
    [
        "预算单位|云海市气象局|评价年度|2030年",
        "收入|500.25|支出|480.00",
        "基本支出|300.00|项目支出|180.00",
        "结余|20.25|结转|0.00",
    ],
]


@pytest.mark.parametrize("rows", FORMS)
def test_forms_without_upright_rules(rows):
    """Each figure has the label left of it, and the table's title; ratios have their own unit."""
    page = drawn(rows, above=["部门整体支出绩效自评表", "单位：万元"], upright=False)
    found = reconstruct([page])
    wanted = [(row[at], row[at + 1]) for text in rows[1:] for row in [text.split("|")] for at in (0, 2)]
    assert [(r.row_label, r.raw) for r in found.records] == wanted
    assert {r.title for r in found.records} == {"部门整体支出绩效自评表"}
    money = [r for r in found.records if "." in r.raw and "%" not in r.raw and "分" not in r.row_label]
    assert {r.unit for r in money if "率" not in r.row_label} == {"万元"}
    assert {r.unit for r in found.records if "%" in r.raw} <= {"%"}
