"""What the checks share: how records are named, quoted and compared."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from corpus.amounts import format_amount, parse_unit, places
from corpus.report import Disagreement, Record
from corpus.text import fold
from corpus.vocabulary import load

_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+[.、]|其中:|[加减]:)+"
)
TOTAL = re.compile(r"(?:合计|小计|总计|总额)$")


@lru_cache(maxsize=1 << 14)
def bare(label: str | None) -> str:
    """A label folded, without its numbering."""
    return _NUMBERING.sub("", fold(label or ""))


def key_of(record: Record) -> tuple[int, int, int]:
    """Table, row and column of a record."""
    return record.table, record.row, record.column


def is_money(record: Record) -> bool:
    """Whether the record is an amount of money, or of an unstated unit."""
    unit = parse_unit(record.unit) if record.unit else None
    return record.unit is None or (unit is not None and unit.kind == "money")


def name_of(record: Record) -> str:
    """A record as people name it: form or title, code and row, column."""
    head = record.form or record.title or f"表{record.table}"
    row = " ".join(part for part in (record.row_code, record.row_label) if part)
    return " ".join(part for part in (head, row, "/".join(record.column_path)) if part)


def written(value: Decimal, unit: str | None) -> str:
    """A value as it is quoted."""
    return format_amount(value, unit or "")


def is_rounding(one: Decimal, other: Decimal, units: int = 1) -> bool:
    """Whether two values differ by no more than `units` of the last place of both."""
    apart = abs(one - other)
    if apart > units:  # a last place is worth one at most
        return False
    step = Decimal(1).scaleb(-max(places(one), places(other)))
    return apart <= units * step


def between(
    kind: str, record: Record, value: Decimal, against: str, against_value: Decimal, other: Record
) -> Disagreement:
    """A record against what others make of it (`other` stands for their place)."""
    return Disagreement(
        kind=kind,
        subject=name_of(record),
        stated=written(value, record.unit),
        stated_page=record.page,
        stated_quote=f"{name_of(record)}：{record.raw}",
        against=written(against_value, record.unit),
        against_page=other.page,
        against_quote=against,
        record=key_of(record),
        against_record=key_of(other),
    )


@cache
def _scope_words() -> tuple[str, ...]:
    scopes = load("finance")["scopes"]
    return tuple(fold(word) for word in (*scopes["words"], *scopes["whole"]))


def scope_of(record: Record) -> frozenset[str]:
    """The words of the table's title and of the column that limit what is covered."""
    return _scope(record.title, record.column_path)


@lru_cache(maxsize=1 << 12)
def _scope(title: str | None, column_path: tuple[str, ...]) -> frozenset[str]:
    text = fold((title or "") + "".join(column_path))
    extra = [word for word in ("基本支出", "项目支出", "三公", "预算数") if word in text]
    return frozenset([*(word for word in _scope_words() if word in text), *extra])


def side_of(record: Record) -> str:
    """`收入` or `支出`, by the column, the label or the table's title; empty when none tells."""
    texts = ("".join(record.column_path), record.row_label or "", record.title or "")
    return next(filter(None, (flow_in(fold(text)) for text in texts)), "")


def flow_in(text: str) -> str:
    """`收入` or `支出`, whichever of them alone stands in a text; empty otherwise."""
    income, spending = "收入" in text, "支出" in text
    if income == spending:
        return ""
    return "收入" if income else "支出"


_NO_DIGIT = re.compile(r"\D")


def digits_of(value: Decimal) -> str:
    """The digits of a value as it is written, without sign and point."""
    return _NO_DIGIT.sub("", str(abs(value)))
