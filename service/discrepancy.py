"""Where a report states an answered figure differently elsewhere, or contradicts itself beside it.

What the checks at ingest found comes first; then the sentence's own percentages, a stated
change against the budget stated elsewhere, and numbers next to the answered one (rounded
otherwise, a digit off) under the same name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.amounts import convert
from corpus.report import Disagreement, Record
from corpus.text import fold
from corpus.view import DocumentView
from service.elsewhere import Answered, elsewhere, named_like, told_at
from service.narrative.evidence import Role, Source, StatedFigure
from service.narrative.places import cut_source, source_of
from service.narrative.reading import read
from service.narrative.statements import Statement, bare, statements_of

_POINTS = Decimal("0.06")  # percentages may be off by so many points: rounding, or cutting off
_CENT = Decimal("0.021")  # two amounts so near are the same, rounded otherwise


@dataclass(frozen=True, slots=True)
class Disparity:
    """Something that the reader must know: `kind` is `discrepancy` or `scope`.

    `message` is Chinese, without citation marks; `places` are what it speaks of (cells or
    sentences), the answered one left out; `computed` holds what the message says that no place
    states: results of a check, with their formula; `answered` is the figure that it is about.
    """

    kind: str
    message: str
    view: DocumentView
    places: tuple[Record | Source, ...]
    computed: tuple[str, ...] = ()
    answered: Answered | None = None


def warnings_for(figures: Sequence[Answered]) -> list[Disparity]:
    """The disparities that touch `figures`, each once, most certain first."""
    found: list[Disparity] = []
    for figure in figures:
        for disparity in (*_recorded(figure), *_contradicted(figure), *_next_to(figure)):
            if not any(_told(disparity, other) for other in found):
                found.append(replace(disparity, answered=figure))
    return found


def _next_to(figure: Answered) -> Iterator[Disparity]:
    for message, place in elsewhere(figure):
        yield Disparity("discrepancy", message, figure.view, (place,))


def _told(one: Disparity, other: Disparity) -> bool:
    """Whether two disparities tell the same: by words, by what was worked out, or by places."""
    worked = {text.replace(",", "") for text in one.computed} & {t.replace(",", "") for t in other.computed}
    if one.message == other.message or worked:
        return True
    pairs = list(zip(one.places, other.places, strict=False))
    return len(one.places) == len(other.places) > 0 and all(_same_place(a, b) for a, b in pairs)


def _same_place(one: Record | Source, other: Record | Source) -> bool:
    if isinstance(one, Source) and isinstance(other, Source):
        a, b = fold(one.quote), fold(other.quote)
        return one.page == other.page and (a in b or b in a)
    return one == other


# --- what ingest found --------------------------------------------------------------------------


def _recorded(figure: Answered) -> Iterator[Disparity]:
    for entry in figure.view.disagreements:
        if _is_rounded_sum(entry):
            continue
        cells = {(r.table, r.row, r.column) for r in figure.records}
        mine = entry.record in cells or any(
            _speaks_of(f, entry.stated_quote, entry.stated) for f in figure.stated
        )
        theirs = entry.against_record in cells or any(
            _speaks_of(f, entry.against_quote, entry.against) for f in figure.stated
        )
        if mine or theirs:
            yield _from_entry(figure.view, entry, mine)
        elif entry.kind != "scope" and not _is_computed(entry) and _of_its_cell(figure, entry):
            first, second = (_from_entry(figure.view, entry, mine) for mine in (False, True))
            yield replace(first, places=first.places + second.places)


def _of_its_cell(figure: Answered, entry: Disagreement) -> bool:
    """Whether a sentence's figure is what one of the disagreeing cells holds, under the same name."""
    if figure.records or not figure.stated or figure.value is None:
        return False
    for key in (entry.record, entry.against_record):
        record = _record_at(figure.view, key)
        if record is None or record.value is None:
            continue
        ours = convert(figure.value, figure.unit, record.unit or figure.unit)
        if ours == record.value and named_like(record, figure.stated[0].label):
            return True
    return False


def _speaks_of(figure: StatedFigure, quote: str, value: str) -> bool:
    ours, theirs = fold(figure.source.quote), fold(quote)
    if not theirs or (theirs not in ours and ours not in theirs):
        return False
    digits = value.replace(",", "")
    return str(abs(figure.value)) in digits or figure.raw.replace(",", "") in digits or digits in figure.raw


