"""Rankings among the parts of a measure."""

from datetime import date
from decimal import Decimal

import pytest

from service.answer import Route
from service.answering import Answering
from tests.service.shelf import GARDEN, Shelf, table, view

COLUMNS = [
    ("决算数", "合计"),
    ("决算数", "因公出国（境）费"),
    ("决算数", "公务用车购置及运行费", "小计"),
    ("决算数", "公务用车购置及运行费", "公务用车购置费"),
    ("决算数", "公务用车购置及运行费", "公务用车运行费"),
    ("决算数", "公务接待费"),
]


@pytest.fixture(scope="module")
def engine() -> Answering:
    parts = [
        table(7, "公开07表", "一般公共预算财政拨款“三公”经费支出决算表", COLUMNS,
              [(None, None, (), ("30.00", "0.00", "21.00", "8.00", "13.00", "9.00"))]),
    ]  # fmt: skip
    return Answering(Shelf([view(GARDEN, 2031, "部门决算", parts)]), today=lambda: date(2033, 5, 1))


def test_a_part_with_parts_of_its_own_is_ranked_by_its_subtotal(engine: Answering) -> None:
    """A measure that is broken up again takes part in a ranking with its 小计."""
    answer = engine.ask("青榆区园林局2031年三公经费里占比最高的是哪一项")
    assert answer.route is Route.COMPUTE
    assert answer.figures[0].value == Decimal("21.00")


def test_what_did_not_happen_is_not_the_least(engine: Answering) -> None:
    """Parts that are nothing are left out where the smallest is asked for, and the answer says so."""
    answer = engine.ask("青榆区园林局2031年三公经费里最少的是哪一项")
    assert answer.figures[0].value == Decimal("9.00") and "未计入" in answer.text


def test_the_beginning_of_the_first_measure_holds_for_the_second(engine: Answering) -> None:
    """公车购置费和运行费 names the cost of running the cars, not what both come to."""
    answer = engine.ask("青榆区园林局2031年公车购置费和运行费哪个多")
    assert {f.value for f in answer.figures if f.citation} == {Decimal("8.00"), Decimal("13.00")}
