"""What the corpus holds, as a model is shown it: the measures of the reports in scope, and passages.

Only reports that the question was found to be about are looked into; numbers of cells are never shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from corpus.report import Passage, PassageKind
from corpus.view import DocumentView, Library, ReportEntry
from service.model.support import Body
from service.understanding.words import plain_label

_Value = TypeVar("_Value")
_MOST_ROWS, _MOST_COLUMNS, _MOST_TABLES = 240, 80, 40
_LONGEST_LABEL = 40
_PASSAGES, _LONGEST_PASSAGE = 8, 600


@dataclass(frozen=True, slots=True)
class Labels:
    """The row labels, column labels and table titles of the reports in scope, each once."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was understood of a question: the reports in scope, the bodies and years named."""

    entries: tuple[ReportEntry, ...]
    organisations: tuple[str, ...]
    years: tuple[int, ...]
    operation: str

    @property
    def subject(self) -> str:
        """Body and year as a question names them; empty when several reports are meant and none is named."""
        names = self.organisations or tuple(_each(e.facts.organisation for e in self.entries))
        years = self.years or tuple(_each(e.facts.fiscal_year for e in self.entries))
        if not names or (not self.organisations and len(names) > 1):
            return ""
        told = years if self.years or len(years) == 1 else ()
        return "、".join(names) + "、".join(f"{year}年" for year in told)


def asked_of(explain: Mapping[str, Any], library: Library) -> Asked:
    """What the explanation of an answer says of its question."""
    frame = explain.get("frame") or {}
    wanted = set(explain.get("documents") or ())
    entries = tuple(entry for entry in library.reports() if entry.document_id in wanted)
    names = tuple(m["name"] for m in frame.get("organisations") or () if m.get("name"))
    return Asked(entries, names, tuple(frame.get("years") or ()), str(frame.get("operation") or ""))


def labels_of(views: Iterable[DocumentView]) -> Labels:
    """The labels of the reports, in their order."""
    rows: dict[str, None] = {}
    columns: dict[str, None] = {}
    tables: dict[str, None] = {}
    for view in views:
        for table in view.tables:
            tables.setdefault(_short(table.title or ""))
        for record in view.records:
            rows.setdefault(_short(record.row_label or ""))
            for part in record.column_path:
                columns.setdefault(_short(part))
    return Labels(_most(rows, _MOST_ROWS), _most(columns, _MOST_COLUMNS), _most(tables, _MOST_TABLES))


def passages_of(
    question: str, entries: Sequence[ReportEntry], library: Library
) -> list[tuple[DocumentView, Passage]]:
    """Passages of running text in the reports that search finds for a question, best first."""
    found: list[tuple[DocumentView, Passage]] = []
    for hit in library.search(question, [entry.document_id for entry in entries], 2 * _PASSAGES):
        view = library.view(hit.document_id)
        passage = next((p for p in view.passages if p.number == hit.passage), None)
        if passage is not None and passage.kind is PassageKind.TEXT and passage.text.strip():
            found.append((view, passage))
    return found[:_PASSAGES]


def shown(passage: Passage) -> str:
    """A passage as the model sees it."""
    head = " › ".join(passage.section)
    return f"（{head}）{passage.text[:_LONGEST_PASSAGE]}" if head else passage.text[:_LONGEST_PASSAGE]


def bodies_of(library: Library) -> tuple[Body, ...]:
    """Every body that the corpus holds, with its short names."""
    found: dict[str, set[str]] = {}
    for entry in library.reports():
        if entry.facts.organisation:
            found.setdefault(entry.facts.organisation, set()).update(entry.facts.short_names)
    return tuple(Body(name, tuple(sorted(short))) for name, short in found.items())


def _short(label: str) -> str:
    return plain_label(label)[:_LONGEST_LABEL]


def _most(labels: Mapping[str, None], most: int) -> tuple[str, ...]:
    return tuple(label for label in labels if label)[:most]


def _each(values: Iterable[_Value | None]) -> Iterable[_Value]:
    return dict.fromkeys(value for value in values if value is not None)
