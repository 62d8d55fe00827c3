"""The formula of a worked-out value, over the figures that it rests on: (12.50 + 3.00) ÷ 100.00 = 15.5%."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from service.compose.speech import Speech, unit_behind
from service.plan import types as t
from service.plan.results import Chosen, Found, Given, Outcome, Shown, Worked
from service.plan.units import PERCENT, POINTS, in_unit

_ATOM, _PRODUCT, _SUM = 3, 2, 1
_OVER = " ÷ "
_TIMES = " × "
_LESS = " − "
_PLUS = " + "


def formula(speech: Speech, outcome: Worked, told: Decimal) -> str:
    """The whole formula with its result as told."""
    backwards = isinstance(outcome.node, t.Difference) and told >= 0 > outcome.value
    shown = replace(outcome, operands=outcome.operands[::-1]) if backwards else outcome
    text, _ = _expression(speech, shown, outcome.unit)
    sign = "=" if told == (abs(outcome.value) if backwards else outcome.value) else "≈"
    return f"{text} {sign} {told:,f}{unit_behind(outcome.unit)}"


def _term(speech: Speech, outcome: Outcome, unit: str, least: int = _ATOM) -> str:
    """An operand, in brackets where it binds less than what it stands in."""
    text, level = _expression(speech, outcome, unit)
    return f"({text})" if level < least else text


def _expression(speech: Speech, outcome: Outcome, unit: str) -> tuple[str, int]:
    match outcome:
        case Found() | Given():
            return _leaf(speech, outcome, unit)
        case Shown():
            return _expression(speech, outcome.inner, unit)
        case Chosen():
            return _expression(speech, outcome.winners[0], unit)
        case Worked():
            return _worked(speech, outcome, unit)
    return "", _ATOM


def _leaf(speech: Speech, outcome: Found | Given, unit: str) -> tuple[str, int]:
    value = in_unit(outcome, unit) if unit else None
    own = outcome.unit
    if value is None:
        value = outcome.value
        text = f"{value:,f}{unit_behind(own) if own == PERCENT else ''}"
    elif own and own != unit and {own, unit} != {PERCENT, POINTS}:
        text = f"{_short(value):,f}{unit_behind(unit)}"
    else:
        text = f"{value:,f}"
    return (f"({text})" if value < 0 else text), _ATOM


def _short(value: Decimal) -> Decimal:
    """A converted value without the zeros that converting leaves."""
    plain = value.normalize()
    exponent = plain.as_tuple().exponent
    return plain.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else plain


def _worked(speech: Speech, outcome: Worked, unit: str) -> tuple[str, int]:
    node = outcome.node
    inner = unit if unit and in_unit(outcome, unit) is not None else outcome.unit
    match node:
        case t.Sum() | t.Mean() | t.Product() | t.Median():
            return _of_all(speech, outcome, inner)
        case t.Difference():
            return _difference(speech, outcome, inner), _SUM
        case t.Before():
            return _before(speech, outcome)
        case t.Growth() | t.Share() | t.Ratio():
            return _quotient(speech, outcome), _PRODUCT
    return f"{outcome.value:,f}", _ATOM


def _of_all(speech: Speech, outcome: Worked, unit: str) -> tuple[str, int]:
    """A sum, a product, a mean or a median."""
    operands = outcome.operands
    if isinstance(outcome.node, t.Product):
        return _TIMES.join(_term(speech, o, "", _PRODUCT) for o in operands), _PRODUCT
    if isinstance(outcome.node, t.Median):
        items = "; ".join(_term(speech, o, unit) for o in operands)
        return speech.say("formula.median", items=items), _ATOM
    added = _PLUS.join(_term(speech, o, unit, _SUM) for o in operands)
    if isinstance(outcome.node, t.Mean):
        return f"({added}){_OVER}{len(operands)}", _PRODUCT
    return added, _SUM


def _quotient(speech: Speech, outcome: Worked) -> str:
    """A growth, a share or a ratio."""
    one, other = outcome.operands
    base = unit_of(other)
    if isinstance(outcome.node, t.Growth):
        new, old = (_term(speech, o, base, _PRODUCT) for o in (one, other))
        return f"({new}{_LESS}{old}){_OVER}{_magnitude(old)}"
    left = base if base and _shares(one, base) else ""
    return f"{_term(speech, one, left, _PRODUCT)}{_OVER}{_term(speech, other, base)}"


def _shares(outcome: Outcome, unit: str) -> bool:
    """Whether an operand can be told in `unit`."""
    match outcome:
        case Found() | Given() | Worked():
            return in_unit(outcome, unit) is not None
        case Shown():
            return _shares(outcome.inner, unit)
        case Chosen():
            return _shares(outcome.winners[0], unit)
    return False


def _magnitude(term: str) -> str:
    """The old value, by whose size a growth is measured."""
    return term.strip("()").lstrip("-") if term.startswith("(-") else term


def _difference(speech: Speech, outcome: Worked, unit: str) -> str:
    unit = PERCENT if outcome.unit == POINTS else unit
    one, other = outcome.operands
    if isinstance(outcome.node, t.Difference) and outcome.node.absolute:
        a, b = _value(one, unit), _value(other, unit)
        if a is not None and b is not None and a < b:
            one, other = other, one
    return f"{_term(speech, one, unit, _SUM)}{_LESS}{_term(speech, other, unit, _PRODUCT)}"


def _before(speech: Speech, outcome: Worked) -> tuple[str, int]:
    level, change = outcome.operands
    moved = _value(change, outcome.unit)
    if unit_of(change) == PERCENT and outcome.unit != PERCENT:
        percent = _value(change, PERCENT) or Decimal(0)
        sign = "+" if percent >= 0 else "−"
        return f"{_term(speech, level, outcome.unit, _PRODUCT)}{_OVER}(1 {sign} {abs(percent)}%)", _PRODUCT
    if moved is not None and moved < 0:
        return f"{_term(speech, level, outcome.unit, _SUM)}{_PLUS}{_short(-moved):,f}", _SUM
    return (
        f"{_term(speech, level, outcome.unit, _SUM)}{_LESS}{_term(speech, change, outcome.unit, _PRODUCT)}",
        _SUM,
    )


def unit_of(outcome: Outcome) -> str:
    """The unit of a value."""
    match outcome:
        case Found() | Given() | Worked():
            return outcome.unit
        case Shown():
            return unit_of(outcome.inner)
        case Chosen():
            return unit_of(outcome.winners[0])
    return ""


def _value(outcome: Outcome, unit: str) -> Decimal | None:
    match outcome:
        case Found() | Given() | Worked():
            return in_unit(outcome, unit)
        case Shown():
            return _value(outcome.inner, unit)
        case Chosen():
            return _value(outcome.winners[0], unit)
    return None
