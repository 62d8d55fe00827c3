"""The executed plan is held against the telling spans of its question."""

from decimal import Decimal

import pytest

from service.plan import types as t
from service.plan.coverage import Span, unasked, uncovered
from tests.service.plan.corpus import EAST, KIND, NORTH, WEST, cell, executed, number, stated, three

SHARES = tuple(t.Share(part=cell(2, body=b), whole=cell(0, body=b)) for b in (EAST, WEST, NORTH))


def spans(question: str, *marked: tuple[str, str, str]) -> list[Span]:
    """Spans by the words that they cover: (words, role, value)."""
    found = []
    for words, role, value in marked:
        start = question.index(words)
        found.append(Span(start, start + len(words), role, value))  # type: ignore[arg-type]
    return found


def open_words(node: t.Node, question: str, *marked: tuple[str, str, str]) -> list[str]:
    return [o.text for o in uncovered(executed(node, question), spans(question, *marked))]


BODIES = (("东湖", "body", EAST), ("西湖", "body", WEST), ("北湖", "body", NORTH))
ADDED = "东湖、西湖、北湖三家的行政运行合计多少"
SHARED = "东湖、西湖、北湖三家的行政运行合计占总支出合计的比例"
THIRD = "东湖的行政运行比西湖和北湖两家加起来多多少"


@pytest.mark.parametrize(
    ("node", "question", "marked", "left"),
    [
        (t.Sum(items=three(2)), ADDED, (*BODIES, ("合计", "operator", "sum")), []),
        (t.Rank(items=three(2)), ADDED, (*BODIES, ("合计", "operator", "sum")), ["合计"]),
        (t.Values(items=three(2)), ADDED, (*BODIES, ("合计", "operator", "sum")), ["合计"]),
        (t.Sum(items=three(2)[:2]), ADDED, (*BODIES, ("合计", "operator", "sum")), ["北湖"]),
        (
            t.Sum(items=(*three(2)[:2], t.Missing(asked="北湖", body=NORTH))),
            ADDED,
            (*BODIES, ("合计", "operator", "sum")),
            [],
        ),
        (
            t.Share(part=t.Sum(items=three(2)), whole=t.Sum(items=three(0))),
            SHARED,
            (*BODIES, ("合计", "operator", "sum"), ("比例", "operator", "share")),
            [],
        ),
        (
            t.Sum(items=SHARES),
            SHARED,
            (*BODIES, ("合计", "operator", "sum"), ("比例", "operator", "share")),
            ["比例"],
        ),
        (
            t.Difference(left=cell(2), right=t.Sum(items=three(2)[1:])),
            THIRD,
            (*BODIES, ("加起来", "operator", "sum"), ("多多少", "operator", "difference")),
            [],
        ),
        (
            t.Difference(left=cell(2), right=three(2)[1]),
            THIRD,
            (*BODIES, ("加起来", "operator", "sum"), ("多多少", "operator", "difference")),
            ["北湖", "加起来"],
        ),
    ],
)
def test_bodies_and_operators(
    node: t.Node, question: str, marked: tuple[tuple[str, str, str], ...], left: list[str]
) -> None:
    """A ranking is no sum, a sum of percentages no share of sums, and no body is left out in silence."""
    assert open_words(node, question, *marked) == left


