"""The same figures in two tables of one report, by code or label, side, part and scope.

Two columns are taken for the same when what is written over them allows it and most of their rows
agree; income is never held against spending.  Where the scopes differ (the whole against one fund)
a row that is a last digit apart is told as a matter of scope, and one in which the part is more than
the whole is told as such.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, islice

from corpus.report import Record
from corpus.text import fold
from corpus.vocabulary import load
from ingest.checks.figures import (
    GRAND,
    TOTAL,
    Apart,
    Printed,
    apart,
    bare,
    flow_in,
    is_money,
    is_telling,
    item_of,
    part_in,
    scope_in,
    scope_of,
    side_of,
    significant,
)
from ingest.checks.identities import Identity

AGREEING = 3  # equal rows of two columns that make a third that differs an error
MOSTLY = 0.5  # of the rows told in both
SUM, GRAND_SUM = "Σ", "Σ+"
GROUP = frozenset({"合并"})  # what a table of the whole group may say or leave out
NAMED = frozenset({"basic", "project", "person", "public"})
_OTHER_YEAR = re.compile(r"上年|上期|年初|年末|期初|去年|增减|比例|占比|率$|结转|结余")
_WHOLE = re.compile(r"^(?:金额|决算数|预算数|数量|小计|合计|总计|本年(?:收入|支出)(?:合计)?)$")


@dataclass(frozen=True, slots=True)
class Vector:
    """A column of a table (or its row of totals, by columns): figures by what they are of."""

    table: int
    name: tuple[str, ...]
    side: str
    part: str
    scope: frozenset[str]
    account: str
    figures: dict[str, Record]


def vectors_of(tables: Iterable[Sequence[Record]]) -> list[Vector]:
    """The comparable columns of all tables, and their rows of totals."""
    found: list[Vector] = []
    for table in tables:
        # A table without a title does not say what it covers.
        money = [r for r in table if is_money(r) and r.title]
        columns: dict[tuple[str, ...], list[Record]] = defaultdict(list)
        for record in money:
            columns[record.column_path].append(record)
        final = any("决算" in "".join(path) for path in columns)
        for path, column in columns.items():
            if not _OTHER_YEAR.search("".join(path)):
                found += _column(path, column, final)
        found += _row_of_totals(money, final)
    return found


def _column(path: tuple[str, ...], column: Sequence[Record], final: bool) -> Iterator[Vector]:
    figures: dict[str, Record] = {}
    twice: set[str] = set()
    has_year = any(bare(r.row_label).startswith("本年") and GRAND.search(bare(r.row_label)) for r in column)
    for record in column:
        for key in _keys(record, has_year):
            if key in figures:
                twice.add(key)
            figures[key] = record
    figures = {key: r for key, r in figures.items() if key not in twice and r.value is not None}
    first = column[0]
    leaf = fold(path[-1]) if path else ""
    if figures:
        yield Vector(
            first.table,
            path,
            flow_in("".join(path)) or flow_in(first.title or ""),
            _part_of(leaf, first.title),
            scope_of(first),
            _account(path, final),
            figures,
        )


def _part_of(leaf: str, title: str | None) -> str:
    named = part_in(leaf)
    if named:
        return named
    return part_in(title or "") if _WHOLE.match(leaf) or not leaf else leaf


def _account(path: tuple[str, ...], final: bool) -> str:
    """`预算` for a column of the budget beside one of the final account."""
    joined = fold("".join(path))
    return "预算" if final and "预算数" in joined and "决算" not in joined else ""


def _keys(record: Record, has_year: bool) -> Iterator[str]:
    """What a row is of: its code, its label at its level, or the sum."""
    label = bare(record.row_label)
    if GRAND.search(label) and not record.row_code:
        grand = has_year and label.endswith("总计")
        yield GRAND_SUM if grand else SUM
        return
    if TOTAL.search(label) or len(label) < 2:
        return
    if record.row_code and record.row_code.isdigit():
        yield record.row_code
        if len(record.row_path) == 1:
            yield item_of(label)
    elif not record.row_code:
        yield item_of(label)


def _row_of_totals(table: Sequence[Record], final: bool) -> Iterator[Vector]:
    """The row of the sum, or the only row, as a list of items by column."""
    rows: dict[int, list[Record]] = defaultdict(list)
    for record in table:
        label = bare(record.row_label)
        if not record.row_code and (not label or GRAND.search(label)) and record.value is not None:
            rows[record.row].append(record)
    for row in rows.values():
        # Columns name items where no side stands over them all.
        figures = {item_of(r.column_path[-1]): r for r in row if r.column_path and not _skipped(r)}
        figures = {name: r for name, r in figures.items() if len(name) >= 3}
        if len(figures) > 1:
            first = row[0]
            side = side_of(first) or flow_in(first.title or "")
            account = _account(first.column_path[:1], final)
            yield Vector(first.table, ("合计行",), side, "", scope_in(first.title or ""), account, figures)


def _skipped(record: Record) -> bool:
    joined = fold("".join(record.column_path))
    return bool(TOTAL.search(joined) or _OTHER_YEAR.search(joined)) or part_in(joined) != ""


# --- comparing ------------------------------------------------------------------------------------


class Scopes:
    """Which scopes come to the same in this report, a side for itself: those whose sums are equal more
    often than not."""

    def __init__(self, vectors: Sequence[Vector], printed: Printed) -> None:
        votes: Counter[tuple[str, frozenset[str], frozenset[str]]] = Counter()
        sums = [(v, v.figures[SUM]) for v in vectors if SUM in v.figures and not v.part and not v.account]
        for (one, a), (other, b) in combinations(sums, 2):
            if one.scope != other.scope and one.side == other.side and (a.value or b.value):
                vote = 1 if apart(printed.of(a), printed.of(b)) is Apart.SAME else -1
                votes[one.side, one.scope, other.scope] += vote
                votes[one.side, other.scope, one.scope] += vote
        self._same = {pair for pair, vote in votes.items() if vote > 0}

    def same(self, side: str, one: frozenset[str], other: frozenset[str]) -> bool:
        """Whether what two scopes cover is the same here."""
        return one == other or (side, one, other) in self._same


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cells of two tables that state one figure; `nested` when the scopes differ."""

    one: Record
    other: Record
    nested: bool = False


