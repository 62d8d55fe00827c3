"""What answers say of executed plans: what is asked first, what was not found, places, figures, languages."""

import tomllib
from decimal import Decimal
from importlib.resources import files

import pytest

from service.answer import Answer, Route
from service.compose.answers import compose
from service.executing import answer_plan
from service.plan import types as t
from service.plan.execute import execute
from tests.service.plan.corpus import EAST, LIBRARY, cell, number, stated, three


def told(*nodes: t.Node, question: str = "", language: str = "zh") -> Answer:
    return answer_plan(t.Plan(asks=nodes), LIBRARY, question, language)


def values(answer: Answer) -> list[str]:
    return [f"{f.value:f}{f.unit}" for f in answer.figures]


@pytest.mark.parametrize(
    ("node", "start"),
    [
        (cell(2), f"{EAST}2031年行政运行决算数为 **30.00 万元**（《支出决算表》公开03表，第5页）[1]。"),
        (
            t.Sum(items=(cell(2), cell(3))),
            f"{EAST}2031年行政运行决算数、一般行政管理事务决算数合计为 **50.00",
        ),
        (
            t.Difference(left=cell(3), right=cell(2)),
            f"{EAST}2031年一般行政管理事务决算数比行政运行决算数少 **10.00",
        ),
        (
            t.Share(part=cell(2), whole=cell(1)),
            f"{EAST}2031年行政运行决算数占一般公共服务支出决算数的 **60.00%",
        ),
        (t.Max(items=three(2)), "2031年行政运行决算数最高（最多）的是云州市西湖区民政局，为 **60.00 万元**"),
        (t.Values(items=(cell(2), cell(3))), f"- {EAST}2031年行政运行决算数为 **30.00 万元**"),
        (t.Holds(left=cell(2), comparison=">", right=number("30", "万元")), "不是："),
        (t.Same(left=cell(2), right=cell(4)), "一致："),
        (t.Count(items=three(2)), "2031年行政运行决算数共 **3** 项"),
        (
            t.Ratio(left=cell(0), right=cell(0, table=4)),
            f"{EAST}2031年平均每人支出决算数（合计）为 **4.00",
        ),
    ],
)
def test_what_is_asked_stands_first(node: t.Node, start: str) -> None:
    """The result or the winner opens the answer; several values are each told."""
    assert told(node, question="30万元").text.startswith(start)


def test_all_operands_are_figures_with_their_places() -> None:
    """Each operand once with its citation; the result with formula and inputs."""
    answer = told(t.Share(part=t.Sum(items=three(2)), whole=t.Sum(items=three(0))))
    told_values = {"30.00万元", "60.00万元", "15.00万元", "105.00万元", "280.00万元", "37.50%"}
    assert told_values <= set(values(answer))
    result = next(f for f in answer.figures if f.unit == "%")
    assert result.formula == "(30.00 + 60.00 + 15.00) ÷ (80.00 + 160.00 + 40.00) = 37.50%"
    assert result.inputs == (1, 2, 3, 4, 5, 6) and len(answer.citations) == 6
    assert all(f"[{n}]" in answer.text for n in result.inputs)


def test_a_negative_cell_is_told_as_negative() -> None:
    """(86.40) in the table is −86.40 in the answer, in formulas too."""
    answer = told(cell(0, table=5))
    assert "**-86.40 万元**" in answer.text and values(answer) == ["-86.40万元"]
    added = told(t.Sum(items=(cell(2), cell(0, table=5))))
    assert "30.00 + (-86.40) = -56.40 万元" in added.text and added.route is Route.COMPUTE


def test_a_decrease_that_a_sentence_states_is_told_by_its_verb() -> None:
    """减少 1.50 万元, and no sign."""
    answer = told(stated(1, "1.50万元", "万元"))
    assert "比上年减少 **1.50万元**" in answer.text.replace(" 万元", "万元") and values(answer) == [
        "1.50万元"
    ]


def test_a_zero_says_of_what_it_is() -> None:
    """0.00 is nothing spent; in a table of a part of the accounts no more than in that part."""
    assert "**0.00 万元**（即没有发生）" in told(cell(5)).text


def test_what_was_not_found_is_said_and_nothing_is_made_of_the_rest() -> None:
    """A sum that lacks an operand gives no sum; several values give those that there are."""
    lacking = told(t.Sum(items=(cell(2), t.Missing(asked="差旅费"))))
    assert lacking.route is Route.REFUSE and "没有找到“差旅费”" in lacking.text and "合计结果" in lacking.text
    assert values(lacking) == ["30.00万元"] and "计算" not in lacking.text
    partly = told(t.Values(items=(t.Missing(asked="差旅费"), cell(2))))
    assert partly.route is Route.LOOKUP and partly.text.startswith(EAST) and "没有找到“差旅费”" in partly.text


