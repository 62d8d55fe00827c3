from decimal import Decimal

import pytest

from service.answer import Answer, Route
from service.answering import Answering
from tests.service.shelf import GARDEN, Shelf, budget


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