def pairs_of(vectors: Sequence[Vector], printed: Printed) -> Iterator[Pair]:
    """Cells that should be equal, of columns that mostly are."""
    scopes = Scopes(vectors, printed)
    groups: dict[tuple[str, str, str], list[Vector]] = defaultdict(list)
    for vector in vectors:
        if vector.side:
            groups[vector.side, vector.part, vector.account].append(vector)
    for group in groups.values():
        for one, other in combinations(group, 2):
            if one.table != other.table:
                yield from _compared(one, other, scopes, printed)
    for one, other in combinations([v for v in vectors if not v.side], 2):
        if one.table != other.table and one.scope - GROUP == other.scope - GROUP:
            yield from _one_apart(one, other, printed)


def _one_apart(one: Vector, other: Vector, printed: Printed) -> Iterator[Pair]:
    """Columns whose names say nothing, of which all rows agree but one."""
    shared = [key for key in one.figures if key in other.figures and key not in (SUM, GRAND_SUM)]
    off = [key for key in shared if not _agree(one.figures[key], other.figures[key], printed)]
    telling = sum(is_telling(one.figures[key]) for key in shared if key not in off)
    if len(off) == 1 and telling >= AGREEING:
        yield Pair(one.figures[off[0]], other.figures[off[0]])


def _compared(one: Vector, other: Vector, scopes: Scopes, printed: Printed) -> Iterator[Pair]:
    same = scopes.same(one.side, one.scope, other.scope)
    if not same and not (one.scope < other.scope or other.scope < one.scope):
        return
    shared = [key for key in one.figures if key in other.figures]
    if one.scope != other.scope:
        shared = [key for key in shared if key != GRAND_SUM]
    telling = [key for key in shared if one.figures[key].value or other.figures[key].value]
    borne = [key for key in telling if _agree(one.figures[key], other.figures[key], printed)]
    weighty = [key for key in borne if is_telling(one.figures[key])]
    # A sum of 人员经费 and its like is the same however its rows are classed.
    named = same and one.part in NAMED and telling == [SUM]
    least = min(AGREEING, max(1, len(telling) - 1))
    if not named and (len(weighty) < least or len(borne) < MOSTLY * len(telling)):
        return
    for key in shared:
        a, b = one.figures[key], other.figures[key]
        yield Pair(a, b, not same) if same or one.scope > other.scope else Pair(b, a, nested=True)


