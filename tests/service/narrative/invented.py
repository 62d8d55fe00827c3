"""Small invented reports as views, and a library over them: nothing here is of a real body."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from corpus.errors import NotFound
from corpus.report import Box, Passage, PassageKind, Place, Record, ReportFacts, Table, TableCell
from corpus.text import fold
from corpus.view import DocumentView, Hit, ReportEntry
from service.frame import Frame, Metric, Operation, OrganisationMention

BODY = "海州市青原区档案馆"


def passage(number: int, section: tuple[str, ...], text: str, page: int = 1) -> Passage:
    """A passage of running text, one box for each paragraph, 400 points wide."""
    places = tuple(
        Place(page, Box(90.0, 100.0 + 20 * i, 490.0, 114.0 + 20 * i)) for i, _ in enumerate(text.split("\n"))
    )
    return Passage(number, PassageKind.TEXT, section, text, text, page, page, places)


def grid(
    number: int, rows: Sequence[Sequence[str]], section: tuple[str, ...] = (), title: str | None = None
) -> Table:
    """A table of text cells; an empty string is no cell (covered by a span)."""
    cells = tuple(
        TableCell(r, c, text, places=(Place(9, Box(50.0 * c, 30.0 * r, 50.0 * c + 45, 30.0 * r + 25)),))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
    )
    return Table(number, None, title, None, (9,), cells, section)


def view(
    *passages: tuple[tuple[str, ...], str],
    tables: Sequence[Table] = (),
    records: Sequence[Record] = (),
    year: int = 2019,
    body: str = BODY,
) -> DocumentView:
    """A report with the given (section path, text) passages."""
    facts = ReportFacts(f"{year}年{body}部门决算", body, year, "部门决算", ("区档案馆",))
    entry = ReportEntry(
        f"{body}-{year}", f"{body}{year}.pdf", facts, 9, len(tables), len(records), len(passages), (), 1.0, ""
    )
    made = tuple(passage(i, section, text, page=i) for i, (section, text) in enumerate(passages, 1))
    return DocumentView(entry, (), (), made, tuple(tables), tuple(records), ())


def record(label: str, column: str, value: str, title: str = "支出决算表") -> Record:
    """A cell of table 1 in 万元."""
    return Record(
        1, 2, 3, "公开03表", title, None, label, (label,), (column,), Decimal(value), value, "万元", 4, None
    )


class Shelf:
    """A `corpus.view.Library` in memory; search counts shared characters."""

    def __init__(self, *views: DocumentView) -> None:
        self._views = {v.entry.document_id: v for v in views}

    def generation(self) -> int:
        return 1

    def reports(self) -> Sequence[ReportEntry]:
        return [v.entry for v in self._views.values()]

    def view(self, document_id: str) -> DocumentView:
        if document_id not in self._views:
            raise NotFound(document_id)
        return self._views[document_id]

    def search(self, query: str, documents: Collection[str] | None = None, limit: int = 10) -> Sequence[Hit]:
        words = set(fold(query))
        hits = [
            Hit(d, p.number, float(len(words & set(fold(p.text)))))
            for d, v in self._views.items()
            if documents is None or d in documents
            for p in v.passages
        ]
        return sorted(hits, key=lambda h: -h.score)[:limit]

    def documents_with_label(self, label: str) -> Sequence[str]:
        return []


def frame(question: str, operation: Operation = Operation.VALUE, *metrics: Metric, year: int = 2019) -> Frame:
    """A frame as understanding would hand it over: body and year known, the rest left open."""
    named = (OrganisationMention("区档案馆", BODY),) if "区档案馆" in question else ()
    return Frame(question, fold(question), "zh", operation, named, (year,), metrics=tuple(metrics))
