"""A figure with all that stands behind it: the cells or sentences that state it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from corpus.report import Record
from corpus.view import DocumentView, ReportEntry
from service.certainty import certain, certainly_stated
from service.lookup.candidates import Candidate
from service.lookup.index import DocumentIndex, stated_with_unit
from service.lookup.terms import telling_words, total_columns, total_rows
from service.narrative import StatedFigure
from service.understanding.words import plain_label

_PLAIN = ("收入", "支出", "金额", "人员经费", "公用经费")


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of one report.

    `records` are the cells that state it (equal values), `stated` the sentences; `rivals` are
    cells that give the same measure another value, `conflict` tells that they cannot both be
    right.  `value` is None for a cell that is blank.
    """

    view: DocumentView
    value: Decimal | None
    unit: str
    label: str
    raw: str
    score: float
    records: tuple[Record, ...] = ()
    stated: tuple[StatedFigure, ...] = ()
    rivals: tuple[Record, ...] = ()
    conflict: bool = False
    fiscal_year: int | None = None
    reasons: tuple[str, ...] = field(default=())

    @property
    def entry(self) -> ReportEntry:
        """The report that it stands in."""
        return self.view.entry

    @property
    def year(self) -> int | None:
        """The fiscal year that it is of."""
        return self.fiscal_year or self.entry.facts.fiscal_year

    @property
    def organisation(self) -> str | None:
        """The body that it is of."""
        return self.entry.facts.organisation

    def at(self, year: int | None) -> Fact:
        """The same figure as one of another year (a column of the year before)."""
        return replace(self, fiscal_year=year)


def record_label(record: Record) -> str:
    """What a cell states, in the table's own words: 行政运行·基本支出.

    Words that only say "the whole" stand where nothing else does; a table without rows lends its title.
    """
    row = plain_label(record.row_label) if record.row_label else ""
    columns = [plain_label(c) for c in record.column_path if plain_label(c)]
    telling = [c for c in columns if c not in total_columns() and c not in _PLAIN]
    if row in total_rows() and telling:
        row = ""
    if row or telling:
        words = [row, *(columns if telling and not row else telling)]
        if row and not telling and columns and columns[-1] in ("决算数", "预算数"):
            words.append(columns[-1])
    else:
        title = plain_label(record.title or "")
        return (
            "".join(dict.fromkeys(("".join(telling_words(title)) or title.removesuffix("表"), *columns)))
            or "金额"
        )
    return "·".join(dict.fromkeys(w for w in words if w)) or "金额"


_units: dict[tuple[str, int], str] = {}


def unit_of(view: DocumentView, record: Record) -> str:
    """The unit of a cell: the printed one, or the one that the report's sentences give figures of
    the same table (all that are found agree); empty when neither tells."""
    if record.unit:
        return record.unit
    if record.raw.rstrip().endswith("%"):
        return "%"
    key = (view.entry.document_id, record.table)  # the id follows from the bytes
    if key not in _units:
        if len(_units) > 4096:
            _units.clear()
        _units[key] = _unit_by_sentences(view, record.table)
    return _units[key]


def _unit_by_sentences(view: DocumentView, table: int) -> str:
    found = set()
    for record in view.records:
        if record.table == table and record.value:
            telling = len(record.raw.replace(",", "").replace(".", "").lstrip("0")) >= 4
            beside = "" if telling else plain_label(record.row_label or "")
            for raw in {record.raw, record.raw.replace(",", "")} if telling or len(beside) >= 4 else ():
                if unit := stated_with_unit(view, record.value, raw, beside):
                    found.add(unit)
    return found.pop() if len(found) == 1 else ""


def fact_of(
    index: DocumentIndex,
    best: Candidate,
    same: tuple[Candidate, ...],
    rivals: tuple[Candidate, ...],
    conflict: bool,
) -> Fact:
    """The fact that a cell states; cells that were not read with certainty stand back for those that were."""
    ordered = sorted((best, *same), key=lambda c: not certain(c.cell.record))
    best = ordered[0]
    record = best.cell.record
    if certain(record):
        ordered = [c for c in ordered if certain(c.cell.record)]
    return Fact(
        view=index.view,
        value=record.value,
        unit=unit_of(index.view, record),
        label=record_label(record),
        raw=record.raw,
        score=best.score,
        records=tuple(c.cell.record for c in ordered),
        rivals=(sure := tuple(c.cell.record for c in rivals if certain(c.cell.record))),
        conflict=conflict and bool(sure),
        reasons=best.reasons,
    )


def fact_stated(view: DocumentView, figure: StatedFigure) -> Fact:
    """The fact that a sentence states; places that were not read with certainty come last."""
    stated = sorted((figure, *figure.same), key=lambda f: not certainly_stated(view, f))
    return Fact(view, figure.value, figure.unit, figure.label, figure.raw, figure.score, stated=tuple(stated))
