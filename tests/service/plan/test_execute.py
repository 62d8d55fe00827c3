"""Every operation of a plan against a hand-made corpus, and every way in which it has no value."""

from dataclasses import replace
from decimal import Decimal

import pytest

from corpus.report import Record
from corpus.view import DocumentView
from service.plan import leaves
from service.plan import types as t
from service.plan.results import (
    Chosen,
    Fault,
    Found,
    Lack,
    Outcome,
    Passed,
    Several,
    Shelf,
    Shown,
    Stands,
    Told,
    Verdict,
    Worked,
    found_in,
    lacks,
    quantity_of,
)
from tests.service.plan.corpus import EAST, KIND, NORTH, WEST, cell, number, run, stated, three

REPORT = f"{EAST}-2031-{KIND}"


def value(outcome: Outcome) -> tuple[Decimal, str]:
    quantity = quantity_of(outcome)
    assert quantity is not None, outcome
    return quantity.value, quantity.unit


def labels(outcome: Outcome) -> list[str | None]:
    return [f.fact.records[0].row_label for f in found_in(outcome)]


@pytest.mark.parametrize(
    ("node", "expected", "unit"),
    [
        (cell(2), "30.00", "万元"),
        (t.Sum(items=(cell(2), cell(3))), "50.00", "万元"),
        (t.Sum(items=(cell(2), cell(0, table=6))), "42.34", "万元"),
        (t.Sum(items=(cell(0, table=6), cell(2))), "423400.00", "元"),
        (t.Difference(left=cell(2), right=cell(3)), "10.00", "万元"),
        (t.Difference(left=cell(3), right=cell(2)), "-10.00", "万元"),
        (t.Difference(left=cell(3), right=cell(2), absolute=True), "10.00", "万元"),
        (t.Share(part=cell(2), whole=cell(0)), "37.500", "%"),
        (t.Share(part=t.Sum(items=three(2)), whole=t.Sum(items=three(0))), "37.500", "%"),
        (t.Ratio(left=cell(0), right=cell(3)), "4", "倍"),
        (t.Ratio(left=cell(0), right=cell(0, table=4)), "4", "万元"),
        (t.Ratio(left=cell(0), right=number("2")), "40.00", "万元"),
        (t.Product(items=(cell(0), number("2"))), "160.00", "万元"),
        (t.Product(items=(cell(0), number("25", "%"))), "20.0000", "万元"),
        (t.Growth(new=cell(0, year=2032), old=cell(0)), "10.0000", "%"),
        (t.Mean(items=(cell(2), cell(3))), "25.00", "万元"),
        (t.Median(items=three(2)), "30.00", "万元"),
        (t.Median(items=(cell(2), cell(3))), "25.00", "万元"),
        (t.Before(level=stated(0, "7.50万元", "万元"), change=stated(1, "1.50万元", "万元")), "9.00", "万元"),
        (t.Sum(items=(t.Max(items=three(2)), t.Min(items=three(2)))), "75.0000", "万元"),
        (t.Difference(left=t.Max(items=three(2)), right=t.Mean(items=three(2))), "25.00", "万元"),
        (t.Rank(items=three(2), place=2), "30.00", "万元"),
        (t.Count(items=three(2)), "3", ""),
    ],
)
def test_what_an_operation_gives(node: t.Node, expected: str, unit: str) -> None:
    """Exact values in the unit of the first operand (a share of the second, a count without one)."""
    assert value(run(node, "2 倍，25%")) == (Decimal(expected), unit)


def test_the_level_before_a_percentage_is_exact_to_fifty_digits() -> None:
    """7.50 ÷ (1 − 16.67%) does not end: no digit of it is rounded before it is told."""
    node = t.Before(level=stated(0, "7.50万元", "万元"), change=stated(2, "16.67%", "%"))
    got, unit = value(run(node))
    assert unit == "万元" and got.quantize(Decimal("0.0001")) == Decimal("9.0004")


def test_a_cell_in_brackets_is_negative() -> None:
    """(86.40) is −86.40, in sums too."""
    assert value(run(cell(0, table=5))) == (Decimal("-86.40"), "万元")
    assert value(run(t.Sum(items=(cell(2), cell(0, table=5)))))[0] == Decimal("-56.40")


