"""The arithmetic of plans: exact decimals of one unit, or a Lack that says why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from service.plan import types as t
from service.plan.results import Fault, Given, Lack, Outcome, Quantity, Worked
from service.plan.units import PERCENT, POINTS, common, in_unit, is_money, is_ratio, turned, worth

_EXACT = Context(prec=50)
_WHOLE = Decimal(100)
TIMES = "倍"  # a unit, as reports print it


def _faulty(node: t.Node, fault: Fault, operands: Sequence[Outcome]) -> Lack:
    return Lack(node, fault, (), tuple(operands))


def _values(items: Sequence[Quantity], unit: str) -> list[Decimal]:
    return [value for q in items if (value := in_unit(q, unit)) is not None]


def total(node: t.Node, items: Sequence[Quantity]) -> Worked | Lack:
    """All added up, in the unit of the first."""
    unit = common(items)
    if unit is None:
        return _faulty(node, Fault.UNITS, items)
    with localcontext(_EXACT):
        return Worked(node, sum(_values(items, unit), Decimal(0)), unit, tuple(items))


def difference(node: t.Difference, left: Quantity, right: Quantity) -> Worked | Lack:
    """Left less right; of two percentages so many points."""
    unit = common((left, right))
    if unit is None:
        return _faulty(node, Fault.UNITS, (left, right))
    with localcontext(_EXACT):
        one, other = _values((left, right), unit)
        gap = one - other
    told = POINTS if unit == PERCENT else unit
    return Worked(node, abs(gap) if node.absolute else gap, told, (left, right))


def product(node: t.Product, items: Sequence[Quantity]) -> Worked | Lack:
    """All multiplied; at most one has a unit, percentages count as parts."""
    unit, value = "", Decimal(1)
    with localcontext(_EXACT):
        several = len([q for q in items if q.unit and not is_ratio(q.unit) and q.unit != TIMES]) > 0
        for q in items:
            if not q.unit or q.unit == TIMES:
                value *= q.value
            elif is_ratio(q.unit) and (several or unit):
                value *= q.value * worth(q.unit)
            elif unit:
                return _faulty(node, Fault.UNITS, items)
            else:
                value, unit = value * q.value, q.unit
    return Worked(node, value, unit, tuple(items))


def ratio(node: t.Ratio, left: Quantity, right: Quantity) -> Worked | Lack:
    """How many times the right goes into the left, or what of the left falls to one of the right."""
    if not right.value:
        return _faulty(node, Fault.DIVISION, (left, right))
    bare = isinstance(right, Given) and (not right.unit or right.unit == TIMES)
    with localcontext(_EXACT):
        if bare or (right.unit == TIMES and left.unit != TIMES):
            return Worked(node, left.value / right.value, left.unit, (left, right))
        same = in_unit(left, right.unit) if not right.unit or left.unit else None
        if same is not None:
            return Worked(node, same / right.value, TIMES, (left, right))
        if is_ratio(left.unit) or is_ratio(right.unit) or not left.unit or not right.unit:
            return _faulty(node, Fault.UNITS, (left, right))
        if is_money(left.unit) and is_money(right.unit):
            return _faulty(node, Fault.UNITS, (left, right))  # 元 by 美元
        return Worked(node, left.value / right.value, left.unit, (left, right), per=right.unit)


def share(node: t.Share, part: Quantity, whole: Quantity) -> Worked | Lack:
    """What percentage of the whole the part is."""
    unit = common((whole, part))
    if unit is None:
        return _faulty(node, Fault.UNITS, (part, whole))
    with localcontext(_EXACT):
        one, all_of_it = _values((part, whole), unit)
        if not all_of_it:
            return _faulty(node, Fault.DIVISION, (part, whole))
        return Worked(node, one / all_of_it * _WHOLE, PERCENT, (part, whole))


def growth(node: t.Growth, new: Quantity, old: Quantity) -> Worked | Lack:
    """By what percentage the new lies above the old."""
    unit = common((old, new))
    if unit is None:
        return _faulty(node, Fault.UNITS, (new, old))
    with localcontext(_EXACT):
        now, then = _values((new, old), unit)
        if not then:
            return _faulty(node, Fault.DIVISION, (new, old))
        return Worked(node, (now - then) / abs(then) * _WHOLE, PERCENT, (new, old))


def mean(node: t.Node, items: Sequence[Quantity]) -> Worked | Lack:
    """The mean, in the unit of the first."""
    if not items:
        return Lack(node, Fault.EMPTY)
    added = total(node, items)
    if isinstance(added, Lack):
        return added
    with localcontext(_EXACT):
        return Worked(node, added.value / len(items), added.unit, tuple(items))


def median(node: t.Node, items: Sequence[Quantity]) -> Worked | Lack:
    """The one in the middle, or the mean of the two there, in the unit of the first."""
    unit = common(items)
    if not items or unit is None:
        return _faulty(node, Fault.UNITS if items else Fault.EMPTY, items)
    values = sorted(_values(items, unit))
    middle = len(values) // 2
    with localcontext(_EXACT):
        value = values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
    return Worked(node, value, unit, tuple(items))


def before(node: t.Before, level: Quantity, change: Quantity) -> Worked | Lack:
    """The level before a change by an amount or by a percentage."""
    with localcontext(_EXACT):
        if change.unit == PERCENT and level.unit != PERCENT:
            grown = 1 + change.value / _WHOLE
            if not grown:
                return _faulty(node, Fault.DIVISION, (level, change))
            return Worked(node, level.value / grown, level.unit, (level, change))
        moved = (
            change.value if change.unit == POINTS and level.unit == PERCENT else in_unit(change, level.unit)
        )
        if moved is None:
            return _faulty(node, Fault.UNITS, (level, change))
        return Worked(node, level.value - moved, level.unit, (level, change))


def compares(one: Decimal, comparison: t.Comparison, other: Decimal) -> bool:
    """Whether `one` compares so with `other`."""
    match comparison:
        case ">":
            return one > other
        case ">=":
            return one >= other
        case "<":
            return one < other
        case "<=":
            return one <= other
        case "=":
            return one == other
    return one != other


def convertible(quantity: Quantity, unit: str) -> bool:
    """Whether a quantity can be told in `unit`."""
    return turned(quantity.value, quantity.unit, unit) is not None


def rounded(value: Decimal, decimals: int) -> Decimal:
    """`value` to so many places, half up, as Chinese accounts round."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
