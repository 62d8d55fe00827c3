"""Whether a constant of a plan stands in the question, in digits, in Chinese numerals, or in words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from corpus.amounts import canonical, numeral, parse_unit
from corpus.text import fold
from service.language import load
from service.numbers import numbers_in
from service.plan.results import Fault, Given, Lack
from service.plan.types import Constant
from service.plan.units import turned

_TEN_THOUSANDS = "万亿"
_ALONE = "两三四五六七八九十"


def given(node: Constant, question: str) -> Given | Lack:
    """The constant, where the question says it; a large one takes the multiplier that it was said with."""
    for value, unit, raw in _said(question):
        if (same := _same(node.value, node.unit, value, unit)) is not None:
            return Given(node, *same, raw)
    return Lack(node, Fault.INVENTED, what=f"{node.value:f}{node.unit}")


def _same(value: Decimal, unit: str, said: Decimal, said_unit: str) -> tuple[Decimal, str] | None:
    """The value and unit to go on with, where the question says the same."""
    if unit:
        if canonical(unit) == canonical(said_unit):
            return (value, unit) if value == said else None
        if said_unit:
            here = turned(said, said_unit, unit)
            multiplier = _is_multiplier(said_unit) and not _is_multiplier(unit)
            return (
                (value, unit)
                if here == value or (multiplier and said == value and _ends(unit, said_unit))
                else None
            )
        return (value, unit) if value == said and not _is_ratio(unit) else None
    if not said_unit or _counts(said_unit):
        return (value, "") if value == said else None
    if _is_multiplier(said_unit):
        parsed = parse_unit(said_unit)
        return (said, said_unit) if parsed and said * parsed.scale == value else None
    return None


def _ends(unit: str, multiplier: str) -> bool:
    """万元 for what was said as 万."""
    return unit.startswith(multiplier)


def _is_multiplier(unit: str) -> bool:
    parsed = parse_unit(unit)
    return parsed is not None and parsed.kind == "number"


def _is_ratio(unit: str) -> bool:
    parsed = parse_unit(unit)
    return parsed is not None and parsed.kind == "ratio"


def _counts(unit: str) -> bool:
    parsed = parse_unit(unit)
    return parsed is not None and parsed.kind == "count" and parsed.scale == 1


def _said(question: str) -> Iterator[tuple[Decimal, str, str]]:
    """Every number of the question with the unit said: each in all the ways that it may be meant."""
    for number in numbers_in(question):
        if number.kind == "amount":
            value = Decimal(number.value)
            if not number.unit and (large := _in_ten_thousands(number.raw, value)):
                yield *large, number.raw
            yield value, number.unit, number.raw
        elif number.kind in ("code", "year", "ordinal") and str(number.value).isascii():
            text = str(number.value)
            if text.isdigit():
                yield Decimal(text), "", number.raw
    folded = fold(question)
    for word, values in _words().items():
        if word in folded:
            for value in values:
                yield value, "", word
    for character in folded:
        if character in _ALONE and (alone := numeral(character)) is not None:
            yield alone, "", character


def _in_ten_thousands(raw: str, value: Decimal) -> tuple[Decimal, str] | None:
    """三百万 said without a unit, as 300 万."""
    for multiplier, scale in (("亿", 10**8), ("万", 10**4)):
        if raw.rstrip().endswith(multiplier):
            return value / scale, multiplier
    return None


@cache
def _words() -> dict[str, tuple[Decimal, ...]]:
    return {fold(w): tuple(map(Decimal, values)) for w, values in load("measures")["words"].items()}
