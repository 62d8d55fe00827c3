"""Recognised figures: a sum that holds confirms them, one that fails makes them doubtful."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from corpus.report import CERTAIN, Record
from ingest.confirm import CONFIRMED, DOUBTED, confirmed, doubts


def record(row: int, column: int, label: str, path: tuple[str, ...], value: str, code: str = "") -> Record:
    codes = tuple(code[:length] for length in (3, 5, 7) if len(code) >= length)
    return Record(
        table=1, row=row, column=column, form=None, title=None, row_code=code or None, row_label=label,
        row_path=(label,), column_path=path, value=Decimal(value), raw=value, unit="万元", page=1, box=None,
        row_path_codes=codes, confidence=0.9,
    )  # fmt: skip


ROWS = [
    record(0, 2, "合计", ("本年支出", "小计"), "9.00"),
    record(0, 3, "合计", ("本年支出", "基本支出"), "5.00"),
    record(0, 4, "合计", ("本年支出", "项目支出"), "4.00"),
    record(1, 2, "公共服务", ("本年支出", "小计"), "6.00", "201"),
    record(1, 3, "公共服务", ("本年支出", "基本支出"), "3.00", "201"),
    record(1, 4, "公共服务", ("本年支出", "项目支出"), "3.00", "201"),
    record(2, 2, "住房保障", ("本年支出", "小计"), "3.00", "221"),
    record(2, 3, "住房保障", ("本年支出", "基本支出"), "2.00", "221"),
    record(2, 4, "住房保障", ("本年支出", "项目支出"), "1.00", "221"),
]


def misread(index: int, value: str) -> list[Record]:
    return [
        replace(r, value=Decimal(value), confidence=0.99) if i == index else r for i, r in enumerate(ROWS)
    ]


def test_sums_confirm():
    """Figures whose sums hold are raised over the bar, though each alone was not sure."""
    assert all(r.confidence == CONFIRMED for r in confirmed(ROWS, {1}))


def test_a_misread_digit_is_doubted():
    """Wherever one digit was misread, however sure the recogniser is of it, it is marked."""
    for index, true in enumerate(ROWS):
        wrong = confirmed(misread(index, str(true.value + 3)), {1})
        assert wrong[index].confidence <= DOUBTED < CERTAIN
        assert next(doubts(wrong)).page == 1


def test_a_digit_in_the_last_place_is_doubted_or_not_confirmed():
    """A difference that rounding explains confirms nothing."""
    wrong = confirmed([replace(r, confidence=0.9) for r in misread(4, "3.01")], {1})
    assert wrong[4].confidence < CERTAIN


def test_other_pages_stay_as_they_are():
    """Figures of a text layer are exact, whatever their sums say."""
    sure = [replace(r, confidence=1.0) for r in misread(4, "7.00")]
    assert list(confirmed(sure, {2})) == sure
    assert list(confirmed(sure, set())) == sure
