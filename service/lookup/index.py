"""A report's records made ready for lookups: labels folded once, cells by label and by code."""

from __future__ import annotations

import re
import threading
from collections import Counter, OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from corpus.report import Record, Table
from corpus.text import places_in
from corpus.view import DocumentView
from corpus.vocabulary import load
from service.frame import Basis
from service.lookup.terms import scope_words, term_of, total_rows, total_scores
from service.narrative.asks import class_of
from service.understanding.sounds import sound
from service.understanding.words import plain, plain_label

_ENDINGS = ("预算数", "决算数", "支出", "收入", "费用", "经费", "金额", "数量", "情况", "合计", "总额")
_KEPT = 512
_LONG_TEXT = 3
_TITLE_LEAST = 5
_YEAR_IN = re.compile(r"(?:19|20)\d\d年")
_YEAR_SAID = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年度?(?!\d)|(?=预算|决算|执行))")


@dataclass(frozen=True, slots=True)
class Label:
    """A row or column label: folded, by sound, its bigrams, its stem and its term."""

    text: str
    heard: str
    pairs: frozenset[str]
    stem: str
    term: int | None


@dataclass(frozen=True, slots=True)
class TableFacts:
    """What a table's head says of all its cells.  `heading` is its plain title (or the
    headings above an untitled one), `scopes` the parts of the accounts that it covers; `whole` tells that it
    is all of the report (a form)."""

    table: Table
    heading: str
    name: str
    scopes: frozenset[str]
    side: str | None
    basis: Basis | None
    texts: dict[int, str]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One record with the numbers of its labels in the index; `year` where a column says one."""

    record: Record
    facts: TableFacts
    row: int | None
    ancestors: tuple[int, ...]
    columns: tuple[int, ...]
    side: str | None
    basis: Basis | None
    scopes: frozenset[str]
    total_row: bool
    unit_class: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentIndex:
    """The cells of one report; `subjects` are the labels over all rows of a table."""

    view: DocumentView
    labels: tuple[Label, ...]
    cells: tuple[Cell, ...]
    codes: frozenset[str]
    forms: frozenset[str]
    basis: Basis
    crowd: dict[tuple[int, int], int]
    titles: dict[str, tuple[int, ...]]
    dated: tuple[str, ...]
    busy: tuple[str, ...]
    labels_of: dict[int, tuple[int, ...]]
    years: frozenset[int]
    subjects: dict[int, int]

    def alone(self, cell: Cell) -> bool:
        """Whether the cell is the only figure of its row in the grid."""
        return self.crowd[cell.record.table, cell.record.row] == 1


def _label(text: str) -> Label:
    stem = next((text[: -len(e)] for e in _ENDINGS if text.endswith(e) and len(text) - len(e) >= 3), "")
    pairs = frozenset(text[i : i + 2] for i in range(len(text) - 1))
    return Label(text, sound(text), pairs, stem, term_of(text))


def basis_of(words: str) -> Basis | None:
    """The account that a plain label tells of."""
    if any(w in words for w in ("上年", "上期", "期初", "去年", "年初余额")) and "结转" not in words:
        return Basis.PRIOR
    if "调整预算" in words or "全年预算" in words:
        return Basis.ADJUSTED
    if "预算数" in words or "年初预算" in words or words in ("预算", "支出预算", "收入预算"):
        return Basis.BUDGET
    if "决算" in words or "执行数" in words:
        return Basis.FINAL
    return None


def _side_of(words: str) -> str | None:
    income, expense = "收入" in words, "支出" in words
    return None if income == expense else "收入" if income else "支出"


def _scopes_in(words: str) -> frozenset[str]:
    return frozenset(w for w in scope_words() if w in words)


def _heading(table: Table) -> str:
    return plain(table.title) if table.title else "".join(plain_label(part) for part in table.section[-1:])


def _row_texts(table: Table, labels: frozenset[str]) -> dict[int, str]:
    """The words beside the figures of each grid row (绩效 tables), spans included; what is a label of
    the table's records is left out."""
    texts: dict[int, str] = {}
    for cell in table.cells:
        text = plain(cell.text)
        if cell.header or len(text) <= _LONG_TEXT or text in labels:
            continue
        for row in range(cell.row, cell.row + cell.row_span):
            texts[row] = texts.get(row, "") + "|" + text
    return texts


def _undated(title: str) -> str:
    return re.sub(r"(?:19|20)\d\d年?度?", "", title)


def _table_facts(table: Table, report: str, labels: frozenset[str]) -> TableFacts:
    heading = _heading(table)
    side = "收入" if "收入决算表" in heading and "支出" not in heading else None
    side = side or ("支出" if "支出决算表" in heading and "收入" not in heading else None)
    name = plain(table.title).removesuffix("表") if table.title else ""
    return TableFacts(
        table,
        heading,
        name if len(name) >= 6 else "",
        _scopes_in(heading),
        side or _side_of(heading),
        None,
        _row_texts(table, labels),
        bool(heading) and (_undated(heading) in _undated(report) or _undated(report) in _undated(heading)),
    )


class _Labels:
    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.labels: list[Label] = []

    def number(self, label: str) -> int:
        text = plain_label(label)
        if text not in self.numbers:
            self.numbers[text] = len(self.labels)
            self.labels.append(_label(text))
        return self.numbers[text]


