from decimal import Decimal

from service.computing import formulas
from service.lookup.facts import Fact
from tests.service.shelf import GARDEN, accounts

VIEW = accounts(GARDEN, 2031, 1)


def fact(value: str | None, unit: str = "万元") -> Fact:
    return Fact(VIEW, Decimal(value) if value is not None else None, unit, "数", value or "", 0.0)


def test_a_difference_is_exact_and_shows_itself() -> None:
    """Decimals are subtracted without rounding, and the formula says so."""
    done = formulas.difference(fact("7.5"), fact("6.00"))
    assert done is not None
    assert done.value == Decimal("1.50") and done.formula == "7.5 − 6.00 = 1.50"


def test_units_are_brought_together_before_a_difference() -> None:
    """元 and 万元 are compared in one unit."""
    done = formulas.difference(fact("3"), fact("10000", "元"))
    assert done is not None and done.value == Decimal("2.00") and done.unit == "万元"


def test_a_share_is_rounded_as_asked() -> None:
    """A percentage has two places, or as many as the question says."""
    assert formulas.share(fact("1"), fact("3")).value == Decimal("33.33")  # type: ignore[union-attr]
    assert formulas.share(fact("1"), fact("3"), 1).value == Decimal("33.3")  # type: ignore[union-attr]


def test_nothing_is_computed_over_a_blank_or_a_zero_whole() -> None:
    """A blank cell is no number, and nothing is a share of nothing."""
    assert formulas.difference(fact(None), fact("1")) is None
    assert formulas.share(fact("1"), fact("0")) is None
    assert formulas.average(fact("1"), fact("0", "辆")) is None


def test_last_year_follows_from_the_change() -> None:
    """A level less its increase, or divided by its growth, is the level of the year before."""
    assert formulas.before_change(fact("7.50"), fact("1.50")).value == Decimal("6.00")  # type: ignore[union-attr]
    assert formulas.before_change(fact("7.50"), fact("25", "%")).value == Decimal("6.00")  # type: ignore[union-attr]


def test_a_sum_names_its_terms() -> None:
    """The formula of a sum lists what was added."""
    done = formulas.total([fact("1.10"), fact("2.20")])
    assert done is not None and done.value == Decimal("3.30") and done.formula == "1.10 + 2.20 = 3.30"
