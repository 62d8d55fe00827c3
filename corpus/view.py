"""How the rest of the project reads the corpus: whole reports as frozen views, and search.

`Library` is what service asks; the SQL store implements it, and tests may hand in another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from corpus.findings import Finding
from corpus.report import Disagreement, Page, Passage, Problem, Record, ReportFacts, Section, Table
from corpus.text import fold

LABEL_LENGTH = 300
"""Longer labels are sentences; PostgreSQL's index entries are bounded as well."""

MOST_RECORDS = 5_000
"""Of one look over many reports, where nothing else is said."""


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A report on the shelf: what it is and how much it holds.  `confidence` is the lowest
    of its tables' (1.0 without tables)."""

    document_id: str
    source: str
    facts: ReportFacts
    pages: int
    tables: int
    records: int
    passages: int
    problems: tuple[Problem, ...]
    confidence: float
    ingested_at: str

    @property
    def plans(self) -> bool:
        """Whether it is a budget: what it states is planned, not spent."""
        kind = (self.facts.report_type or "") + self.facts.title
        return "预算" in kind and "决算" not in kind and "自评" not in kind


@dataclass(frozen=True, slots=True)
class DocumentView:
    """All that is known of one report, for lookups in memory (the file itself left out).

    `findings` are what its checks found; `disagreements` are those of them that set two places of
    the report against each other.
    """

    entry: ReportEntry
    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    tables: tuple[Table, ...]
    records: tuple[Record, ...]
    disagreements: tuple[Disagreement, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found by search, best first; `score` compares within one search only."""

    document_id: str
    passage: int
    score: float


def labels_of(record: Record) -> frozenset[str]:
    """The labels that a record bears, folded and cut as the store keeps them."""
    labels = {*record.row_path, *record.column_path, record.row_label or ""}
    return frozenset(cut for one in labels if (cut := fold(one)[:LABEL_LENGTH]))


class Library(Protocol):
    """Read access to the corpus.  Views are cached by the implementation."""

    def generation(self) -> int:
        """A number that rises whenever the content changes: what caches key on."""
        ...

    def reports(self) -> Sequence[ReportEntry]:
        """Every visible report, by organisation and year."""
        ...

    def view(self, document_id: str) -> DocumentView:
        """One report, whole.  Raises corpus.errors.NotFound."""
        ...

    def search(self, query: str, documents: Collection[str] | None = None, limit: int = 10) -> Sequence[Hit]:
        """Passages by lexical and dense search, fused by reciprocal rank, within `documents`."""
        ...

    def documents_with_label(self, label: str) -> Sequence[str]:
        """Ids of the reports in which a row or column label contains `label` (folded)."""
        ...

    # What a question needs of many reports: without reading these whole.  Each has a default over whole
    # views, right but slow; the SQL store looks it up.

    def labels_in(self, documents: Collection[str] | None = None) -> Mapping[str, int]:
        """Every row and column label of the reports' records, folded (`corpus.text.fold`), with the number
        of reports that use it.  For finding the labels that a question means."""
        counted: Counter[str] = Counter()
        for document in _held(self, documents):
            labels = {one for r in self.view(document).records for one in labels_of(r)}
            counted.update(labels)
        return dict(counted)

    def records_with(
        self, labels: Collection[str], documents: Collection[str] | None = None, limit: int = MOST_RECORDS
    ) -> Sequence[tuple[str, Record]]:
        """The records that bear one of `labels` (folded, whole) in their row or column path, with the ids
        of their reports: at most `limit`, reports together, each in its own order."""
        found = [
            (document, record)
            for document in _held(self, documents)
            for record in self.view(document).records
            if not labels_of(record).isdisjoint(labels)
        ]
        return found[:limit]

    def tables_in(self, documents: Collection[str]) -> Sequence[tuple[str, Table]]:
        """The tables of the reports without cells and places: number, form, title, unit, pages, section,
        confidence."""
        return [
            (document, replace(table, cells=(), places=()))
            for document in _held(self, documents)
            for table in self.view(document).tables
        ]

    def away(self) -> str | None:
        """Why the store cannot be asked just now; None while it can.  Reports that are loaded are
        answered from meanwhile."""
        return None


def _held(library: Library, documents: Collection[str] | None) -> Iterable[str]:
    held = [entry.document_id for entry in library.reports()]
    return held if documents is None else [one for one in held if one in documents]