def test_percentages_differ_by_points() -> None:
    """37.5% less 25% are 12.5 个百分点 and no %."""
    node = t.Difference(left=t.Share(part=cell(2), whole=cell(0)), right=t.Share(part=cell(3), whole=cell(0)))
    assert value(run(node)) == (Decimal("12.5"), "个百分点")


# --- rows -----------------------------------------------------------------------------------------


def test_rows_are_the_children_of_a_row_without_totals() -> None:
    """Outermost rows, those under one, those without children: the total row is never among them."""
    outermost = t.Rows(document=REPORT, table=3, column=0)
    under = t.Rows(document=REPORT, table=3, column=0, under=1)
    leaves = t.Rows(document=REPORT, table=3, column=0, depth=None)
    assert labels(run(outermost)) == ["一般公共服务支出", "教育支出"]
    assert labels(run(under)) == ["行政运行", "一般行政管理事务"]
    assert labels(run(leaves)) == ["行政运行", "一般行政管理事务", "培训支出", "进修支出"]
    assert value(run(t.Sum(items=(outermost,)))) == (Decimal("80.00"), "万元")


def test_blank_rows_are_left_out_and_counted() -> None:
    """Of the two rows under 教育支出 the budget column gives neither: one is blank, one a stroke."""
    outcome = run(t.Rows(document=REPORT, table=3, column=1, under=4))
    assert isinstance(outcome, Several)
    assert (outcome.items, outcome.of) == ((), 2)
    assert [lack.fault for lack in outcome.left_out] == [Fault.BLANK, Fault.DASH]
    empty = run(t.Sum(items=(t.Rows(document=REPORT, table=3, column=1, under=4),)))
    assert isinstance(empty, Lack) and empty.fault is Fault.EMPTY
    added = run(t.Sum(items=(t.Rows(document=REPORT, table=3, column=1, depth=None),)))
    assert isinstance(added, Worked) and len(added.left_out) == 2 and added.value == Decimal("60.00")


def test_what_cannot_be_read_is_neither_blank_nor_left_out(monkeypatch) -> None:
    """A cell that prints something unreadable has no value, and no sum is made without it."""
    real = leaves.found_at

    def found_at(node: t.Node, view: DocumentView, record: Record) -> Found | Lack:
        if record.value is None:
            record = replace(record, raw="详见附表", confidence=0.0)
        return real(node, view, record)

    monkeypatch.setattr(leaves, "found_at", found_at)
    alone = run(cell(5, 1))
    assert isinstance(alone, Lack)
    assert alone.fault is Fault.UNREAD
    added = run(t.Sum(items=(t.Rows(document=REPORT, table=3, column=1, depth=None),)))
    assert isinstance(added, Lack)
    assert added.fault is Fault.INCOMPLETE


# --- choosing -------------------------------------------------------------------------------------


def test_the_largest_is_told_with_whose_it_is() -> None:
    """The winner stands first, all others follow in order."""
    outcome = run(t.Max(items=three(2)))
    assert isinstance(outcome, Chosen)
    assert [f.fact.organisation for f in found_in(outcome)] == [WEST, EAST, NORTH]
    assert [quantity_of(w).value for w in outcome.winners] == [Decimal("60.00")]  # type: ignore[union-attr]


def test_equal_ones_win_together() -> None:
    """30.00 of 行政运行 and 30.00 of 教育支出."""
    outcome = run(t.Max(items=(cell(2), cell(3), cell(4))))
    assert isinstance(outcome, Chosen) and len(outcome.winners) == 2


@pytest.mark.parametrize(
    ("comparison", "threshold", "kept"),
    [
        (">", number("30", "万元"), [WEST]),
        (">=", number("30", "万元"), [EAST, WEST]),
        ("<", number("300000", "元"), [NORTH]),
        (">", number("300000"), [WEST]),
        ("<=", t.Mean(items=three(2)), [EAST, NORTH]),
        ("=", number("15", "万元"), [NORTH]),
        ("!=", number("15", "万元"), [EAST, WEST]),
        (">", number("100", "万元"), []),
    ],
)
def test_a_filter_converts_its_threshold(
    comparison: t.Comparison, threshold: t.Node, kept: list[str]
) -> None:
    """万元 against 元, a large number said with 万, and the mean of the operands themselves."""
    question = "超过三十万（30万元、300000元、15万元、100万元）的有哪些"
    outcome = run(t.Filter(items=three(2), comparison=comparison, threshold=threshold), question)
    assert isinstance(outcome, Several)
    assert [f.fact.organisation for item in outcome.items for f in found_in(item)] == kept