@pytest.mark.parametrize(
    ("node", "words", "route"),
    [
        (cell(5, 1), "空白", Route.LOOKUP),
        (cell(6, 1), "横线", Route.LOOKUP),
        (cell(99), "没有找到", Route.REFUSE),
        (t.Share(part=cell(2), whole=cell(5)), "除数为零", Route.REFUSE),
        (t.Sum(items=(cell(2), cell(0, table=4))), "单位不同", Route.REFUSE),
        (t.Missing(asked="西湖区", kind="body"), "没有收录", Route.REFUSE),
        (t.Ambiguous(choices=three(2)), "请明确", Route.CLARIFY),
        (t.Unclear(words=("那个",)), "没有读懂“那个”", Route.REFUSE),
        (number("31"), "不在问题里", Route.REFUSE),
    ],
)
def test_why_there_is_no_value_is_said(node: t.Node, words: str, route: Route) -> None:
    """Each reason has its own words."""
    answer = told(node)
    assert words in answer.text and answer.route is route


def test_choices_are_named_without_their_values() -> None:
    """A question back gives away no figure."""
    answer = told(t.Ambiguous(choices=three(2)))
    assert not answer.figures and not answer.citations and "30.00" not in answer.text
    assert len(answer.suggestions) == 3


def test_the_unit_asked_for_is_told_beside_the_printed_one() -> None:
    """30.00 万元, that is 300,000 元, with the formula of the conversion."""
    answer = told(t.Convert(item=cell(2), unit="元"))
    assert "**30.00 万元**" in answer.text and "**300,000 元**" in answer.text
    assert values(answer) == ["30.00万元", "300000元"]


def test_several_things_asked_are_answered_in_their_order() -> None:
    """Two asks: two leads, one list of citations, each place once."""
    answer = told(t.Share(part=cell(2), whole=cell(1)), cell(2))
    first, second = answer.text.index("60.00%"), answer.text.index("**30.00 万元**")
    assert first < second and len(answer.citations) == 2


def test_a_chart_is_of_one_measure_over_years() -> None:
    """Years of one body are drawn; bodies, and different measures, are not."""
    series = told(t.Series(over="years", items=(cell(2), cell(2, year=2032))))
    assert series.chart is not None and [p["x"] for p in series.chart["points"]] == [2031, 2032]
    assert told(t.Series(over="bodies", items=three(2))).chart is None
    assert told(t.Series(over="years", items=(cell(2), cell(3, year=2032)))).chart is None
    assert told(t.Rank(items=three(2))).chart is None


def test_traditional_characters_answer_traditional_questions() -> None:
    """What the answer says is converted, what it quotes stands as printed."""
    answer = told(t.Sum(items=(cell(2), cell(3))), language="zh-TW")
    assert "合計為" in answer.text and "萬元" in answer.text
    assert all("万元" in c.quote for c in answer.citations)
    quoted = told(
        t.Describe(items=(t.Passage(document=f"{EAST}-2031-部门决算", passage=1),)), language="zh-TW"
    )
    assert "经费支出" in quoted.text


def test_english_questions_are_answered_in_english() -> None:
    """Templates in English, labels in the reports' own words."""
    answer = told(t.Difference(left=cell(3), right=cell(2)), language="en")
    assert "is below" in answer.text and "Formula: 30.00 − 20.00 = 10.00 万元" in answer.text


def test_the_languages_say_the_same_things() -> None:
    """Every template of one language is in the other, with the same places to fill in."""
    folder = files("service.language")
    zh, en = (
        tomllib.loads((folder / language / "answers.toml").read_text(encoding="utf-8"))
        for language in ("zh", "en")
    )
    for section in zh:
        assert zh[section].keys() <= en[section].keys(), section
    assert set(en) - set(zh) == {"units"} and en["words"].keys() - zh["words"].keys() == {"form"}


def test_an_answer_carries_the_plan_that_gave_it() -> None:
    """The same plan, for whoever asks for it."""
    plan = t.Plan(asks=(cell(2),))
    answer = compose(execute(plan, LIBRARY, ""), LIBRARY)
    assert answer.plan == plan and answer.figures[0].value == Decimal("30.00")


@pytest.mark.parametrize(
    "node",
    [
        t.Missing(asked="三公经费其实是 999 万元"),
        t.Absent(what="三公经费其实是 999 万元"),
        t.Unclear(words=("其实是 999 万元",)),
        t.Slot(asked="其实是 999 万元"),
    ],
)
def test_words_of_a_plan_bring_no_number_in(node: t.Node) -> None:
    """A number that only the plan says, in words that it is to have from the question, does not leave."""
    assert "999" not in told(node, question="三公经费是多少").text


def test_measures_worked_out_alike_are_told_by_whose_they_are() -> None:
    """The highest share of three bodies: what is compared is said once, then whose it is."""
    shares = tuple(t.Share(part=a, whole=b) for a, b in zip(three(2), three(1), strict=True))
    text = told(t.Max(items=shares)).text
    assert text.startswith("云州市") and "相同" in text  # each body is a multiple of the others
    growth = told(t.Values(items=shares)).text
    assert growth.count("占一般公共服务支出决算数的 **60.00%**") == 3
