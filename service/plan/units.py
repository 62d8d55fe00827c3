"""The one place where units are compared and converted: money, ratios, and what else is measured.

A bare number (of a question) takes the unit of what it meets; a percentage never meets an amount.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from corpus.amounts import canonical, convert, parse_unit
from service.language import load
from service.plan.results import Given, Quantity

PERCENT = "%"
POINTS = "个百分点"
_NO_KIND = "words"


@cache
def _measures() -> dict[str, tuple[str, Decimal]]:
    """Unit → what it measures, and what one of it is worth."""
    return {
        unit: (kind, Decimal(worth))
        for kind, units in load("measures").items()
        if kind != _NO_KIND
        for unit, worth in units.items()
    }


def _apart(unit: str) -> tuple[str, Decimal] | None:
    """A unit that the list of measures holds, with its multiplier (万吨)."""
    known = _measures()
    parsed = parse_unit(unit)
    base = parsed.base if parsed and parsed.kind == "count" else canonical(unit)
    if base not in known:
        return None
    kind, worth = known[base]
    return kind, worth * (parsed.scale if parsed and parsed.kind == "count" else 1)


def turned(value: Decimal, source: str, target: str) -> Decimal | None:
    """`value` of `source` in `target`; None where the two do not measure the same."""
    if source == target:
        return value
    if not source or not target:
        return None
    if {canonical(source), canonical(target)} == {PERCENT, POINTS}:
        return value if canonical(source) == canonical(target) else None
    if (same := convert(value, source, target)) is not None:
        return same
    one, other = _apart(source), _apart(target)
    if one is None or other is None or one[0] != other[0]:
        return None
    return value * one[1] / other[1]


def in_unit(quantity: Quantity, unit: str) -> Decimal | None:
    """The value of a quantity in `unit`; a bare number of the question counts as one in it."""
    if isinstance(quantity, Given) and not quantity.unit:
        return quantity.value
    if not quantity.unit and _counts(unit) and quantity.value == quantity.value.to_integral_value():
        return quantity.value  # a table of counts without a unit line
    return turned(quantity.value, quantity.unit, unit)


def common(quantities: Iterable[Quantity]) -> str | None:
    """The unit in which all can be told: that of the first that has one; None where they cannot."""
    items = tuple(quantities)
    telling = [q for q in items if q.unit and not (isinstance(q, Given) and _multiplier(q.unit))]
    unit = telling[0].unit if telling else next((q.unit for q in items if q.unit), "")
    return unit if all(in_unit(q, unit) is not None for q in items) else None


def _counts(unit: str) -> bool:
    """Whether a unit counts things one by one: 件, 人, 辆."""
    parsed = parse_unit(unit) if unit else None
    return (
        parsed is not None
        and parsed.kind == "count"
        and parsed.scale == 1
        and unit not in _measures_of_size()
    )


@cache
def _measures_of_size() -> frozenset[str]:
    """Units that measure: a bare number is none of theirs."""
    return frozenset(u for u, (kind, _) in _measures().items() if kind != "people")


def _multiplier(unit: str) -> bool:
    parsed = parse_unit(unit)
    return parsed is not None and parsed.kind == "number"


def is_ratio(unit: str) -> bool:
    """Whether a unit tells a part of something: %, ‰."""
    parsed = parse_unit(unit) if unit else None
    return parsed is not None and parsed.kind == "ratio"


def is_money(unit: str) -> bool:
    """Whether a unit is one of money."""
    parsed = parse_unit(unit) if unit else None
    return parsed is not None and parsed.kind == "money"


def base_of(unit: str) -> str:
    """The unit without its multiplier: 元 of 万元."""
    parsed = parse_unit(unit) if unit else None
    return parsed.base if parsed is not None and parsed.base else unit


def worth(unit: str) -> Decimal:
    """What one of a ratio is of the whole."""
    parsed = parse_unit(unit)
    return parsed.scale if parsed else Decimal(1)
