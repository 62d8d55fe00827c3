"""A question in English is answered in English, notes and comparisons too."""

from decimal import Decimal

from service.composing.computed import computation
from service.computing import formulas
from service.computing.results import Computation, Ranking
from service.frame import Frame, Operation
from service.lookup.facts import Fact
from tests.service.shelf import GARDEN, OFFICE, accounts


def spent(body: str, scale: int) -> Fact:
    """The reception expenses of an invented body."""
    view = accounts(body, 2031, scale)
    record = next(r for r in view.records if r.column_path == ("决算数", "公务接待费"))
    return Fact(view, record.value, "万元", "", record.raw, 1.0, (record,))


def frame(language: str) -> Frame:
    return Frame("Which spent more?", "which spent more?", language, Operation.COMPARISON)


def test_a_comparison_follows_the_language_of_its_question() -> None:
    """The verdict, the difference and the places are in the question's language; names stay as printed."""
    done = Ranking([spent(GARDEN, 3), spent(OFFICE, 1)])
    told = computation(done, frame("en")).text
    assert f"{GARDEN} has the higher figure" in told and "a difference of 2.50" in told and "page 9" in told
    assert "更多" in computation(done, frame("zh")).text


def test_a_computed_value_follows_the_language_of_its_question() -> None:
    """The result of a difference is told in English, with its formula and the places of its inputs."""
    result = formulas.difference(spent(GARDEN, 3), spent(OFFICE, 1))
    assert result is not None and result.value == Decimal("2.50")
    told = computation(Computation(result, Operation.DIFFERENCE), frame("en")).text
    assert "Formula: 3.75 − 1.25 = 2.50" in told and "计算" not in told and "第9页" not in told
