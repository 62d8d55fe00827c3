"""Constants, which must stand in the question, and slots, which somebody resolves."""

import pytest

from service.plan import types as t
from service.plan.execute import execute
from service.plan.results import Fault, Found, Lack, Outcome
from tests.service.plan.corpus import LIBRARY, cell, number, run, stated


@pytest.mark.parametrize(
    ("constant", "question", "stands"),
    [
        (number("300", "万元"), "超过300万元的", True),
        (number("3000000", "元"), "超过300万元的", True),
        (number("300", "万元"), "超过三百万的", True),
        (number("3000000"), "超过三百万的", True),
        (number("300"), "超过300万元的", False),
        (number("300"), "超过300的", True),
        (number("300", "元"), "超过300万元的", False),
        (number("10", "%"), "超过一成的", True),
        (number("10", "%"), "超过10%的", True),
        (number("10"), "超过10%的", False),
        (number("2"), "是它的一半吗", True),
        (number("0.5"), "是它的一半吗", True),
        (number("3"), "是它的三倍吗", True),
        (number("12"), "一共是多少", False),
        (number("-5", "万元"), "增减为-5万元吗", True),
    ],
)
def test_a_constant_must_stand_in_the_question(constant: t.Constant, question: str, stands: bool) -> None:
    """In digits, in Chinese numerals, in words; with its unit, so that 300 万元 never becomes 300 元."""
    assert isinstance(run(constant, question), Lack) is not stands


class _Resolver:
    def __init__(self, place: t.Node) -> None:
        self.place, self.asked = place, ""

    def resolve(self, slot: t.Slot, library: object, question: str) -> t.Node:
        self.asked = slot.asked
        return self.place


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        (cell(2), Found),
        (stated(0, "7.50万元", "万元"), Found),
        (t.Missing(asked="差旅费"), Lack),
        (t.Ambiguous(choices=(cell(2), cell(3))), Lack),
        (t.Slot(asked="again"), Lack),
    ],
)
def test_a_slot_becomes_what_its_resolver_says(place: t.Node, kind: type[Outcome]) -> None:
    """A place, nothing, several places; another slot is none."""
    resolver = _Resolver(place)
    plan = t.Plan(asks=(t.Slot(asked="行政运行"),))
    outcome = execute(plan, LIBRARY, "行政运行", resolver).outcomes[0]
    assert isinstance(outcome, kind) and resolver.asked == "行政运行"
    if isinstance(place, t.Ambiguous) and isinstance(outcome, Lack):
        assert outcome.fault is Fault.AMBIGUOUS and len(outcome.known) == 2
