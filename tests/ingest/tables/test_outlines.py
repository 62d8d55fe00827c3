"""What a reader of rows and columns sees of a table: whose form it is, its title, units of ratios, codes."""

from dataclasses import replace

import pytest

from corpus.report import Table
from ingest.tables import reconstruct
from ingest.titles import with_titles
from tests.ingest.tables.drawing import drawn, word

PROJECTS = ["馆藏数字化", "档案库房改造", "消防设备更新", "古籍修复", "读者服务提升"]


def form(project, number, how):
    rows = [f"预算数|{number}20.00|执行数|{number}18.00", "完成率|98.33%|得分|9.8"]
    above = ["项目绩效自评表", "单位：万元"]
    if how == "line":
        above = ["项目绩效自评表", f"项目名称：{project}", "单位：万元"]
    elif how == "row":
        rows = [f"项目名称|{project}|<|<", *rows]
    else:
        rows = [f"项目名称|{project}|主管部门|星桥区档案馆", "项目编号|A01|负责人|张三", *rows]
    return drawn(rows, top=140.0, number=number, above=above)


@pytest.mark.parametrize("how", ["line", "row", "pairs"])
def test_forms_of_the_same_title_carry_their_projects_name(how):
    """Five forms, a page each, are five tables, and each row says of which project it is."""
    found = reconstruct([form(project, at, how) for at, project in enumerate(PROJECTS, 1)])
    assert [table.title for table in found.tables] == ["项目绩效自评表"] * 5
    assert [r.row_path for r in found.records if r.row_label == "预算数"] == [(p, "预算数") for p in PROJECTS]
    assert {r.row_path[0] for r in found.records} == set(PROJECTS)


def test_a_form_that_names_its_project_on_both_pages_is_one():
    """The same project named again continues the form."""
    first = form(PROJECTS[0], 1, "row")
    second = drawn(
        [f"项目名称|{PROJECTS[0]}|<|<", "人数|12|次数|3"], top=140.0, number=2, above=["项目绩效自评表"]
    )
    assert len(reconstruct([first, second]).tables) == 1


@pytest.mark.parametrize(
    ("label", "raw", "unit"),
    [
        ("比上年增长（%）", "5.00", "%"),
        ("同比增长%", "3.2", "%"),
        ("增长百分比", "3.2", "%"),
        ("增幅", "4.1%", "%"),
        ("增减幅度", "1.1", None),
        ("预算完成率", "98.00", None),
        ("支出执行进度", "98.00", None),
        ("占比", "10.5", None),
        ("支出合计", "10.5", "万元"),
    ],
)
def test_ratios_under_a_unit_of_money_have_their_own(label, raw, unit):
    """A share is never so many 万元."""
    page = drawn(["项目|本年", "收入|100.00", f"{label}|{raw}"], above=["收支表", "单位：万元"])
    assert {r.row_label: r.unit for r in reconstruct([page]).records}[label] == unit


def test_units_of_a_group_hold_for_its_rows_but_for_what_is_counted():
    """项目资金（万元） says the unit of all sums under it, not of the people under it."""
    rows = ["项目资金（万元）|年度资金总额：|120.00", "^|其中：财政拨款|100.00", "^|受益人数|20"]
    found = reconstruct([drawn(rows, above=["绩效目标表"])]).records
    assert [r.unit for r in found][:2] == ["万元", "万元"]
    assert found[2].unit != "万元"


def test_sides_are_told():
    """Every record of a two-sided table begins its columns with its side."""
    rows = [
        "收入|<|支出|<",
        "项目|金额|项目|金额",
        "一、拨款|5.00|一、教育|2.00",
        "|| 二、卫生|3.00",
        "合计|5.00|合计|5.00",
    ]
    found = reconstruct([drawn(rows, above=["收支总表"])]).records
    assert {(r.column_path[0], r.row_label) for r in found if r.value is not None} == {
        ("收入", "一、拨款"),
        ("收入", "合计"),
        ("支出", "一、教育"),
        ("支出", "二、卫生"),
        ("支出", "合计"),
    }


def test_codes_cut_over_lines_are_whole():
    """A code that its narrow cell breaks is one code, in a column of its own or before its label."""
    page = drawn(["科目编码|科目名称|金额", "201|公共服务|9.00", "|运行|9.00"], above=["支出表"])
    words = (*page.words, word("20103", 64.0, 190.0), word("01", 64.0, 202.0))
    found = reconstruct([replace(page, words=words)]).records
    assert [r.row_code for r in found] == ["201", "2010301"]
    page = drawn(["科目|金额", "201公共服务|9.00", "|9.00"], above=["支出表"])
    words = (*page.words, word("20103", 64.0, 190.0), word("01行政运行", 64.0, 201.0))
    found = reconstruct([replace(page, words=words)]).records
    assert [(r.row_code, r.row_label) for r in found] == [("201", "公共服务"), ("2010301", "行政运行")]


def test_depth_and_parent_survive_a_page_break():
    """Rows on the next page stand under the rows of the page before."""
    one = drawn(
        ["科目编码|科目名称|金额", "201|公共服务|9.00", "20103|行政事务|9.00"],
        top=560.0,
        above=["支出表", "单位：元"],
    )
    two = drawn(
        ["科目编码|科目名称|金额", "2010301|行政运行|4.00", "2010302|一般管理|5.00"], top=60.0, number=2
    )
    found = reconstruct([one, two]).records
    assert [r.row_path for r in found][2:] == [
        ("公共服务", "行政事务", "行政运行"),
        ("公共服务", "行政事务", "一般管理"),
    ]
    assert found[-1].row_path_codes == ("201", "20103", "2010302")


def test_tables_without_a_title_are_called_by_their_heading():
    """The nearest heading names the table and its records; a title of its own stays."""
    named = Table(1, None, "收支表", None, (1,), (), ("一、概况",))
    bare = Table(2, None, None, None, (1,), (), ("第二部分", "（五）车辆情况"))
    long = Table(3, None, None, None, (1,), (), ("一" * 60,))
    record = reconstruct([drawn(["项目|数量", "轿车|3"])]).records[0]
    records = [replace(record, table=n, title=t.title) for n, t in ((1, named), (2, bare), (3, long))]
    tables, told = with_titles([named, bare, long], records)
    assert [t.title for t in tables] == ["收支表", "车辆情况", None]
    assert [r.title for r in told] == ["收支表", "车辆情况", None]
