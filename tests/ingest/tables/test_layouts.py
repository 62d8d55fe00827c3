"""Layouts that offices and companies print: what numbers columns, units, notes, captions in the grid."""

from dataclasses import replace
from decimal import Decimal

from corpus.report import Box
from ingest.tables import reconstruct
from tests.ingest.tables.drawing import HIGH, LEFT, drawn, word


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


def units(*rows, above=("某某表",), **how):
    """Label, last heading and unit of every figure."""
    return {(label, path[-1]): unit for _, label, path, _, unit in stated(*rows, above=above, **how)}


def test_the_unit_of_a_table_beside_its_currency_and_in_its_title():
    """单位：元 币种：人民币 on one line; （单位：万元） at the end of the title."""
    rows = ["项目|期末余额", "甲|1.00"]
    assert units(*rows, above=["某某表", "单位：元 币种：人民币 审计类型：未经审计"]) == {
        ("甲", "期末余额"): "元"
    }
    table = reconstruct([drawn(rows, above=["某某支出汇总表（单位：万元）"])]).tables[0]
    assert (table.title, table.unit) == ("某某支出汇总表", "万元")
    assert units(*rows, above=["编制单位：元氏县某某局"]) == {("甲", "期末余额"): None}


def test_a_heading_that_is_a_unit_is_the_unit():
    """万元, 元 and 人次 as the lowest headings."""
    rows = ["项目|金额|<|人次", "^|万元|元|^", "甲|1.00|10000.00|12"]
    found = units(*rows)
    assert found == {("甲", "万元"): "万元", ("甲", "元"): "元", ("甲", "人次"): "人次"}


def test_a_column_of_units_tells_the_unit_of_each_row():
    """单位 beside the labels; where a column counts things, 计量单位 is what it counts in, and the
    money beside it stays money."""
    assert units("指标|单位|2023年|2024年", "人口|万人|1.50|1.60", "出生率|‰|6.70|6.30") == {
        ("人口", "2023年"): "万人",
        ("人口", "2024年"): "万人",
        ("出生率", "2023年"): "‰",
        ("出生率", "2024年"): "‰",
    }
    rows = ["品目|数量|计量单位|预算数", "电脑|25|台|12.50", "桌椅|40|套|4.80"]
    found = units(*rows, above=("某某表", "单位：万元"))
    assert found == {
        ("电脑", "数量"): "台",
        ("电脑", "预算数"): "万元",
        ("桌椅", "数量"): "套",
        ("桌椅", "预算数"): "万元",
    }


def test_what_cars_are_worth_is_money():
    """车辆（辆） under 价值 is in the table's unit, under 数量 in 辆; a number of things is no money."""
    rows = [
        "项目|数量|<|价值|<",
        "^|年初数|年末数|年初数|年末数",
        "车辆（辆）|12|11|300.00|260.00",
        "其他|3|3|1.00|1.00",
    ]
    found = stated(*rows)
    assert [unit for *_, unit in found] == ["辆", "辆", "万元", "万元", None, None, "万元", "万元"]


def test_numbers_of_notes_are_no_figures():
    """附注 points to a note."""
    found = stated("项目|附注五|本期发生额", "甲|38|1.00", "乙|39|2.00", "丙|42|3.00")
    assert [(label, path) for _, label, path, *_ in found] == [(name, ("本期发生额",)) for name in "甲乙丙"]


def test_not_applicable_is_no_label():
    """A column in which most cells say 不适用 is still one of figures."""
    found = stated("项目|本期|增减变动幅度（%）", "甲|1.00|12.34", "乙|-2.00|不适用", "丙|-3.00|不适用")
    assert [(path, value) for _, label, path, value, _ in found if label == "甲"] == [
        (("本期",), Decimal("1.00")),
        (("增减变动幅度（%）",), Decimal("12.34")),
    ]


def test_the_deepest_level_of_labels_names_the_row():
    """三级指标 names the row even where each 二级指标 has only one."""
    rows = ["一级指标|二级指标|三级指标|分值|得分", "产出|数量|系统数|20|20", "^|质量|可用率|15|15"]
    assert [label for _, label, *_ in stated(*rows)] == ["系统数", "系统数", "可用率", "可用率"]


