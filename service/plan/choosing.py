"""Choosing among operands, and comparing two: ranks, filters, yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.amounts import places
from service.plan import arithmetic
from service.plan import types as t
from service.plan.results import Chosen, Fault, Lack, Outcome, Quantity, Several, Verdict, quantity_of
from service.plan.units import common, in_unit


@dataclass(frozen=True, slots=True)
class Spread:
    """Operands spread out: those with a value, those without, the blanks of rows, and how many there were."""

    items: tuple[Outcome, ...]
    lacking: tuple[Lack, ...]
    left_out: tuple[Lack, ...]

    @property
    def quantities(self) -> list[Quantity]:
        """The value of each item."""
        return [q for item in self.items if (q := quantity_of(item)) is not None]


def ranked(node: t.Max | t.Min | t.Rank, spread: Spread) -> Outcome:
    """The operands in order, or the one at the place asked for."""
    if spread.lacking:
        return Lack(node, Fault.INCOMPLETE, spread.lacking, spread.items)
    if not spread.items:
        return Lack(node, Fault.EMPTY)
    unit = common(spread.quantities)
    if unit is None:
        return Lack(node, Fault.UNITS, (), spread.items)
    high = node.direction == "high" if isinstance(node, t.Rank) else isinstance(node, t.Max)
    ordered = tuple(sorted(spread.items, key=lambda item: _in(item, unit), reverse=high))
    if isinstance(node, t.Rank) and node.place is None:
        kept = ordered[: node.n] if node.n else ordered
        return Several(node, kept, len(ordered), spread.left_out)
    place = node.place or 1 if isinstance(node, t.Rank) else 1
    if place > len(ordered):
        return Lack(node, Fault.PLACE, (), ordered, what=str(place))
    value = _in(ordered[place - 1], unit)
    return Chosen(node, tuple(i for i in ordered if _in(i, unit) == value), ordered, spread.left_out)


def filtered(node: t.Filter, spread: Spread, bound: Outcome) -> Outcome:
    """The operands that compare so with the threshold."""
    lacking = (*spread.lacking, *((bound,) if isinstance(bound, Lack) else ()))
    if lacking:
        return Lack(node, Fault.INCOMPLETE, lacking, spread.items)
    limit = quantity_of(bound)
    assert limit is not None
    kept = []
    for item, quantity in zip(spread.items, spread.quantities, strict=True):
        unit = common((quantity, limit))
        if unit is None:
            return Lack(node, Fault.UNITS, (), (*spread.items, bound))
        one, other = in_unit(quantity, unit), in_unit(limit, unit)
        if one is not None and other is not None and arithmetic.compares(one, node.comparison, other):
            kept.append(item)
    return Several(node, tuple(kept), len(spread.items), spread.left_out, bound)


def verdict(node: t.Same | t.Holds, left: Outcome, right: Outcome) -> Outcome:
    """Whether two figures compare so."""
    if isinstance(left, Lack) or isinstance(right, Lack):
        return incomplete(node, (left, right))
    one, other = quantity_of(left), quantity_of(right)
    assert one is not None and other is not None
    unit = common((one, other))
    if unit is None:
        return Lack(node, Fault.UNITS, (), (left, right))
    a, b = in_unit(one, unit), in_unit(other, unit)
    assert a is not None and b is not None
    rounded = False
    if isinstance(node, t.Holds):
        holds = arithmetic.compares(a, node.comparison, b)
    else:
        rounded = a != b and _agree(one, other)
        holds = a == b or rounded
    return Verdict(node, holds, left, right, a - b, unit, rounded)


def _agree(one: Quantity, other: Quantity) -> bool:
    """Whether the finer of two figures, rounded as the coarser is printed, is the coarser."""
    for coarse, fine in ((one, other), (other, one)):
        value = in_unit(fine, coarse.unit) if coarse.unit else fine.value
        printed = places(coarse.value)
        if value is not None and coarse.value and printed < places(value):
            return arithmetic.rounded(value, printed) == coarse.value
    return False


def _in(item: Outcome, unit: str) -> Decimal:
    quantity = quantity_of(item)
    value = in_unit(quantity, unit) if quantity is not None else None
    assert value is not None  # `common` has seen to it
    return value


def incomplete(node: t.Node, pair: Sequence[Outcome]) -> Lack:
    """A node that lacks operands, with those that it has."""
    causes = tuple(item for item in pair if isinstance(item, Lack))
    return Lack(node, Fault.INCOMPLETE, causes, tuple(item for item in pair if not isinstance(item, Lack)))
