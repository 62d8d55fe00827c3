"""Answers of the present reading carry a plan, and the plan gives what was answered."""

from datetime import date
from decimal import Decimal

import pytest

from service.answer import Answer, Route
from service.answering import Answering
from service.executing import PlanDoor
from service.plan import types as t
from tests.service.shelf import GARDEN, OFFICE, shelf

SHELF = shelf()


@pytest.fixture(scope="module")
def engine() -> Answering:
    return Answering(SHELF, today=lambda: date(2033, 5, 1))


def figures(answer: Answer) -> set[tuple[Decimal, str]]:
    return {(f.value.normalize(), f.unit) for f in answer.figures}


@pytest.mark.parametrize(
    ("question", "op"),
    [
        (f"{GARDEN}2031年三公经费是多少", "cell"),
        (f"{GARDEN}2031年三公经费是多少，折合多少元", "convert"),
        (f"{GARDEN}2031年三公经费决算比预算差多少", "difference"),
        (f"{GARDEN}2031年基本支出占本年支出合计的比重是多少", "share"),
        (f"{GARDEN}和{OFFICE}2031年三公经费合计多少", "sum"),
        (f"{GARDEN}和{OFFICE}2031年三公经费哪个多", "rank"),
        (f"{GARDEN}2032年三公经费比2031年增长百分之几", "growth"),
        (f"{GARDEN}2031年植树活动参加市民多少人次", "stated"),
    ],
)
def test_a_plan_gives_what_was_answered(engine: Answering, question: str, op: str) -> None:
    """Executed anew, it holds every figure of the answer."""
    answer = engine.ask(question)
    assert answer.plan is not None and [getattr(n, "op", "") for n in answer.plan.asks] == [op], answer.text
    again = PlanDoor(SHELF).answer(answer.plan, question)
    looked_up = {(f.value.normalize(), f.unit) for f in answer.figures if f.formula is None}
    assert looked_up <= figures(again)
    if op not in ("rank",):
        assert figures(answer) <= figures(again)


@pytest.mark.parametrize(
    ("question", "kind", "route"),
    [
        ("番禺区园林局2031年三公经费是多少", t.Absent, Route.REFUSE),
        (f"{GARDEN}2029年三公经费是多少", t.Absent, Route.REFUSE),
        ("三公经费是多少", t.Ambiguous, Route.CLARIFY),
    ],
)
def test_what_is_not_answered_has_a_plan_too(
    engine: Answering, question: str, kind: type[t.Node], route: Route
) -> None:
    """It says that there is no answer, or that it must be asked back."""
    answer = engine.ask(question)
    assert answer.route is route
    assert answer.plan is not None and isinstance(answer.plan.asks[0], kind)


def test_a_plan_survives_the_way_through_json(engine: Answering) -> None:
    """What the door gives out is what it takes in."""
    plan = engine.ask(f"{GARDEN}2031年三公经费是多少").plan
    assert plan is not None and t.Plan.model_validate_json(plan.model_dump_json()) == plan