def _cell(record: Record, facts: TableFacts, labels: _Labels) -> Cell:
    path = record.row_path
    own = record.row_label or (path[-1] if path else None)
    above = path[:-1] if path and own and plain_label(path[-1]) == plain_label(own) else path
    columns = [c for c in record.column_path if plain_label(c)]
    joined = "".join(plain_label(c) for c in columns)
    row_text = plain_label(own) if own else ""
    if len(row_text) >= 4 and row_text in facts.heading:
        row_text = ""  # the table's own name in the place of a row
    side = _side_of(plain_label(columns[0])) if columns else None
    side = side or _side_of(joined) or facts.side or _side_of(row_text)
    basis = next((b for c in reversed(columns) if (b := basis_of(plain_label(c)))), None)
    unit_class = class_of(record.unit or "")
    return Cell(
        record,
        facts,
        labels.number(own) if row_text and own else None,
        tuple(labels.number(a) for a in above if plain_label(a)),
        tuple(labels.number(c) for c in columns),
        side,
        basis or basis_of(row_text),
        facts.scopes | _scopes_in(joined),
        not row_text or row_text in (total_scores() if unit_class == "score" else total_rows()),
        unit_class,
        _year_of(columns),
    )


def _year_of(columns: Sequence[str]) -> int | None:
    """The one whole year that column labels are of; None where they say none, two, or a part of one."""
    years = {m[1] for c in columns for m in _YEAR_SAID.finditer(plain_label(c))}
    return int(years.pop()) if len(years) == 1 else None


def build(view: DocumentView) -> DocumentIndex:
    """The index of a report; its cost is one pass over the records."""
    own: dict[int, set[str]] = {}
    for record in view.records:
        own.setdefault(record.table, set()).update(plain(p) for p in (*record.row_path, *record.column_path))
        own[record.table].add(plain(record.row_label or ""))
    title = plain(view.entry.facts.title)
    facts = {t.number: _table_facts(t, title, frozenset(own.get(t.number, ()))) for t in view.tables}
    labels = _Labels()
    cells = tuple(
        _cell(record, facts[record.table], labels) for record in view.records if record.table in facts
    )
    kind = (view.entry.facts.report_type or "") + view.entry.facts.title
    basis = Basis.BUDGET if "预算" in kind and "决算" not in kind else Basis.FINAL
    return DocumentIndex(
        view,
        tuple(labels.labels),
        cells,
        frozenset(r.row_code for r in view.records if r.row_code),
        frozenset(t.form for t in view.tables if t.form),
        basis,
        Counter((r.table, r.row) for r in view.records),
        _titles(view),
        tuple(label.text for label in labels.labels if _YEAR_IN.search(label.text)),
        tuple(label.text for label in labels.labels if len(label.text) >= 4 and _says_to_do(label.text)),
        _labels_of(cells),
        frozenset(cell.year for cell in cells if cell.year is not None),
        _subjects(cells),
    )


@cache
def _doing() -> tuple[str, ...]:
    return tuple(plain(w) for words in load("operations")["operations"].values() for w in words)


def _says_to_do(text: str) -> bool:
    return any(word in text for word in _doing())


def _titles(view: DocumentView) -> dict[str, tuple[int, ...]]:
    """The tables by their titles (plain), those whose title is the report's own left out."""
    report = plain_label(view.entry.facts.title)
    found: dict[str, tuple[int, ...]] = {}
    for table in view.tables:
        title = plain_label(table.title or (table.section[-1] if table.section else ""))
        if len(title) >= _TITLE_LEAST:
            found[title] = (*found.get(title, ()), table.number)
    return {title: () if title in report or report in title else tables for title, tables in found.items()}


def _subjects(cells: Sequence[Cell]) -> dict[int, int]:
    """The label that stands over every row of a table (the project that a form is about)."""
    over: dict[int, set[int | None]] = {}
    for cell in cells:
        over.setdefault(cell.record.table, set()).add(cell.ancestors[0] if cell.ancestors else None)
    return {t: n for t, above in over.items() if len(above) == 1 and (n := next(iter(above))) is not None}


def _labels_of(cells: Sequence[Cell]) -> dict[int, tuple[int, ...]]:
    """The numbers of the labels that each table carries."""
    found: dict[int, set[int]] = {}
    for cell in cells:
        own = (*cell.ancestors, *cell.columns, *((cell.row,) if cell.row is not None else ()))
        found.setdefault(cell.record.table, set()).update(own)
    return {table: tuple(sorted(numbers)) for table, numbers in found.items()}


_indexes: OrderedDict[str, DocumentIndex] = OrderedDict()
_lock = threading.Lock()


def index_of(view: DocumentView) -> DocumentIndex:
    """The index of `view`, built once for the same view."""
    key = view.entry.document_id
    with _lock:
        kept = _indexes.get(key)
        if kept is not None and kept.view is view:
            _indexes.move_to_end(key)
            return kept
    index = build(view)
    with _lock:
        _indexes[key] = index
        while len(_indexes) > _KEPT:
            _indexes.popitem(last=False)
    return index


def stated_with_unit(view: DocumentView, value: Decimal, raw: str, beside: str = "") -> str | None:
    """The money unit that the report's sentences give the same figure, if one does; with `beside`
    only where those words (plain) stand in the same passage."""
    for passage in view.passages:
        if raw not in passage.text or (beside and beside not in plain(passage.text)):
            continue
        for at in places_in(passage.text, raw):
            after = passage.text[at + len(raw) :].lstrip()
            for unit in ("万元", "亿元", "元"):
                if after.startswith(unit) and value != 0:
                    return unit
    return None
