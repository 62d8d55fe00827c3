"""What the checks share: how records are named, how exactly they are printed, and how two are compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import IntEnum
from functools import cache, lru_cache
from typing import NamedTuple

from corpus.amounts import format_amount, parse_unit, places
from corpus.findings import Side
from corpus.report import Record
from corpus.text import fold
from corpus.vocabulary import load

_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+[.、]|其中:|[加减]:)+"
)
TOTAL = re.compile(r"(?:合计|小计|总计|总额)$")
GRAND = re.compile(r"^(?:本年)?(?:收入|支出)?(?:合计|总计)$")
ZERO = Decimal(0)


class Apart(IntEnum):
    """How far two figures are from each other."""

    SAME = 0
    ROUNDED = 1
    OFF = 2


class Exact(NamedTuple):
    """A figure in base units (元), with the worth of its last printed place."""

    value: Decimal
    step: Decimal


@lru_cache(maxsize=1 << 14)
def bare(label: str | None) -> str:
    """A label folded, without its numbering."""
    return _NUMBERING.sub("", fold(label or ""))


@lru_cache(maxsize=1 << 14)
def item_of(label: str | None) -> str:
    """An item's name without what varies in print: brackets, quotes, 支出, 经费 of 费, 其它 of 其他."""
    name = re.sub(r"[()“”\"'‘’《》\s·、,-]", "", bare(label)).replace("其它", "其他").replace("费用", "费")
    name = re.sub(r"(?:(?:支出|收入)?(?:预算|决算)(?:支出|金额|数)?|支出|金额|数)?$", "", name)
    return re.sub(r"运行(?:及)?维护费$", "运行费", name) or bare(label)


@lru_cache(maxsize=1 << 8)
def _scale(unit: str | None) -> tuple[Decimal, str]:
    taken = parse_unit(unit) if unit else None
    return (Decimal(1), "") if taken is None else (taken.scale, taken.kind)


def is_money(record: Record) -> bool:
    """Whether the record is an amount of money, or of an unstated unit."""
    return record.unit is None or _scale(record.unit)[1] == "money"


def is_amount(record: Record) -> bool:
    """Whether records like it may be added up: not a ratio."""
    return record.unit is None or _scale(record.unit)[1] != "ratio"


def exact(value: Decimal, unit: str | None, decimals: int | None = None) -> Exact:
    """A printed value in base units; zero is exact to any place."""
    scale = _scale(unit)[0]
    step = scale.scaleb(-(places(value) if decimals is None else decimals)) if value else ZERO
    return Exact(value * scale, step)


def apart(one: Exact, other: Exact, units: int = 1) -> Apart:
    """Compare in the coarser of the two ways of printing; `units` of its last place are rounding."""
    step = max(one.step, other.step)
    distance = abs(one.value - other.value)
    if one.step == other.step or not one.step or not other.step:
        if not distance:
            return Apart.SAME
        return Apart.ROUNDED if distance <= units * step else Apart.OFF
    if distance * 2 <= step:
        return Apart.SAME
    return Apart.ROUNDED if distance <= units * step else Apart.OFF


class Printed:
    """How exactly the records of each table are printed.

    Workbooks drop the zeros at the end (2503.9 for 2503.90): where no value of a table ends with one,
    all are as exact as the finest.  Elsewhere a value without decimals is no more than that.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        finest: dict[int, int] = defaultdict(int)
        padded: set[int] = set()
        for record in records:
            if record.value:
                decimals = places(record.value)
                finest[record.table] = max(finest[record.table], decimals)
                if decimals and record.raw.rstrip("%元 ").endswith("0"):
                    padded.add(record.table)
        self._finest, self._padded = finest, padded
        self._kept: dict[int, Exact] = {}

    def of(self, record: Record) -> Exact:
        """The record's value, blank as zero, with its exactness."""
        found = self._kept.get(id(record))
        if found is None:
            stripped = record.table not in self._padded
            value = ZERO if record.value is None else record.value
            decimals = self._finest[record.table] if stripped else None
            found = self._kept[id(record)] = exact(value, record.unit, decimals)
        return found


def key_of(record: Record) -> tuple[int, int, int]:
    """Table, row and column of a record."""
    return record.table, record.row, record.column


def name_of(record: Record) -> str:
    """A record as people name it: form or title, code and row, column."""
    head = record.form or record.title or f"表{record.table}"
    row = " ".join(part for part in (record.row_code, record.row_label) if part)
    return " ".join(part for part in (head, row, "/".join(record.column_path)) if part)


def written(value: Decimal, unit: str | None) -> str:
    """A value as it is quoted."""
    return format_amount(value, unit or "")


def cell_side(record: Record) -> Side:
    """A record as one side of a finding."""
    value = record.raw if record.value is None else written(record.value, record.unit)
    return Side(value, record.page, f"{name_of(record)}：{record.raw}", key_of(record))


def in_unit(base: Decimal, record: Record) -> str:
    """A value in base units, written in the record's unit with its places."""
    value = base / _scale(record.unit)[0]
    keep = max(places(record.value or ZERO), min(2, places(value.normalize())))
    return written(round(value, keep), record.unit)


@cache
def _scope_words() -> tuple[str, ...]:
    return tuple(fold(word) for word in load("finance")["scopes"]["words"])


def scope_of(record: Record) -> frozenset[str]:
    """The words of the table's title and of the column that limit what is covered."""
    return scope_in((record.title or "") + "".join(record.column_path))


@lru_cache(maxsize=1 << 12)
def scope_in(text: str) -> frozenset[str]:
    """The words of a text that limit what is covered; a fund's grant is one of the grants."""
    folded = fold(text)
    found = {word for word in _scope_words() if word in folded}
    return frozenset(found - {"财政拨款"} if len(found) > 1 else found)


@cache
def _parts() -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(map(fold, words)) for name, words in load("checks")["parts"].items()}


@lru_cache(maxsize=1 << 12)
def part_in(text: str) -> str:
    """`basic`, `project`, `person` or `public` where a label names one of these alone."""
    folded = fold(text)
    named = [name for name, words in _parts().items() if any(word in folded for word in words)]
    return named[-1] if named else ""


def side_of(record: Record) -> str:
    """`收入` or `支出`, by the column, the label or the table's title; empty when none tells."""
    texts = ("".join(record.column_path), record.row_label or "", record.title or "")
    return next(filter(None, map(flow_in, texts)), "")


@lru_cache(maxsize=1 << 12)
def flow_in(text: str) -> str:
    """`收入` or `支出`, whichever of them alone stands in a text; empty otherwise."""
    folded = fold(text)
    income, spending = "收入" in folded, "支出" in folded
    if income == spending:
        return ""
    return "收入" if income else "支出"


def is_telling(record: Record) -> bool:
    """Whether an equal figure is hardly equal by chance: three significant digits at least."""
    return record.value is not None and len(significant(record.value)) >= 3


_NO_DIGIT = re.compile(r"\D")


def significant(value: Decimal) -> str:
    """The digits of a value as it is written, without sign, point and leading zeros."""
    return _NO_DIGIT.sub("", format(abs(value), "f")).lstrip("0")


def by_table(records: Sequence[Record]) -> dict[int, list[Record]]:
    """Records by the number of their table."""
    found: dict[int, list[Record]] = defaultdict(list)
    for record in records:
        found[record.table].append(record)
    return found