def test_a_code_in_a_form_is_no_figure():
    """邮政编码 has a value that measures nothing."""
    found = stated("单位|某某所|负责人|张三", "在职人数|115|编制人数|120", "电话|010-1|邮政编码|100045")
    assert [label for _, label, *_ in found] == ["在职人数", "编制人数"]


def test_two_figures_of_one_row_under_one_heading_are_not_told():
    """Where no heading tells two figures apart, neither is a record."""
    rows = ["项目|支出|<|<", "甲|1.00|2.00|3.00", "乙|4.00|5.00|6.00"]
    assert stated(*rows) == []


def test_two_rows_of_figures_beside_one_label_are_not_told():
    """Where only one label stands beside two rows of figures, these are no records."""
    rows = ["项目|预算|决算", "甲|1.00|2.00", "^|3.00|4.00", "乙|5.00|6.00", "丙|7.00|8.00", "丁|9.00|9.50"]
    assert [label for _, label, *_ in stated(*rows)] == ["乙", "乙", "丙", "丙", "丁", "丁"]


def test_a_label_that_stands_for_several_rows_without_rules_does_not_name_them():
    """人员类 beside the first of its rows only, no upright rule to tell: each row has its own name."""
    rows = [
        "类别|项目|预算数|执行数",
        "人员类|工资|1.00|1.00",
        "|社保|2.00|2.00",
        "公用类|办公|3.00|3.00",
        "|差旅|4.00|4.00",
    ]
    found = stated(*rows, upright=False)
    assert [label for _, label, *_ in found][::2] == ["工资", "社保", "办公", "差旅"]


def test_the_first_rows_of_a_grid_may_be_its_caption():
    """Title, owner and unit printed as rows of the table: they head nothing and name no row."""
    rows = ["某某支出明细表|<|<", "编制单位：某某局|<|单位：万元", "项目|合计|基本支出", "甲|2.00|1.00"]
    found = reconstruct([drawn(rows)])
    assert (found.tables[0].title, found.tables[0].unit) == ("某某支出明细表", "万元")
    assert [(r.row_path, r.column_path, r.unit) for r in found.records] == [
        (("甲",), ("合计",), "万元"),
        (("甲",), ("基本支出",), "万元"),
    ]


def test_years_head_columns():
    """Bare years beside a name, or beside an empty corner, are headings."""
    for corner in ("年度", ""):
        found = stated(f"{corner}|2030|2031", "甲|1.00|2.00", "乙|3.00|4.00")
        assert [(label, path) for _, label, path, *_ in found] == [
            ("甲", ("2030",)),
            ("甲", ("2031",)),
            ("乙", ("2030",)),
            ("乙", ("2031",)),
        ]


def test_a_name_of_rows_right_under_the_header_is_no_heading():
    """非流动资产： alone under the headings, between level lines, heads no column."""
    rows = ["项目|期末余额|期初余额", "非流动资产：||", "甲|1.00|2.00", "乙|3.00|4.00", "丙|5.00|6.00"]
    found = stated(*rows, upright=False)
    assert [(label, path) for _, label, path, *_ in found][:2] == [
        ("甲", ("期末余额",)),
        ("甲", ("期初余额",)),
    ]


def moved(page, text, by_x, by_y):
    """A page with one of its words elsewhere."""
    words = [
        replace(w, box=Box(w.box.x0 + by_x, w.box.top + by_y, w.box.x1 + by_x, w.box.bottom + by_y))
        if w.text == text
        else w
        for w in page.words
    ]
    return replace(page, words=tuple(words))


def test_a_name_of_several_rows_is_not_mixed_with_theirs():
    """收入 in the middle beside two rows, neither column of labels headed, no upright rule: each row
    keeps its own label."""
    rows = [
        "||一季度|二季度",
        "|财政拨款|100000.00|2.00",
        "收入|其他来源|3.00|400000.00",
        "|人员经费|500000.00|6.00",
        "支出|公用经费|7.00|800000.00",
    ]
    page = drawn(rows, above=("某某表", "单位：万元"), upright=False)
    page = moved(moved(page, "收入", 0, -12), "支出", 0, -12)
    found = reconstruct([page]).records
    assert [r.row_label for r in found][::2] == ["财政拨款", "其他来源", "人员经费", "公用经费"]


