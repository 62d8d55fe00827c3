"""Figures of the running text against the tables, and against their own parts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from corpus.amounts import Amount, convert, format_amount, places
from corpus.report import Disagreement, Record
from corpus.text import fold
from ingest.checks.figures import TOTAL, bare, digits_of, is_money, is_rounding, key_of, name_of, scope_of
from ingest.checks.spoken import Sentence

REACH = 45  # characters before a figure in which its subject stands
LEAST_DIGITS = 3

_CHANGE = re.compile(r"(?P<verb>增加|增长|减少|下降|降低|节约)(?:额|了|为)?\s*$")
_CLAUSE = re.compile(r"[,，。;；:：、]")
_OWN = re.compile(r"^(?:其中|本部门|本单位|\d{4}年度?|年度?)+")
_TOTALLED = re.compile(r"(?:合计|总额|决算数?|共计|共|为|是|支出为)+$")
_OTHER = re.compile(r"预算数|上年|年初")
_DOWN = ("减少", "下降", "降低", "节约")


def statement_disagreements(
    records: Sequence[Record], sentences: Sequence[Sentence]
) -> Iterator[Disagreement]:
    """A figure of the text that no table states, a slip away from one whose label the text names."""
    known = [r for r in records if r.value is not None and r.confidence >= 1 and r.unit and is_money(r)]
    values: dict[str, set[Decimal]] = defaultdict(set)
    for record in known:
        values[record.unit or ""].add(record.value or Decimal(0))
    candidates = _Known(known)
    for sentence in sentences:
        for amount in sentence.money():
            if len(_digits(amount.value)) < LEAST_DIGITS or _CHANGE.search(sentence.flat[: amount.start]):
                continue
            if any(convert(amount.value, amount.unit, unit) in stated for unit, stated in values.items()):
                continue
            meant = _meant(sentence, amount, candidates)
            if meant is not None and meant.value is not None:
                yield _against_record(sentence, amount, meant, meant.value)


def name_disagreements(records: Sequence[Record], sentences: Sequence[Sentence]) -> Iterator[Disagreement]:
    """A total named right before a figure, in the table's own words, and another figure there."""
    totals: dict[str, list[Record]] = {}
    for record in records:
        if record.value is not None and record.confidence >= 1 and record.unit and is_money(record):
            for name in _names(record):
                totals.setdefault(name, []).append(record)
    for sentence in sentences:
        for amount in sentence.money():
            found = totals.get(_named_before(sentence, amount), [])
            values = {convert(r.value or Decimal(0), r.unit or "", amount.unit) for r in found}
            if (
                len(values) != 1
                or amount.value in values
                or any(_is_slip(_taken_apart(amount.value), _taken_apart(v)) for v in values if v)
            ):
                continue
            if found[0].value is not None:
                yield _against_record(sentence, amount, found[0], found[0].value)


def scope_disagreements(records: Sequence[Record], sentences: Sequence[Sentence]) -> Iterator[Disagreement]:
    """An item's figure in the text that a table of basic spending alone states lower: kind `scope`."""
    items: dict[str, Record] = {}
    for record in records:
        label = bare(record.row_label)
        if (
            record.row_code
            and record.value is not None
            and len(label) >= 3
            and "基本支出" in scope_of(record)
        ):
            items.setdefault(label, record)
    for sentence in sentences:
        for amount in sentence.money():
            words = re.sub(r"支出$", "", _named_before(sentence, amount))
            named = next((r for label, r in items.items() if words.endswith(label)), None)
            if named is None or named.value is None:
                continue
            stated = convert(amount.value, amount.unit, named.unit or "")
            if stated is not None and stated > named.value:
                yield replace(_against_record(sentence, amount, named, named.value), kind="scope")


def _names(record: Record) -> Iterator[str]:
    """What a total may be called without mistaking it for another: the label of a subtotal (人员经费
    of 人员经费合计), or the table's scope and the column (一般公共预算财政拨款 ＋ 基本支出)."""
    row = bare(record.row_label)
    if len(record.row_path) > 1 or not TOTAL.search(row):
        return
    stem = TOTAL.sub("", row)
    if len(stem) >= 4 and not stem.startswith("本年"):
        yield stem
    column = bare(record.column_path[-1]) if len(record.column_path) == 1 else ""
    scope = re.match(r"(.{4,}财政拨款)(?:支出|收入|基本支出)", bare(record.title))
    if not stem and scope and len(column) >= 4 and not TOTAL.search(column):
        yield scope[1] + column


