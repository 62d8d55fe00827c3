"""What the text states held against what a table holds."""

from datetime import date
from decimal import Decimal

import pytest

from service.answer import Answer, Route
from service.answering import Answering
from tests.service.shelf import GARDEN, Shelf, table, view


@pytest.fixture(scope="module")
def engine() -> Answering:
    parts = [
        table(3, "公开03表", "支出决算表", [("本年支出合计",), ("基本支出",), ("项目支出",)],
              [(None, "合计", (), ("80.00", "50.00", "30.00"))]),
    ]  # fmt: skip
    told = ["2031年基本支出52.40万元，项目支出30.00万元。"]
    return Answering(Shelf([view(GARDEN, 2031, "部门决算", parts, told)]), today=lambda: date(2033, 5, 1))


def compared(answer: Answer) -> Decimal:
    """The difference of the two places."""
    (value,) = [f.value for f in answer.figures if f.formula]
    return value


def test_places_that_differ_are_told_with_their_difference(engine: Answering) -> None:
    """Both figures, their difference, and a warning that the report contradicts itself."""
    answer = engine.ask(
        "青榆区园林局2031年情况说明里写的基本支出是多少？跟支出决算表合计行的基本支出对得上吗"
    )
    assert answer.route is Route.COMPUTE and "对不上" in answer.text
    assert {f.value for f in answer.figures} == {Decimal("52.40"), Decimal("50.00"), Decimal("2.40")}
    assert any(w.kind == "discrepancy" for w in answer.warnings)


def test_places_that_agree(engine: Answering) -> None:
    """The same number in both places agrees, without a warning; the table may be named alone."""
    answer = engine.ask("青榆区园林局2031年情况说明里写的项目支出和公开03表里的一致吗")
    assert "对得上" in answer.text and compared(answer) == 0 and not answer.warnings


def test_two_measures_are_not_held_against_each_other(engine: Answering) -> None:
    """Basic and project expenditure differ, and that is no contradiction."""
    answer = engine.ask("青榆区园林局2031年基本支出和项目支出差多少")
    assert "对不上" not in answer.text
