"""Where a report states an answered figure differently elsewhere, or contradicts itself beside it.

What the checks at ingest found comes first; then the sentence's own percentages, a stated
change against the budget stated elsewhere, and numbers next to the answered one (rounded
otherwise, a digit off) under the same name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from corpus.amounts import convert, places
from corpus.report import Disagreement, Record
from corpus.text import fold
from corpus.view import DocumentView
from corpus.vocabulary import load
from service.narrative.evidence import Role, Source, StatedFigure
from service.narrative.focus import Term, Weighted, terms_of
from service.narrative.places import source_of
from service.narrative.reading import names_of, read
from service.narrative.statements import Statement, bare, statements_of

_POINTS = Decimal("0.06")  # percentages may be off by so many points: rounding, or cutting off
_CENT = Decimal("0.021")  # two amounts so near are the same, rounded otherwise
_NEAR = Decimal("0.01")  # relative: so near, and called the same, they mean the same
_SMALL = Decimal(10)  # below, a digit off proves nothing
_NAMED = 0.7


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


@dataclass(frozen=True, slots=True)
class Disparity:
    """Something that the reader must know: `kind` is `discrepancy` or `scope`.

    `message` is Chinese, without citation marks; `places` are what it speaks of (cells or
    sentences), the answered one left out.
    """

    kind: str
    message: str
    view: DocumentView
    places: tuple[Record | Source, ...]


def warnings_for(figures: Sequence[Answered]) -> list[Disparity]:
    """The disparities that touch `figures`, each once, most certain first."""
    found: list[Disparity] = []
    for figure in figures:
        for disparity in (*_recorded(figure), *_contradicted(figure), *_elsewhere(figure)):
            if not any(_told(disparity, other) for other in found):
                found.append(disparity)
    return found


def _told(one: Disparity, other: Disparity) -> bool:
    return one.message == other.message or (one.places == other.places and bool(one.places))


# --- what ingest found --------------------------------------------------------------------------


def _recorded(figure: Answered) -> Iterator[Disparity]:
    for entry in figure.view.disagreements:
        cells = {(r.table, r.row, r.column) for r in figure.records}
        mine = entry.record in cells or any(
            _speaks_of(f, entry.stated_quote, entry.stated) for f in figure.stated
        )
        theirs = entry.against_record in cells or any(
            _speaks_of(f, entry.against_quote, entry.against) for f in figure.stated
        )
        if mine or theirs:
            yield _from_entry(figure.view, entry, mine)


def _speaks_of(figure: StatedFigure, quote: str, value: str) -> bool:
    ours, theirs = fold(figure.source.quote), fold(quote)
    if not theirs or (theirs not in ours and ours not in theirs):
        return False
    digits = value.replace(",", "")
    return str(abs(figure.value)) in digits or figure.raw.replace(",", "") in digits or digits in figure.raw


def _from_entry(view: DocumentView, entry: Disagreement, mine: bool) -> Disparity:
    kind = "scope" if entry.kind == "scope" else "discrepancy"
    places = tuple(
        _record_at(view, key) or Source(view.entry.document_id, None, page, (), quote)
        for key, page, quote in (
            (entry.record, entry.stated_page, entry.stated_quote),
            (entry.against_record, entry.against_page, entry.against_quote),
        )
    )
    word = "口径不同" if kind == "scope" else "报告内两处不一致"
    one = f"第{entry.stated_page}页为 {entry.stated}"
    message = f"{word}：{entry.subject}，{one}，第{entry.against_page}页为 {entry.against}。"
    return Disparity(kind, message, view, places[1:] if mine else places[:1])


def _record_at(view: DocumentView, key: tuple[int, int, int] | None) -> Record | None:
    return next((r for r in view.records if key == (r.table, r.row, r.column)), None) if key else None


# --- the sentence against itself ----------------------------------------------------------------


def _contradicted(figure: Answered) -> Iterator[Disparity]:
    for stated in figure.stated:
        yield from _stated_otherwise(figure.view, stated)
        own = _statement_of(figure.view, stated)
        if own is None:
            continue
        beside = [
            s for s in statements_of(read(figure.view)) if s.line is own.line and s.subject == own.subject
        ]
        yield from _percentages(figure.view, own, beside)
        yield from _against_budget(figure.view, own)


def _stated_otherwise(view: DocumentView, stated: StatedFigure) -> Iterator[Disparity]:
    """Other sentences that give the same subject another number."""
    for other in stated.others[:2]:
        message = f"“{stated.label}”在报告另一处写作 {other.raw}，与此处的 {stated.raw} 不一致。"
        yield Disparity("discrepancy", message, view, (other.source,))


def _statement_of(view: DocumentView, figure: StatedFigure) -> Statement | None:
    quote = fold(figure.source.quote)
    for s in statements_of(read(view)):
        same = s.raw == figure.raw and s.role is figure.role and s.value == figure.value
        if same and quote in s.line.folded and s.sentence.folded in quote:
            return s
    return None


def _percentages(view: DocumentView, own: Statement, beside: Sequence[Statement]) -> Iterator[Disparity]:
    """Percentages of the subject that its own amounts do not give."""
    level = _first(beside, Role.LEVEL)
    if level is None or not level.value:
        return
    budget, done = _first(beside, Role.BUDGET), _first(beside, Role.COMPLETION)
    if budget and done and budget.value and _given(level, budget):
        expected = level.value / budget.value * 100
        if abs(expected - done.value) > _POINTS:
            text = f"{level.raw} ÷ {budget.raw}"
            yield _wrong_percentage(view, own, done, expected, text)
    change, growth = _first(beside, Role.CHANGE), _first(beside, Role.GROWTH)
    if change and growth and level.value != change.value and _given(level, change):
        expected = change.value / (level.value - change.value) * 100
        if abs(expected - growth.value) > _POINTS:
            yield _wrong_percentage(view, own, growth, expected, f"增减 {change.raw} 与本期 {level.raw}")


def _first(beside: Sequence[Statement], role: Role) -> Statement | None:
    found = [s for s in beside if s.role is role]
    return found[0] if len(found) == 1 or (found and role is Role.LEVEL) else None


def _given(one: Statement, other: Statement) -> bool:
    return one.unit == other.unit


def _wrong_percentage(
    view: DocumentView, own: Statement, wrong: Statement, expected: Decimal, basis: str
) -> Disparity:
    right = expected.quantize(Decimal("0.01"))
    message = f"报告写作 {wrong.raw}，而按同一处的数字计算（{basis}）应为 {right}%，两者不一致。"
    return Disparity("discrepancy", message, view, (source_of(view, wrong.line, wrong.sentence),))


def _against_budget(view: DocumentView, own: Statement) -> Iterator[Disparity]:
    """A change against the budget that the budget stated elsewhere does not give."""
    if own.role is not Role.CHANGE or own.baseline != "budget" or own.level is None:
        return
    for s in statements_of(read(view)):
        if s.role is not Role.BUDGET or s.unit != own.unit or s.line is own.line:
            continue
        peers = [p for p in statements_of(read(view)) if p.line is s.line and p.role is Role.LEVEL]
        if not any(
            p.value == own.level and p.unit == own.unit and bare(p.subject) == bare(s.subject) for p in peers
        ):
            continue
        expected = own.level - s.value
        if abs(expected - own.value) > _CENT:
            message = (
                f"报告另一处写预算为 {s.raw}，据此与 {own.level}{own.unit} 相差 {expected}{own.unit}，"
                f"与此处所写的 {own.raw} 不一致。"
            )
            yield Disparity("discrepancy", message, view, (source_of(view, s.line, s.sentence),))
            return


# --- the same thing elsewhere -------------------------------------------------------------------


def _elsewhere(figure: Answered) -> Iterator[Disparity]:
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
        message = f"报告的文字说明写作 {s.raw}，与表中的 {record.raw} 不一致。"
        yield Disparity("discrepancy", message, figure.view, (source_of(figure.view, s.line, s.sentence),))
    yield from _other_cells(figure, record, name)


def _cells(view: DocumentView) -> frozenset[tuple[Decimal, str]]:
    """Every value of the tables with its unit."""
    return frozenset((r.value, r.unit or "") for r in view.records if r.value is not None)


def _other_cells(figure: Answered, record: Record, name: Weighted) -> Iterator[Disparity]:
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
            message = f"报告另一张表写作 {other.raw}，与此处的 {record.raw} 不一致。"
            yield Disparity("discrepancy", message, figure.view, (other,))
            return


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