def _from_entry(view: DocumentView, entry: Disagreement, mine: bool) -> Disparity:
    kind = "scope" if entry.kind == "scope" else "discrepancy"
    own = _record_at(view, entry.record)
    other = None if _is_computed(entry) else _record_at(view, entry.against_record)
    word = "口径不同" if kind == "scope" else "报告内前后不一致"
    one = told_at(own, entry.stated_page, entry.stated)
    first = own or Source(view.entry.document_id, None, entry.stated_page, (), entry.stated_quote)
    if _is_computed(entry):
        message = f"{word}：{one}，而{_worked_out(entry)}。"
        basis = Source(view.entry.document_id, None, entry.against_page, (), entry.against_quote)
        shown = (basis,) if _is_inferred(entry) else ()
        places = shown if mine else (first, *shown)
        return Disparity(kind, message, view, places, (entry.against_quote, entry.against))
    message = f"{word}：{one}，{told_at(other, entry.against_page, entry.against)}。"
    second = other or Source(view.entry.document_id, None, entry.against_page, (), entry.against_quote)
    return Disparity(kind, message, view, (second,) if mine else (first,))


def _is_computed(entry: Disagreement) -> bool:
    """Whether a figure is held against what a check made of others, and not against a place."""
    return _is_sum(entry) or " = " in entry.against_quote or _is_inferred(entry)


def _is_sum(entry: Disagreement) -> bool:
    return "之和(" in fold(entry.against_quote)


def _is_inferred(entry: Disagreement) -> bool:
    """Whether the sentence that is held against a figure only gives what the right one follows from."""
    text = entry.against_record is None and " = " not in entry.against_quote
    digits = re.sub(r"[^\d.]", "", entry.against)
    return text and digits not in re.sub(r",(?=\d{3})", "", fold(entry.against_quote))


def _worked_out(entry: Disagreement) -> str:
    if _is_sum(entry):
        return f"{entry.against_quote}为 {entry.against}"
    if _is_inferred(entry):
        return f"按第{entry.against_page}页的文字推算为 {entry.against}"
    return f"按所列数字计算为 {entry.against_quote}"


def _is_rounded_sum(entry: Disagreement) -> bool:
    """Whether a total misses its rounded parts by no more than their rounding: no contradiction."""
    return entry.kind == "rounding" and _is_computed(entry)


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
        places = f"第{stated.source.page}页写作 {stated.raw}，第{other.source.page}页写作 {other.raw}"
        message = f"报告内前后不一致：“{stated.label}”{places}。"
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
            yield _wrong_percentage(view, (level, budget, done), expected, text)
    change, growth = _first(beside, Role.CHANGE), _first(beside, Role.GROWTH)
    if change and growth and level.value != change.value and _given(level, change):
        expected = change.value / (level.value - change.value) * 100
        if abs(expected - growth.value) > _POINTS:
            text = f"增减 {change.raw} 与本期 {level.raw}"
            yield _wrong_percentage(view, (level, change, growth), expected, text)


def _first(beside: Sequence[Statement], role: Role) -> Statement | None:
    found = [s for s in beside if s.role is role]
    return found[0] if len(found) == 1 or (found and role is Role.LEVEL) else None


def _given(one: Statement, other: Statement) -> bool:
    return one.unit == other.unit


def _wrong_percentage(
    view: DocumentView, told: Sequence[Statement], expected: Decimal, basis: str
) -> Disparity:
    """The last of `told` is not what the others give; all stand in one line, which is cited."""
    wrong, right = told[-1], f"{expected.quantize(Decimal('0.01'))}%"
    message = f"报告写作 {wrong.raw}，而按同一处的数字计算（{basis}）应为 {right}，两者不一致。"
    start, end = min(s.sentence.start for s in told), max(s.sentence.end for s in told)
    return Disparity("discrepancy", message, view, (cut_source(view, wrong.line, start, end),), (right,))


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
            difference = f"{expected}{own.unit}"
            message = (
                f"报告另一处写预算为 {s.raw}，据此与 {own.level}{own.unit} 相差 {difference}，"
                f"与此处所写的 {own.raw} 不一致。"
            )
            places = tuple(source_of(view, x.line, x.sentence) for x in (s, own))
            yield Disparity("discrepancy", message, view, places, (difference,))
            return