def _named_before(sentence: Sentence, amount: Amount) -> str:
    """The words right before a figure, back to the last mark; empty for budgets and other years."""
    return _named_at_end(sentence.text[: amount.start])


@lru_cache(maxsize=1 << 12)
def _named_at_end(text: str) -> str:
    words = _CLAUSE.split(fold(text))[-1]
    words = _OWN.sub("", words)
    words = _TOTALLED.sub("", words)
    return "" if _OTHER.search(words) else words


class _Value(NamedTuple):
    """A value with what a slip is told by: its significant digits and its decimals."""

    value: Decimal
    digits: str
    places: int


def _taken_apart(value: Decimal) -> _Value:
    return _Value(value, _digits(value), places(value))


class _Held(NamedTuple):
    """Records with their values in one unit, found by the shape of a value and by the value."""

    values: list[tuple[Record, _Value]]
    by_shape: dict[tuple[int, int], list[int]]
    by_value: list[tuple[Decimal, int]]

    def like(self, stated: _Value) -> list[tuple[Record, _Value]]:
        """Those of the size of `stated`, in the order of the records: the others are no slips."""
        low = bisect_left(self.by_value, (stated.value - 1, -1))
        high = bisect_right(self.by_value, (stated.value + 1, len(self.values)))
        close = {at for _, at in self.by_value[low:high]}
        return [self.values[at] for at in sorted(close.union(self.by_shape.get(_shape(stated), ())))]


def _shape(value: _Value) -> tuple[int, int]:
    return len(value.digits), value.places