def test_a_rank_keeps_the_first_few() -> None:
    """Of three the two lowest, lowest first."""
    outcome = run(t.Rank(items=three(2), direction="low", n=2))
    assert isinstance(outcome, Several) and outcome.of == 3
    assert [f.fact.organisation for item in outcome.items for f in found_in(item)] == [NORTH, EAST]


def test_what_a_filter_left_is_added_up_and_counted() -> None:
    """Nesting: the sum and the number of those of 30 万元 and more."""
    kept = t.Filter(items=three(2), comparison=">=", threshold=number("30", "万元"))
    assert value(run(t.Sum(items=(kept,)), "30万元")) == (Decimal("90.00"), "万元")
    assert value(run(t.Count(items=(kept,)), "30万元")) == (Decimal(2), "")


# --- yes or no ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("node", "holds", "rounded"),
    [
        (t.Same(left=cell(2), right=cell(4)), True, False),
        (t.Same(left=cell(2), right=cell(3)), False, False),
        (t.Same(left=cell(0, table=6), right=number("12.34", "万元")), True, False),
        (t.Same(left=cell(0, table=6), right=number("12.3", "万元")), True, True),
        (t.Same(left=cell(0, table=6), right=number("12.4", "万元")), False, False),
        (t.Holds(left=cell(2), comparison=">", right=number("30", "万元")), False, False),
        (t.Holds(left=cell(2), comparison=">=", right=number("30", "万元")), True, False),
        (t.Holds(left=cell(2), comparison="<", right=cell(2, body=WEST)), True, False),
    ],
)
def test_yes_and_no(node: t.Same | t.Holds, holds: bool, rounded: bool) -> None:
    """Two figures compared in one unit; what agrees only when rounded is said to."""
    outcome = run(node, "12.34万元 12.3万元 12.4万元 30万元")
    assert isinstance(outcome, Verdict) and (outcome.holds, outcome.rounded) == (holds, rounded)


# --- why there is no value ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("node", "fault"),
    [
        (cell(5, 1), Fault.BLANK),
        (cell(6, 1), Fault.DASH),
        (cell(99), Fault.NOT_HELD),
        (cell(2, body="云州市无此局"), Fault.NOT_HELD),
        (stated(0, "7.51万元", "万元"), Fault.UNSTATED),
        (stated(0, "7.50万元", "元"), Fault.UNSTATED),
        (stated(9, "7.50万元", "万元"), Fault.NOT_HELD),
        (number("31", "万元"), Fault.INVENTED),
        (t.Missing(asked="差旅费"), Fault.MISSING),
        (t.Slot(asked="差旅费"), Fault.UNRESOLVED),
        (t.Share(part=cell(2), whole=cell(5)), Fault.DIVISION),
        (t.Growth(new=cell(2), old=cell(5)), Fault.DIVISION),
        (t.Ratio(left=cell(2), right=cell(5)), Fault.DIVISION),
        (t.Sum(items=(cell(2), cell(0, table=4))), Fault.UNITS),
        (t.Max(items=(cell(2), cell(0, table=4))), Fault.UNITS),
        (t.Difference(left=cell(2), right=stated(2, "16.67%", "%")), Fault.UNITS),
        (t.Product(items=(cell(2), cell(3))), Fault.UNITS),
        (t.Holds(left=cell(2), comparison=">", right=cell(0, table=4)), Fault.UNITS),
        (t.Sum(items=(cell(2), t.Missing(asked="差旅费"))), Fault.INCOMPLETE),
        (t.Max(items=(cell(2), cell(5, 1))), Fault.INCOMPLETE),
        (t.Rank(items=(cell(2), t.Missing(asked="差旅费"))), Fault.INCOMPLETE),
        (t.Difference(left=cell(2), right=t.Sum(items=(cell(3), cell(99)))), Fault.INCOMPLETE),
        (t.Same(left=cell(2), right=cell(5, 1)), Fault.INCOMPLETE),
        (t.Count(items=(cell(2), t.Missing())), Fault.INCOMPLETE),
        (t.Rank(items=(cell(2), cell(3)), place=3), Fault.PLACE),
        (t.Convert(item=cell(2), unit="%"), Fault.NO_UNIT),
        (t.Convert(item=cell(2), unit="人"), Fault.NO_UNIT),
        (t.Sum(items=(t.Corpus(), cell(2))), Fault.INCOMPLETE),
        (t.Find(value=Decimal("31")), Fault.INVENTED),
    ],
)
def test_why_there_is_no_value(node: t.Node, fault: Fault) -> None:
    """Blank, a stroke, not held, not stated, invented, zero divisors, mixed units, missing operands: each is
    told apart, and none of them is a number."""
    outcome = run(node, "30万元多少")
    assert isinstance(outcome, Lack) and outcome.fault is fault
    assert quantity_of(outcome) is None


