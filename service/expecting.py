"""Whether figures are of the kind asked for: an amount of money answers neither how many nor at what rate."""

from __future__ import annotations

from collections.abc import Sequence

from service.lookup.facts import Fact
from service.narrative.asks import asks_of, class_of, has_quantity
from service.understanding.reader import Reading

_ANY = {"", "generic"}  # units that are not printed, or that count anything


def unmet(reading: Reading, facts: Sequence[Fact]) -> bool:
    """Whether none of the figures is of a kind asked for (money, persons, a rate, …); False where the
    question leaves the kind open, or a figure has no unit."""
    asked = [ask.classes | ask.near_classes for ask in asks_of(reading.in_chinese) if ask.classes]
    given = {class_of(fact.unit) for fact in facts}
    if not asked or not given or given & _ANY:
        return False
    if not has_quantity(reading.text):
        # 三公经费预算执行率, 因公出国团组数: the amount is named, the rate or the number is asked for
        return not any(classes & given for classes in asked if "money" not in classes) and any(
            "money" not in classes for classes in asked
        )
    return not any(classes & given for classes in asked)
