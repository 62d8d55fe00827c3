"""A reply in short ids becomes a plan: each operation, and each thing that is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from service.model.errors import ModelGarbled
from service.model.material import Material
from service.model.steps import OPERATIONS, schema, written
from service.model.translating import plan_of
from service.plan import types as t
from service.plan.execute import execute
from tests.service.model.library import library

QUESTION = "青榆区园林局2031年三公经费、苗圃管护超过50万元的有几项，是3.75万元吗"
SHELF = library()


def shown() -> Material:
    material = Material(SHELF, QUESTION, date(2033, 1, 1))
    material.outlines(), material.sentences()
    return material


def plan(asks: list[Any], steps: list[dict[str, Any]] | None = None, question: str = QUESTION) -> t.Plan:
    return plan_of(written({"asks": asks, "steps": steps or []}), shown(), question)


def one(op: str, of: list[str], **more: Any) -> Any:
    made = plan([{"asked": "三公经费", "is": "a"}], [{"id": "a", "op": op, "of": of, **more}])
    return made.asks[0]


def faults(asks: list[Any], steps: list[dict[str, Any]] | None = None) -> str:
    with pytest.raises(ModelGarbled) as raised:
        plan(asks, steps)
    return raised.value.detail


CELL, OTHER = "r1.t3.x1.c0", "r1.t3.x2.c0"


def test_a_cell_is_that_of_the_report_shown() -> None:
    """The grid's own row and column, and the question's words with their place."""
    made = plan([{"asked": "苗圃管护", "is": CELL}])
    (cell,) = made.asks
    assert isinstance(cell, t.Cell) and (cell.table, cell.row, cell.column) == (3, 1, 0)
    assert cell.asked == "苗圃管护" and made.spans == ((16, 20),)
    (outcome,) = execute(made, SHELF, QUESTION).outcomes
    assert outcome.value == Decimal("87.00")  # type: ignore[union-attr]


def test_a_number_of_a_sentence_is_repeated_as_it_stands_there() -> None:
    """Its line, its order, its print and its unit; executing finds it."""
    made = plan(["s1.1"])
    (stated,) = made.asks
    assert isinstance(stated, t.Stated) and (stated.raw, stated.unit) == ("1.50万元", "万元")
    assert execute(made, SHELF, QUESTION).complete


def test_a_sentence_is_quoted_from_its_passage() -> None:
    """A sentence alone is described; with an operation it is that operation's."""
    assert isinstance(plan(["s1"]).asks[0], t.Describe)
    why = one("why", ["s1"], about="三公经费为何增加")
    assert isinstance(why, t.Why) and why.items[0].passage == 2 and why.about == "三公经费"


@pytest.mark.parametrize(
    ("op", "kind"),
    [("values", t.Values), ("series", t.Series), ("sum", t.Sum), ("product", t.Product), ("mean", t.Mean),
     ("median", t.Median), ("max", t.Max), ("min", t.Min), ("rank", t.Rank), ("count", t.Count),
     ("difference", t.Difference), ("ratio", t.Ratio), ("share", t.Share), ("growth", t.Growth),
     ("before", t.Before), ("same", t.Same), ("holds", t.Holds)],
)  # fmt: skip
def test_operations_over_figures(op: str, kind: type[t.Node]) -> None:
    """Each takes its operands in their order."""
    node = one(op, [CELL, OTHER])
    assert type(node) is kind
    assert [item.row for item in t.operands(node) if isinstance(item, t.Cell)] == [1, 2]


def test_arguments_are_those_of_the_operation() -> None:
    """Threshold, direction, place, unit and decimals, depth of rows, absolute."""
    kept = one("filter", [CELL, OTHER], comparison=">=", than="=50万元")
    assert kept.comparison == ">=" and (kept.threshold.value, kept.threshold.unit) == (Decimal(50), "万元")
    rank = one("rank", [CELL, OTHER], direction="low", n=1, place=0)
    assert (rank.direction, rank.n, rank.place) == ("low", 1, None)
    told = one("convert", [CELL], unit="元", decimals=2)
    assert (told.unit, told.decimals) == ("元", 2)
    assert one("rows", [CELL]).under == 1 and one("rows", ["r1.t3.c0"], n=0).depth is None
    assert one("difference", [CELL, OTHER], absolute=True).absolute is True


