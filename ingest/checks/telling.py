"""Findings in words: broken identities and unequal cells, each told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from corpus.findings import Category, Finding, Side
from corpus.report import Record, Severity
from ingest.checks.across import Pair
from ingest.checks.figures import (
    Apart,
    Printed,
    apart,
    bare,
    cell_side,
    in_unit,
    item_of,
    key_of,
    name_of,
    written,
)
from ingest.checks.identities import Culprit, Identity, Judged

MOST_NAMED, MOST_PLACES = 8, 40


def of_culprit(culprit: Culprit) -> Finding:
    """A cell that breaks one identity or several."""
    record = culprit.record
    expected = in_unit(culprit.expected, record)
    first = min(culprit.broken, key=lambda one: key_of(one.identity.total) != key_of(record))
    against, formula = _against(first, record, expected)
    others = [one for one in culprit.broken if one is not first]
    more = tuple(cell_side(r) for one in culprit.broken for r in _others(one, record))
    message = (
        f"{name_of(record)} 为 {written(record.value or Decimal(0), record.unit)}，{formula}，应为 {expected}"
    )
    if others:
        message += f"；另有 {len(others)} 个勾稽关系指向同一单元格"
    kind = first.identity.kind
    side = cell_side(record)
    return Finding(
        kind,
        Category.ERROR,
        Severity.ERROR,
        name_of(record),
        message + "。",
        side,
        against,
        expected,
        formula,
        more,
    )


def _others(one: Judged, record: Record) -> Iterator[Record]:
    for cell in (one.identity.total, *one.identity.parts[:MOST_PLACES]):
        if key_of(cell) != key_of(record) and (cell.value or cell is one.identity.total):
            yield cell


def _against(one: Judged, record: Record, expected: str) -> tuple[Side, str]:
    """What the cell is held against, and the formula: the parts, the whole, or the other table's cell."""
    identity = one.identity
    first = identity.parts[0] if key_of(identity.total) == key_of(record) else identity.total
    formula = formula_of(identity)
    if len(identity.parts) == 1 and identity.kind in ("across", "balance"):
        return cell_side(first), f"{name_of(first)} 为 {first.raw}"
    return Side(expected, first.page, formula, key_of(first)), formula


def formula_of(identity: Identity) -> str:
    """The parts by name: codes or labels of rows, or columns."""
    column = identity.total.row == identity.parts[0].row
    names: list[str] = []
    for part in identity.parts[:MOST_NAMED]:
        label = bare("/".join(part.column_path[-1:])) if column else part.row_code or bare(part.row_label)
        names.append(("－" if identity.sign(part) < 0 else "＋") + (label or name_of(part)))
    more = "＋…" if len(identity.parts) > MOST_NAMED else ""
    return f"{identity.words}（{''.join(names).lstrip('＋')}{more}）"


def of_roundings(judged: Iterable[Judged], printed: Printed) -> Iterator[Finding]:
    """Totals that miss their rounded parts by their rounding, each once."""
    seen: dict[tuple[int, int, int], list[Judged]] = {}
    for one in judged:
        if one.apart is Apart.ROUNDED and one.identity.kind != "across":
            seen.setdefault(key_of(one.identity.total), []).append(one)
    for found in seen.values():
        record = found[0].identity.total
        expected = in_unit(found[0].made.value, record)
        formulas = list(dict.fromkeys(formula_of(one.identity) for one in found))
        against = Side(
            expected, found[0].identity.parts[0].page, formulas[0], key_of(found[0].identity.parts[0])
        )
        value = written(record.value or Decimal(0), record.unit)
        message = f"{name_of(record)} 为 {value}，{formulas[0]}为 {expected}，尾差。"
        more = tuple(cell_side(part) for one in found for part in one.identity.parts[:2])
        yield Finding(
            "sum", Category.ROUNDING, Severity.NOTE, name_of(record), message, cell_side(record), against,
            expected, "；".join(formulas), more,
        )  # fmt: skip


def of_pairs(pairs: Iterable[Pair], printed: Printed) -> Iterator[Finding]:
    """Cells of two tables that are a last digit apart, or differ by what the tables cover."""
    told: set[tuple[str, str, str]] = set()
    for pair in pairs:
        how = apart(printed.of(pair.one), printed.of(pair.other))
        if how is Apart.SAME or (not pair.nested and how is Apart.OFF):
            continue
        one, other = pair.one, pair.other
        mark = (item_of(one.row_label) or item_of(one.column_path[-1]), one.raw, other.raw)
        if how is Apart.ROUNDED and (mark in told or (mark[0], mark[2], mark[1]) in told):
            continue
        told.add(mark)
        narrower = printed.of(one).value < printed.of(other).value
        if pair.nested and how is Apart.OFF and narrower:
            continue
        yield _pair(pair, how)


def _pair(pair: Pair, how: Apart) -> Finding:
    one, other = cell_side(pair.one), cell_side(pair.other)
    name, against = name_of(pair.one), name_of(pair.other)
    category = Category.SCOPE if pair.nested else Category.ROUNDING
    word = "口径不同" if pair.nested else "尾差"
    message = f"{name} 为 {one.value}，{against} 为 {other.value}，{word}。"
    return Finding("across", category, Severity.NOTE, name, message, one, other, other.value)


def merged(findings: Sequence[Finding]) -> list[Finding]:
    """The same wrong figure of the same item in two tables is one error."""
    kept: dict[tuple[str, ...], Finding] = {}
    for found in findings:
        item = found.subject.split(" ", 1)[-1].rsplit("/", 1)
        mark = (found.kind, item[0].split("/")[0], item[-1], found.stated.value, found.expected)
        other = kept.get(mark)
        if other is None or found.stated.cell is None:
            kept[(*mark, str(len(kept))) if other is not None else mark] = found
        else:
            more = (*other.more, found.stated)
            kept[mark] = Finding(
                other.kind, other.category, other.severity, other.subject, other.message, other.stated,
                other.against, other.expected, other.formula, more,
            )  # fmt: skip
    return list(kept.values())
