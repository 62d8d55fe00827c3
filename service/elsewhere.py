"""Where a report gives what an answered cell gives another number next to it, under the same name."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Protocol

from corpus.amounts import convert, places
from corpus.report import Record
from corpus.text import fold
from corpus.view import DocumentView
from corpus.vocabulary import load
from service.narrative.evidence import Role, Source, StatedFigure
from service.narrative.focus import Term, Weighted, terms_of
from service.narrative.places import source_of
from service.narrative.reading import names_of, read
from service.narrative.statements import Statement, bare, statements_of

_CENT = Decimal("0.021")  # two amounts so near are the same, rounded otherwise
_NEAR = Decimal("0.01")  # relative: so near, and called the same, they mean the same
_SMALL = Decimal(10)  # below, a digit off proves nothing
_NAMED = 0.7
_WORD = "报告内前后不一致"


class Answered(Protocol):
    """A figure of an answer with what states it: cells, sentences, or both."""

    @property
    def view(self) -> DocumentView: ...  # noqa: D102
    @property
    def value(self) -> Decimal | None: ...  # noqa: D102
    @property
    def unit(self) -> str: ...  # noqa: D102
    @property
    def records(self) -> tuple[Record, ...]: ...  # noqa: D102
    @property
    def stated(self) -> tuple[StatedFigure, ...]: ...  # noqa: D102


def elsewhere(figure: Answered) -> Iterator[tuple[str, Record | Source]]:
    """Sentences and cells that give what the answered cell gives another number next to it."""
    if figure.value is None or not figure.records:
        return
    record = figure.records[0]
    name = _name(record)
    if not name.terms:
        return
    cells = _cells(figure.view)
    best: tuple[Decimal, Statement] | None = None
    for s in statements_of(read(figure.view)):
        if s.role not in (Role.LEVEL, Role.BUDGET) or not s.unit:
            continue
        ours = convert(figure.value, figure.unit, s.unit)
        if ours is None or not _next_to(ours, s.value) or _called(name, record, s, figure.view) < _NAMED:
            continue
        if abs(ours - s.value) > _CENT and (s.value, s.unit) in cells:
            continue  # another cell says the same: two accounts, no contradiction
        if best is None or abs(ours - s.value) < best[0]:
            best = (abs(ours - s.value), s)
    if best is not None:
        s = best[1]
        source = source_of(figure.view, s.line, s.sentence)
        yield f"{_WORD}：{told_at(None, source.page, s.raw)}，{_cell(figure, record)}。", source
    yield from _other_cells(figure, record, name)


def told_at(record: Record | None, page: int, value: str) -> str:
    """Where a value stands and what it is: page, table, row and column, then the value."""
    if record is None:
        return f"第{page}页的文字写作 {value}"
    table = record.form or (f"《{record.title}》" if record.title else "表格")
    row = f"“{record.row_label}”行" if record.row_label else ""
    column = f"“{record.column_path[-1]}”栏" if record.column_path else ""
    return f"第{page}页{table}{row}{column}为 {value}"


def _cell(figure: Answered, record: Record) -> str:
    unit = record.unit or figure.unit
    return told_at(record, record.page, f"{record.raw}{'' if record.raw.endswith(unit) else unit}")


def _cells(view: DocumentView) -> frozenset[tuple[Decimal, str]]:
    """Every value of the tables with its unit."""
    return frozenset((r.value, r.unit or "") for r in view.records if r.value is not None)


def _other_cells(figure: Answered, record: Record, name: Weighted) -> Iterator[tuple[str, Record | Source]]:
    taken = {(r.table, r.row, r.column) for r in figure.records}
    for other in figure.view.records:
        if (
            (other.table, other.row, other.column) in taken
            or other.table == record.table
            or other.value is None
        ):
            continue
        ours = convert(figure.value or Decimal(0), figure.unit, other.unit or figure.unit)
        if ours is None or ours == other.value or abs(ours - other.value) > _CENT or ours < _SMALL:
            continue
        label = fold(other.row_label or "") or fold(" ".join(other.column_path))
        if name.cover((label, 1.0)) >= _NAMED - 0.2:
            yield f"{_WORD}：{_cell(figure, other)}，{_cell(figure, record)}。", other
            return


def named_like(record: Record, label: str) -> bool:
    """Whether a label is the name of a cell."""
    name = _name(record)
    return bool(name.terms) and name.cover((fold(label), 1.0)) >= _NAMED


def _name(record: Record) -> Weighted:
    """The terms of a cell's own name: its row, or where the row is a total its column."""
    totals = load("finance")["totals"]
    silent = {fold(w) for w in (*totals["columns"], *totals["rows"])} - {
        fold("本年支出合计"),
        fold("本年收入合计"),
    }
    parts = [fold(record.row_label or "")] if record.row_label else []
    parts += [fold(c) for c in record.column_path]
    kept = [p for p in parts if p and p not in silent]
    terms = tuple(dict.fromkeys(t for p in kept[:1] for t in (terms_of(p) or (Term((p,)),))))
    return Weighted(terms, tuple(1.0 for _ in terms))


def _called(name: Weighted, record: Record, s: Statement, view: DocumentView) -> float:
    """How surely a sentence speaks of the cell: its name in the label, and little else there."""
    label = (
        s.label
        if len(bare(s.label)) >= 2 or name.cover((s.label, 1.0)) >= _NAMED
        else f"{s.subject} {s.label}"
    )
    told = fold(" ".join((*record.row_path, *record.column_path, record.row_label or "", record.title or "")))
    scopes = [fold(w) for w in load("finance")["scopes"]["words"]]
    subject = f"{s.near} {s.subject} {s.label}"
    if any(w in subject and w not in told for w in scopes):
        return 0.0
    own = terms_of(s.label)
    if own and not any(set(t.forms) & set(n.forms) for t in own for n in name.terms):
        return 0.0
    score = name.cover((label, 1.0))
    known = [fold(p) for p in (*record.row_path, *record.column_path, record.title or "") if p]
    rest = label
    for words in (*names_of(view), *sorted(known, key=len, reverse=True)):
        rest = rest.replace(words, "")
    for term in name.terms:
        for form in term.forms:
            rest = rest.replace(form, "")
    for scope in load("finance")["scopes"]["words"]:
        if fold(scope) in fold(record.title or ""):
            rest = rest.replace(fold(scope), "")
    return score - min(0.5, 0.03 * len(bare(rest)))


def _next_to(ours: Decimal, theirs: Decimal) -> bool:
    """Whether two values differ, but by rounding, by a hundredth, or by a digit."""
    rounded = ours.quantize(Decimal(1).scaleb(-places(theirs)))
    if theirs in (rounded, ours):
        return False
    if places(ours) > places(theirs) and abs(ours - theirs) < Decimal(1).scaleb(-places(theirs)):
        return False  # cut off instead of rounded
    if abs(rounded - theirs) <= _CENT:
        return ours >= 1
    if abs(ours) < _SMALL:
        return False
    return abs(ours - theirs) <= _NEAR * abs(ours) or _a_digit_off(str(rounded), str(theirs))


def _a_digit_off(one: str, other: str) -> bool:
    """Whether one digit more, less or other makes one number the other."""
    short, long = sorted((one.replace(".", ""), other.replace(".", "")), key=len)
    if len(long) - len(short) > 1 or len(short) < 4:
        return False
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