def test_a_label_that_may_be_two_is_none():
    """What stands beside a label on another height, in a column that is not told apart, makes it
    unclear what the row is called: no record says so."""
    rows = ["项目|一季度|二季度", "财政拨款|1.00|2.00", "其他|3.00|4.00", "人员|5.00|6.00", "公用|7.00|8.00"]
    page = drawn(rows, above=("某某表", "单位：万元"), upright=False)
    group = word("收入", LEFT + 10, 140.0 + 2 * HIGH)
    page = replace(page, words=(*page.words, group))
    assert "收入其他" not in {r.row_label for r in reconstruct([page]).records}
    assert {r.row_label for r in reconstruct([page]).records} == {"财政拨款", "人员", "公用"}


def test_ranks_have_no_unit_and_days_are_no_figures():
    """位次 is not in 亿元; 20300301 under 开工日期 is a day, 2030 under 购置年份 a year."""
    assert units("县区|总量|位次", "甲|1.50|1", "乙|1.40|2", above=("某某表", "单位：亿元")) == {
        ("甲", "总量"): "亿元",
        ("甲", "位次"): None,
        ("乙", "总量"): "亿元",
        ("乙", "位次"): None,
    }
    rows = ["项目|开工日期|购置年份|总投资", "甲工程|20300301|2030|1.00", "乙工程|2030.03|2031|2.00"]
    assert [path for _, _, path, *_ in stated(*rows)] == [("总投资",)] * 2


def test_months_by_number_name_their_rows():
    """1, 2, 3 … with figures only beside them are what the rows are called."""
    found = stated("月份|收入|支出", "1|1.50|2.50", "2|3.50|4.50", "3|5.50|6.50")
    assert [(label, path) for _, label, path, *_ in found][:2] == [("1", ("收入",)), ("1", ("支出",))]
    assert len(found) == 6


def test_the_same_headings_again_begin_a_side():
    """Two sides of a balance sheet, whose labels are headed each in its own words."""
    rows = [
        "资产|期末|年初|负债和权益|期末|年初",
        "现金|1.00|2.00|借款|3.00|4.00",
        "存货|5.00|6.00|应付款|7.00|8.00",
    ]
    found = stated(*rows)
    assert [(label, value) for _, label, _, value, _ in found][:4] == [
        ("现金", Decimal("1.00")),
        ("现金", Decimal("2.00")),
        ("借款", Decimal("3.00")),
        ("借款", Decimal("4.00")),
    ]


def test_a_unit_above_the_title_is_the_tables():
    """单位：万元 on the line over the title."""
    assert units("项目|金额", "甲|1.00", above=["单位：万元", "某某表"]) == {("甲", "金额"): "万元"}


def test_an_amount_in_words_heads_nothing():
    """约12.00 under the header is no second heading."""
    found = stated("项目|金额", "甲|约12.00", "乙|13.00", "丙|14.00")
    assert [(label, path) for _, label, path, *_ in found] == [("乙", ("金额",)), ("丙", ("金额",))]


def test_a_title_between_two_stacks_of_lines_parts_them():
    """Close under one table stands the title of the next, which states no unit: it has not the first's."""
    rows = ["项目|金额", "甲|1.00", "乙|2.00", "丙|3.00"]
    first = drawn(rows, above=("某某收支表", "单位：万元"), upright=False)
    second = drawn(rows, top=140.0 + 5 * HIGH, above=("另一收支表",), upright=False)
    page = replace(first, words=(*first.words, *second.words), rules=(*first.rules, *second.rules))
    found = reconstruct([page])
    assert [(table.title, table.unit) for table in found.tables] == [
        ("某某收支表", "万元"),
        ("另一收支表", None),
    ]
