from decimal import Decimal

import pytest

from service.answer import Answer, Route
from service.answering import Answering
from tests.service.shelf import GARDEN, Row, Shelf, accounts, budget, table, view


@pytest.fixture(scope="module")
def engine() -> Answering:
    return Answering(Shelf([budget(GARDEN, 2032)]))


def values(answer: Answer) -> list[tuple[Decimal, int | None]]:
    return [(figure.value, figure.fiscal_year) for figure in answer.figures]


@pytest.mark.parametrize(
    "question",
    ["青榆区园林局2031年苗圃管护预算是多少", "园林局2031年苗圃管护预算数（看2032年预算里的上年数）"],
)
def test_a_column_of_the_year_before_holds_that_year(engine: Answering, question: str) -> None:
    """A year that no report is of is answered by the column that carries it, as a figure of that year."""
    assert values(engine.ask(question)) == [(Decimal("20.00"), 2031)]


def test_both_years_of_one_table_are_set_side_by_side(engine: Answering) -> None:
    """Two years asked together come from the report's own column and the one of the year before."""
    told = values(engine.ask("青榆区园林局2031年和2032年苗圃管护预算各是多少"))
    assert {(Decimal("20.00"), 2031), (Decimal("24.00"), 2032)} <= set(told)


@pytest.mark.parametrize(
    "question",
    [
        "青榆区园林局2031年三公经费预算是多少",
        "青榆区园林局2030年苗圃管护预算是多少",
        "青榆区园林局2031年苗圃管护决算数是多少",
    ],
)
def test_what_the_column_does_not_hold_is_refused(engine: Answering, question: str) -> None:
    """A sentence of this year, another year or another account never stands for the column's year."""
    answer = engine.ask(question)
    assert answer.route is Route.REFUSE and not answer.figures


@pytest.mark.parametrize(("question", "value"), [("增减百分之几", "20.00"), ("多了多少", "4.00")])
def test_the_change_stands_in_a_column_of_the_row(engine: Answering, question: str, value: str) -> None:
    """A change against last year is the row's own column, in percent or in money as asked."""
    answer = engine.ask(f"青榆区园林局2032年苗圃管护支出预算比上年{question}")
    assert Decimal(value) in [figure.value for figure in answer.figures]
    assert Decimal("5.22") not in [figure.value for figure in answer.figures]


@pytest.mark.parametrize("question", ["2032年决算支出是多少", "2032年苗圃管护实际支出多少"])
def test_a_budget_tells_nothing_of_what_was_spent(engine: Answering, question: str) -> None:
    """The final account of a body whose budget alone is held is refused."""
    answer = engine.ask(f"青榆区园林局{question}")
    assert answer.route is Route.REFUSE and "决算" in answer.text and not answer.figures


@pytest.mark.parametrize("against", ["比2030年增加了多少", "比上年增加了多少"])
def test_a_level_is_no_change(against: str) -> None:
    """Where no report tells the change, the level alone never answers what was asked of the change."""
    engine = Answering(Shelf([accounts(GARDEN, 2031, 1)]))
    answer = engine.ask(f"青榆区园林局2031年苗圃管护支出{against}")
    assert answer.route is Route.REFUSE and "变化" in answer.text and not answer.figures


def test_a_change_of_a_part_is_not_that_of_the_whole() -> None:
    """What 其他收入 rose by is not what the revenue rose by."""
    told = ["其他收入2.00万元，比上年增加0.50万元。"]
    engine = Answering(Shelf([accounts(GARDEN, 2031, 1, told)]))
    assert not engine.ask("青榆区园林局2031年收入比2030年增加了多少").figures
    figures = engine.ask("青榆区园林局2031年其他收入比2030年增加了多少").figures
    assert Decimal("0.50") in [figure.value for figure in figures]


def test_what_is_carried_over_is_no_item_of_expenditure() -> None:
    """The largest expenditure is looked for among the items, not among what is carried over."""
    columns = [("支出", "决算数")]
    rows = [
        (None, name, (), (raw,))
        for name, raw in (
            ("教育支出", "5.00"),
            ("住房保障支出", "7.00"),
            ("农林水支出", "1.00"),
            ("年末结转和结余", "90.00"),
        )
    ]
    engine = Answering(
        Shelf([view(GARDEN, 2031, "部门决算", [table(1, "公开01表", "收入支出决算总表", columns, rows)])])
    )
    assert engine.ask("青榆区园林局2031年最大的一笔支出是什么").figures[0].value == Decimal("7.00")


@pytest.mark.parametrize("asked", ["苗圃管护执行率是多少", "苗圃管护完成率"])
def test_an_amount_is_no_rate(asked: str) -> None:
    """A rate is told as one, of what it is asked of: neither an amount nor another's rate answers."""
    told = ["园林绿地建设项目支出完成预算的96.67%。"]
    engine = Answering(Shelf([accounts(GARDEN, 2031, 1, told)]))
    answer = engine.ask(f"青榆区园林局2031年{asked}")
    assert answer.route is Route.REFUSE and not answer.figures


@pytest.mark.parametrize("asked", ["差旅费和会议费一共多少", "会议费和差旅费一共多少"])
def test_a_sum_is_of_one_account(asked: str) -> None:
    """Parts are taken from one table: a sentence that covers more gives no addend beside a table's."""
    rows: list[Row] = [("30211", "差旅费", (), ("4.00",)), ("30215", "会议费", (), ("1.00",))]
    basic = table(6, "公开06表", "一般公共预算财政拨款基本支出决算表", [("金额",)], rows)
    told = ["2031年会议费决算3.00万元。"]
    engine = Answering(Shelf([view(GARDEN, 2031, "部门决算", [basic], told)]))
    values_told = [figure.value for figure in engine.ask(f"青榆区园林局2031年{asked}").figures]
    assert Decimal("5.00") in values_told and Decimal("7.00") not in values_told
