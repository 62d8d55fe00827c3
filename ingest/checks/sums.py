"""Totals against the rows under them and the columns beside them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from corpus.report import Disagreement, Record
from corpus.text import fold
from ingest.checks.figures import TOTAL, bare, between, is_money, is_rounding
from ingest.numbering import Kind, marker_of

HOLDS = 0.6  # of a table's rows must bear out a total of columns before one of them is doubted

_SIGNED = ("加:", "减:", "加 ", "减 ")  # rows of a calculation, not parts of a sum

Column = tuple[str, ...]


def sum_disagreements(records: Sequence[Record]) -> Iterator[Disagreement]:
    """Totals that are not the sum of their parts."""
    by_table: dict[int, list[Record]] = defaultdict(list)
    for record in records:
        if record.confidence >= 1 and is_money(record):
            by_table[record.table].append(record)
    for table in by_table.values():
        yield from _rows(table)
        yield from _listed_rows(table)
        yield from _columns(table)


def _rows(table: Sequence[Record]) -> Iterator[Disagreement]:
    """A row with rows under it, column by column."""
    columns: dict[Column, list[Record]] = defaultdict(list)
    for record in table:
        columns[record.column_path].append(record)
    for column in columns.values():
        below: dict[tuple[str, ...], list[Record]] = defaultdict(list)
        for record in column:
            below[record.row_path[:-1]].append(record)
        for parent in column:
            children = [r for r in below.get(parent.row_path, ()) if _is_child(r, parent)]
            signed = fold(parent.row_label or "").startswith(_SIGNED)
            if parent.value is not None and not signed and _may_sum(children):
                yield from _compare(parent, parent.value, children, "下级各行之和")
        yield from _whole(column)


def _is_child(record: Record, parent: Record) -> bool:
    """Whether a record whose path leads to `parent` is a part of it."""
    return (
        record is not parent
        and (record.row > parent.row or record.column > parent.column)
        and (not parent.row_code or not record.row_code or record.row_code.startswith(parent.row_code))
        and bool(parent.row_path)
    )


def _may_sum(children: Sequence[Record]) -> bool:
    """Parts that are told whole: figures all, no 其中, and more than one or a single lower level."""
    labels = [fold(child.row_label or "") for child in children]
    stated = [child for child in children if child.value is not None]
    partial = any("其中" in label or label.startswith(_SIGNED) for label in labels)
    return bool(stated) and not partial and not any(map(TOTAL.search, labels))


def _whole(column: Sequence[Record]) -> Iterator[Disagreement]:
    """合计 over the rows of the first level, where rows carry codes."""
    top = [r for r in column if r.row_code and len(r.row_path) == 1]
    totals = [r for r in column if not r.row_code and fold(r.row_label or "") in ("合计", "总计")]
    if len(totals) == 1 and len(top) > 1 and totals[0].value is not None:
        yield from _compare(totals[0], totals[0].value, top, "各类之和")


def _listed_rows(table: Sequence[Record]) -> Iterator[Disagreement]:
    """一、二、三、… and the total under them; then the rows that lead to the grand total."""
    columns: dict[Column, list[Record]] = defaultdict(list)
    for record in sorted(table, key=lambda r: r.row):
        columns[record.column_path].append(record)
    for column in columns.values():
        listed: list[Record] = []
        for record in column:
            marker = marker_of(record.row_label or "")
            if marker is not None and marker.kind is Kind.HAN:
                listed.append(record)
            elif len(listed) > 1 and fold(record.row_label or "").endswith("合计"):
                if record.value is not None:
                    yield from _compare(record, record.value, listed, "以上各项之和")
                break


def _compare(total: Record, value: Decimal, parts: Sequence[Record], words: str) -> Iterator[Disagreement]:
    made = sum((part.value for part in parts if part.value is not None), Decimal(0))
    if made == value:
        return
    # Parts that are each rounded add up to a few units of the last place.
    kind = "rounding" if is_rounding(value, made, max(1, math.isqrt(len(parts) // 3))) else "sum"
    named = "＋".join(part.row_code or part.row_label or "" for part in parts[:8])
    yield between(kind, total, value, f"{words}（{named}{'＋…' if len(parts) > 8 else ''}）", made, parts[0])


# --- columns --------------------------------------------------------------------------------------


def _columns(table: Sequence[Record]) -> Iterator[Disagreement]:
    """A column of totals and the columns of its own group, where most rows bear it out."""
    rows: dict[tuple[int, tuple[str, ...]], dict[Column, Record]] = defaultdict(dict)
    for record in table:
        rows[record.row, record.row_path][record.column_path] = record
    paths = sorted({record.column_path for record in table}, key=lambda p: (len(p), p))
    for total in [path for path in paths if path and TOTAL.search(fold(path[-1]))]:
        parts = _parts(total, paths)
        if len(parts) > 1:
            yield from _judge(total, parts, rows.values())


def _parts(total: Column, paths: Sequence[Column]) -> list[Column]:
    """The columns that a total of columns covers: its siblings, groups by their own subtotal."""
    group = total[:-1]
    parts: list[Column] = []
    for path in paths:
        if path in (total, group) or path[: len(group)] != group:
            continue
        deeper = [fold(part) for part in path[len(group) :]]
        subtotal = deeper[-1].endswith("小计") and not fold(total[-1]).endswith("小计")
        single = len(deeper) == 1 and (subtotal or not TOTAL.search(deeper[0]))
        grouped = len(deeper) == 2 and TOTAL.search(deeper[-1]) is not None
        if single or grouped:
            parts.append(path)
    return parts


def _judge(
    total: Column, parts: Sequence[Column], rows: Iterable[Mapping[Column, Record]]
) -> Iterator[Disagreement]:
    judged: list[tuple[Record, list[Record], Decimal]] = []
    for row in rows:
        record = row.get(total)
        beside = [row[part] for part in parts if part in row]
        figures = [r.value for r in beside if r.value is not None]
        if record is None or record.value is None or not figures:
            continue
        judged.append((record, beside, sum(figures, Decimal(0))))
    good = sum(is_rounding(r.value or Decimal(0), made, 2) for r, _, made in judged)
    if not judged or good < HOLDS * len(judged):
        return
    for record, beside, made in judged:
        value = record.value or Decimal(0)
        if made != value:
            kind = "rounding" if is_rounding(value, made) else "sum"
            named = "＋".join(bare(r.column_path[-1]) for r in beside[:6])
            yield between(kind, record, value, f"同行各栏之和（{named}）", made, beside[0])
