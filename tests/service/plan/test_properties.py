"""What holds of every plan: round trip, nesting, units, missing operands."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.compose.answers import compose
from service.executing import known
from service.gate import check
from service.plan import types as t
from service.plan.execute import execute
from service.plan.results import Fault, Lack, Outcome, Worked, lacks, quantity_of
from service.plan.units import in_unit
from tests.service.plan.corpus import EAST, LIBRARY, NORTH, WEST, cell, number, run

QUESTION = "2 倍、30万元、10%"
FINE = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])

amounts = st.builds(
    cell, st.sampled_from([0, 1, 2, 3, 4, 5, 6]), st.just(0), st.sampled_from([EAST, WEST, NORTH])
)
counts = st.builds(lambda body: cell(0, table=4, body=body), st.sampled_from([EAST, WEST, NORTH]))
constants = st.sampled_from([number("2"), number("30", "万元"), number("10", "%"), number("7")])
blanks = st.sampled_from([cell(5, 1), cell(6, 1), cell(99), t.Missing(asked="差旅费")])


def _nested(children: st.SearchStrategy[t.Node]) -> st.SearchStrategy[t.Node]:
    several = st.lists(children, min_size=1, max_size=4).map(tuple)
    return st.one_of(
        st.builds(lambda items: t.Sum(items=items), several),
        st.builds(lambda items: t.Mean(items=items), several),
        st.builds(lambda items: t.Median(items=items), several),
        st.builds(lambda items: t.Max(items=items), several),
        st.builds(lambda items: t.Min(items=items), several),
        st.builds(
            lambda a, b, c: t.Difference(left=a, right=b, absolute=c), children, children, st.booleans()
        ),
        st.builds(lambda a, b: t.Share(part=a, whole=b), children, children),
        st.builds(lambda a, b: t.Ratio(left=a, right=b), children, children),
        st.builds(lambda a, b: t.Growth(new=a, old=b), children, children),
        st.builds(lambda a, b: t.Before(level=a, change=b), children, children),
        st.builds(lambda a, b: t.Product(items=(a, b)), children, constants),
        st.builds(lambda items, n: t.Rank(items=items, place=n), several, st.integers(1, 5)),
        st.builds(lambda a, u: t.Convert(item=a, unit=u), children, st.sampled_from(["元", "亿元", None])),
    )


SPREAD = [
    t.Rows(document=f"{EAST}-2031-部门决算", table=3, column=column, under=under, depth=depth)
    for column in (0, 1)
    for under in (None, 1, 4)
    for depth in (1, None)
]
money = st.recursive(amounts, lambda c: _nested(c), max_leaves=8)
anything = st.recursive(st.one_of(amounts, counts, blanks), lambda c: _nested(c), max_leaves=8)
asks = st.one_of(
    anything,
    st.builds(lambda items: t.Values(items=tuple(items)), st.lists(anything, min_size=1, max_size=3)),
    st.builds(lambda a, b: t.Same(left=a, right=b), anything, anything),
    st.builds(lambda a, b: t.Holds(left=a, comparison="<", right=b), anything, anything),
    st.builds(lambda items: t.Rank(items=tuple(items)), st.lists(anything, min_size=1, max_size=4)),
    st.builds(lambda items: t.Count(items=tuple(items)), st.lists(anything, min_size=1, max_size=4)),
    st.builds(
        lambda items, bound, way: t.Filter(items=tuple(items), comparison=way, threshold=bound),
        st.lists(anything, min_size=1, max_size=4),
        st.one_of(constants, amounts),
        st.sampled_from([">", "<=", "="]),
    ),
    st.builds(lambda item: t.Rank(items=(item,), n=1, direction="low"), st.sampled_from(SPREAD)),
    st.builds(lambda item: t.Sum(items=(item,)), st.sampled_from(SPREAD)),
)


@FINE
@given(asks)
def test_a_plan_is_the_same_after_a_journey_as_json(node: t.Node) -> None:
    """Written, read, and executed anew, it gives the same."""
    plan = t.Plan(asks=(node,))
    again = t.Plan.model_validate_json(plan.model_dump_json())
    assert again == plan
    assert execute(again, LIBRARY, "").outcomes == execute(plan, LIBRARY, "").outcomes


@FINE
@given(asks)
def test_whatever_is_planned_is_answered_and_passes_the_gate(node: t.Node) -> None:
    """No plan fails, and no number of its answer is without cover, in any language."""
    for language in ("zh", "en"):
        done = execute(t.Plan(asks=(node,)), LIBRARY, QUESTION)
        answer = compose(done, LIBRARY, language)
        assert answer.text.strip()
        check(answer, QUESTION, known(done))


@FINE
@given(anything)
def test_a_lack_within_is_a_lack_of_the_whole(node: t.Node) -> None:
    """One operand without a value: no sum, no share, no winner of the rest."""
    outcome = run(node)
    if _holds_a_blank(node):
        assert isinstance(outcome, Lack) and quantity_of(outcome) is None
        assert lacks(outcome)


def _holds_a_blank(node: t.Node) -> bool:
    if isinstance(node, t.Leaf):
        return isinstance(run(node), Lack)
    return any(_holds_a_blank(item) for item in t.operands(node))


@FINE
@given(st.lists(amounts, min_size=1, max_size=6), st.lists(amounts, min_size=1, max_size=6))
def test_sums_nest(one: list[t.Node], other: list[t.Node]) -> None:
    """A sum of sums is the sum of all, in any order."""
    nested = run(t.Sum(items=(t.Sum(items=tuple(one)), t.Sum(items=tuple(other)))))
    flat = run(t.Sum(items=(*reversed(other), *one)))
    assert isinstance(nested, Worked) and isinstance(flat, Worked) and nested.value == flat.value


@FINE
@given(money, st.sampled_from(["元", "万元", "亿元"]))
def test_a_unit_asked_for_changes_the_print_and_not_the_value(node: t.Node, unit: str) -> None:
    """Inside of an operation a converted operand counts for what it is."""
    plain, shown = run(node), run(t.Convert(item=node, unit=unit))
    if isinstance(plain, Lack):
        assert isinstance(shown, Lack)
        return
    quantity = quantity_of(plain)
    assert quantity is not None
    if quantity.unit.endswith("元"):
        assert quantity_of(shown) == quantity
        twice = run(t.Sum(items=(t.Convert(item=node, unit=unit), node)))
        assert isinstance(twice, Worked) and _near(twice.value, quantity.value * 2)
    else:
        assert isinstance(shown, Lack) and shown.fault is Fault.NO_UNIT


@FINE
@given(amounts, amounts)
def test_adding_an_operator_never_gives_the_answer_without_it(one: t.Node, other: t.Node) -> None:
    """The share of two is neither of them, their difference is signed, their mean lies between."""
    a, b = _value(run(one)), _value(run(other))
    share, gap, mean = (
        run(t.Share(part=one, whole=other)),
        run(t.Difference(left=one, right=other)),
        run(t.Mean(items=(one, other))),
    )
    assert isinstance(gap, Worked) and gap.value == a - b
    assert isinstance(mean, Worked) and min(a, b) <= mean.value <= max(a, b)
    if b:
        assert isinstance(share, Worked) and share.unit == "%" and _near(share.value * b, a * 100)
    else:
        assert isinstance(share, Lack) and share.fault is Fault.DIVISION


@FINE
@given(st.lists(amounts, min_size=1, max_size=5), counts)
def test_what_does_not_measure_the_same_is_never_put_together(items: list[t.Node], other: t.Node) -> None:
    """万元 and 人: no sum, no ranking, no difference."""
    mixed = (*items, other)
    for node in (
        t.Sum(items=mixed), t.Max(items=mixed), t.Mean(items=mixed), t.Rank(items=mixed),
        t.Difference(left=items[0], right=other), t.Same(left=items[0], right=other),
    ):  # fmt: skip
        outcome = run(node)
        assert isinstance(outcome, Lack) and outcome.fault is Fault.UNITS


@FINE
@given(st.lists(amounts, min_size=2, max_size=4, unique_by=str))
def test_two_things_asked_do_not_touch_each_other(items: list[t.Node]) -> None:
    """Several asks give what each gives alone, in any order."""
    together = execute(t.Plan(asks=tuple(items)), LIBRARY, "").outcomes
    backwards = execute(t.Plan(asks=tuple(reversed(items))), LIBRARY, "").outcomes
    assert together == tuple(run(item) for item in items) == backwards[::-1]


def _value(outcome: Outcome) -> Decimal:
    quantity = quantity_of(outcome)
    assert quantity is not None
    value = in_unit(quantity, quantity.unit)
    assert value is not None
    return value


def _near(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= Decimal("1e-24") * max(abs(one), abs(other), Decimal(1))


def test_the_schema_describes_every_operation() -> None:
    """Each class of node is in the published schema, closed to unknown fields."""
    definitions = t.schema()["$defs"]
    for name in t.__all__:
        kind = getattr(t, name)
        if isinstance(kind, type) and "op" in getattr(kind, "model_fields", {}):
            assert definitions[name]["additionalProperties"] is False