def test_steps_nest() -> None:
    """A step may stand for an operand of another."""
    made = plan(
        [{"asked": "", "is": "b"}],
        [{"id": "a", "op": "sum", "of": [CELL, OTHER]}, {"id": "b", "op": "share", "of": [CELL, "a"]}],
    )
    (share,) = made.asks
    assert isinstance(share, t.Share) and isinstance(share.whole, t.Sum)


def test_what_is_no_answer_is_said() -> None:
    """Not in the reports, unclear, to be asked back, missing as one of several, help, what there is."""
    absent = one("absent", ["r1"], what="measure", about="苗圃管护的食堂")
    assert absent.what == "苗圃管护" and absent.documents == (shown().reports["r1"].document_id,)
    assert len(one("ambiguous", [CELL, OTHER], what="measure").choices) == 2
    assert one("unclear", [], about="三公经费、管护、http://x.test").words == ("三公经费", "管护")
    assert one("missing", [], what="body", about="教育局").kind == "body"
    assert one("help", [], about="thanks").topic == "thanks" and isinstance(one("corpus", []), t.Corpus)
    assert one("find", ["=3.75万元"]).value == Decimal("3.75")


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("r1.t3.x99.c0", "no such cell"),
        ("r1.t99.x1.c0", "no such cell"),
        ("r9.t3.x1.c0", "no such cell"),
        ("r1.t3.x1.c99", "no such cell"),
        ("s99.0", "no such number"),
        ("s1.99", "no such number"),
        ("s99", "no such sentence"),
        ("=88万元", "does not say"),
        ("=3.75元", "does not say"),
        ("=x", "no number"),
        ("99.99", "no such id"),
        ("b", "no such id"),
        ("", "no such id"),
        ("r1", "no such id"),
    ],
)
def test_what_was_not_shown_or_said_is_refused(reference: str, said: str) -> None:
    """Ids from outside, numbers that the question does not say: refused, with the fault in words."""
    assert said in faults([{"asked": "", "is": reference}])
    assert said in faults(["a"], [{"id": "a", "op": "sum", "of": [CELL, reference]}])


def test_steps_of_the_wrong_kind_are_refused() -> None:
    """Words where figures are added, three where two are meant, a step of itself, an empty one."""
    assert "no figure" in faults(["a"], [{"id": "a", "op": "sum", "of": ["s1", CELL]}])
    assert "takes two" in faults(["a"], [{"id": "a", "op": "share", "of": [CELL]}])
    assert "itself" in faults(["a"], [{"id": "a", "op": "sum", "of": ["a"]}])
    assert "empty" in faults(["a"], [{"id": "a", "op": "max", "of": []}])
    assert "alone" in faults(["=50万元"]) and "alone" in faults(
        ["a"], [{"id": "a", "op": "convert", "of": ["=50万元"]}]
    )
    assert "no sentence" in faults(["a"], [{"id": "a", "op": "why", "of": [CELL]}])
    deep = [{"id": f"a{n}", "op": "sum", "of": [f"a{n + 1}"]} for n in range(30)]
    assert "deep" in faults(["a0"], [*deep, {"id": "a30", "op": "sum", "of": [CELL]}])


@pytest.mark.parametrize(
    "reply",
    [
        {},
        {"asks": []},
        {"asks": "r1.t3.x1.c0"},
        {"asks": [{"asked": "x"}], "steps": []},
        {"asks": ["a"], "steps": [{"id": "a", "op": "drop table", "of": []}]},
        {"asks": ["a"], "steps": [{"id": "a", "op": "rank", "of": [CELL], "n": -4}]},
        {"asks": ["a"] * 21},
        {"asks": ["a"], "steps": [{"id": "a", "op": "sum", "of": [CELL] * 201}]},
        {"asks": [], "more": {"search": [" "]}},
    ],
)
def test_a_reply_of_another_form_is_garbled(reply: dict[str, Any]) -> None:
    """Nothing of it is guessed at."""
    with pytest.raises(ModelGarbled):
        written(reply)


def test_the_schema_names_every_operation_and_stays_flat() -> None:
    """No references, so that every endpoint can hold a model to it; the prompt explains every operation."""
    from prompts.loading import load

    made = schema()
    step = made["properties"]["steps"]["items"]["properties"]
    assert tuple(step["op"]["enum"]) == OPERATIONS and "$ref" not in str(made)
    assert [op for op in OPERATIONS if op not in load("plan").system] == []
