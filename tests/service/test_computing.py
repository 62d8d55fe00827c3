from datetime import date
from decimal import Decimal

import pytest

from service.answer import Answer, Figure, Route
from service.answering import Answering
from tests.service.shelf import GARDEN, OFFICE, shelf


@pytest.fixture(scope="module")
def engine() -> Answering:
    return Answering(shelf(), today=lambda: date(2033, 5, 1))


def computed(answer: Answer) -> Figure:
    """The one figure that was computed."""
    (figure,) = [f for f in answer.figures if f.formula]
    return figure


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("青榆区园林局2031年基本支出和项目支出加起来是多少", "240.00", "万元"),
        ("青榆区园林局2031年基本支出和项目支出合计多少", "240.00", "万元"),
        ("把青榆区园林局2031年的基本支出、项目支出相加", "240.00", "万元"),
        ("青榆区园林局2031年基本支出比项目支出多多少", "60.00", "万元"),
        ("青榆区园林局2031年基本支出减去项目支出是多少", "60.00", "万元"),
        ("青榆区园林局2031年项目支出与基本支出相差多少", "60.00", "万元"),
        ("青榆区园林局2031年公务接待费比预算省了多少", "5.25", "万元"),
        ("青榆区园林局2031年公务接待费预算和决算差多少", "5.25", "万元"),
        ("青榆区园林局2031年三公经费超预算了吗", "4.50", "万元"),
        ("青榆区园林局2031年三公经费超了还是省了，差多少", "4.50", "万元"),
        ("青榆区园林局2031年基本支出比项目支出多安排多少", "60.00", "万元"),
        ("青榆区园林局2031年项目支出占本年支出合计的百分比", "37.50", "%"),
        ("青榆区园林局2031年基本支出和项目支出合计占本年支出合计多少", "100.00", "%"),
        ("青榆区园林局2031年项目支出占本年支出合计的比重", "37.50", "%"),
        ("青榆区园林局2031年本年支出里项目支出占百分之几", "37.50", "%"),
        ("青榆区园林局2031年项目支出除以本年支出合计，占比多少", "37.50", "%"),
        ("青榆区园林局2031年基本支出是项目支出的几倍，保留一位小数", "1.7", "倍"),
        ("青榆区园林局和青榆区政府办2031年三公经费决算合计多少", "10.00", "万元"),
        ("青榆区园林局2031年三公经费是青榆区政府办的几倍", "3.00", "倍"),
        ("青榆区园林局2032年三公经费比2031年增长百分之几", "33.33", "%"),
        ("青榆区园林局2030年三公经费是多少，按2031年报告推算", "6.00", "万元"),
    ],
)
def test_a_question_that_computes(engine: Answering, question: str, value: str, unit: str) -> None:
    """Sum, difference, share, multiple, growth and last year's figure, in several wordings each."""
    answer = engine.ask(question)
    figure = computed(answer)
    assert answer.route is Route.COMPUTE
    assert (figure.value, figure.unit) == (Decimal(value), unit)


def test_every_operand_is_cited_and_told(engine: Answering) -> None:
    """The inputs of a formula are figures of their own, each with its place, and the formula is shown."""
    answer = engine.ask("青榆区园林局2031年基本支出和项目支出加起来是多少")
    figure = computed(answer)
    assert "150.00 + 90.00 = 240.00" in answer.text
    assert set(figure.inputs) == {f.citation for f in answer.figures if f.citation}
    assert {f.value for f in answer.figures} == {Decimal("150.00"), Decimal("90.00"), Decimal("240.00")}


def test_whether_the_budget_was_kept_is_said(engine: Answering) -> None:
    """超预算了吗 is answered by yes or no, with the amount."""
    text = engine.ask("青榆区园林局2031年三公经费超预算了吗").text
    assert "没有超出预算" in text and "4.50 万元" in text


def test_a_comparison_of_budgets_compares_budgets(engine: Answering) -> None:
    """The account that is named holds for every body."""
    answer = engine.ask("青榆区园林局和青榆区政府办2031年公务接待费预算谁更高")
    values = {(f.organisation, f.value) for f in answer.figures if f.citation}
    assert values == {(GARDEN, Decimal("9")), (OFFICE, Decimal("3"))}


def test_each_body_may_be_named_with_a_measure_of_its_own(engine: Answering) -> None:
    """A的基本支出和B的项目支出 are two measures."""
    answer = engine.ask("青榆区园林局的基本支出和青榆区政府办的项目支出2031年相差多少")
    assert computed(answer).value == Decimal("120.00")


def test_the_largest_row_of_a_table_is_named(engine: Answering) -> None:
    """Rows are ranked by the column that is named, and the winner is told first."""
    answer = engine.ask("青榆区园林局2031年支出决算表里哪一项项目支出最多")
    assert answer.route is Route.COMPUTE
    assert answer.text.index("苗圃管护") < answer.text.index("60")


def test_rows_beyond_a_bound_are_listed(engine: Answering) -> None:
    """Only the rows that meet the condition are given."""
    answer = engine.ask("青榆区园林局2031年支出决算表中项目支出超过50万元的科目有哪些")
    assert [f.value for f in answer.figures] == [Decimal("60")]


def test_all_years_of_a_body_make_a_series(engine: Answering) -> None:
    """历年 asks for every year that is held; the answer carries a chart by years."""
    chart = engine.ask("青榆区园林局历年三公经费变化趋势").chart
    assert chart is not None and [p["x"] for p in chart["points"]] == [2031, 2032]


def test_a_year_that_is_not_held_is_not_computed_unless_asked(engine: Answering) -> None:
    """Without a word of computing, a year without a report is refused."""
    answer = engine.ask("青榆区园林局2030年三公经费是多少")
    assert answer.route is Route.REFUSE and not answer.figures


def test_what_cannot_be_found_is_not_computed(engine: Answering) -> None:
    """A sum with one operand that no report states gives no figure at all."""
    answer = engine.ask("青榆区园林局2031年基本支出和喷泉维护费加起来是多少")
    assert not any(f.formula for f in answer.figures)


def test_suggestions_can_be_asked(engine: Answering) -> None:
    """What is suggested behind an answer is answered or asked back, never refused."""
    suggestions = engine.ask("青榆区园林局2031年公务接待费是多少").suggestions
    assert suggestions
    assert all(engine.ask(s).route is not Route.REFUSE for s in suggestions)


def test_each_of_several_parts_is_a_share_of_its_own(engine: Answering) -> None:
    """分别占 gives one percentage for each part."""
    answer = engine.ask("青榆区园林局2031年基本支出和项目支出分别占本年支出合计多少")
    assert [f.value for f in answer.figures if f.formula] == [Decimal("62.50"), Decimal("37.50")]


def test_what_is_more_than_the_whole_is_no_share(engine: Answering) -> None:
    """A part is never told as more than what it is a part of."""
    answer = engine.ask("青榆区园林局2031年项目支出里本年支出合计占多少")
    assert all(f.value <= 100 for f in answer.figures if f.unit == "%")


def test_all_bodies_of_a_year_are_ranked(engine: Answering) -> None:
    """Nobody is named: every body that is held is compared."""
    answer = engine.ask("哪个单位2031年的三公经费最高")
    assert len({f.organisation for f in answer.figures if f.citation}) == 3