def _agree(one: Record, other: Record, printed: Printed) -> bool:
    return apart(printed.of(one), printed.of(other)) is Apart.SAME


def equalities(pairs: Iterable[Pair]) -> Iterator[Identity]:
    """Pairs of one scope as identities."""
    for pair in pairs:
        if not pair.nested and (pair.one.value or pair.other.value):
            yield Identity("across", pair.one, (pair.other,), "另一表同一项目")


def parts_of_whole(tables: Iterable[Sequence[Record]], vectors: Sequence[Vector]) -> Iterator[Identity]:
    """基本支出 in one table, and 人员经费合计 with 公用经费合计 in the table of basic spending."""
    wholes = [
        (v, v.figures[SUM]) for v in vectors if v.part == "basic" and SUM in v.figures and v.side != "收入"
    ]
    for table in tables:
        title = fold(table[0].title or "") if table else ""
        if part_in(title) != "basic":
            continue
        parts: dict[str, Record] = {}
        for record in table:
            label = bare(record.row_label)
            name = part_in("".join((*record.column_path, label))) if is_money(record) else ""
            if name in ("person", "public") and TOTAL.search(label) and record.value is not None:
                parts.setdefault(name, record)
        scope = scope_in(title)
        for vector, whole in wholes:
            if len(parts) == 2 and vector.table != whole_table(parts) and vector.scope == scope:
                yield Identity("across", whole, (parts["person"], parts["public"]), "人员经费与公用经费之和")


def whole_table(parts: dict[str, Record]) -> int:
    """The table that the parts stand in."""
    return next(iter(parts.values())).table


def scope_notes(records: Sequence[Record], printed: Printed) -> Iterator[Pair]:
    """An item that is a row of a table of basic spending and a column of another: it may cover less."""
    rows: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if record.row_code and record.row_label and record.value is not None and _is_whole(record):
            rows[item_of(record.row_label)].append(record)
    for column in records:
        if column.row_label or not column.column_path or column.value is None:
            continue
        item = item_of(column.column_path[-1])
        budget = "预算数" in column.column_path
        if len(item) < 4 or budget or TOTAL.search(fold(column.column_path[-1])):
            continue
        for row in rows.get(item, ()):
            off = apart(printed.of(column), printed.of(row)) is not Apart.SAME
            if row.table != column.table and off and is_money(row) and is_money(column):
                yield Pair(column, row, nested=True)


def _is_whole(record: Record) -> bool:
    leaf = fold(record.column_path[-1]) if record.column_path else ""
    return _WHOLE.match(leaf) is not None or TOTAL.search(leaf) is not None


def near_notes(records: Sequence[Record], printed: Printed) -> Iterator[Pair]:
    """Figures of two tables a last place apart whose labels speak of the same thing in other words."""
    ordered = sorted(
        (
            r
            for r in records
            if r.value is not None and is_money(r) and len(significant(r.value)) >= LEAST_DIGITS
        ),
        key=lambda r: (r.unit or "", r.value or 0),
    )
    for index, one in enumerate(ordered):
        for other in islice(ordered, index + 1, index + 1 + MOST_NEAR):
            if other.unit != one.unit or apart(printed.of(one), printed.of(other)) is Apart.OFF:
                break
            if other.value != one.value and other.table != one.table and _speak_alike(one, other):
                yield Pair(one, other, nested=bool(one.row_code and other.row_code))


MOST_NEAR = 500  # figures next to one in size that it is compared with
CODE = 7  # digits of a code of the lowest level
LEAST_DIGITS = 4  # a figure of fewer digits is near another by chance


def _speak_alike(one: Record, other: Record) -> bool:
    if one.row_code and other.row_code:
        # What was granted and what was spent of it: never an error, but a last digit is told.
        flows = {side_of(one), side_of(other)}
        return one.row_code == other.row_code and flows == {"收入", "支出"} and len(one.row_code) == CODE
    return len(_pairs_of(one) & _pairs_of(other)) >= 2


def _pairs_of(record: Record) -> frozenset[str]:
    label = bare(record.row_label) or bare("".join(record.column_path[-1:]))
    return _label_pairs(label)


@lru_cache(maxsize=1 << 12)
def _label_pairs(label: str) -> frozenset[str]:
    common = load("checks")["subjects"]["common"]
    pairs = {label[i : i + 2] for i in range(len(label) - 1)}
    return frozenset(pair for pair in pairs if pair not in common and pair.isalpha())
