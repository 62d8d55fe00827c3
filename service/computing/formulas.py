"""Formulas over facts, in exact decimals; each says itself: 12.50 − 10.00 = 2.50."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from corpus.amounts import convert
from service.lookup.facts import Fact

_PLACES = 2


@dataclass(frozen=True, slots=True)
class Computed:
    """A computed value: its unit, its formula with the result, and the facts that it is over; `exact` is
    the value before it was rounded, where it was."""

    value: Decimal
    unit: str
    formula: str
    inputs: tuple[Fact, ...]
    exact: Decimal | None = None


def rounded(value: Decimal, places: int | None = None) -> Decimal:
    """`value` to `places` (two when not said), half up."""
    return value.quantize(Decimal(1).scaleb(-(_PLACES if places is None else places)), ROUND_HALF_UP)


def _number(value: Decimal) -> str:
    return f"{value:,f}"


def in_unit(fact: Fact, unit: str) -> Decimal | None:
    """A fact's value in another unit; None when it is blank or cannot be converted."""
    if fact.value is None:
        return None
    return (
        fact.value if fact.unit == unit or not unit or not fact.unit else convert(fact.value, fact.unit, unit)
    )


def _shown(fact: Fact, unit: str) -> str:
    """A fact's value in a formula; one that was converted says its unit."""
    value = in_unit(fact, unit)
    text = _number(value if value is not None else Decimal(0))
    if unit and fact.unit and fact.unit != unit:
        return f"{text} {unit}"
    return f"({text})" if value is not None and value < 0 else text


def difference(one: Fact, other: Fact, unit: str | None = None) -> Computed | None:
    """`one` less `other`, in `unit` (that of `one` when not said)."""
    unit = unit or one.unit
    a, b = in_unit(one, unit), in_unit(other, unit)
    if a is None or b is None:
        return None
    value = a - b
    value = rounded(value) if unit != one.unit or unit != other.unit else value
    sign = "=" if value == a - b else "≈"
    return Computed(
        value, unit, f"{_shown(one, unit)} − {_shown(other, unit)} {sign} {_number(value)}", (one, other)
    )


def total(facts: Sequence[Fact]) -> Computed | None:
    """All of `facts` added up, in the unit of the first."""
    unit = facts[0].unit
    values = [in_unit(fact, unit) for fact in facts]
    if any(v is None for v in values):
        return None
    value = sum((v for v in values if v is not None), Decimal(0))
    terms = " + ".join(_shown(fact, unit) for fact in facts)
    return Computed(value, unit, f"{terms} = {_number(value)}", tuple(facts))


def share(part: Fact, whole: Fact, places: int | None = None) -> Computed | None:
    """`part` in percent of `whole`; None when the whole is nothing."""
    a, b = in_unit(part, whole.unit), whole.value
    if a is None or not b:
        return None
    value = rounded(a / b * 100, places)
    return Computed(
        value,
        "%",
        f"{_shown(part, whole.unit)} ÷ {_shown(whole, whole.unit)} ≈ {_number(value)}%",
        (part, whole),
    )


def share_together(parts: Sequence[Fact], whole: Fact, places: int | None = None) -> Computed | None:
    """What `parts` come to in percent of `whole`; None when the whole is nothing."""
    values = [in_unit(part, whole.unit) for part in parts]
    if not whole.value or any(v is None for v in values):
        return None
    exact = sum((v for v in values if v is not None), Decimal(0)) / whole.value * 100
    value = rounded(exact, places)
    terms = " + ".join(_shown(part, whole.unit) for part in parts)
    formula = f"({terms}) ÷ {_shown(whole, whole.unit)} ≈ {_number(value)}%"
    return Computed(value, "%", formula, (*parts, whole))


def multiple(one: Fact, other: Fact, places: int | None = None) -> Computed | None:
    """How many times `other` goes into `one`; None when the other is nothing."""
    a, b = in_unit(one, other.unit), other.value
    if a is None or not b:
        return None
    value = rounded(a / b, places)
    sign = "=" if value * b == a else "≈"
    formula = f"{_shown(one, other.unit)} ÷ {_shown(other, other.unit)} {sign} {_number(value)}"
    return Computed(value, "倍", formula, (one, other))


def mean(facts: Sequence[Fact], places: int | None = None) -> Computed | None:
    """The mean of `facts`, in the unit of the first."""
    added = total(facts)
    if added is None:
        return None
    value = rounded(added.value / len(facts), places)
    sign = "=" if value * len(facts) == added.value else "≈"
    terms = " + ".join(_shown(fact, added.unit) for fact in facts)
    formula = f"({terms}) ÷ {len(facts)} {sign} {_number(value)}"
    return Computed(value, added.unit, formula, tuple(facts))


def average(amount: Fact, count: Fact, places: int | None = None) -> Computed | None:
    """`amount` for each of `count`."""
    if amount.value is None or not count.value:
        return None
    value = rounded(amount.value / count.value, places)
    return Computed(
        value,
        amount.unit,
        f"{_number(amount.value)} ÷ {_number(count.value)} ≈ {_number(value)}",
        (amount, count),
        amount.value / count.value,
    )


def before_change(level: Fact, change: Fact) -> Computed | None:
    """What `level` was before `change` (signed, in money or counts, or in percent)."""
    if level.value is None or change.value is None:
        return None
    if change.unit == "%":
        value = rounded(level.value / (1 + change.value / 100))
        sign = "+" if change.value >= 0 else "−"
        return Computed(
            value,
            level.unit,
            f"{_number(level.value)} ÷ (1 {sign} {abs(change.value)}%) ≈ {_number(value)}",
            (level, change),
        )
    moved = in_unit(change, level.unit)
    if moved is None:
        return None
    value = level.value - moved
    sign = "−" if moved >= 0 else "+"
    return Computed(
        value,
        level.unit,
        f"{_number(level.value)} {sign} {_number(abs(moved))} = {_number(value)}",
        (level, change),
    )


def growth(now: Fact, before: Fact, places: int | None = None) -> Computed | None:
    """The growth from `before` to `now` in percent."""
    a, b = in_unit(now, before.unit), before.value
    if a is None or not b:
        return None
    value = rounded((a - b) / abs(b) * 100, places)
    change = f"({_shown(now, before.unit)} − {_shown(before, before.unit)})"
    formula = f"{change} ÷ {_number(abs(b))} ≈ {_number(value)}%"
    return Computed(value, "%", formula, (now, before))
