"""How the rest of the project reads the corpus: whole reports as frozen views, and search.

`Library` is what service asks; the SQL store implements it, and tests may hand in another.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.report import Disagreement, Page, Passage, Problem, Record, ReportFacts, Section, Table


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
    """All that is known of one report, for lookups in memory (the file itself left out)."""

    entry: ReportEntry
    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    tables: tuple[Table, ...]
    records: tuple[Record, ...]
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found by search, best first; `score` compares within one search only."""

    document_id: str
    passage: int
    score: float


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

    def away(self) -> str | None:
        """Why the store cannot be asked just now; None while it can.  Reports that are loaded are
        answered from meanwhile."""
        return None