def test_a_zero_is_a_number() -> None:
    """0.00 stands in the cell: nothing was spent, which is something else than a blank."""
    outcome = run(cell(5))
    assert isinstance(outcome, Found) and outcome.value == 0


def test_what_is_missing_deep_down_is_named() -> None:
    """The lack at the bottom is found, with the figures that are there."""
    outcome = run(t.Share(part=t.Sum(items=(cell(2), t.Missing(asked="差旅费"))), whole=cell(0)))
    assert [lack.what for lack in lacks(outcome)] == ["差旅费"]
    assert sorted(labels(outcome), key=str) == ["合计", "行政运行"]


def test_one_of_several_that_is_missing_does_not_touch_the_others() -> None:
    """Values: each for itself."""
    outcome = run(t.Values(items=(cell(2), t.Missing(asked="差旅费"), cell(3))))
    assert isinstance(outcome, Several)
    assert [isinstance(item, Lack) for item in outcome.items] == [False, True, False]


def test_a_plan_without_end_is_not_worked_out() -> None:
    """Too many levels: a typed outcome, no failure."""
    node: t.Node = cell(2)
    for _ in range(40):
        node = t.Convert(item=node)
    outcome = run(node)
    assert isinstance(outcome, Lack) and outcome.fault is Fault.TOO_LARGE


# --- the rest -------------------------------------------------------------------------------------


def test_a_converted_value_keeps_its_value() -> None:
    """Convert changes the print: the outcome within is the same."""
    outcome = run(t.Convert(item=cell(2), unit="元", decimals=0))
    assert isinstance(outcome, Shown) and outcome.inner == run(cell(2))
    assert (outcome.unit, outcome.decimals) == ("元", 0)


def test_where_a_figure_stands() -> None:
    """Cells and sentences, in any unit of the same kind."""
    cells = run(t.Find(value=Decimal("12.34"), unit="万元", documents=(REPORT,)), "12.34万元在哪")
    words = run(t.Find(value=Decimal("4200"), unit="人次"), "4200人次在哪")
    assert isinstance(cells, Stands) and labels_of(cells) == ["办公设备"]
    assert isinstance(words, Stands) and words.of == 4


def labels_of(outcome: Stands) -> list[str | None]:
    return [fact.records[0].row_label for fact in outcome.facts if fact.records]


def test_which_reports_there_are() -> None:
    """Of a body, of a year; where none fits, what is held is kept for the answer."""
    assert [len(o.entries) for o in map(run, (t.Corpus(), t.Corpus(body=EAST))) if isinstance(o, Shelf)] == [
        4,
        2,
    ]
    none = run(t.Corpus(body=EAST, year=2020))
    assert isinstance(none, Shelf) and not none.entries and len(none.others) == 4


def test_passages_are_quoted_by_their_numbers() -> None:
    """A whole passage, or some of its sentences."""
    passage = t.Passage(document=REPORT, passage=1)
    outcome = run(t.Describe(items=(passage,)))
    assert isinstance(outcome, Told) and outcome.evidence.extracts[0].text.startswith("“三公”经费")
    missing = run(t.Describe(items=(t.Passage(document=REPORT, passage=9),)))
    assert isinstance(missing, Lack) and missing.fault is Fault.NOT_HELD


@pytest.mark.parametrize("node", [t.Absent(what="差旅费"), t.Unclear(), t.Ambiguous(choices=three(2))])
def test_what_asks_back_or_refuses_passes_through(node: t.Node) -> None:
    """No value is worked out for it."""
    assert isinstance(run(node), Passed)
