"""Recognised figures are confirmed, or doubted, by the sums that their table states.

A recogniser may misread a digit and be sure of it; a sum does not hold by accident.  Equations
are read off the records: a row and the rows under it, a sum and the columns beside it, a total
and the rows above.  Where one holds to the last digit, its figures are confirmed; where one
fails by more than rounding, those that nothing else confirms are doubted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus import vocabulary
from corpus.report import CERTAIN, Box, Problem, Record, Severity
from ingest.content import PageContent

CONFIRMED = 0.995  # recognised and confirmed by a sum
DOUBTED = 0.5  # at most, where a sum fails
ROUNDING = Decimal("0.5")  # of the last place, for each figure that is added

Key = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Equation:
    """`total` is the sum of `parts`: indices of records."""

    total: int
    parts: tuple[int, ...]


def confirmed(records: Sequence[Record], pages: Collection[int]) -> tuple[Record, ...]:
    """`records` with the confidence of those on `pages` (the recognised ones) raised to CONFIRMED
    where a sum holds, and lowered to DOUBTED or less where one fails."""
    if not any(record.page in pages for record in records):
        return tuple(records)
    sure: set[int] = set()
    failing: list[Equation] = []
    for equation in equations(records):
        off = _difference(records, equation)
        if off == 0:
            sure.update((equation.total, *equation.parts))
        elif abs(off) > _tolerance(records, equation):
            failing.append(equation)
    doubted = {index for equation in failing for index in _suspects(equation, sure)}
    return tuple(
        _judged(record, index in sure, index in doubted) if record.page in pages else record
        for index, record in enumerate(records)
    )


def without_false_blanks(records: Sequence[Record], pages: Sequence[PageContent]) -> tuple[Record, ...]:
    """`records` with those unread that say that a cell is blank, where a stamp lies on it."""
    hidden = {page.number: page.obscured for page in pages if page.obscured}
    if not hidden:
        return tuple(records)
    return tuple(
        replace(record, confidence=0.0) if _may_be_hidden(record, hidden) else record for record in records
    )


def _may_be_hidden(record: Record, hidden: Mapping[int, Sequence[Box]]) -> bool:
    boxes = hidden.get(record.page, ())
    return record.value is None and record.box is not None and _covers(boxes, record.box)


def _covers(boxes: Sequence[Box], cell: Box) -> bool:
    return any(
        box.x0 < cell.x1 and cell.x0 < box.x1 and box.top < cell.bottom and cell.top < box.bottom
        for box in boxes
    )


def doubts(records: Sequence[Record]) -> Iterator[Problem]:
    """A note for each page that holds figures which are not certain."""
    unsure: dict[int, int] = defaultdict(int)
    for record in records:
        unsure[record.page] += record.value is not None and record.confidence < CERTAIN
    for page, count in sorted(unsure.items()):
        if count:
            message = f"第 {page} 页有 {count} 个数字识别不确定 / figures not read with certainty"
            yield Problem(Severity.WARNING, "figures_uncertain", message, page)


def _judged(record: Record, sure: bool, doubted: bool) -> Record:
    if sure:
        return replace(record, confidence=max(record.confidence, CONFIRMED))
    return replace(record, confidence=min(record.confidence, DOUBTED)) if doubted else record


def _suspects(equation: Equation, sure: set[int]) -> set[int]:
    """Which figures of a failing sum may be the wrong ones: those that no other sum confirms."""
    return {equation.total, *equation.parts} - sure


def _difference(records: Sequence[Record], equation: Equation) -> Decimal:
    total = records[equation.total].value or Decimal(0)
    return total - sum((records[part].value or Decimal(0) for part in equation.parts), Decimal(0))


def _tolerance(records: Sequence[Record], equation: Equation) -> Decimal:
    places = max(_places(records[index]) for index in (equation.total, *equation.parts))
    return ROUNDING * (len(equation.parts) + 1) * Decimal(1).scaleb(-places)


def _places(record: Record) -> int:
    exponent = record.value.as_tuple().exponent if record.value is not None else 0
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


# --- equations --------------------------------------------------------------------------


def equations(records: Sequence[Record]) -> Iterator[Equation]:
    """The sums that the tables' rows and columns state, of figures in one unit."""
    tables: dict[int, list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        if record.value is not None and record.unit != "%":
            tables[record.table].append(index)
    for indices in tables.values():
        yield from _over_rows(records, indices)
        yield from _over_columns(records, indices)


def _over_rows(records: Sequence[Record], indices: Sequence[int]) -> Iterator[Equation]:
    """In one column: a row and those right under it; a total and the rows of the highest level."""
    columns: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in indices:
        columns[records[index].column_path].append(index)
    for column in columns.values():
        by_path: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for index in column:
            by_path[_row(records[index])].append(index)
        for path, own in by_path.items():
            under = [index for other, them in by_path.items() if other[:-1] == path for index in them]
            if path and len(own) == 1 and under:
                yield Equation(own[0], tuple(under))
        yield from _totals(records, by_path)


def _row(record: Record) -> tuple[str, ...]:
    return record.row_path_codes or record.row_path


def _totals(records: Sequence[Record], by_path: dict[tuple[str, ...], list[int]]) -> Iterator[Equation]:
    totals = [i for path, own in by_path.items() for i in own if len(path) <= 1 and _is_total(records[i])]
    tops = [i for path, own in by_path.items() for i in own if _depth(path, by_path) == 0 and i not in totals]
    before: list[int] = []
    for index in sorted((*totals, *tops), key=lambda i: records[i].row):
        if index not in totals:
            before.append(index)
    if len(totals) == 1 and len(before) > 1:
        yield Equation(totals[0], tuple(before))


def _depth(path: tuple[str, ...], by_path: dict[tuple[str, ...], list[int]]) -> int:
    """How many of the rows over a path are rows of their own."""
    return sum(path[:length] in by_path for length in range(1, len(path)))


def _is_total(record: Record) -> bool:
    words = vocabulary.load("tables")["rows"]["totals"]
    label = re.sub(r"\s", "", record.row_label or "")
    return any(label.endswith(word) for word in words)


def _over_columns(records: Sequence[Record], indices: Sequence[int]) -> Iterator[Equation]:
    """In one row: 小计 and the columns beside it; 合计 and those of the highest level."""
    words = vocabulary.load("tables")["rows"]["totals"]
    rows: dict[int, list[int]] = defaultdict(list)
    for index in indices:
        rows[records[index].row].append(index)
    for row in rows.values():
        groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for index in sorted(row, key=lambda i: records[i].column):
            groups[records[index].column_path[:-1]].append(index)
        for group, members in groups.items():
            sums = [
                i
                for i in members
                if records[i].column_path and records[i].column_path[-1].endswith(tuple(words))
            ]
            if len(sums) != 1:
                continue
            parts = [i for i in members if i != sums[0]]
            # a group beside the sum counts by its own sum
            for other, theirs in groups.items():
                if other and other[:-1] == group:
                    inner = [i for i in theirs if records[i].column_path[-1].endswith(tuple(words))]
                    parts += inner if inner else theirs
            if parts:
                yield Equation(sums[0], tuple(parts))
