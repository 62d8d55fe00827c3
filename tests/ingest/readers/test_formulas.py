"""Formulas without results: what they come to, exactly; what is not understood has no value."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest

from ingest.readers.formulas import Formulas


def value_of(formula: str, **cells: object) -> Decimal | None:
    places = {(int(name[1:]), ord(name[0]) - ord("A") + 1): value for name, value in cells.items()}
    sheet = {place: SimpleNamespace(value=value) for place, value in {**places, (9, 9): formula}.items()}
    other = {(1, 1): SimpleNamespace(value=40)}
    return Formulas({"表": sheet, "附 表": other}).value("表", 9, 9)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=A1+B1", "3.75"),
        ("=A1-B1*2", "-3"),
        ("=(A1-B1)*2", "-1.5"),
        ("=SUM(A1:B2)", "13.75"),
        ("=sum($A$1:$A$2, B2, 10)", "19.5"),
        ("=SUM(A1:C2)", "13.75"),
        ("=ROUND(A1/3,2)", "0.5"),
        ("=A1/3", "0.5"),
        ("=-A1+50%", "-1"),
        ("='附 表'!A1+A1", "41.5"),
        ("=A3*2", "7.5"),
        ("=H8", "0"),
        ("=0.1+0.2", "0.3"),
    ],
)
def test_what_a_formula_comes_to(formula: str, value: str):
    """Sums over ranges (words in them are passed over), the four operations, rounding, other sheets."""
    cells = {"A1": 1.5, "B1": 2.25, "A2": 3, "B2": 7, "C1": "甲", "A3": "=A1+B1"}
    found = value_of(formula, **{**cells, "B2": 7 if "13.75" in value else 5})
    assert found == Decimal(value)


@pytest.mark.parametrize(
    "formula",
    ["=VLOOKUP(A1,A1:B2,2)", "=A1/0", "=C1+1", "=I9", "=A1&B1", "=IF(A1>1,2,3)", "=无此表!A1", "=SUM(A1", "=",
     "=1 2", "=SUM(A1:XFD9999999)", "=" + "(" * 2000, "=ROUND(A1,-3)", "=[1]外部!A1"],
)  # fmt: skip
def test_what_is_not_understood_has_no_value(formula: str):
    """Other functions, words, rings, faults, ranges without end: none is guessed at."""
    assert value_of(formula, A1=1.5, B1=2.25, C1="甲") is None


def test_a_long_chain_of_formulas_ends():
    """Formulas that lead to one another without end have no value, and take no stack."""
    cells = {(row, 1): SimpleNamespace(value=f"=A{row + 1}+1") for row in range(1, 5_000)}
    assert Formulas({"表": cells}).value("表", 1, 1) is None