class _Known:
    """The records with their values in any unit that the text uses, each taken apart once."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._records = records
        self._in_unit: dict[str, _Held] = {}

    def near(self, amount: Amount) -> Iterator[tuple[Record, Decimal]]:
        """Those whose value the amount misses by a slip."""
        if amount.unit not in self._in_unit:
            self._in_unit[amount.unit] = self._held(amount.unit)
        stated = _taken_apart(amount.value)
        for record, held in self._in_unit[amount.unit].like(stated):
            if _is_slip(stated, held):
                yield record, held.value

    def _held(self, unit: str) -> _Held:
        converted = ((r, convert(r.value or Decimal(0), r.unit or "", unit)) for r in self._records)
        values = [(record, _taken_apart(value)) for record, value in converted if value is not None]
        by_shape: dict[tuple[int, int], list[int]] = defaultdict(list)
        for at, (_, value) in enumerate(values):
            by_shape[_shape(value)].append(at)
        return _Held(values, by_shape, sorted((value.value, at) for at, (_, value) in enumerate(values)))


def _meant(sentence: Sentence, amount: Amount, known: _Known) -> Record | None:
    """The record that the sentence names and misses by a slip; the best named one."""
    before = fold(sentence.text[max(0, amount.start - REACH) : amount.start])
    context = fold(" ".join(sentence.path[-1:]) + sentence.text[: amount.start])
    best: tuple[int, Record] | None = None
    for record, value in known.near(amount):
        weight = _named(record, before, context)
        if TOTAL.sub("", bare(record.row_label)) == _named_before(sentence, amount) != "":
            weight += 2
        if not is_rounding(amount.value, value, 1):
            weight -= 2  # a wrong digit needs a surer name than a rounded one
        if weight > 0 and (best is None or weight > best[0]):
            best = (weight, record)
    return best[1] if best else None


def _is_slip(stated: _Value, held: _Value) -> bool:
    """One unit of the last place apart, or one digit of five or more wrong."""
    if stated.places >= 2 and is_rounding(stated.value, held.value):
        return stated.value != held.value
    same_length = len(stated.digits) == len(held.digits) >= 5 and stated.places == held.places
    apart = same_length and sum(a != b for a, b in zip(stated.digits, held.digits, strict=True)) == 1
    return apart and stated.value != held.value


def _digits(value: Decimal) -> str:
    return digits_of(value).lstrip("0")


def _named(record: Record, before: str, context: str) -> int:
    """How surely the words before a figure name a record: by row, column, and table."""
    row = bare(record.row_label)
    column = TOTAL.sub("", bare(record.column_path[-1])) if record.column_path else ""
    title = re.sub(r"(?:决算|预算)?(?:总)?表$", "", bare(record.title))
    weight = 0
    if len(row) >= 3 and not TOTAL.search(row) and row in before:
        weight += 3
    if TOTAL.search(row) and len(column) >= 3 and column in before:
        weight += 2 + (len(title) >= 4 and title in context)
    if TOTAL.search(row) and len(title) >= 6 and title in context:
        weight += 3
    stem = TOTAL.sub("", row)
    if TOTAL.search(row) and len(stem) >= 3 and stem in before:
        weight += 2
    return weight


def _against_record(sentence: Sentence, amount: Amount, record: Record, value: Decimal) -> Disagreement:
    stated = convert(amount.value, amount.unit, record.unit or "") or amount.value
    return Disagreement(
        kind="rounding" if is_rounding(stated, value) else "figure",
        subject=name_of(record),
        stated=amount.raw,
        stated_page=sentence.page,
        stated_quote=sentence.text,
        against=format_amount(value, record.unit or ""),
        against_page=record.page,
        against_quote=f"{name_of(record)}：{record.raw}",
        against_record=key_of(record),
    )


# --- changes against the budget -------------------------------------------------------------------

_BUDGET = re.compile(r"(?P<subject>[\u4e00-\u9fff“”()]{6,40}?)(?:的)?年初预算(?:数|安排)?(?:为|是)?\s*$")
_OVER_BUDGET = re.compile(r"^\s*,\s*(?:比|较)(?:年初)?预算数?(?:增加|减少)\s*$")


def budget_disagreements(sentences: Sequence[Sentence]) -> Iterator[Disagreement]:
    """X, more than the initial budget by Y, where the text states that budget elsewhere."""
    budgets: list[tuple[str, Sentence, Amount]] = []
    for sentence in sentences:
        for amount in sentence.money():
            if match := _BUDGET.search(fold(sentence.text[: amount.start])):
                budgets.append((re.sub(r"^年度?", "", match["subject"]), sentence, amount))
    for sentence in sentences:
        for spent, change in pairwise(sentence.money()):
            sign = _change(sentence, change)
            if sign is None or not _OVER_BUDGET.match(sentence.flat[spent.end : change.start]):
                continue
            subject = fold(sentence.text[: spent.start])
            for name, where, budget in budgets:
                if (
                    budget.unit == spent.unit
                    and subject.endswith(name)
                    and spent.value - sign != budget.value
                ):
                    yield Disagreement(
                        "figure",
                        f"{name}比年初预算增减额",
                        change.raw,
                        sentence.page,
                        sentence.text,
                        format_amount(spent.value - budget.value, spent.unit),
                        where.page,
                        where.text,
                    )


# --- changes told whole and in parts --------------------------------------------------------------


def spoken_sums(sentences: Sequence[Sentence]) -> Iterator[Disagreement]:
    """A change told whole, and 其中 in parts that come to another."""
    by_paragraph: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    for told in by_paragraph.values():
        changes = [(s, a, c) for s in told for a in s.money() if (c := _change(s, a)) is not None]
        text = "".join(s.flat for s in told)
        if len(changes) < 3 or "其中" not in text:
            continue
        (sentence, first, whole), parts = changes[0], changes[1:]
        if not any(s.flat.lstrip().startswith("其中") or "其中" in s.flat for s, _, _ in parts):
            continue
        made = sum((change for _, _, change in parts), Decimal(0))
        if made != whole and is_rounding(whole, made, 2):
            formula = " ".join(f"{c:+f}" for _, _, c in parts)
            yield Disagreement(
                "rounding" if is_rounding(whole, made) else "sum",
                f"{sentence.path[-1] if sentence.path else ''} 增减额",
                first.raw,
                sentence.page,
                sentence.text,
                format_amount(abs(made), first.unit),
                parts[0][0].page,
                f"{formula} = {made:+f}",
            )


def _change(sentence: Sentence, amount: Amount) -> Decimal | None:
    match = _CHANGE.search(sentence.flat[: amount.start])
    if match is None:
        return None
    return -amount.value if match["verb"] in _DOWN else amount.value
