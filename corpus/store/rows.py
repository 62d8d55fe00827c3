"""A report as rows, and rows as a report again.

Boxes are kept to a hundredth of a point; everything else comes back as it went in.  Lists
are JSON; a table's cells are short lists, since there are thousands of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from sys import intern
from typing import Any

import orjson
from sqlalchemy import JSON, Row, Text, cast

from corpus.report import (
    Box,
    Page,
    Passage,
    PassageKind,
    Place,
    Problem,
    Record,
    Report,
    ReportFacts,
    Section,
    Severity,
    Table,
    TableCell,
)
from corpus.store import schema

Values = dict[str, Any]


def _places(places: Iterable[Place]) -> list[list[float]]:
    return [[place.page, *place.box.as_list()] for place in places]


def _to_places(rows: Iterable[Sequence[float]]) -> tuple[Place, ...]:
    return tuple(Place(int(page), Box(*box)) for page, *box in rows)


def _strings(values: Iterable[str]) -> tuple[str, ...]:
    # Labels repeat thousands of times in a report: one object for each.
    return tuple(intern(value) for value in values)


def _label(value: str | None) -> str | None:
    return value if value is None else intern(value)


def _cells(cells: Iterable[TableCell]) -> list[list[Any]]:
    return [
        [
            cell.row,
            cell.column,
            cell.text,
            cell.row_span,
            cell.column_span,
            int(cell.header),
            *_places(cell.places),
        ]
        for cell in cells
    ]


def _to_cells(rows: Iterable[Sequence[Any]]) -> tuple[TableCell, ...]:
    return tuple(
        TableCell(row, column, text, row_span, column_span, bool(header), _to_places(places))
        for row, column, text, row_span, column_span, header, *places in rows
    )


def report_values(report: Report, ingested_at: str) -> Values:
    """The row of `reports`."""
    facts = report.facts
    return {
        "document_id": report.document_id,
        "source": report.source,
        "sha256": report.sha256,
        "media_type": report.media_type,
        "title": facts.title,
        "organisation": facts.organisation,
        "fiscal_year": facts.fiscal_year,
        "report_type": facts.report_type,
        "short_names": list(facts.short_names),
        "page_count": len(report.pages),
        "table_count": len(report.tables),
        "record_count": len(report.records),
        "passage_count": len(report.passages),
        "confidence": min((table.confidence for table in report.tables), default=1.0),
        "ingested_at": ingested_at,
    }


def to_facts(row: Row[Any]) -> ReportFacts:
    """What a row of `reports` says of the report."""
    return ReportFacts(row.title, row.organisation, row.fiscal_year, row.report_type, tuple(row.short_names))


def page_values(pages: Iterable[Page]) -> Iterator[Values]:
    """The rows of `pages`."""
    for page in pages:
        yield {
            "number": page.number,
            "width": page.width,
            "height": page.height,
            "origin": page.origin,
            "text": page.text,
            "unsure": list(page.unsure),
        }


def to_page(row: Row[Any]) -> Page:
    """A row of `pages` as a page."""
    return Page(row.number, row.width, row.height, row.text, row.origin, _strings(row.unsure))


def section_values(sections: Iterable[Section]) -> Iterator[Values]:
    """The rows of `sections`."""
    for section in sections:
        yield {
            "number": section.number,
            "level": section.level,
            "title": section.title,
            "path": section.path,
            "page": section.page,
        }


def to_section(row: Row[Any]) -> Section:
    """A row of `sections` as a section."""
    return Section(row.number, row.level, row.title, _strings(row.path), row.page)


def passage_values(passages: Iterable[Passage]) -> Iterator[Values]:
    """The rows of `passages`, without their tokens."""
    for passage in passages:
        yield {
            "number": passage.number,
            "kind": passage.kind.value,
            "section": passage.section,
            "text": passage.text,
            "index_text": passage.index_text,
            "page": passage.page,
            "page_end": passage.page_end,
            "places": _places(passage.places),
            "table_number": passage.table,
        }


def to_passage(row: Row[Any]) -> Passage:
    """A row of `passages` as a passage."""
    return Passage(
        row.number,
        PassageKind(row.kind),
        _strings(row.section),
        row.text,
        row.index_text,
        row.page,
        row.page_end,
        _to_places(row.places),
        row.table_number,
    )


def table_values(tables: Iterable[Table]) -> Iterator[Values]:
    """The rows of `tables`."""
    for table in tables:
        yield {
            "number": table.number,
            "form": table.form,
            "title": table.title,
            "unit": table.unit,
            "pages": list(table.pages),
            "section": table.section,
            "cells": _cells(table.cells),
            "places": _places(table.places),
            "confidence": table.confidence,
            "notes": list(table.notes),
        }


def to_table(row: Row[Any]) -> Table:
    """A row of `tables` as a table."""
    return Table(
        row.number,
        row.form,
        row.title,
        row.unit,
        tuple(row.pages),
        _to_cells(row.cells),
        _strings(row.section),
        row.confidence,
        tuple(row.notes),
        _to_places(row.places),
    )


def to_head(row: Row[Any]) -> Table:
    """A row of `tables` without its cells and places."""
    return Table(
        row.number,
        row.form,
        row.title,
        row.unit,
        tuple(row.pages),
        (),
        _strings(row.section),
        row.confidence,
        tuple(row.notes),
    )


def record_values(records: Iterable[Record]) -> Iterator[Values]:
    """The rows of `records`, numbered from 0 in the order of the report."""
    for position, record in enumerate(records):
        yield {
            "position": position,
            "table_number": record.table,
            "row_number": record.row,
            "column_number": record.column,
            "form": record.form,
            "title": record.title,
            "row_code": record.row_code,
            "row_label": record.row_label,
            "row_path": record.row_path,
            "row_path_codes": record.row_path_codes,
            "column_path": record.column_path,
            "value": record.value,
            "raw": record.raw,
            "unit": record.unit,
            "page": record.page,
            "box": None if record.box is None else record.box.as_list(),
            "confidence": record.confidence,
        }


@lru_cache(maxsize=1 << 15)
def _path(text: str) -> tuple[str, ...]:
    # The cells of a row have one row path, those of a column one column path: each is read once.
    return _strings(orjson.loads(text))


RECORD_COLUMNS = tuple(
    cast(column, Text).label(column.name) if isinstance(column.type, JSON) else column
    for column in schema.records.columns
)
"""The columns of `records`, JSON as its text: `to_record_quickly` reads what repeats once."""


def to_record_quickly(row: Row[Any]) -> Record:
    """A row of RECORD_COLUMNS as a record."""
    return Record(
        table=row.table_number,
        row=row.row_number,
        column=row.column_number,
        form=_label(row.form),
        title=_label(row.title),
        row_code=_label(row.row_code),
        row_label=_label(row.row_label),
        row_path=_path(row.row_path),
        column_path=_path(row.column_path),
        value=row.value,
        raw=row.raw,
        unit=_label(row.unit),
        page=row.page,
        box=None if row.box is None else Box(*orjson.loads(row.box)),
        row_path_codes=_path(row.row_path_codes),
        confidence=row.confidence,
    )


def to_record(row: Row[Any]) -> Record:
    """A row of `records` as a record."""
    return Record(
        table=row.table_number,
        row=row.row_number,
        column=row.column_number,
        form=_label(row.form),
        title=_label(row.title),
        row_code=_label(row.row_code),
        row_label=_label(row.row_label),
        row_path=_strings(row.row_path),
        column_path=_strings(row.column_path),
        value=row.value,
        raw=row.raw,
        unit=_label(row.unit),
        page=row.page,
        box=None if row.box is None else Box(*row.box),
        row_path_codes=_strings(row.row_path_codes),
        confidence=row.confidence,
    )


def problem_values(problems: Iterable[Problem]) -> Iterator[Values]:
    """The rows of `problems`, numbered from 0."""
    for number, problem in enumerate(problems):
        yield {
            "number": number,
            "severity": problem.severity.value,
            "code": problem.code,
            "message": problem.message,
            "page": problem.page,
        }


def to_problem(row: Row[Any]) -> Problem:
    """A row of `problems` as a problem."""
    return Problem(Severity(row.severity), row.code, row.message, row.page)
