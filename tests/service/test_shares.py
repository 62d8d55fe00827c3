"""Shares and counts that sentences state of one thing are not told of another."""

from datetime import date
from decimal import Decimal

import pytest

from service.answer import Route
from service.answering import Answering
from tests.service.shelf import GARDEN, Shelf, accounts

SENTENCES = (
    "绩效自评的苗木项目支出 12.00 万元，占花卉项目支出总额的 3.16%。",
    "“三公”经费支出中，公务接待费支出 3.75 万元，占 50.00%。",
    "全年行政复议 351 件，其中维持 72 件，纠正 64 件；行政诉讼 46 件，其中维持 25 件，纠正 5 件。",
    "参加评价的公园 39 个（其中评级为“优”的公园 38 个；评级为“良”的公园 1 个）。",
)


@pytest.fixture(scope="module")
def engine() -> Answering:
    return Answering(Shelf([accounts(GARDEN, 2031, 3, SENTENCES)]), today=lambda: date(2033, 5, 1))


def test_a_share_without_a_whole_is_of_all(engine: Answering) -> None:
    """项目支出占比 is computed over 本年支出合计, not taken from a share of some projects elsewhere."""
    answer = engine.ask("青榆区园林局2031年项目支出占比是多少")
    assert answer.route is Route.COMPUTE
    assert Decimal("37.50") in [figure.value for figure in answer.figures]
    assert Decimal("3.16") not in [figure.value for figure in answer.figures]


def test_a_share_that_a_sentence_states(engine: Answering) -> None:
    """The share that stands behind the measure itself is the one told."""
    answer = engine.ask("青榆区园林局2031年公务接待费占比")
    assert [(figure.value, figure.unit) for figure in answer.figures] == [(Decimal("50.00"), "%")]


@pytest.mark.parametrize(
    ("question", "value"),
    [("行政复议维持了多少件", 72), ("行政诉讼维持了多少件", 25), ("行政诉讼纠正了多少件", 5)],
)
def test_parts_belong_to_the_whole_before_them(engine: Answering, question: str, value: int) -> None:
    """Of equal words in one sentence those count that follow what is asked; none accuses the other."""
    answer = engine.ask(f"青榆区园林局2031年{question}")
    assert [figure.value for figure in answer.figures] == [Decimal(value)] and not answer.warnings


def test_all_are_not_those_of_one_grade(engine: Answering) -> None:
    """How many were evaluated is not how many were graded so or so."""
    answer = engine.ask("青榆区园林局2031年参加评价的公园有几个")
    assert [figure.value for figure in answer.figures] == [Decimal(39)]
