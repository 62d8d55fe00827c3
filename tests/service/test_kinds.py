"""Figures of another kind, account, head or period than the one asked for answer nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from service.answer import Answer, Route
from service.answering import Answering
from tests.service.shelf import CITY, GARDEN, OFFICE, Shelf, accounts, table, view

ABROAD = (
    "1.因公出国（境）费支出25.60万元。全年安排出国团组7个、累计19人次。",
    "2.公务接待费支出3.75万元，国内接待11批次、接待人数共84人。",
)
SPENT = (
    "农林水支出36.00万元，占15%。城乡社区支出150.00万元，占62.5%。",
    "会议费决算4.10万元，完成预算6.00万元的68.33%。",
    "行政运行36.00万元，主要用于林业管护站的日常运行。",
)


def held(*sentences: str) -> Answering:
    return Answering(Shelf([accounts(GARDEN, 2031, 3, sentences)]))


def units(answer: Answer) -> set[str]:
    return {figure.unit for figure in answer.figures}


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("青榆区园林局2031年因公出国团组数和人次", "19"),
        ("青榆区园林局2031年因公出国团组数", "7"),
        ("青榆区园林局2031年出国人次", "19"),
        ("青榆区园林局2031年国内接待批次", "11"),
    ],
)
def test_a_number_of_things_is_not_answered_with_money(question: str, number: str) -> None:
    """团组数, 人次 and 批次 ask how many, also without 多少: what was spent on them is no answer."""
    answer = held(*ABROAD).ask(question)
    assert "万元" not in units(answer)
    assert number in answer.text


@pytest.mark.parametrize(
    "question",
    ["青榆区园林局2031年农林水支出预算数是多少", "青榆区园林局2031年城乡社区支出年初预算是多少"],
)
def test_what_was_spent_is_not_what_was_budgeted(question: str) -> None:
    """In a report of final accounts an amount is one of the budget only where it says so."""
    answer = held(*SPENT).ask(question)
    assert answer.route is Route.REFUSE and not answer.figures
    assert "预算数" in answer.text


def test_a_budget_that_a_sentence_states_is_told() -> None:
    """完成预算6.00万元 states the budget of what was asked."""
    (figure,) = held(*SPENT).ask("青榆区园林局2031年会议费预算数是多少").figures
    assert figure.value == Decimal("6.00")


def test_in_a_budget_the_amounts_are_planned() -> None:
    """The same sentence in a budget answers a question for the budget."""
    rows = [("2120501", "苗圃管护", ("城乡社区支出",), ("12.00",))]
    parts = [table(1, None, "支出预算总表", [("合计",)], rows)]
    plan = view(OFFICE, 2032, "部门预算", parts, ["会议费4.10万元，用于召开年度工作会。"])
    (figure,) = Answering(Shelf([plan])).ask("青榆区政府办2032年会议费预算是多少").figures
    assert figure.value == Decimal("4.10")


@pytest.mark.parametrize("wording", ["行政运行", "行政运行多少", "行政运行是多少", "行政运行支出是多少"])
def test_one_entry_under_two_heads_is_asked_back(wording: str) -> None:
    """A sentence that speaks of one of two entries of a name does not say which is meant."""
    answer = held(*SPENT).ask(f"青榆区园林局2031年{wording}")
    assert answer.route is Route.CLARIFY
    assert "园林事务" in answer.text and "林业" in answer.text


def test_the_first_quarter_is_not_the_first_of_all() -> None:
    """第一季度 names a period, and ranks nothing; 排第一 does."""
    rows = [(None, "营业收入", (), ("4755.11", "9.00")), (None, "净利润", (), ("-483.13", "8.00"))]
    parts = [table(1, None, "利润表", [("本期发生额",), ("上期发生额",)], rows, "元")]
    company = "云州电气股份有限公司"
    report = Answering(Shelf([view(company, 2031, "第一季度报告", parts)]))
    answer = report.ask("云州电气2031年第一季度净利润是多少")
    assert [figure.value for figure in answer.figures] == [Decimal("-483.13")]
    both = Answering(Shelf([accounts(GARDEN, 2031, 3), accounts(OFFICE, 2031, 5)]))
    assert both.ask("2031年三公经费支出排第一的是哪个单位").text.startswith(OFFICE)


def test_a_place_called_after_a_body_is_not_the_body() -> None:
    """市府大院 names a place: a report of the city is not singled out by it."""
    told = "市府大院后勤设备维护项目自评94分，发现的问题是电梯老旧、维修频繁。"
    engine = Answering(Shelf([accounts(GARDEN, 2031, 3, (told,)), accounts(CITY, 2031, 2)]))
    assert "电梯老旧" in engine.ask("市府大院后勤设备维护项目2031年发现了什么问题").text


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("青榆区园林局2031年单价50万元以上设备几台", "3"),
        ("青榆区园林局2031年单价100万元以上设备几台", "8"),
    ],
)
def test_what_lies_beyond_one_limit_is_not_what_lies_beyond_another(question: str, number: str) -> None:
    """单价50万元以上 and 100万元以上 are two things, though one sentence counts both."""
    engine = held("单位价值50万元以上通用设备3台（套），单价100万元以上专用设备8台（套）。")
    assert [str(figure.value) for figure in engine.ask(question).figures] == [number]


@pytest.mark.parametrize("wording", ["整体支出绩效自评得分", "整体支出绩效自评得分是多少", "绩效自评得分"])
def test_the_points_of_the_whole_are_not_those_of_a_part(wording: str) -> None:
    """得分 asks for points like 多少分, however the report words the points of the whole."""
    engine = held(
        "经综合测评，2031年度部门整体支出绩效自评96分，自评等级为“优”。",
        "履职效能指标分值50分，反映整体绩效目标的产出情况，自评得分48分。",
    )
    (figure,) = engine.ask(f"青榆区园林局2031年{wording}").figures
    assert figure.value == Decimal(96)


def test_a_word_of_the_language_is_no_slip() -> None:
    """离退休费 is not read as a slip of 退休费, which is a part of it."""
    rows = [("30301", "离休费", (), ("3.00",)), ("30302", "退休费", (), ("40.00",))]
    parts = [table(6, "公开06表", "基本支出决算表", [("金额",)], rows)]
    answer = Answering(Shelf([view(GARDEN, 2031, "部门决算", parts)])).ask("青榆区园林局2031年离退休费")
    assert "理解" not in answer.text
    assert [figure.value for figure in answer.figures] != [Decimal("40.00")]


def test_a_share_of_all_expenditure_is_one_of_the_accounts() -> None:
    """What no table lists is no part of 本年支出合计 unless the question says so; 项目支出 is one."""
    engine = held("政府采购支出总额200.00万元，其中：政府采购服务支出50.00万元。")
    assert not [f for f in engine.ask("青榆区园林局2031年政府采购服务支出占比").figures if f.unit == "%"]
    assert [f for f in engine.ask("青榆区园林局2031年项目支出占比").figures if f.unit == "%"]


def test_an_entry_is_not_taken_apart_into_two_others() -> None:
    """其他城乡社区支出, which no table has, is neither 其他支出 nor 城乡社区支出."""
    rows = [(None, "城乡社区支出", (), ("38.45",)), (None, "其他支出", (), ("2.00",))]
    parts = [table(1, None, "支出决算总表", [("决算数",)], rows)]
    answer = Answering(Shelf([view(GARDEN, 2031, "部门决算", parts)])).ask(
        "青榆区园林局2031年其他城乡社区支出"
    )
    assert not answer.figures


def test_other_is_part_of_a_name() -> None:
    """其他收入 is read whole: 其 begins a word there."""
    (figure,) = held().ask("青榆区园林局2031年其他收入合计是多少").figures
    assert figure.value == Decimal("6.00")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("青榆区园林局2031年经营支出是多少", "事业单位经营收入0万元，事业收入0万元。"),
        ("青榆区园林局2031年预算收入多少", "我局2031年决算收入3308.63万元。"),
        ("青榆区园林局2031年外宾接待人次", "共接待来访外宾0人次；发生国内接待127次，接待人数共1969人。"),
    ],
)
def test_a_figure_by_a_contrary_name_answers_nothing(question: str, told: str) -> None:
    """收入 does not answer for 支出, 决算 not for 预算, a guest at home not for one from abroad."""
    assert not [figure for figure in held(told).ask(question).figures if figure.value]


def test_all_expenditure_is_not_that_for_purchases() -> None:
    """政府采购支出总额 is told for itself alone."""
    engine = held("本部门政府采购支出总额37.05万元。")
    assert Decimal("37.05") not in [f.value for f in engine.ask("青榆区园林局2031年支出总额多少").figures]
    assert engine.ask("青榆区园林局2031年政府采购支出总额多少").figures[0].value == Decimal("37.05")


def test_a_name_that_joins_two_words_is_one_thing() -> None:
    """商品和服务支出合计 adds nothing up; with another entry behind 与 it is one of two."""
    rows = [
        ("302", "商品和服务支出", (), ("316.37",)),
        ("303", "对个人和家庭的补助", (), ("1444.34",)),
        (None, "服务支出", (), ("5.00",)),
    ]
    parts = [table(6, "公开06表", "基本支出决算表", [("金额",)], rows)]
    engine = Answering(Shelf([view(GARDEN, 2031, "部门决算", parts)]))
    (figure,) = engine.ask("青榆区园林局2031年商品和服务支出合计").figures
    assert figure.value == Decimal("316.37")
    both = engine.ask("青榆区园林局2031年商品和服务支出与对个人和家庭的补助合计多少")
    assert Decimal("1760.71") in [f.value for f in both.figures]


def test_a_guest_from_abroad_is_none_at_home() -> None:
    """外宾 asks for visits from abroad, in whatever they are counted."""
    told = "接待国外来访团组20个，来访外宾157人次；发生国内接待2次，接待人数共22人。"
    (figure,) = held(told).ask("青榆区园林局2031年外宾接待多少批").figures
    assert figure.value == Decimal(20)


def test_a_topic_is_not_answered_by_a_number_of_something_else() -> None:
    """绩效目标 asks for no number: that of the projects which have some is none of it."""
    answer = held("编报绩效目标的2031年度项目39个，涉及预算金额44.15万元。").ask("青榆区园林局2031年绩效目标")
    assert Decimal(39) not in [figure.value for figure in answer.figures]


def test_a_name_with_a_budget_in_it_asks_for_no_budget() -> None:
    """一般公共预算财政拨款收入 is one name, and no plan; a blank of the same name gives way."""
    rows = [
        (None, "一、一般公共预算财政拨款", (), ("", "9.00")),
        (None, "一、一般公共预算财政拨款", (), ("97.46", "")),
    ]
    parts = [table(4, None, "财政拨款收入支出决算总表", [("收入", "决算数"), ("支出", "决算数")], rows)]
    told = ("一般公共预算财政拨款支出年初预算为102.10万元，支出决算为97.46万元。",)
    report = view(GARDEN, 2031, "部门决算", parts, told)
    answer = Answering(Shelf([report])).ask("青榆区园林局2031年一般公共预算财政拨款收入")
    assert Decimal("102.10") not in [figure.value for figure in answer.figures]


def test_an_entry_of_a_table_is_not_told_by_what_is_said_of_its_head() -> None:
    """其他对个人和家庭的补助 is its own entry, though only a table of basic expenditure has it."""
    rows = [
        ("303", "对个人和家庭的补助", (), ("1444.34",)),
        ("30399", "其他对个人和家庭的补助支出", ("对个人和家庭的补助",), ("215.39",)),
    ]
    parts = [table(6, "公开06表", "一般公共预算财政拨款基本支出决算表", [("金额",)], rows)]
    told = ("本年基本支出2979.11万元，其中人员经费2661.92万元，包括对个人和家庭的补助1444.34万元。",)
    engine = Answering(Shelf([view(GARDEN, 2031, "部门决算", parts, told)]))
    (figure,) = engine.ask("青榆区园林局2031年其他对个人和家庭的补助").figures
    assert figure.value == Decimal("215.39")


def test_a_share_of_one_whole_is_none_of_another() -> None:
    """占全年预算 is not answered by a share of 三公经费, though its words are common ones."""
    engine = held("“三公”经费支出决算中，因公出国（境）费384.30万元，占95.03%；公务接待费5.78万元，占1.43%。")
    answer = engine.ask("青榆区园林局2031年因公出国经费占全年预算多少")
    assert Decimal("95.03") not in [figure.value for figure in answer.figures]


def test_a_slip_does_not_begin_within_a_word() -> None:
    """资本性支出 is no slip of 本年支出, though all but one of its characters are those."""
    engine = held("2031年度总支出293.26万元，其中本年支出285.35万元。")
    assert Decimal("285.35") not in [f.value for f in engine.ask("青榆区园林局2031年资本性支出").figures]


def test_a_cell_of_a_report_of_final_accounts_is_no_budget() -> None:
    """A cell that names no account is of the final one in such a report, whatever its table is called."""
    rows = [(None, "支出总额", (), ("285.35",)), (None, "其中：一般公共预算支出", (), ("283.86",))]
    report = view(GARDEN, 2031, "部门决算", [table(1, None, None, [("金额",)], rows)])
    engine = Answering(Shelf([report]))
    asked = "青榆区园林局2031年一般公共预算支出"
    assert engine.ask(f"{asked}是多少").figures[0].value == Decimal("283.86")
    assert not engine.ask(f"{asked}年初预算是多少").figures
