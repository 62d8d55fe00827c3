"""The same figure in two tables of one report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, islice

from corpus.amounts import convert, places, quantised
from corpus.report import Disagreement, Record
from corpus.text import fold
from ingest.checks.figures import (
    TOTAL,
    bare,
    between,
    digits_of,
    flow_in,
    is_money,
    is_rounding,
    name_of,
    scope_of,
    side_of,
)

AGREEING = 3  # equal rows of two columns that make a third that differs an error
WHOLE = frozenset({"合并"})  # what a table of the whole group may say or leave out
LEAST_DIGITS = 4  # a figure of fewer digits is near another by chance
MOST_NEAR = 500  # figures next to one in size that it is compared with
GENERIC = re.compile(r"^(?:金额|决算数|预算数|数量|小计|合计|总计)$")


def table_disagreements(records: Sequence[Record]) -> Iterator[Disagreement]:
    """Figures that two tables state of the same thing, differently."""
    money = [r for r in records if r.value is not None and r.confidence >= 1 and r.unit and is_money(r)]
    yield from _same_row(money)
    yield from _item_as_row_and_column(money)
    yield from _nearly_equal(money)
    yield from _one_row_apart(money)


def _same_row(records: Sequence[Record]) -> Iterator[Disagreement]:
    """One row (by code, or by label at the first level) and its whole, in tables of one scope."""
    groups: dict[tuple[object, ...], list[Record]] = defaultdict(list)
    for record in records:
        leaf = fold(record.column_path[-1]) if record.column_path else ""
        whole = _is_whole(record)
        side = side_of(record)
        if not side or len(bare(record.row_label)) < 2 or TOTAL.search(bare(record.row_label)):
            continue
        measure = "whole" if whole else leaf
        level = len(record.row_path)
        groups[bare(record.row_label), level, scope_of(record), side, measure, record.unit].append(record)
    for same in groups.values():
        first = same[0]
        for other in same[1:]:
            if other.table != first.table and other.value != first.value and _same_codes(first, other):
                yield _pair(first, other)


def _same_codes(one: Record, other: Record) -> bool:
    return not one.row_code or not other.row_code or one.row_code == other.row_code


def _pair(one: Record, other: Record, kind: str | None = None) -> Disagreement:
    assert one.value is not None
    assert other.value is not None
    value = convert(other.value, other.unit or "", one.unit or "") or other.value
    found = kind or ("rounding" if is_rounding(one.value, value) else "figure")
    return between(found, one, one.value, f"{name_of(other)}：{other.raw}", value, other)


def _item_as_row_and_column(records: Sequence[Record]) -> Iterator[Disagreement]:
    """An item that is a row of one table and a column of another: kind `scope` where the tables
    cover different accounts."""
    rows = [r for r in records if r.row_label and r.row_code and _is_whole(r)]
    columns = [r for r in records if r.column_path and not r.row_label]
    for column in columns:
        item = _item(column.column_path[-1])
        if len(item) < 4 or "预算数" in column.column_path or TOTAL.search(item):
            continue
        for row in rows:
            if row.table != column.table and _item(row.row_label or "") == item and _differ(row, column):
                same = scope_of(row) == scope_of(column)
                yield _pair(column, row, None if same else "scope")


def _is_whole(record: Record) -> bool:
    leaf = fold(record.column_path[-1]) if record.column_path else ""
    return TOTAL.search(leaf) is not None or GENERIC.match(leaf) is not None


def _one_row_apart(records: Sequence[Record]) -> Iterator[Disagreement]:
    """A row that differs between two columns of two tables whose other rows agree."""
    columns: dict[tuple[int, tuple[str, ...]], dict[str, Record]] = defaultdict(dict)
    doubled: set[tuple[int, tuple[str, ...], str]] = set()
    for record in records:
        key, label = (record.table, record.column_path), bare(record.row_label)
        if len(label) >= 2 and label in columns[key]:
            doubled.add((*key, label))
        if len(label) >= 2:
            columns[key][label] = record
    for (one, other), (first, second) in (
        (keys, (columns[keys[0]], columns[keys[1]])) for keys in combinations(sorted(columns), 2)
    ):
        if one[0] == other[0]:
            continue
        shared = [x for x in first if x in second and (*one, x) not in doubled and (*other, x) not in doubled]
        apart = [x for x in shared if _differ(first[x], second[x])]
        if len(apart) != 1 or not _comparable(first[apart[0]], second[apart[0]]):
            continue
        if sum(_is_telling(first[x]) for x in shared if x not in apart) >= AGREEING:
            yield _pair(first[apart[0]], second[apart[0]])


def _is_telling(record: Record) -> bool:
    """Whether an equal figure is hardly equal by chance."""
    return len(digits_of(record.value or Decimal(0)).lstrip("0")) >= LEAST_DIGITS


def _comparable(one: Record, other: Record) -> bool:
    """Whether nothing that is written says that two records are of different things."""
    if any(TOTAL.search(bare(r.row_label)) for r in (one, other)):
        return False
    sides = {side for r in (one, other) if (side := _flow(r))}
    return len(sides) < 2 and scope_of(one) - WHOLE == scope_of(other) - WHOLE


def _flow(record: Record) -> str:
    """`收入` or `支出` by column or title: a row of 支出决算表 and one of 收入决算表 share their labels."""
    return flow_in("".join(record.column_path)) or flow_in(record.title or "")


def _differ(one: Record, other: Record) -> bool:
    """Whether two amounts differ, rounding to the coarser unit left aside."""
    if one.value is None or other.value is None:
        return False
    if one.unit == other.unit and one.value == other.value:
        return False
    value = convert(other.value, other.unit or "", one.unit or "")
    return value is not None and quantised(value, places(one.value)) != one.value


def _item(label: str) -> str:
    """An item's name without what varies in print: brackets' shape, 支出, 用 of 费用."""
    name = re.sub(r"维护费$", "费", bare(label).replace("费用", "费"))
    return re.sub(r"[()]", "", name)


def _nearly_equal(records: Sequence[Record]) -> Iterator[Disagreement]:
    """Figures one unit of the last place apart whose labels speak of the same thing."""
    ordered = sorted(records, key=lambda r: (r.unit or "", r.value or 0))
    if len({record.table for record in records}) < 2:
        return
    for index, one in enumerate(ordered):
        if one.value is None or len(digits_of(one.value)) < LEAST_DIGITS:
            continue
        for other in islice(ordered, index + 1, index + 1 + MOST_NEAR):
            if other.unit != one.unit or other.value is None or not is_rounding(one.value, other.value):
                break
            if other.value == one.value or other.table == one.table or not _alike(one, other):
                continue
            yield _pair(one, other, "rounding")


def _alike(one: Record, other: Record) -> bool:
    """Whether labels share two words, or are the same; codes, sides and scopes must not speak against it."""
    if not _same_codes(one, other):
        return False
    first, second = _words(one), _words(other)
    if one.row_label and other.row_label and bare(one.row_label) == bare(other.row_label):
        sides = {side_of(one), side_of(other)} - {""}
        measures = {fold("".join(r.column_path[-1:])) for r in (one, other)}
        return len(sides) < 2 and (
            len(measures) == 1 or all(TOTAL.search(m) or GENERIC.match(m) for m in measures)
        )
    return not (one.row_code and other.row_code) and len(first & second) >= 2


_COMMON = frozenset(
    [
        "支出",
        "收入",
        "合计",
        "总计",
        "小计",
        "本年",
        "预算",
        "决算",
        "财政",
        "拨款",
        "一般",
        "公共",
        "经费",
        "费用",
        "项目",
        "基本",
        "任务",
        "事务",
        "其他",
        "管理",
        "政府",
    ]
)


def _words(record: Record) -> frozenset[str]:
    """Pairs of characters of the label (of the column where rows have none), common ones left out."""
    label = bare(record.row_label) or bare("".join(record.column_path[-1:]))
    pairs = {label[i : i + 2] for i in range(len(label) - 1)}
    return frozenset(pair for pair in pairs if pair not in _COMMON and pair.isalpha())
