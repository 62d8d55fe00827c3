"""One answer against what was expected of it."""

from typing import Any

import pytest

from evals.judging import WRONG_FIGURE, judge
from evals.matching import amount_of, plain, same_amount
from evals.schema import Behaviour, Expectation, ExpectedFigure, ExpectedPlace, Question, QuestionType

OWNER = {"organisation": "云溪市林业局", "fiscal_year": 2015}
FILES = {"yunxi": "云溪市林业局2015年决算.pdf"}


def question(**expect: Any) -> Question:
    expect.setdefault("behaviour", "answer")
    return Question(
        id="q", type=QuestionType.LOOKUP, turns=["云溪花了多少"], expect=Expectation.model_validate(expect)
    )


def reply(value: str = "12.50", unit: str = "万元", route: str = "lookup", **more: Any) -> dict[str, Any]:
    figure = {
        "value": value,
        "unit": unit,
        "organisation": "云溪市林业局",
        "fiscal_year": 2015,
        "citation": 1,
    }
    citation = {
        "number": 1,
        "source": FILES["yunxi"],
        "page": 4,
        "kind": "table",
        "bbox": [10.0, 20.0, 30.0, 40.0],
        "table": {"form": "附表03", "row_path": ["合计"], "column_path": ["基本支出"]},
    }
    return {
        "answer": f"共 {value} {unit}。[1]",
        "route": route,
        "figures": [figure],
        "citations": [citation],
        "warnings": [],
        **more,
    }


WANTED = {"value": "12.50", "unit": "万元"} | OWNER


@pytest.mark.parametrize(
    ("value", "unit", "same"),
    [
        ("12.50", "万元", True),
        ("125000", "元", True),
        ("0.00125", "亿元", True),
        ("12.51", "万元", False),
        ("12.50", "元", False),
        ("12.5", "", True),
    ],
)
def test_amounts_agree_in_any_unit(value: str, unit: str, same: bool) -> None:
    """元, 万元 and 亿元 are one measure; another amount is another amount."""
    found = amount_of(value, unit)
    wanted = amount_of("12.50", "万元") if unit else amount_of("12.50", "")
    assert same_amount(wanted, found) is same


def test_words_are_compared_without_width_quotes_and_separators() -> None:
    """What only looks different is the same; two numbers side by side stay two."""
    assert plain("“三公” １,２３４．５") == "三公1234.5"
    assert plain("12 34") != plain("1234")


def test_what_holds_everything_passes() -> None:
    """Figure, text, mention, citation with form: no fault."""
    asked = question(
        figures=[WANTED],
        mentions=[["共计", "共"]],
        forbids=["99"],
        citations=[{"document": "yunxi", "form": "附表03"}],
    )
    judged = judge(asked, reply(), FILES)
    assert judged.passed and judged.exact == 1 and judged.reports.right == 1


@pytest.mark.parametrize(
    ("expect", "got", "fault"),
    [
        ({"figures": [WANTED]}, reply("13.50"), WRONG_FIGURE),
        ({"figures": [WANTED]}, reply(figures=[]), "figure 12.50 万元 not in figures"),
        ({"figures": [WANTED]}, reply(answer="见表。"), "figure 12.50 万元 not in the answer text"),
        ({"figures": [{**WANTED, "fiscal_year": 2016}]}, reply(), "figure 12.50 万元 not in figures"),
        ({"figures": [{**WANTED, "organisation": "海川市水务局"}]}, reply(), WRONG_FIGURE),
        ({"mentions": [["树"]]}, reply(), "none of ['树'] mentioned"),
        ({"forbids": ["12.50"]}, reply(), "'12.50' must not stand in the answer"),
        ({"citations": [{"document": "haichuan"}]}, reply(), "not cited: haichuan"),
        ({"citations": [{"document": "yunxi", "form": "附表04"}]}, reply(), "not cited: yunxi 附表04"),
        ({"discrepancy": True}, reply(), "no discrepancy warning"),
        ({"behaviour": "refuse"}, reply(), WRONG_FIGURE),
        ({"behaviour": "abstain"}, reply(), "behaviour 'lookup', wanted abstain"),
    ],
)
def test_each_fault_is_told(expect: dict[str, Any], got: dict[str, Any], fault: str) -> None:
    """Every part of an expectation that does not hold is named."""
    assert fault in judge(question(**expect), got, FILES).faults


def test_a_refusal_is_no_wrong_figure() -> None:
    """Saying nothing is missing a figure, not inventing one."""
    judged = judge(question(figures=[WANTED]), reply(route="refuse", figures=[], answer="没有"), FILES)
    assert not judged.wrong_figure and judged.missing == 1


@pytest.mark.parametrize("route", ["refuse", "clarify"])
def test_either_will_do_where_only_an_answer_is_wrong(route: str) -> None:
    """`abstain` takes a refusal and a question back."""
    expect = Expectation(behaviour=Behaviour.ABSTAIN)
    asked = Question(id="q", type=QuestionType.LOOKUP, turns=["?"], expect=expect)
    assert judge(asked, reply(route=route, figures=[], answer="没有"), FILES).passed


@pytest.mark.parametrize(
    ("place", "right"),
    [
        ({"page": 4, "bbox": (10.2, 20, 30, 40)}, True),
        ({"page": 5, "bbox": (10.2, 20, 30, 40)}, False),
        ({"page": 4, "bbox": (50, 20, 70, 40)}, False),
        ({"page": 4, "row_path": ("合计",), "column_path": ("基本支出",)}, True),
        ({"page": 4, "row_path": ("合计",), "column_path": ("项目支出",)}, False),
    ],
)
def test_the_right_value_from_another_cell_fails(place: dict[str, Any], right: bool) -> None:
    """Where a place is expected the figure must be cited from it: page, and box or labels."""
    figure = ExpectedFigure(value="12.50", unit="万元", place=ExpectedPlace.model_validate(place))
    judged = judge(question(figures=[figure.model_dump()]), reply(), FILES)
    assert judged.passed is right and judged.cells.right == right
