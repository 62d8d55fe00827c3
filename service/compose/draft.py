"""An answer being put together: citations numbered once, figures and warnings bound to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from corpus.report import Record
from corpus.view import DocumentView
from service.answer import Answer, Citation, Figure, Route, Warning
from service.certainty import Doubt, withheld
from service.narrative import Source


class Draft:
    """Collects what an Answer holds; every citation is numbered where it is first used."""

    def __init__(self, english: bool = False) -> None:
        self.english = english
        self.doubts: list[Doubt] = []
        self.citations: list[Citation] = []
        self.figures: list[Figure] = []
        self.warnings: list[Warning] = []
        self._numbers: dict[tuple[object, ...], int] = {}

    def cite_record(self, view: DocumentView, record: Record) -> int:
        """The number of the citation of a cell."""
        key = (view.entry.document_id, record.table, record.row, record.column)
        if key not in self._numbers:
            box = record.box
            heading = next((t.section for t in view.tables if t.number == record.table), ())
            table: dict[str, Any] = {
                "form": record.form,
                "title": record.title,
                "row_path": list(record.row_path),
                "column_path": list(record.column_path),
            }
            unit = record.unit if record.unit and not record.raw.endswith(record.unit) else ""
            quote = " | ".join(
                p for p in (record.row_label or "", *record.column_path, record.raw + unit) if p
            )
            bbox = (
                (round(box.x0, 2), round(box.top, 2), round(box.x1, 2), round(box.bottom, 2)) if box else None
            )
            self._add(key, view, record.page, "table", quote, table, heading or None, bbox)
        return self._numbers[key]

    def cite_source(self, view: DocumentView, source: Source) -> int:
        """The number of the citation of a sentence or a text cell."""
        key = (source.document_id, source.page, source.quote)
        if key not in self._numbers:
            table: dict[str, Any] | None = None
            if source.table is not None:
                table = {"form": source.form, "title": source.title, "row_path": [], "column_path": []}
            self._add(
                key, view, source.page, source.kind, source.quote, table, source.section or None, source.box
            )
        return self._numbers[key]

    def cite_quote(self, view: DocumentView, page: int, quote: str) -> int:
        """The number of the citation of words on a page."""
        key = (view.entry.document_id, page, quote)
        if key not in self._numbers:
            self._add(key, view, page, "text", quote, None, None, None)
        return self._numbers[key]

    def number_of(self, view: DocumentView, place: Record | Source) -> int | None:
        """The number of a cell's or a sentence's citation, where it has one."""
        if isinstance(place, Record):
            return self._numbers.get((view.entry.document_id, place.table, place.row, place.column))
        return self._numbers.get((place.document_id, place.page, place.quote))

    def _add(
        self,
        key: tuple[object, ...],
        view: DocumentView,
        page: int,
        kind: str,
        quote: str,
        table: dict[str, Any] | None,
        section: tuple[str, ...] | None,
        bbox: tuple[float, float, float, float] | None,
    ) -> None:
        number = len(self.citations) + 1
        entry = view.entry
        url = f"/documents/{entry.document_id}#page={page}"
        self._numbers[key] = number
        self.citations.append(
            Citation(
                number, entry.document_id, entry.source, entry.facts.title, page, kind, quote,
                table, section, bbox, url,
            )
        )  # fmt: skip

    def figure(self, figure: Figure) -> None:
        """Add a figure, once."""
        if figure not in self.figures:
            self.figures.append(figure)

    def warn(self, kind: str, message: str, citations: Sequence[int], computed: tuple[str, ...] = ()) -> None:
        """Add a warning, once."""
        warning = Warning(kind, message, tuple(citations), computed)
        if all(w.message != message for w in self.warnings):
            self.warnings.append(warning)

    def finish(
        self, text: str, route: Route, suggestions: Sequence[str] = (), chart: dict[str, Any] | None = None
    ) -> Answer:
        """The answer with all that was collected; no figure is told where one of them is in doubt."""
        if self.doubts:
            return withheld(self.doubts, self.citations, self.english)
        return Answer(
            text,
            route,
            tuple(self.figures),
            tuple(self.citations),
            tuple(self.warnings),
            tuple(suggestions),
            chart,
        )


_NUMBER = re.compile(r"-?\d[\d,，]*(?:\.\d+)?")


def printed(value: Decimal | None, raw: str = "", unit: str = "") -> str:
    """A value as it is read: the number as printed where it stands, else with thousands separators.

    Words and units around the printed number (52300人（次）) are left to the unit.
    """
    if match := _NUMBER.search(raw):
        shown = match.group()
        number = Decimal(shown.replace(",", "").replace("，", ""))
        if value is None or number == value:
            return shown
        if abs(number) == abs(value):
            return shown.lstrip("-") if value > 0 or unit else f"-{shown.lstrip('-')}"
    return f"{value:,f}" if value is not None else ""