@pytest.mark.parametrize(
    ("node", "question", "marked", "left"),
    [
        (cell(2), "不要决算表里的行政运行", ("决算表", "exclude", "支出决算表"), ["决算表"]),
        (cell(2), "不要财政拨款的行政运行", ("财政拨款", "exclude", "财政拨款"), []),
        (cell(0, table=5), "不要财政拨款的公务接待费", ("财政拨款", "exclude", "财政拨款"), ["财政拨款"]),
        (cell(2), "不是部门决算的行政运行", ("部门决算", "exclude", "部门决算"), ["部门决算"]),
        (cell(2, 1), "行政运行决算数", ("决算", "account", "final"), ["决算"]),
        (cell(2, 0), "行政运行决算数", ("决算", "account", "final"), []),
        (cell(2, 0), "行政运行预算数", ("预算", "account", "budget"), ["预算"]),
        (cell(2, 1), "行政运行预算数", ("预算", "account", "budget"), []),
        (cell(2), "2031年行政运行", ("2031年", "year", "2031"), []),
        (cell(2), "2030年行政运行", ("2030年", "year", "2030"), ["2030年"]),
        (cell(2), "2010301多少", ("2010301", "code", "2010301"), []),
        (cell(2), "2010302多少", ("2010302", "code", "2010302"), ["2010302"]),
        (cell(2), "公开03表的行政运行", ("公开03表", "form", "公开03表"), []),
        (cell(2), "公开05表的行政运行", ("公开05表", "form", "公开05表"), ["公开05表"]),
        (cell(2), "行政运行多少元", ("元", "unit", "元"), ["元"]),
        (t.Convert(item=cell(2), unit="元"), "行政运行多少元", ("元", "unit", "元"), []),
        (cell(2), "行政运行收入", ("收入", "side", "income"), ["收入"]),
        (cell(2), "行政运行支出", ("支出", "side", "expense"), []),
        (t.Max(items=three(2)), "哪家最少", ("最少", "degree", "low"), ["最少"]),
        (t.Min(items=three(2)), "哪家最少", ("最少", "degree", "low"), []),
        (cell(2), "超过30万元吗", ("30万元", "threshold", "30万元"), ["30万元"]),
        (
            t.Holds(left=cell(2), comparison=">", right=number("30", "万元")),
            "超过30万元吗",
            ("30万元", "threshold", "30万元"),
            [],
        ),
        (cell(2), "差旅费多少", ("差旅费", "measure", "差旅费"), ["差旅费"]),
        (
            t.Values(items=(cell(2), t.Missing(asked="差旅费"))),
            "行政运行和差旅费",
            ("差旅费", "measure", ""),
            [],
        ),
        (cell(2), "行政运行为什么多", ("为什么", "why", ""), ["为什么"]),
        (cell(2), "两项分别多少", ("分别", "several", ""), ["分别"]),
        (stated(1, "1.50万元", "万元"), "三公比上年少多少", ("少多少", "operator", "difference"), []),
        (cell(2), "三公比上年少多少", ("少多少", "operator", "difference"), ["少多少"]),
        (cell(0), "支出合计多少", ("合计", "operator", "sum"), []),
        (t.Median(items=three(2)), "三家的中位数", ("中位数", "operator", "median"), []),
        (t.Mean(items=three(2)), "三家的中位数", ("中位数", "operator", "median"), ["中位数"]),
    ],
)
def test_one_span(node: t.Node, question: str, marked: tuple[str, str, str], left: list[str]) -> None:
    """Each kind of span, covered and not."""
    assert open_words(node, question, marked) == left


@pytest.mark.parametrize("node", [t.Absent(what="差旅费"), t.Unclear(), t.Ambiguous(choices=three(2))])
def test_what_gives_no_figure_leaves_nothing_open(node: t.Node) -> None:
    """A question back and a refusal need cover nothing."""
    assert open_words(node, ADDED, *BODIES, ("合计", "operator", "sum")) == []


def test_an_operation_that_nobody_asked_for_is_seen() -> None:
    """分别 asks for the values, not for their difference."""
    question = "东湖和西湖分别多少"
    marked = spans(question, ("分别", "several", ""))
    pair = three(2)[:2]
    assert unasked(executed(t.Difference(left=pair[0], right=pair[1]), question), marked) == ("difference",)
    assert unasked(executed(t.Values(items=pair), question), marked) == ()


def test_a_slot_stands_for_its_own_words() -> None:
    """What a leaf says that it was asked for covers the measure."""
    leaf = t.Cell(document=f"{EAST}-2031-{KIND}", table=3, row=2, column=0, asked="日常办公的开销")
    question = "日常办公的开销是多少"
    assert open_words(leaf, question, ("日常办公的开销", "measure", "")) == []
    assert isinstance(executed(leaf).outcomes[0].value, Decimal)  # type: ignore[union-attr]
